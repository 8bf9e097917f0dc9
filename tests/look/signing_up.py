"""Who stands in the pictures: everybody signs up by the form, under a name plainly made up."""

from __future__ import annotations

from django.core.cache import cache
from django.test import Client

from tests.cast import Player

ZONE = "Europe/Berlin"


def signed_up(who: str, called: str) -> Player:
    cache.clear()  # sign-ups are limited
    player = Player(f"made-up-{who}", Client(), ZONE)
    assert player.sign_up().status_code == 302
    player.post("/me/", {"called": called})
    player.get("/me/")  # shows what it said, so that no picture does
    return player
