"""Addresses of the first five minutes, of two people finding each other, and of breaks."""

from __future__ import annotations

from django.urls import path

from troth.journeys import views
from troth.journeys.breaks.urls import urlpatterns as break_patterns
from troth.journeys.pairing.urls import urlpatterns as pairing_patterns

app_name = "journeys"
urlpatterns = [
    path("begin/", views.more_of, name="more_of"),
    path("begin/first/", views.first_promise, name="first_promise"),
    *pairing_patterns,
    *break_patterns,
]
