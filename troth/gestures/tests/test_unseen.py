"""Nobody else ever sees one: no card, no count, no version, no event, no file, no byte."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import OWN_PAGES, Player
from tests.look.people import Diary
from troth.config.housekeeping import keep_house
from troth.gestures.tests.acts import MONDAY, remember, tick
from troth.record.models import Due, Event
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
ALL_PAGES = ("/today/", *OWN_PAGES, "/us/between/", "/us/leave/", "/promises/?in=ours")


@pytest.fixture
def living(couple: Couple) -> Couple:
    """Something is between them, so that pages have something to show."""
    for player in couple:
        player.stay()
        diary = Diary(player.membership("ours"), MONDAY)
        diary.said(f"{player.name} reads aloud", 1)
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
    return couple


def seen_by(player: Player) -> list[str]:
    """All that somebody's pages and files say, without what is drawn anew for each."""
    pages: list[Any] = [player.get(path) for path in ALL_PAGES]
    assert {page.status_code for page in pages} <= {200, 302}
    files: list[Any] = [player.post(f"/me/take-along/{kind}/") for kind in ("book", "json")]
    bodies = [page.content.decode() for page in pages]
    bodies += [file.getvalue().decode() for file in files]
    masked = (re.sub(r"[A-Za-z0-9]{64}", "TOKEN", body) for body in bodies)
    return [
        re.sub(r'(?<=value=")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', "ID", m) for m in masked
    ]


def test_whatever_she_does_with_them_his_pages_stay_the_same_to_the_byte(
    living: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = living
    seen_by(ben)
    before, version, events = seen_by(ben), version_of(ben.person.id), Event.objects.count()
    hug, tea = remember(ana, "Polish the brass lantern"), remember(ana, "Tea", "weekly")
    tick(ana, hug)
    tick(ana, tea)
    tick(ana, tea, "untick")
    facts = {"text": "Soup", "how_often": "daily", "revision": "1"}
    assert ana.post(f"/gestures/{tea}/", facts).status_code == 302
    assert ana.post(f"/gestures/{hug}/stop/").status_code == 302
    assert seen_by(ben) == before
    assert version_of(ben.person.id) == version
    assert ben.get(f"/us/poll/?v={version}").status_code == 204
    assert Event.objects.count() == events


def test_the_record_of_what_they_share_knows_nothing_of_it(living: Couple) -> None:
    ana, _ben = living
    shared = ana.membership("ours").space_id
    before = list(Due.objects.filter(space_id=shared).values_list())
    tick(ana, remember(ana, "Tea"))
    keep_house(MONDAY + timedelta(days=3))
    assert list(Due.objects.filter(space_id=shared).values_list()) == before
    (due,) = Due.objects.filter(kind="gesture")
    assert (due.space_id, due.person_id) == (ana.membership().space_id, ana.person.id)


def test_a_gesture_under_her_id_is_his_own(living: Couple) -> None:
    """He may use her id for a row of his: it says nothing, and touches nothing of hers."""
    ana, ben = living
    hers = remember(ana, "Polish the brass lantern", "once")
    facts = {"text": "Wind the clock", "how_often": "daily", "token": str(hers)}
    assert ben.post("/gestures/new/", facts).status_code == 302
    assert "lantern" not in "".join(seen_by(ben))
    tick(ben, hers)
    keep_house(MONDAY)
    assert "Polish the brass lantern" in ana.get("/today/").content.decode()
    assert ana.post(f"/gestures/{hers}/stop/").status_code == 302
    assert "Wind the clock" in ben.get("/gestures/").content.decode()
    assert Due.objects.get(kind="gesture").person_id == ben.person.id
