"""Addresses of how promises landed; the promises' own list takes them in."""

from __future__ import annotations

from django.urls import path

from troth.promises.landings import views
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

LANDED = "promises/<where:where>/<uuid:promise_id>/landed"

urlpatterns = [
    path(f"{LANDED}/", views.landed, name="landed"),
    path(f"{LANDED}/thanks/", views.thank, name="thank"),
    path(f"{LANDED}/words/", views.change_landing, name="change_landing"),
    path(f"{LANDED}/words/take-back/", views.take_back_landing, name="take_back_landing"),
    path("us/replies/", views.replies, name="replies"),
]
