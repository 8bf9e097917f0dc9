"""One small promise a day for a while: begun, said, stopped; without a count or a verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Player, field_of, text_of
from tests.meanwhile import meanwhile
from tests.misuse.acts import Couple
from troth.config.faults import row_faults
from troth.portability.tests.files import book_of, data_of
from troth.portability.tests.schema import schema_faults
from troth.practices.models import OwnAnswer, Run
from troth.practices.tests.acts import begin, rows_of, token
from troth.practices.tests.challenge_acts import (
    ASKS,
    PRACTICE,
    begin_days,
    page_of,
    read,
    say_on,
)
from troth.practices.tests.conftest import MoveTo
from troth.promises.models import Promise
from troth.promises.tests.rhythm_acts import go_away
from troth.record.models import Due, Kind

pytestmark = pytest.mark.on_any_database


@pytest.fixture(autouse=True)
def _on_monday(on_day: MoveTo) -> None:
    """Where the others begin too."""


def elsewhere(player: Player) -> Player:
    """The same person on another device."""
    other = Player(player.name, Client(), player.zone)
    other.sign_in()
    return other


def texts_of(player: Player) -> list[str]:
    """What somebody has promised, by what the Promises page shows."""
    page = player.get("/promises/").content.decode()
    return [text for text in ("Bring the bread", "Sweep the stairs", "Sing") if text in page]


@pytest.mark.parametrize("days", [7, 14, 30])
def test_it_begins_for_each_of_its_lengths(ana: Player, days: int) -> None:
    page = read(ana, PRACTICE)
    assert "For how long, from today on? 7 days 14 days 30 days" in page
    assert "on days that you choose" not in page
    run_id = begin_days(ana, days)
    page = ana.get(page_of(run_id)).content.decode()
    assert f"Day 1 of {days}" in page
    assert page.count('class="blank"') == days
    assert page.count('aria-current="date"') == 1
    assert "still to come" in page
    assert "23 November: today" in page


@pytest.mark.parametrize("days", ["8", "0", "-7", "many", ""])
def test_another_length_begins_nothing(ana: Player, days: str) -> None:
    assert ana.post(f"{PRACTICE}begin/days/", {"days": days}).status_code == 404
    assert ana.post("/practices/evening/begin/days/", {"days": "7"}).status_code == 404
    assert rows_of(ana) == (0, 0, 0)


def test_without_a_length_its_page_asks_first(ana: Player) -> None:
    assert ana.post(f"{PRACTICE}begin/", {"token": token()})["Location"] == PRACTICE
    assert rows_of(ana) == (0, 0, 0)


def test_one_at_a_time_whatever_the_device(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    assert begin_days(elsewhere(ana), 30) == run_id
    assert rows_of(ana) == (1, 0, 0)
    page = ana.get(PRACTICE)
    assert "You’ve begun. One at a time is enough." in text_of(page)
    assert f'href="{page_of(run_id)}"' in page.content.decode()
    assert "14 days" not in text_of(page).replace("7, 14 or 30 days", "")


def test_the_same_form_begins_once_also_after_it_was_stopped(ana: Player) -> None:
    first = token()
    run_id = begin_days(ana, 7, token=first)
    assert begin_days(ana, 7, token=first) == run_id
    ana.post(f"{page_of(run_id)}stop/")
    begin_days(ana, 14, token=first)
    assert rows_of(ana) == (1, 0, 0)
    assert row_faults() == []


def test_todays_promise_is_an_ordinary_one(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    assert say_on(ana, run_id, "Bring the bread")["Location"] == page_of(run_id)
    page = read(ana, page_of(run_id))
    assert "That’s today’s." in page
    assert "Bring the bread" in page
    assert "Say it" not in page
    assert "Bring the bread" in read(ana, "/today/")
    assert texts_of(ana) == ["Bring the bread"]
    promise = Promise.objects.get()
    assert f"/promises/mine/{promise.id}/" in ana.get(page_of(run_id)).content.decode()
    assert row_faults() == []


def test_a_second_post_makes_no_second_one(ana: Player) -> None:
    run_id, form = begin_days(ana, 7), token()
    for sent in (form, form, token()):
        again = say_on(ana, run_id, "Bring the bread", token=sent)
        assert again["Location"] == page_of(run_id)
    assert Promise.objects.count() == OwnAnswer.objects.count() == 1


def test_other_words_from_a_second_device_are_shown_again_and_make_none(ana: Player) -> None:
    run_id, phone = begin_days(ana, 7), elsewhere(ana)
    form = field_of(phone.get(page_of(run_id)), "token")
    say_on(ana, run_id, "Bring the bread")
    late = say_on(phone, run_id, "Sweep the stairs", token=form)
    assert late.status_code == 422
    assert "Today’s was said already" in text_of(late)
    assert "Sweep the stairs" in text_of(late)
    assert texts_of(ana) == ["Bring the bread"]
    assert OwnAnswer.objects.count() == 1


def test_said_while_it_is_stopped_elsewhere_leaves_nothing_behind(ana: Player) -> None:
    run_id, phone = begin_days(ana, 7), elsewhere(ana)
    with meanwhile(lambda: ana.post(f"{page_of(run_id)}stop/")):
        late = say_on(phone, run_id, "Bring the bread")
    assert late.status_code == 422
    assert "Bring the bread" in text_of(late)
    assert (Promise.objects.count(), rows_of(ana)) == (0, (0, 0, 0))
    assert row_faults() == []


def test_nothing_said_says_that_a_line_is_enough(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    empty = say_on(ana, run_id, " ")
    assert empty.status_code == 422
    assert "One line is enough." in text_of(empty)
    assert rows_of(ana) == (1, 0, 0)


@pytest.mark.parametrize(
    ("hour", "when"), [(9, "today"), (13, "tomorrow"), (2, "tomorrow"), (4, "today")]
)
def test_it_is_meant_for_today_or_late_in_the_day_for_tomorrow(
    ana: Player, on_day: MoveTo, hour: int, when: str
) -> None:
    run_id = begin_days(ana, 7)
    on_day(0, hour)
    page = ana.get(page_of(run_id)).content.decode()
    assert page.count('name="when"') == 2
    assert f'value="{when}"' in next(tag for tag in page.split("<") if " checked" in tag)


def test_for_one_alone_it_is_to_oneself(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    page = read(ana, page_of(run_id))
    assert "To whom?" not in page
    assert "my partner" not in page
    say_on(ana, run_id, "Bring the bread")
    assert Promise.objects.get().space_id == ana.membership().space_id


def test_with_a_partner_it_is_to_them_unless_one_says(couple: Couple) -> None:
    ana, _ben = couple
    run_id = begin_days(ana, 7)
    page = ana.get(page_of(run_id)).content.decode()
    assert 'value="ours"' in next(
        tag for tag in page.split("<") if 'name="to"' in tag and " checked" in tag
    )
    say_on(ana, run_id, "Bring the bread", to="ours")
    assert Promise.objects.get().space_id == ana.membership("ours").space_id
    assert "to Ben" in read(ana, page_of(run_id))


def test_stopped_the_promises_stay_and_nothing_else(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    say_on(ana, run_id, "Bring the bread")
    assert "You can stop at any time" in read(ana, page_of(run_id))
    assert ana.post(f"{page_of(run_id)}stop/")["Location"] == "/practices/"
    assert "Let go. What you promised stays." in read(ana, "/practices/")
    assert (rows_of(ana), Due.objects.filter(kind=Kind.PRACTICE).count()) == ((0, 0, 0), 0)
    assert texts_of(ana) == ["Bring the bread"]
    assert ana.get(page_of(run_id)).status_code == 404
    assert begin_days(ana, 14) != run_id


@pytest.mark.parametrize("path", ["stop/", "end/", "not-today/"])
def test_while_it_is_stopped_elsewhere_another_step_changes_nothing(
    ana: Player, on_day: MoveTo, path: str
) -> None:
    ana.stay()
    page = page_of(begin_days(ana, 7))
    on_day(7 if path == "end/" else 1)
    with meanwhile(lambda: ana.post(f"{page}stop/")):
        assert ana.post(f"{page}{path}").status_code == 302
    assert (rows_of(ana), Due.objects.filter(kind=Kind.PRACTICE).count()) == ((0, 0, 0), 0)


def test_it_stands_among_the_practices_and_has_no_steps(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    other = begin(ana, "clarifying")
    page = read(ana, "/practices/")
    assert "In these days One small promise a day today Begun, and resting" in page
    for path in ("", "end/", "steps/today-promise/"):
        assert ana.get(f"/practices/runs/{run_id}/{path}").status_code == 404
    assert ana.post(f"/practices/runs/{run_id}/let-go/").status_code == 404
    assert ana.get(page_of(other)).status_code == 404


def test_nobody_else_finds_it(couple: Couple, cleo: Player, eve: Player) -> None:
    ana, ben = couple
    run_id = begin_days(ana, 7)
    for path in ("", "not-today/", "end/", "stop/"):
        address = f"{page_of(run_id)}{path}"
        for player in (ben, cleo):
            assert player.post(address).status_code == 404
            assert path or player.get(address).status_code == 404
        assert eve.post(address)["Location"].startswith("/sign-in/")
    assert rows_of(ana) == (1, 0, 0)


def test_what_was_changed_from_outside_is_no_challenge(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    Run.objects.update(begun_on="2026-11-20")
    assert ana.get(page_of(run_id)).status_code == 404
    assert ASKS not in read(ana, "/today/")


def test_its_page_takes_no_more_than_eight_queries(
    couple: Couple,
    on_day: MoveTo,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    ana, _ben = couple
    ana.sign_in()
    ana.stay()
    run_id = begin_days(ana, 7)
    say_on(ana, run_id, "Bring the bread")
    ana.post(f"/promises/mine/{Promise.objects.get().id}/keep/")
    on_day(1)
    say_on(ana, run_id, "Sweep the stairs", to="ours")
    go_away(ana, "2026-11-26", "2026-11-26", tell="on")
    ana.post("/open/", {"password": ana.password})
    ana.get("/today/")
    for path in (page_of(run_id), PRACTICE, "/practices/", "/practices/runs/"):
        with django_assert_max_num_queries(8):
            assert ana.get(path).status_code == 200


def test_its_days_leave_with_whoever_takes_their_words_along(ana: Player) -> None:
    run_id = begin_days(ana, 7)
    say_on(ana, run_id, "Bring the bread")
    data = data_of(ana)
    assert list(schema_faults(data)) == []
    row = next(row for row in data["spaces"][0]["rows"] if row["kind"] == "practice-run")
    assert (row["id"], row["days"], row["begun_on"]) == (str(run_id), 7, "2026-11-23")
    answer = row["answers"][0]
    promise = str(Promise.objects.get().id)
    assert (answer["day"], answer["promise"]) == ("2026-11-23", promise)
    assert answer["text"] == "Bring the bread"
    book = book_of(ana)
    assert "One small promise a day" in book
    assert "23 November 2026" in book
