"""Addresses of rhythms, within those of promises."""

from __future__ import annotations

from django.urls import path

from troth.promises.rhythms import views
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

RHYTHM = "promises/<where:where>/rhythms/<uuid:rhythm_id>"

urlpatterns = [
    path(f"{RHYTHM}/", views.page, name="rhythm"),
    path(f"{RHYTHM}/change/", views.change, name="change_rhythm"),
    path(f"{RHYTHM}/renew/", views.renew, name="renew_rhythm"),
    path(f"{RHYTHM}/rest/", views.rest, name="rest_rhythm"),
    path(f"{RHYTHM}/stop/", views.stop, name="stop_rhythm"),
]
