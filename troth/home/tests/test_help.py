"""Help by country: what stands first, what is shown, and what is said about it."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from tests.cast import Player, text_of
from troth.content.files import CONTENT
from troth.content.helplines import countries, load_helplines

pytestmark = pytest.mark.on_any_database

LINES, _ = load_helplines(CONTENT / "en")
CODES = sorted(countries())


def test_every_country_is_one_link_away(eve: Player) -> None:
    page = eve.get("/help/").content.decode()
    assert re.findall(r'href="/help/([a-z]{2})/"', page) == list(countries())


@pytest.mark.parametrize("code", CODES)
def test_the_emergency_number_stands_first(eve: Player, code: str) -> None:
    page = eve.get(f"/help/{code}/").content.decode()
    dialled = re.findall(r'href="tel:(\d+)"', page)
    assert dialled[0] == countries()[code].emergency.numbers[0].digits
    assert page.count('class="button filled"') == 1


@pytest.mark.parametrize("code", CODES)
def test_exactly_the_lines_that_are_sure_enough_can_be_called(eve: Player, code: str) -> None:
    page = eve.get(f"/help/{code}/").content.decode()
    country = countries()[code]
    sure = [number.digits for number in country.emergency.numbers]
    for line in LINES:
        if line.country.lower() == code and line.is_shown:
            sure += [number.digits for number in line.numbers]
    assert sorted(re.findall(r'href="tel:(\d+)"', page)) == sorted(sure)


@pytest.mark.parametrize("code", ["xx", "DE", "de-at", "germany"])
def test_an_unknown_country_is_not_found(eve: Player, code: str) -> None:
    assert eve.get(f"/help/{code}/").status_code == 404


def test_it_says_how_sure_the_emergency_number_is(eve: Player) -> None:
    assert "on one page only, and that page is not official" in text_of(eve.get("/help/de/"))
    assert "This number is on an official page." in text_of(eve.get("/help/nl/"))


def test_an_old_page_is_called_old(eve: Player) -> None:
    assert "from 2016, so the number may have changed" in text_of(eve.get("/help/ie/"))


def test_a_page_without_a_date_is_called_so(eve: Player) -> None:
    assert "We could not see how old the page is." in text_of(eve.get("/help/gb/"))


def test_it_says_where_a_line_answers_and_for_whom(eve: Player) -> None:
    text = text_of(eve.get("/help/ca/"))
    assert "Where Manitoba only" in text
    assert "children and young people under 19" in text


def test_a_line_reported_as_not_working_is_named_and_not_offered(eve: Player) -> None:
    page = eve.get("/help/za/")
    assert "reported as not working in late 2024" in text_of(page)
    assert "tel:0800428428" not in page.content.decode()


def test_a_country_without_a_line_for_people_hurt_by_a_partner_says_so(eve: Player) -> None:
    sentence = "We found no line for people hurt by a partner"
    assert sentence in text_of(eve.get("/help/ch/"))
    assert sentence not in text_of(eve.get("/help/de/"))


def test_a_plain_number_can_be_written_to_and_another_way_is_told(eve: Player) -> None:
    page = eve.get("/help/us/").content.decode()
    assert 'href="sms:988"' in page
    assert "START to 88788" in page
    assert "sms:88788" not in page


def test_it_says_when_it_was_checked_and_what_to_do_if_nobody_answers(eve: Player) -> None:
    text = text_of(eve.get("/help/se/"))
    assert "Last on 21 November 2026" in text
    assert "Nobody has dialled the numbers" in text
    assert "If nobody answers" in text


def test_after_a_year_it_says_that_the_check_was_long_ago(eve: Player) -> None:
    sentence = "more than a year ago"
    with time_machine.travel(datetime(2027, 11, 1, tzinfo=UTC), tick=False):
        assert sentence not in text_of(eve.get("/help/se/"))
    with time_machine.travel(datetime(2027, 12, 1, tzinfo=UTC), tick=False):
        assert sentence in text_of(eve.get("/help/se/"))


def test_another_site_does_not_learn_where_its_visitor_came_from(eve: Player) -> None:
    page = eve.get("/help/fi/").content.decode()
    outside = re.findall(r'<a href="https?://[^>]*>', page)
    assert outside
    assert all('rel="noreferrer noopener external"' in link for link in outside)
