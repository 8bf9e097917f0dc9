"""Addresses of Today, Me, Us and the public pages."""

from __future__ import annotations

from django.urls import path

from troth.home import views
from troth.home.public_urls import urlpatterns as public_patterns
from troth.home.us.urls import urlpatterns as us_patterns

app_name = "home"
urlpatterns = [
    *public_patterns,
    path("today/", views.today, name="today"),
    path("me/", views.me, name="me"),
    *us_patterns,
]
