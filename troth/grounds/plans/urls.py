"""Addresses of plans; the list of the grounds takes them in."""

from __future__ import annotations

from django.urls import path

from troth.grounds.plans import views
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

PLAN = "plans/<where:where>/<uuid:plan_id>"

urlpatterns = [
    path("plans/", views.index, name="plans"),
    path("plans/new/", views.say, name="say_plan"),
    path(f"{PLAN}/", views.change, name="change_plan"),
    path(f"{PLAN}/remove/", views.remove, name="remove_plan"),
]
