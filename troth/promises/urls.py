"""Addresses of promises; an id alone is looked up in the one space the address means."""

from __future__ import annotations

from django.urls import path

from troth.promises import views
from troth.promises.endings import views as endings
from troth.promises.landings.urls import urlpatterns as of_landings
from troth.promises.past.urls import urlpatterns as of_the_past
from troth.promises.rhythms.urls import urlpatterns as of_rhythms
from troth.promises.wording.urls import urlpatterns as of_wording
from troth.spaces import addresses  # noqa: F401 - registers <where:…>

PROMISE = "promises/<where:where>/<uuid:promise_id>"

app_name = "promises"
urlpatterns = [
    path("promises/", views.index, name="index"),
    path("promises/new/", views.make, name="make"),
    path("promises/waiting/", views.waiting, name="waiting"),
    path("promises/waiting/let-go/", views.let_all_go, name="let_all_go"),
    path(f"{PROMISE}/", views.page, name="page"),
    path(f"{PROMISE}/keep/", endings.keep, name="keep"),
    path(f"{PROMISE}/keep/in-time/", endings.keep_in_time, name="keep_in_time"),
    path(f"{PROMISE}/own/", endings.own, name="own"),
    path(f"{PROMISE}/move/", endings.move, name="move"),
    path(f"{PROMISE}/withdraw/", endings.withdraw, name="withdraw"),
    path(f"{PROMISE}/release/", endings.release, name="release"),
    path(f"{PROMISE}/reopen/", endings.reopen, name="reopen"),
    path(f"{PROMISE}/let-go/", endings.let_go, name="let_go"),
    path("promises/mine/<uuid:promise_id>/share/", endings.share, name="share"),
    *of_landings,
    *of_the_past,
    *of_rhythms,
    *of_wording,
]
