"""Her words as evidence, shown to third parties."""

from __future__ import annotations

import base64
import json

import pytest

from tests.cast import Player
from tests.misuse.acts import Couple, done, exported, keep, own, page_of
from troth.promises.models import Promise

pytestmark = pytest.mark.on_any_database


def keys_of(player: Player) -> list[bytes]:
    bundle = player.keys().bundle
    return [bundle.signing.public, bundle.sharing.public]


def test_no_file_of_his_proves_who_wrote_what(two: Couple) -> None:
    """81. He shows his export to others as proof of what she said."""
    ana, ben = two
    said = ana.say("I did something bad", to="ours")
    own(ana, said, "I own it")
    done(ben.post(f"{page_of(said)}landed/", {"kind": "thanks", "line": ""}))
    sealed = bytes(Promise.objects.get(id=said).words)
    for ending in ("json", "book"):
        text = exported(ben, ending)
        assert "I did something bad" in text
        assert "I own it" not in text
        for value in (*keys_of(ana), *keys_of(ben), sealed[-64:]):
            for written in (value.hex(), base64.b64encode(value).decode()):
                assert written not in text
        for name in ("signature", "signed_by", "verify", "public_key"):
            assert f'"{name}"' not in text
    assert "it proves nothing about who wrote what" in exported(ben, "book")


def test_his_file_could_be_written_by_hand(two: Couple) -> None:
    """81. Whoever gets the file has no way to tell it from one with a word changed."""
    ana, ben = two
    ana.say("I did something bad", to="ours")
    first = exported(ben)
    forged = json.loads(first.replace("something bad", "nothing at all"))
    assert forged["spaces"]
    assert set(forged) == {"format", "version", "made_on", "spaces"}


def test_his_file_holds_no_list_of_her_replies_or_slips(two: Couple) -> None:
    """82. He collects what she admitted."""
    ana, ben = two
    for number in range(3):
        said = ana.say(f"Sing {number}", to="ours")
        own(ana, said, f"I admit number {number}")
    kept = ben.say("Cook", to="ours")
    keep(ben, kept)
    for ending in ("json", "book"):
        text = exported(ben, ending)
        assert "I admit" not in text
        assert "owned" not in text
