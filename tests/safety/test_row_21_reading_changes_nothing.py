"""Row 21: Ben reads, opens or ignores anything of Ana's, and nothing that she can see changes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, field_of
from tests.look.people import Diary
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGES = ("/today/", "/promises/", "/us/", "/us/between/", "/asks/", "/promises/waiting/")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def living(couple: Couple) -> Couple:
    ana, ben = couple
    for player in couple:
        player.stay()
        diary = Diary(player.membership("ours"), timezone.now())
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
        diary.owned(diary.said(f"{player.name} calls", -1), 0, "I forgot it.")
        diary.said(f"{player.name} reads aloud", 1)
        diary.said(f"{player.name} sweeps", -1, made=-2)
    token = field_of(ana.get("/asks/new/"), "token")
    answer = ana.post("/asks/new/", {"text": "Bring the bread", "token": token})
    assert answer.status_code == 302
    for player in (ana, ben):
        for path in PAGES:
            player.get(path)
    return couple


def seen_by(player: Player) -> list[str]:
    """All that somebody's pages show, without what is drawn anew for each."""
    pages = [player.get(path) for path in PAGES]
    linked = sorted(set(re.findall(r'href="((?:/promises|/asks)/[^"?#]+)"', text_of_all(pages))))
    pages += [player.get(path) for path in linked]
    assert {page.status_code for page in pages} == {200}
    assert len(linked) > 4
    masked = (re.sub(r"[A-Za-z0-9]{64}", "TOKEN", page.content.decode()) for page in pages)
    return [re.sub(r'(?<=value=")' + ID.pattern, "ID", page) for page in masked]


def text_of_all(pages: list[HttpResponse]) -> str:
    return "".join(page.content.decode() for page in pages)


def test_whatever_he_opens_nothing_is_written(living: Couple) -> None:
    _ana, ben = living
    before = everything_stored()
    seen_by(ben)
    assert differing(before, everything_stored()) == []


def test_whatever_he_opens_her_pages_stay_the_same_to_the_byte(living: Couple) -> None:
    ana, ben = living
    before, version = seen_by(ana), version_of(ana.person.id)
    seen_by(ben)
    ben.get(f"/us/poll/?v={version}")
    assert seen_by(ana) == before
    assert version_of(ana.person.id) == version


def test_it_looks_the_same_whether_he_opened_all_of_it_or_never_came(
    living: Couple, time_machine: TimeMachineFixture
) -> None:
    """What he ignored for a day reads to her like what he opened at once."""
    ana, ben = living
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    unopened = seen_by(ana)
    seen_by(ben)
    assert seen_by(ana) == unopened


def test_what_he_does_in_private_moves_nothing_of_hers(living: Couple) -> None:
    ana, ben = living
    before, version = seen_by(ana), version_of(ana.person.id)
    own = ben.say("Wind the clock", when="today")
    ben.post(f"/promises/mine/{own}/keep/")
    ben.post("/focus/", {"habit": "give-space"})
    ben.post("/me/", {"called": "Benjamin"})
    assert seen_by(ana) == before
    assert version_of(ana.person.id) == version
