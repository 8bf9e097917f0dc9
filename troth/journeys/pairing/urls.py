"""Addresses of inviting, joining and comparing; no code stands in any of them."""

from __future__ import annotations

from django.urls import path

from troth.journeys.pairing.views import comparing, inviting, joining

urlpatterns = [
    path("us/invite/", inviting.invite, name="invite"),
    path("us/invite/revoke/", inviting.revoke, name="revoke"),
    path("us/words/", comparing.words, name="words"),
    path("us/words/confirm/", comparing.confirm, name="confirm"),
    path("us/words/back/", comparing.step_back, name="step_back"),
    path("join/", joining.join, name="join"),
    path("join/welcome/", joining.welcome, name="join_welcome"),
    path("join/not-now/", joining.not_now, name="not_now"),
]
