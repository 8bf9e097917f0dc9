"""Telling the partner: by choice alone, days alone, and nothing of a break that isn't told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, pair, text_of
from troth.journeys.breaks.tests.acts import (
    day,
    end,
    on,
    post_break,
    promises,
    say,
    take_break,
    today,
    until,
)
from troth.journeys.leaving.actions import leave
from troth.portability.tests.files import data_of
from troth.portability.tests.schema import schema_faults
from troth.sealing import seal_words
from troth.spaces.actions import step_away
from troth.spaces.breaks.actions import take_back_breaks
from troth.spaces.breaks.queries import BREAK_TABLE
from troth.spaces.export import export_rows
from troth.spaces.ids import new_id
from troth.spaces.models import Break
from troth.spaces.words import BreakWords

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
PAGES = (
    "/today/",
    "/promises/",
    "/promises/?in=ours",
    "/us/",
    "/us/between/",
    "/asks/",
    "/breaks/",
)


def us(player: Player) -> str:
    return text_of(player.get("/us/"))


def told(player: Player) -> Any:
    return Break.objects.filter(space_id=player.membership("ours").space_id)


def everything(player: Player) -> list[tuple[int, str, dict[str, str]]]:
    """Each page without what is drawn anew in it, and the data to take along."""
    seen = []
    for path in PAGES:
        answer = player.get(path)
        body = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
        body = re.sub(r'(?<=value=")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', "ID", body)
        seen.append((answer.status_code, body, dict(sorted(answer.headers.items()))))
    rows = list(export_rows(player.membership("ours")))
    return [*seen, (len(rows), repr(rows), {})]


def test_nothing_is_told_unless_somebody_chooses_it(two: Couple) -> None:
    ana, ben = two
    page = ben.get("/breaks/new/").content.decode()
    assert "Tell Ana that I’m away" in page
    assert "checked" not in page[page.index('name="tell"') :].partition(">")[0]
    before = everything(ana)
    take_break(ben, 0, 10)
    assert everything(ana) == before
    assert not told(ben).exists()


def test_whoever_is_alone_is_asked_nothing_about_telling(ana: Player) -> None:
    assert 'name="tell"' not in ana.get("/breaks/new/").content.decode()
    take_break(ana, 0, 1, tell="on")
    assert Break.objects.count() == 1


def test_an_untold_break_is_seen_nowhere_while_it_is_changed_and_ended(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    say(ben, "Bring the bread", 1, to="ours")
    before = everything(ana)
    mine = take_break(ben, 0, 10)
    ben.post(f"/breaks/{mine}/", {"until_on": day(12)})
    ben.post(f"/breaks/{mine}/tell/", {"told": "yes"})
    assert everything(ana) != before
    ben.post(f"/breaks/{mine}/tell/", {"told": "no"})
    assert everything(ana) == before
    time_machine.move_to(on(2), tick=False)
    before = everything(ana)
    end(ben)
    assert everything(ana) == before


def test_the_partner_reads_until_when(two: Couple, time_machine: TimeMachineFixture) -> None:
    ana, ben = two
    take_break(ben, 0, 10, tell="on")
    assert "Ben is away until 3 December." in us(ana)
    assert "Ben is away" not in us(ben)
    assert "You’re on a break until 3 December." in us(ben)
    time_machine.move_to(on(10), tick=False)
    assert "Ben is away until the end of today." in us(ana)
    time_machine.move_to(on(11), tick=False)
    assert "away" not in us(ana).replace("Step away", "")


def test_what_is_planned_and_what_has_no_end_read_so(two: Couple) -> None:
    ana, ben = two
    take_break(ben, 3, 5, tell="on")
    assert "Ben will be away from 26 November to 28 November." in us(ana)
    take_break(ben, 8, 8, tell="on")
    assert "Ben will be away on 1 December." in us(ana)
    take_break(ana, 0, tell="on")
    assert "Ana is away for a while." in us(ben)


def test_it_is_told_later_and_taken_away_again(two: Couple) -> None:
    ana, ben = two
    mine = take_break(ben, 0, 10)
    page = text_of(ben.get(f"/breaks/{mine}/"))
    assert "Ana was told nothing." in page
    for _ in range(2):
        assert ben.post(f"/breaks/{mine}/tell/", {"told": "yes"}).status_code == 302
    assert told(ben).count() == 1
    assert "Ben is away until 3 December." in us(ana)
    ben.post(f"/breaks/{mine}/", {"until_on": day(11)})
    assert "Ben is away until 4 December." in us(ana)
    for _ in range(2):
        assert ben.post(f"/breaks/{mine}/tell/", {"told": "no"}).status_code == 302
    assert not told(ben).exists()
    assert Break.objects.count() == 1


def test_ending_early_ends_what_was_told(two: Couple, time_machine: TimeMachineFixture) -> None:
    ana, ben = two
    take_break(ben, 0, 10, tell="on")
    time_machine.move_to(on(3), tick=False)
    end(ben)
    assert "Ben is away" not in us(ana)
    assert told(ben).get().until_on == until(2)


def test_one_that_is_called_off_is_gone_for_both(two: Couple) -> None:
    ana, ben = two
    mine = take_break(ben, 5, 10, tell="on")
    ben.post(f"/breaks/{mine}/call-off/")
    assert not Break.objects.exists()
    assert "away" not in us(ana).replace("Step away", "")


def test_nobody_takes_a_break_for_the_other(two: Couple) -> None:
    """With the shared key and the database at hand: it isn't signed by whose break it would be."""
    ana, ben = two
    theirs, his = ben.membership("ours"), ben.person.id
    today_there, row_id = until(0), new_id(until(0))
    words = BreakWords(day(0), None, day(0))
    for place in (theirs, ana.membership()):
        context = theirs.context(BREAK_TABLE, row_id, ana.person.id)
        signed_by_ben = seal_words(theirs.ring(), theirs.context(BREAK_TABLE, row_id), words)
        assert context.author_id != his
        Break.objects.create(
            space_id=place.space_id,
            id=row_id,
            person_id=ana.person.id,
            from_on=today_there,
            made_on=today_there,
            words=signed_by_ben,
        )
    assert "on a break" not in today(ana)
    assert "is away" not in us(ben)
    assert "is away" not in us(ana)


def test_what_was_told_and_changed_from_outside_isnt_read(two: Couple) -> None:
    ana, ben = two
    take_break(ben, 0, 10, tell="on")
    told(ben).update(until_on=until(40))
    assert "is away" not in us(ana)


def test_somebody_who_stepped_away_tells_nothing(two: Couple) -> None:
    _ana, ben = two
    step_away(ben.membership("ours"), True, timezone.now())
    assert 'name="tell"' not in ben.get("/breaks/new/").content.decode()
    mine = take_break(ben, 0, 3, tell="on")
    ben.post(f"/breaks/{mine}/tell/", {"told": "yes"})
    assert not told(ben).exists()


def test_whom_a_tab_from_before_meant_is_asked_again(two: Couple, cleo: Player) -> None:
    ana, ben = two
    form = ben.get("/breaks/new/")
    space = field_of(form, "space")
    leave(ana.membership("ours"), timezone.now(), takes_words_back=False)
    leave(ben.membership(space), timezone.now(), takes_words_back=False)
    pair(ben, cleo)
    answer = post_break(ben, 0, 3, tell="on", space=space)
    assert "changed since" in error_beside(answer, "tell")
    assert not Break.objects.exists()


def test_once_they_have_left_a_break_is_ones_own_alone(two: Couple) -> None:
    ana, ben = two
    mine = take_break(ben, 0, 10, tell="on")
    leave(ana.membership("ours"), timezone.now(), takes_words_back=False)
    assert "on a break until 3 December" in today(ben)
    assert ben.post(f"/breaks/{mine}/", {"until_on": day(4)}).status_code == 302
    assert "on a break until 27 November" in today(ben)


def test_leaving_with_ones_words_takes_what_was_told(two: Couple) -> None:
    ana, ben = two
    take_break(ben, 0, 10, tell="on")
    shared = ben.membership("ours")
    leave(shared, timezone.now(), takes_words_back=True)
    assert not Break.objects.filter(space_id=shared.space_id).exists()
    assert "on a break until 3 December" in today(ben)
    assert ana.get("/us/").status_code == 200
    take_back_breaks(shared.space_id, ana.person.id, timezone.now())


def test_ones_own_breaks_leave_with_oneself_and_of_the_others_what_was_told(two: Couple) -> None:
    ana, ben = two
    take_break(ben, 0, 10, tell="on")
    take_break(ben, 20)

    def leaving(player: Player, where: str) -> list[dict[str, object]]:
        rows = export_rows(player.membership(where))
        return [row for row in rows if row["kind"] == "break"]

    own = {row["from_on"]: row["until_on"] for row in leaving(ben, "mine")}
    assert own == {day(0): day(10), day(20): None}
    assert leaving(ben, "ours") == []
    (row,) = leaving(ana, "ours")
    assert (row["is_mine"], row["until_on"], "id" in row) == (False, day(10), False)
    assert leaving(ana, "mine") == []
    for player in two:
        assert list(schema_faults(data_of(player))) == []


def test_what_was_promised_reads_as_away_only_if_told(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    say(ben, "Bring the bread", 1, to="ours")
    mine = take_break(ben, 0, 10)
    time_machine.move_to(on(3), tick=False)
    assert "no word yet" in promises(ana)
    ben.post(f"/breaks/{mine}/tell/", {"told": "yes"})
    page = promises(ana)
    assert "while Ben was away" in page
    assert "no word yet" not in page
    assert "while Ben was away" in today(ana)
    ben.post(f"/breaks/{mine}/tell/", {"told": "no"})
    assert "no word yet" in promises(ana)
