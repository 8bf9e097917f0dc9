"""Addresses of promises; an id alone is looked up in the one space the address means."""

from __future__ import annotations

from django.urls import path

from troth.promises import views

app_name = "promises"
urlpatterns = [
    path("promises/", views.index, name="index"),
    path("promises/new/", views.make, name="make"),
    path("promises/waiting/", views.waiting, name="waiting"),
    path("promises/waiting/let-go/", views.let_all_go, name="let_all_go"),
    path("promises/mine/<uuid:promise_id>/", views.page, name="page"),
    path("promises/mine/<uuid:promise_id>/keep/", views.keep, name="keep"),
    path("promises/mine/<uuid:promise_id>/keep/in-time/", views.keep_in_time, name="keep_in_time"),
    path("promises/mine/<uuid:promise_id>/own/", views.own, name="own"),
    path("promises/mine/<uuid:promise_id>/move/", views.move, name="move"),
    path("promises/mine/<uuid:promise_id>/withdraw/", views.withdraw, name="withdraw"),
    path("promises/mine/<uuid:promise_id>/reopen/", views.reopen, name="reopen"),
    path("promises/mine/<uuid:promise_id>/let-go/", views.let_go, name="let_go"),
]
