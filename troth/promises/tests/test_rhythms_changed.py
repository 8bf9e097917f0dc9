"""A rhythm changed from now on: from which day, in two windows, and what goes along with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.housekeeping import keep_house
from troth.promises.models import Rhythm
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


def change(player: Player, address: str, token: str = "", **facts: str) -> int:
    said = {"text": "Hum", "when": "today", "again": "daily", **facts}
    said["token"] = token or field_of(player.get(f"{address}change/"), "token")
    return player.post(f"{address}change/", said).status_code


def begins(player: Player, address: str) -> str:
    """On which day the form would have it begin."""
    form = player.get(f"{address}change/").content.decode()
    chosen = form.split('name="when"')[1:]
    when = next(part.split('value="')[1].split('"')[0] for part in chosen if "checked" in part[:80])
    return field_of(player.get(f"{address}change/"), "on") if when == "date" else when


def test_until_the_day_on_which_the_change_begins_it_goes_on(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    for player in couple:
        player.stay()
    rhythm_id = begin(ana, to="ours")
    address = page(rhythm_id, "ours")
    assert change(ana, address, when="date", on="2026-11-30") == 302
    new = Rhythm.objects.get(follows_id=rhythm_id)
    week = [MONDAY.date() + number * ONE_DAY for number in range(7)]
    assert days_of(rhythm_id) == week
    assert days_of(new.id)[0] == MONDAY.date() + timedelta(days=7)
    for player in couple:
        assert "Sing every day · next tomorrow · until 29 November" in text_of(
            player.get("/promises/")
        )
        assert "Sing today" in text_of(player.get("/today/"))
    own = text_of(ana.get(address))
    assert "Change it from now on" not in own
    assert "Four weeks more" not in own
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    for player in couple:
        text = text_of(player.get("/promises/"))
        assert "Hum today" in text
        assert "Sing every day" not in text
    assert "Is it still yours?" not in text_of(ana.get("/today/"))
    assert ben.get(address).status_code == 404
    assert no_faults()


def test_one_that_goes_on_until_another_begins_can_rest_before(ana: Player) -> None:
    rhythm_id = begin(ana)
    change(ana, page(rhythm_id), when="date", on="2026-11-30")
    assert ana.post(f"{page(rhythm_id)}stop/").status_code == 302
    assert days_of(rhythm_id) == []
    assert "it rests" in text_of(ana.get(page(rhythm_id)))
    assert no_faults()


def test_what_was_typed_is_shown_again_where_it_was_changed_or_rests_already(ana: Player) -> None:
    rhythm_id = begin(ana)
    token = field_of(ana.get(f"{page(rhythm_id)}change/"), "token")
    late = field_of(ana.get(f"{page(rhythm_id)}change/"), "token")
    assert change(ana, page(rhythm_id), token) == 302
    facts = {"text": "Whistle", "when": "today", "again": "daily", "token": late}
    answer = ana.post(f"{page(rhythm_id)}change/", facts)
    assert answer.status_code == 422
    assert "goes on in other words already" in text_of(answer)
    assert "Whistle" in answer.content.decode()
    assert Rhythm.objects.filter(follows_id=rhythm_id).count() == 1


def test_the_same_form_twice_leads_to_what_it_made(ana: Player) -> None:
    rhythm_id = begin(ana)
    token = field_of(ana.get(f"{page(rhythm_id)}change/"), "token")
    facts = {"text": "Hum", "when": "today", "again": "daily", "token": token}
    for _ in range(2):
        answer = ana.post(f"{page(rhythm_id)}change/", facts)
        assert (answer.status_code, answer.headers["Location"]) == (302, page_of(token))
    assert Rhythm.objects.count() == 2


def page_of(rhythm_id: str) -> str:
    return f"/promises/mine/rhythms/{rhythm_id}/"


def test_by_itself_it_begins_with_the_next_day_that_has_no_word(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana, at="18:00")
    assert begins(ana, page(rhythm_id)) == "today"
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    assert begins(ana, page(rhythm_id)) == "tomorrow"
    time_machine.move_to(MONDAY + ONE_DAY + timedelta(hours=10), tick=False)
    assert begins(ana, page(rhythm_id)) == "tomorrow"


def test_by_itself_a_weekly_one_stays_on_its_day(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana, again="weekly")
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    assert begins(ana, page(rhythm_id)) == "2026-11-30"


def test_the_page_says_which_words_of_its_own_go_along(ana: Player) -> None:
    rhythm_id = begin(ana)
    for address in (page(rhythm_id), f"{page(rhythm_id)}change/"):
        assert "The words of its own" not in text_of(ana.get(address))
    form = ana.get(f"{of_day(rhythm_id, 3)}words/")
    facts = {"text": "Sing in the park", "revision": field_of(form, "revision")}
    assert ana.post(f"{of_day(rhythm_id, 3)}words/", facts).status_code == 302
    said = "The words of its own that you gave it on Thursday go along with that."
    for address in (page(rhythm_id), f"{page(rhythm_id)}change/"):
        assert said in text_of(ana.get(address))


def test_a_later_day_is_found_on_its_page(ana: Player) -> None:
    rhythm_id = begin(ana)
    answer = ana.get(page(rhythm_id))
    assert f'href="{of_day(rhythm_id, 4)}"' in answer.content.decode()
    assert "Sing on Friday" in text_of(answer)


def test_four_weeks_more_twice_are_four(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    time_machine.move_to(MONDAY + 27 * ONE_DAY, tick=False)
    until = field_of(ana.get("/today/"), "until")
    for _ in range(2):
        ana.post(f"{page(rhythm_id)}renew/", {"until": until, "back": "today"})
    assert Rhythm.objects.get().until == MONDAY.date() + 55 * ONE_DAY
    assert "It goes on already." in text_of(ana.get("/today/"))


def test_the_days_of_a_break_do_not_count_towards_the_asking(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    begin(ana)
    go_away(ana, "2026-12-10", "2027-01-20")
    for day, is_asked in ((60, True), (70, True), (74, False)):
        now = MONDAY + day * ONE_DAY
        time_machine.move_to(now, tick=False)
        keep_house(now)
        assert ("Is it still yours?" in text_of(ana.get("/today/"))) is is_asked
