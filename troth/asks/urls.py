"""Addresses of asks: all of them stand in the one shared space that goes on."""

from __future__ import annotations

from django.urls import path

from troth.asks import answering, views

app_name = "asks"
urlpatterns = [
    path("asks/", views.index, name="index"),
    path("asks/new/", views.ask, name="ask"),
    path("asks/<uuid:ask_id>/", views.page, name="page"),
    path("asks/<uuid:ask_id>/yes/", answering.say_yes, name="yes"),
    path("asks/<uuid:ask_id>/smaller/", answering.offer_smaller, name="smaller"),
    path("asks/<uuid:ask_id>/no/", answering.say_no, name="no"),
    path("asks/<uuid:ask_id>/set-aside/", answering.set_aside, name="set_aside"),
    path("asks/<uuid:ask_id>/bring-back/", answering.bring_back, name="bring_back"),
    path("asks/<uuid:ask_id>/change/", views.change, name="change"),
    path("asks/<uuid:ask_id>/take-back/", views.take_back, name="take_back"),
    path("asks/<uuid:ask_id>/line/take-back/", answering.take_back_line, name="take_back_line"),
]
