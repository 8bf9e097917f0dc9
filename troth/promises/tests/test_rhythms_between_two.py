"""A rhythm of promises to the other: seen, released, let rest, taken along, left behind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.export import book_entry, export_rows
from troth.promises.extending.actions import extend_rhythms
from troth.promises.models import Ending, Promise, Rhythm
from troth.promises.tests.rhythm_acts import (
    MONDAY,
    ONE_DAY,
    begin,
    days_of,
    go_away,
    no_faults,
    of_day,
    page,
)

Couple = tuple[Player, Player]


pytestmark = pytest.mark.usefixtures("on_monday")


def test_the_other_sees_what_it_is_and_todays_and_no_more(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours")
    text = text_of(ben.get("/promises/"))
    assert "Ana, in a rhythm" in text
    assert "Call you at lunch every day" in text
    assert "Lately" not in text_of(ben.get(page(rhythm_id, "ours")))
    for step in ("change/", "stop/", "renew/", "rest/"):
        method = ben.get if step == "change/" else ben.post
        assert method(f"{page(rhythm_id, 'ours')}{step}").status_code == 404
    assert "Is it still yours?" not in text_of(ben.get("/today/"))


def test_once_todays_is_kept_something_is_still_promised_between_them(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours")
    assert ana.post(f"{of_day(rhythm_id, 0)}keep/").status_code == 302
    for player in (ana, ben):
        assert "Nothing is promised between you" not in text_of(player.get("/promises/"))


def test_after_an_absence_it_waits_for_one_word_on_today(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, _ben = couple
    ana.stay()
    begin(ana, "Call you at lunch", to="ours")
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    assert text_of(ana.get("/today/")).count("Call you at lunch") == 3
    time_machine.move_to(MONDAY + 14 * ONE_DAY, tick=False)
    text = text_of(ana.get("/today/"))
    assert "Some days went by." in text
    assert text.count("Call you at lunch") == 2
    assert "Call you at lunch yesterday, no word yet" in text
    assert text_of(ana.get("/promises/waiting/")).count("Call you at lunch") == 14


def test_the_other_sees_only_the_latest_day_without_a_word(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    ben.stay()
    begin(ana, "Call you at lunch", to="ours")
    time_machine.move_to(MONDAY + 3 * ONE_DAY, tick=False)
    text = text_of(ben.get("/today/"))
    assert text.count("Call you at lunch") == 2
    assert "Call you at lunch yesterday, no word yet" in text
    assert "Call you at lunch today" in text


def test_let_rest_it_is_simply_gone_for_the_other(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours")
    tomorrow = of_day(rhythm_id, 1)
    ana.post(f"{page(rhythm_id, 'ours')}stop/")
    assert ben.get(page(rhythm_id, "ours")).status_code == 404
    assert ben.get(tomorrow).status_code == 404
    assert "Call you at lunch" not in text_of(ben.get("/promises/"))
    assert ana.get(page(rhythm_id, "ours")).status_code == 200


def test_the_other_releases_one_day_of_it_and_thanks_for_another(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours")
    ben.post(f"{of_day(rhythm_id, 1)}release/")
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    assert "Call you at lunch" in text_of(ben.get("/us/"))
    assert "released" in text_of(ana.get(of_day(rhythm_id, 1)))
    assert no_faults()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("until", date(2027, 6, 1)),
        ("recurrence", "weekly from 2026-11-23"),
        ("zone", "Asia/Tokyo"),
        ("stopped_on", date(2026, 11, 23)),
        ("maker_id", UUID(int=1)),
    ],
)
def test_a_clear_column_that_was_changed_is_noticed(
    couple: Couple, column: str, value: object
) -> None:
    ana, _ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours")
    Rhythm.objects.update(**{column: value})
    answer = ana.get(page(rhythm_id, "ours"))
    assert answer.status_code in (200, 404)
    assert "Call you at lunch" not in text_of(answer)


def test_a_day_that_somebody_slipped_in_is_none_of_its_days(ana: Player) -> None:
    rhythm_id = begin(ana, again="weekly")
    row = Promise.objects.filter(rhythm_id=rhythm_id).first()
    assert row is not None
    Promise.objects.filter(id=row.id).update(
        due_on=row.due_on + ONE_DAY, due_at=row.due_at + ONE_DAY
    )
    assert "Sing" not in text_of(ana.get(f"/promises/mine/{row.id}/"))


def test_the_words_of_one_rhythm_do_not_open_the_days_of_another(ana: Player) -> None:
    one, other = begin(ana, "Sing"), begin(ana, "Dance", again="weekly")
    row = Promise.objects.filter(rhythm_id=one, due_on=MONDAY.date() + ONE_DAY).get()
    Promise.objects.filter(id=row.id).update(rhythm_id=other)
    text = text_of(ana.get(f"/promises/mine/{row.id}/"))
    assert "Dance" not in text
    assert "Sing" not in text


def test_locked_a_rhythm_shows_nothing(ana: Player) -> None:
    rhythm_id = begin(ana)
    ana.lose_the_key()
    assert "Sing" not in text_of(ana.get(page(rhythm_id)))
    assert ana.post(f"{page(rhythm_id)}stop/").status_code == 403
    assert len(days_of(rhythm_id)) == 28


def test_leaving_ends_it_and_nothing_more_is_made(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours", until="2027-02-14")
    before = len(days_of(rhythm_id))
    ben.post("/us/leave/")
    assert extend_rhythms(MONDAY + 40 * ONE_DAY) == 0
    assert len(days_of(rhythm_id)) == before
    assert no_faults()


def test_words_taken_back_in_leaving_are_gone_from_all_its_days(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours")
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    ana.post("/us/leave/", {"take_back": "yes"})
    assert bytes(Rhythm.objects.get(id=rhythm_id).words) == b""
    for answer in (ben.get("/us/"), ben.get("/us/before/")):
        assert "Call you at lunch" not in text_of(answer)
    assert Ending.objects.exists()


def test_whoever_moves_takes_the_wall_clock_along_from_tomorrow(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana, at="18:00")
    ana.post(f"{of_day(rhythm_id, 2)}keep/")
    for zone in ("Asia/Tokyo", "Asia/Tokyo", "Europe/Berlin", "America/New_York"):
        facts = {"time_zone": zone, "ask_again": "never", "exit_address": ""}
        assert ana.post("/me/settings/", facts).status_code == 302
    zones = Promise.objects.filter(rhythm_id=rhythm_id).values_list("due_on", "due_zone", "due_at")
    by_day = {day: (zone, f"{at:%H:%M}") for day, zone, at in zones}
    # Today by the clock of where she was in the morning; what was kept stays as it was.
    assert by_day[MONDAY.date()] == ("Europe/Berlin", "17:00")
    assert by_day[MONDAY.date() + 2 * ONE_DAY] == ("Europe/Berlin", "17:00")
    assert by_day[MONDAY.date() + 1 * ONE_DAY] == ("Asia/Tokyo", "09:00")
    assert by_day[MONDAY.date() + 3 * ONE_DAY] == ("America/New_York", "23:00")
    for ahead in (0, 1, 2, 3, 20):
        assert "Sing" in text_of(ana.get(of_day(rhythm_id, ahead)))
    extend_rhythms(MONDAY + 60 * ONE_DAY)
    assert no_faults()


def test_it_is_taken_along_with_its_days(couple: Couple) -> None:
    ana, ben = couple
    rhythm_id = begin(ana, "Call you at lunch", to="ours", at="12:30", kind="affection")
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    rows = list(export_rows(ana.membership("ours")))
    assert [row["kind"] for row in rows] == ["rhythm", "promise"]
    assert (rows[0]["days"], rows[0]["about"]) == ("daily from 2026-11-23", "affection")
    assert rows[1]["is_in_a_rhythm"] is True
    entries = [book_entry(ana.membership("ours"), row) for row in rows]
    assert entries[0].text == "Call you at lunch"
    theirs = list(export_rows(ben.membership("ours")))
    assert "zones" not in theirs[0]
    assert "id" not in theirs[0]


def test_promises_shows_one_day_that_waits_and_where_the_others_are(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, _ben = couple
    ana.stay()
    begin(ana, "Call you at lunch", to="ours")
    time_machine.move_to(MONDAY + 14 * ONE_DAY, tick=False)
    answer = ana.get("/promises/")
    assert text_of(answer).count("no word yet") == 1
    assert "All that waits for a word" in text_of(answer)
    assert "/promises/waiting/" in answer.content.decode()


def test_a_break_that_was_told_takes_its_days_from_the_others_pages(couple: Couple) -> None:
    ana, ben = couple
    begin(ana, "Call you at lunch", to="ours")
    ana.say("Bring the bread", when="today", to="ours")
    assert "Call you at lunch today" in text_of(ben.get("/today/"))
    space = field_of(ana.get("/breaks/new/"), "space")
    go_away(ana, "2026-11-23", "2026-11-25", tell="on", space=space)
    for path in ("/today/", "/promises/"):
        text = text_of(ben.get(path))
        assert "Call you at lunch today" not in text
        assert "Bring the bread today, while Ana is away" in text


def test_days_in_a_break_are_not_among_what_lies_behind(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    begin(ana)
    go_away(ana, "2026-11-24", "2026-11-26")
    time_machine.move_to(MONDAY + 5 * ONE_DAY, tick=False)
    text = text_of(ana.get("/promises/before/"))
    assert "in your break" not in text
    assert text.count("no word yet") == 2


def test_a_page_of_nothing_but_days_in_a_break_says_so_and_leads_on(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    begin(ana)
    go_away(ana, "2026-11-24", "2026-12-19")
    time_machine.move_to(MONDAY + 27 * ONE_DAY, tick=False)
    text = text_of(ana.get("/promises/before/"))
    assert "What was due on these days lay in your breaks. Look further back" in text
    assert "Nothing lies behind yet" not in text
