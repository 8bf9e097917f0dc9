"""Addresses of the first five minutes, and of two people finding each other."""

from __future__ import annotations

from django.urls import path

from troth.journeys import views
from troth.journeys.pairing.urls import urlpatterns as pairing_patterns

app_name = "journeys"
urlpatterns = [
    path("begin/", views.more_of, name="more_of"),
    path("begin/first/", views.first_promise, name="first_promise"),
    *pairing_patterns,
]
