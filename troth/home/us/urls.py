"""Addresses of Us; the home app's own list takes them in."""

from __future__ import annotations

from django.urls import path

from troth.home.us import leaving, poll, views

urlpatterns = [
    path("us/", views.us, name="us"),
    path("us/poll/", poll.poll, name="poll"),
    path("us/between/", views.between, name="between"),
    path("us/before/<uuid:space_id>/", views.before, name="before"),
    path("us/before/<uuid:space_id>/put-away/", views.put_away, name="put_away"),
    path("us/step-away/", leaving.step_away, name="step_away"),
    path("us/come-back/", leaving.come_back, name="come_back"),
    path("us/leave/", leaving.leave, name="leave"),
    path("us/left/", leaving.left, name="left"),
]
