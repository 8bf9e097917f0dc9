"""What the tests of the demo couple look at: their pages, signed in with the shown password."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from tests.cast import Player, text_of


def signed_in(name: str) -> Player:
    player = Player(name, Client(), password=settings.DEMO_PASSWORD)
    assert player.sign_in().status_code == 302
    return player


def todays_page_of(player: Player, other: str) -> None:
    page = text_of(player.get("/today/"))
    for said in (
        "today",
        "tomorrow",
        "this week",
        "yesterday, no word yet",
        "Some days went by",
        f"{other} asks",
        f"to {other}",
        "released",
        "kept",
        f"{other} told you",
    ):
        assert said in page, said
