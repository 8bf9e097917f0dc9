"""Which helplines are shown, and what is known of each."""

import re

import pytest

from troth.content.files import CONTENT
from troth.content.helplines import (
    OFFICIAL,
    SHOWN_CONFIDENCES,
    TWO_PAGES,
    countries,
    dial_numbers,
    load_helplines,
    plain_numbers,
)

LINES, EMERGENCIES = load_helplines(CONTENT / "en")


def test_every_shown_line_is_official_or_on_two_pages() -> None:
    shown = [line for country in countries().values() for line in country.lines]
    assert len(shown) > 60
    for line in shown:
        assert line.confidence in {OFFICIAL, TWO_PAGES}
        assert len(line.sources) >= (2 if line.confidence == TWO_PAGES else 1)


def test_no_well_sourced_line_is_lost_but_the_held_one() -> None:
    shown = {line for country in countries().values() for line in country.lines}
    well_sourced = [line for line in LINES if line.confidence in SHOWN_CONFIDENCES]
    lost = [line for line in well_sourced if line not in shown]
    assert [line.country for line in lost] == ["ZA"]
    assert lost[0].held


def test_a_held_line_is_named_without_its_number() -> None:
    south_africa = countries()["za"]
    assert "not working" in south_africa.left_out[0]
    assert "428" not in south_africa.left_out[0]


def test_every_country_has_an_emergency_number_and_a_name() -> None:
    assert set(countries()) == {code.lower() for code in EMERGENCIES}
    assert all(country.name != country.code.upper() for country in countries().values())


def test_countries_are_in_the_order_of_their_names() -> None:
    names = [country.name for country in countries().values()]
    assert names == sorted(names)


def test_lines_for_people_hurt_by_a_partner_come_first() -> None:
    for country in countries().values():
        kinds = [line.kind for line in country.lines]
        assert kinds == sorted(kinds, key=["partner-violence", "crisis", "child"].index)


def test_every_number_can_be_dialled() -> None:
    emergencies = [emergency.numbers for emergency in EMERGENCIES.values()]
    for numbers in (*emergencies, *(line.numbers for line in LINES)):
        assert numbers
        assert all(re.fullmatch(r"\d{3,11}", number.digits) for number in numbers)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0800 1110111 or 0800 1110222", ["08001110111", "08001110222"]),
        ("079, option 1", ["079"]),
        ("0120-279-889", ["0120279889"]),
        ("call us", []),
    ],
)
def test_what_is_dialled(written: str, digits: list[str]) -> None:
    assert [number.digits for number in dial_numbers(written)] == digits


@pytest.mark.parametrize("written", ["START to 88788", "WhatsApp 600 000 016", ""])
def test_a_way_to_write_that_needs_more_words_is_no_plain_number(written: str) -> None:
    assert plain_numbers(written) == ()


def test_pages_up_to_2020_are_called_old() -> None:
    by_name = {(line.country, line.name): line for line in LINES}
    assert by_name["IE", "Women's Aid National Freephone Helpline"].is_old
    assert not by_name["FR", "3114, numéro national de prévention du suicide"].is_old
