"""Addresses of needs; the list of the grounds takes them in."""

from __future__ import annotations

from django.urls import path

from troth.grounds.needs import views
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

NEED = "needs/<where:where>/<uuid:need_id>"

urlpatterns = [
    path("needs/", views.index, name="needs"),
    path("needs/new/", views.say, name="say_need"),
    path("needs/before/<where:where>/", views.before, name="needs_before"),
    path(f"{NEED}/", views.page, name="need"),
    path(f"{NEED}/change/", views.change, name="change_need"),
    path(f"{NEED}/rest/", views.rest, name="rest_need"),
    path(f"{NEED}/take-back/", views.take_back, name="take_back_need"),
]
