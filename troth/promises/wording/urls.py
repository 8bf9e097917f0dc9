"""Addresses of words anew; the promises' own list takes them in."""

from __future__ import annotations

from django.urls import path

from troth.promises.wording import views
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

PROMISE = "promises/<where:where>/<uuid:promise_id>"
ENDING = f"{PROMISE}/endings/<uuid:ending_id>"

urlpatterns = [
    path(f"{PROMISE}/words/", views.change_promise, name="change_words"),
    path(f"{PROMISE}/words/take-back/", views.take_back_promise, name="take_back_words"),
    path(f"{ENDING}/words/", views.change_ending, name="change_ending"),
    path(f"{ENDING}/words/take-back/", views.take_back_ending, name="take_back_ending"),
]
