"""How promises leave: opened, as plain values, in bounded steps; and how they are erased."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Player, field_of
from troth.promises import export, queries
from troth.promises.models import Ending, Promise
from troth.record.models import Due, Event


def exported(player: Player) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        json.dumps(list(export.export_rows(player.membership())))
    )
    return found


def test_every_promise_leaves_with_its_words_and_endings(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today", cue="With tea")
    page = f"/promises/mine/{first}/"
    ana.post(f"{page}keep/")
    ana.post(f"{page}own/", {"note": "Not really"})
    second = ana.say("Sing", when="date", on="2030-12-24", at="18:30")
    rows = {row["id"]: row for row in exported(ana)}
    assert rows.keys() == {str(first), str(second)}
    owned, ahead = rows[str(first)], rows[str(second)]
    assert (owned["text"], owned["cue"], owned["state"]) == (
        "Call the plumber",
        "With tea",
        "owned",
    )
    said = [(ending["state"], ending["note"]) for ending in owned["endings"]]
    assert said == [("kept", ""), ("owned", "Not really")]
    assert ahead["due"] == "moment 2030-12-24T18:30 Europe/Berlin"
    assert (ahead["state"], ahead["endings"], ahead["is_mine"]) == ("open", [], True)


def test_the_partners_due_time_leaves_on_the_readers_clock(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    ana.say("Sing", when="date", on="2030-12-24", at="18:30", to="ours")
    (row,) = export.export_rows(ben.membership("ours"))
    assert row["due"] == "moment 2030-12-25T02:30 Asia/Tokyo"


def test_what_followed_a_move_names_it(ana: Player) -> None:
    first = ana.say("Call the plumber")
    page = f"/promises/mine/{first}/move/"
    ana.post(page, {"when": "wednesday", "token": field_of(ana.get(page), "token")})
    assert {row["follows"] for row in exported(ana)} == {None, str(first)}


def test_nothing_signed_or_sealed_leaves(ana: Player) -> None:
    ana.say("Call the plumber")
    row = exported(ana)[0]
    assert not {"words", "signature", "sealed"} & row.keys()


def test_what_cant_be_opened_leaves_with_the_reason(ana: Player) -> None:
    ana.say("Call the plumber")
    Promise.objects.update(words=b"not an envelope")
    row = exported(ana)[0]
    assert row["unopened"] == "altered"
    assert "text" not in row


def test_it_is_read_in_steps(ana: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BATCH", 3)
    ids = {str(ana.say(f"Promise {number}")) for number in range(7)}
    rows = exported(ana)
    assert {row["id"] for row in rows} == ids
    assert len(rows) == 7


def test_only_ones_own_space_leaves(ana: Player, ben: Player) -> None:
    ana.say("Call the plumber")
    assert exported(ben) == []


def test_erasing_a_space_takes_its_promises_and_no_others(ana: Player, ben: Player) -> None:
    for player in (ana, ben):
        promise_id = player.say("Call the plumber")
        player.post(f"/promises/mine/{promise_id}/keep/")
    export.erase_rows(ana.membership().space_id, timezone.now())
    left = {ben.membership().space_id}
    for model in (Promise, Ending):
        assert set(model._default_manager.values_list("space_id", flat=True)) == left
    assert Due.objects.count() == 0
    assert Event.objects.count() == 4, "the record is erased by itself"


def test_a_reply_leaves_with_what_it_was_said_of_and_only_to_the_maker(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    page = f"/promises/ours/{ana.say('Sing', to='ours')}/"
    ana.post(f"{page}own/", {"note": "I didn’t"})
    ben.post(f"{page}landed/", {"kind": "thanks", "line": "For saying so"})
    ana.post(f"{page}keep/")
    hers, his = (
        next(row for row in export.export_rows(player.membership("ours")))["landing"]
        for player in couple
    )
    assert (hers["answered"], hers["was_corrected"]) == ("owned", True)  # type: ignore[index]
    assert set(his) == {"is_mine", "recorded_on", "landed", "line"}  # type: ignore[call-overload]
