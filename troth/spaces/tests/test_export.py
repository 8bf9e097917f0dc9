"""How a space leaves, how all of it is erased, and that nothing of another goes with it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from tests.cast import Player, text_of
from troth.people.actions import erase_person
from troth.people.models import Bundle, Person, Session, Wrap
from troth.spaces.export import export_rows
from troth.spaces.models import Member, Space
from troth.web.capabilities import offered


@pytest.fixture
def lived_in(ana: Player, ben: Player) -> Player:
    """Ana; Ben has as much of everything."""
    for player in (ana, ben):
        kept = player.say("Sing", when="today")
        player.post(f"/promises/mine/{kept}/keep/")
        player.say("Call the plumber", when="tomorrow")
        player.post("/focus/", {"habit": "give-space"})
        player.post("/breaks/new/", {"from_on": timezone.now().date() + timedelta(days=9)})
    return ana


def rows_by_space() -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if "space" in names:
            found[model._meta.label] = sorted(
                model._default_manager.values_list("space_id", flat=True), key=str
            )
    return found


def test_every_capability_offers_the_same_way_out() -> None:
    names = [name for name, _ in offered("export", "export_rows")]
    assert names == [name for name, _ in offered("export", "erase_rows")]
    assert names == sorted(names, key=list(settings.CAPABILITIES).index)
    assert names[-2:] == ["troth.spaces", "troth.people"]


def test_all_that_leaves_is_plain_and_names_what_it_is(lived_in: Player) -> None:
    mine = lived_in.membership()
    rows = [row for _, export in offered("export", "export_rows") for row in export(mine)]
    plain = json.loads(json.dumps(rows))
    kinds = [row["kind"] for row in plain]
    assert sorted(kinds) == ["account", "break", "focus", "member", "promise", "promise"]
    text = json.dumps(plain)
    assert "Call the plumber" in text
    assert lived_in.person.password not in text


def test_the_way_one_is_called_leaves(ana: Player) -> None:
    row = next(iter(export_rows(ana.membership())))
    assert (row["called"], row["is_mine"]) == ("Ana", True)
    Member.objects.update(words=b"not an envelope")
    row = next(iter(export_rows(ana.membership())))
    assert row["unopened"] == "altered"


def test_erasing_takes_every_row_of_one_space_and_none_of_another(
    lived_in: Player, ben: Player
) -> None:
    before = rows_by_space()
    space, theirs = lived_in.membership().space_id, ben.membership().space_id
    for _, erase in offered("export", "erase_rows"):
        erase(space, timezone.now())
    kept = {name: [each for each in ids if each == theirs] for name, ids in before.items()}
    assert rows_by_space() == kept
    assert not Space.objects.filter(id=space).exists()
    assert Bundle.objects.get().private_space_id == theirs
    assert Wrap.objects.count() == 1
    assert "Call the plumber" in text_of(ben.get("/promises/"))


def test_without_the_keys_nothing_opens_any_more(lived_in: Player) -> None:
    erase = dict(offered("export", "erase_rows"))["troth.people"]
    erase(lived_in.membership().space_id, timezone.now())
    assert "Your words are locked" in text_of(lived_in.get("/today/"))


def test_an_account_goes_with_its_sessions(lived_in: Player, ben: Player) -> None:
    person, space = lived_in.person, lived_in.membership().space_id
    for _, erase in offered("export", "erase_rows"):
        erase(space, timezone.now())
    erase_person(person.id, timezone.now())
    assert Person.objects.get() == ben.person
    assert set(Session.objects.values_list("person_id", flat=True)) == {ben.person.id}
    assert lived_in.get("/today/").status_code == 302


def test_every_model_with_a_space_is_erased_by_somebody() -> None:
    erased = {name.removeprefix("troth.") for name, _ in offered("export", "erase_rows")}
    with_space = {
        model._meta.app_label
        for model in apps.get_models()
        if any(
            isinstance(field, models.ForeignKey) and field.related_model is Space
            for field in model._meta.concrete_fields
        )
    }
    assert with_space <= erased
