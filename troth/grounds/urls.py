"""Addresses of the focus, of needs and of plans."""

from __future__ import annotations

from django.urls import path

from troth.grounds import views
from troth.grounds.needs.urls import urlpatterns as of_needs
from troth.grounds.plans.urls import urlpatterns as of_plans

app_name = "grounds"
urlpatterns = [
    path("focus/", views.choose, name="choose"),
    path("focus/set-aside/", views.set_aside, name="set_aside"),
    *of_needs,
    *of_plans,
]
