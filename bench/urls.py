"""Troth's addresses, and the two pages that others are measured against."""

from __future__ import annotations

from django.urls import include, path

from bench import views

urlpatterns = [
    path("bench/floor/", views.floor),
    path("bench/empty/", views.empty),
    path("", include("troth.config.urls")),
]
