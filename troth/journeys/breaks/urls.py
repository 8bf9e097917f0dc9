"""Addresses of breaks; the journeys' own list takes them in."""

from __future__ import annotations

from django.urls import path

from troth.journeys.breaks import views

urlpatterns = [
    path("breaks/", views.index, name="breaks"),
    path("breaks/new/", views.take, name="take_break"),
    path("breaks/end/", views.end, name="end_break"),
    path("breaks/<uuid:break_id>/", views.change, name="change_break"),
    path("breaks/<uuid:break_id>/inside/", views.inside, name="inside_break"),
    path("breaks/<uuid:break_id>/call-off/", views.call_off, name="call_off_break"),
    path("breaks/<uuid:break_id>/tell/", views.tell, name="tell_break"),
]
