"""Addresses of the focus."""

from __future__ import annotations

from django.urls import path

from troth.grounds import views

app_name = "grounds"
urlpatterns = [
    path("focus/", views.choose, name="choose"),
    path("focus/set-aside/", views.set_aside, name="set_aside"),
]
