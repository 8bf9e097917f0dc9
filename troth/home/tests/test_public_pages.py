"""The pages that need no account: open to everybody, and nothing in them comes from elsewhere."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cast import Player, text_of

PAGES = ["/", "/how-your-words-are-kept/", "/help/", "/help/de/", "/help/za/"]
# What a browser fetches by itself; a link is followed only by a person.
FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|use|form)\b[^>]*\b(?:src|href|srcset|action)="
    r"[\"']([^\"']+)|<link\b[^>]*\bhref=[\"']([^\"']+)"
)


@pytest.mark.parametrize("path", PAGES)
def test_somebody_signed_out_reads_it(eve: Player, path: str) -> None:
    assert eve.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES[1:])
def test_somebody_signed_in_reads_the_same_page(ana: Player, eve: Player, path: str) -> None:
    assert text_of(ana.get(path)) == text_of(eve.get(path))


@pytest.mark.parametrize("path", PAGES)
def test_it_reads_nothing_from_the_database(
    eve: Player, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        eve.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_fetched_from_elsewhere(eve: Player, path: str) -> None:
    page = eve.get(path).content.decode()
    fetched = [first or second for first, second in FETCHED.findall(page)]
    assert fetched
    assert [address for address in fetched if not re.match(r"/(?!/)", address)] == []


@pytest.mark.parametrize("path", PAGES)
def test_it_holds_no_inline_script_or_style(eve: Player, path: str) -> None:
    page = eve.get(path).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page) == []


@pytest.mark.parametrize("path", PAGES)
def test_only_reading_is_possible(eve: Player, path: str) -> None:
    assert eve.post(path).status_code == 405


def test_the_welcome_leads_to_a_start_and_to_an_account(eve: Player) -> None:
    page = eve.get("/").content.decode()
    assert re.search(r'class="button filled" href="/sign-up/"', page)
    assert re.search(r'class="button quiet" href="/sign-in/"', page)
    assert page.count('class="button filled"') == 1


def test_the_welcome_says_what_troth_is_not(eve: Player) -> None:
    text = text_of(eve.get("/"))
    for word in ("Not a chat", "not a tracker", "not therapy", "not a judge", "no advertising"):
        assert word in text


def test_somebody_signed_in_goes_on_to_today(ana: Player) -> None:
    answer = ana.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/today/")


def test_the_page_on_words_names_who_runs_the_server(eve: Player, settings: Settings) -> None:
    assert "run by Robin, at home in Utrecht." in text_of(eve.get("/how-your-words-are-kept/"))
    settings.OPERATOR = ""
    assert "doesn’t know who runs this server" in text_of(eve.get("/how-your-words-are-kept/"))


def test_the_page_on_words_says_where_it_ends(eve: Player) -> None:
    text = text_of(eve.get("/how-your-words-are-kept/"))
    for limit in ("changes the program", "history", "put back to how it was", "Backups", "seen"):
        assert limit in text
