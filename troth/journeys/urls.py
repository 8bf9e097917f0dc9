"""Addresses of the first five minutes."""

from __future__ import annotations

from django.urls import path

from troth.journeys import views

app_name = "journeys"
urlpatterns = [
    path("begin/", views.more_of, name="more_of"),
    path("begin/first/", views.first_promise, name="first_promise"),
]
