"""Addresses of taking one's words along."""

from __future__ import annotations

from django.urls import path

from troth.portability import views

app_name = "portability"
urlpatterns = [
    path("me/take-along/", views.index, name="index"),
    path("me/take-along/book/", views.book, name="book"),
    path("me/take-along/json/", views.data, name="json"),
]
