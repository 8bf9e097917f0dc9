"""Addresses of gestures: all of them stand in the person's private space."""

from __future__ import annotations

from django.urls import path

from troth.gestures import views

app_name = "gestures"
urlpatterns = [
    path("gestures/", views.index, name="index"),
    path("gestures/new/", views.make, name="make"),
    path("gestures/<uuid:gesture_id>/", views.change, name="change"),
    path("gestures/<uuid:gesture_id>/tick/", views.tick, name="tick"),
    path("gestures/<uuid:gesture_id>/untick/", views.untick, name="untick"),
    path("gestures/<uuid:gesture_id>/stop/", views.stop, name="stop"),
]
