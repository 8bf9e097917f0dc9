"""Addresses of what lies behind; the promises' own list takes them in."""

from __future__ import annotations

from django.urls import path

from troth.promises.past import views

urlpatterns = [
    path("promises/before/", views.before, name="before"),
    path("promises/before/search/", views.search, name="search"),
]
