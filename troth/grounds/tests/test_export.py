"""How the focus leaves and is erased."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from tests.cast import Player
from troth.grounds.export import erase_rows, export_rows
from troth.grounds.models import Focus

pytestmark = pytest.mark.on_any_database


def test_every_choice_leaves_by_its_name(ana: Player) -> None:
    for habit in ("stay-curious", "repair-soon"):
        ana.post("/focus/", {"habit": habit})
    rows = json.loads(json.dumps(list(export_rows(ana.membership()))))
    assert {(row["habit"], row["is_current"]) for row in rows} == {
        ("stay-curious", False),
        ("repair-soon", True),
    }
    assert all("words" not in row for row in rows)


def test_what_cant_be_opened_leaves_with_the_reason(ana: Player) -> None:
    ana.post("/focus/", {"habit": "stay-curious"})
    Focus.objects.update(words=b"not an envelope")
    assert [row["unopened"] for row in export_rows(ana.membership())] == ["altered"]


def test_erasing_a_space_takes_its_own_alone(ana: Player, ben: Player) -> None:
    for player in (ana, ben):
        player.post("/focus/", {"habit": "stay-curious"})
    erase_rows(ana.membership().space_id, timezone.now())
    assert Focus.objects.get().person_id == ben.person.id
