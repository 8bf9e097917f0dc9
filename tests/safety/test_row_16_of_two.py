"""Rows 16 and 17, for two and for who is invited: after the exit nothing readable is left."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.cast import Player, text_of
from tests.safety.of_two import WORDS, done, find_each_other, planted, write_everything
from tests.safety.test_row_16_after_leaving import HARMLESS, cookies_of, title_of
from tests.safety.traces import found_in
from troth.journeys.pairing.tests.steps import FIRST_WORDS, bring, four_on, invite, join
from troth.people.session_facts import PUBLIC_ID

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
EVERY_WORD = list(WORDS.values())
WAYS = pytest.mark.parametrize("way", ["/exit/", "/sign-out/"])


def pages_of(ana: Player, ben: Player) -> list[str]:
    return [*write_everything(ana, ben).pages, "/us/leave/", "/us/step-away/", "/promises/?in=ours"]


@WAYS
def test_going_back_shows_nothing_of_either(ana: Player, ben: Player, way: str) -> None:
    pages = pages_of(ana, ben)
    for player in (ana, ben):
        for page in pages:
            assert "no-store" in player.get(page)["Cache-Control"], page
        player.post(way)
        for page in pages:
            answer = player.get(page, follow=True)
            assert found_in(answer.content, EVERY_WORD) == [], (player.name, page)
    other = "/sign-out/" if way == "/exit/" else "/exit/"
    assert found_in(ana.post(other, follow=True).content, EVERY_WORD) == []


def test_no_title_link_or_header_of_a_page_of_two_holds_a_word(ana: Player, ben: Player) -> None:
    wrong = []
    for page in pages_of(ana, ben):
        for player in (ana, ben):
            answer = player.get(page)
            body = answer.content.decode()
            addresses = re.findall(r'(?:href|action|formaction|hx-\w+|src)="([^"]*)"', body)
            heap = "\n".join([title_of(answer), str(dict(answer.headers)), *addresses])
            if found := found_in(heap.encode() + cookies_of(answer), EVERY_WORD):
                wrong.append(f"{player.name} {page}: {found}")
    assert wrong == []


def test_no_cookie_or_address_after_a_write_of_two_holds_a_word_or_a_name(
    ana: Player, ben: Player
) -> None:
    """What the next page says travels in a cookie, which is signed and open: no names in it."""
    find_each_other(ana, ben, planted)
    own, wrong = ben.say("Wind the clock"), []
    said = {"text": "Sing", "when": "today", "to": "ours", "as_it_is": "yes"}
    public_id = ben.client.session[PUBLIC_ID]
    for address, facts in {
        "/promises/new/": said,
        f"/promises/mine/{own}/share/": {},
        "/asks/new/": {"text": "Hum", "as_it_is": "yes"},
        "/us/between/": {"called": WORDS["called"]},
        f"/me/sessions/{public_id}/name/": {"name": WORDS["session"]},
        "/us/step-away/": {},
        "/us/come-back/": {},
        "/us/replies/": {"takes": "no"},
        "/us/leave/": {},
    }.items():
        answer = ben.post(address, facts)
        done(answer)
        heap = cookies_of(answer) + answer["Location"].encode()
        if found := found_in(heap, EVERY_WORD):
            wrong.append(f"{address}: {found}")
        ben.get("/me/")  # shows what it said
    assert wrong == []


def test_every_field_for_two_keeps_the_browser_from_remembering_it(
    ana: Player, ben: Player, eve: Player
) -> None:
    bring(eve, invite(ana))
    forms = [(eve, "/join/"), (eve, "/join/welcome/"), (ana, "/us/invite/")]
    forms += [(ana, page) for page in forms_of_two(ana, ben)] + [(ben, "/asks/new/")]
    wrong = []
    for player, page in forms:
        body = player.get(page).content.decode()
        for each in re.findall(r"<(?:input|textarea)[^>]*>", body):
            kind = re.search(r'type="([^"]*)"', each)
            if kind and kind[1] not in ("text", "email", "url", "password", "search"):
                continue
            given = re.search(r'autocomplete="([^"]*)"', each)
            if given is None or given[1] not in HARMLESS:
                wrong.append(f"{page}: {each}")
    assert wrong == []


def forms_of_two(ana: Player, ben: Player) -> list[str]:
    written = write_everything(ana, ben)
    open_one, wish = written.promise("text"), written.ask("aside")
    steps = [f"{open_one}{step}/" for step in ("own", "move", "words")]
    answers = [f"{wish}{answer}/" for answer in ("yes", "smaller", "no")]
    return [*steps, *answers, open_one, "/promises/new/?to=ours", "/us/between/", "/us/leave/"]


@WAYS
def test_an_invitation_that_a_browser_brought_along_is_gone_signed_out(
    ana: Player, eve: Player, way: str
) -> None:
    code = invite(ana)
    bring(eve, code)
    assert FIRST_WORDS in text_of(eve.get("/join/welcome/"))
    kept = eve.client.cookies["join"].value
    answer = eve.post(way)
    assert kept.encode() not in answer.cookies.output().encode()
    for page in ("/join/welcome/", "/join/", "/"):
        text = text_of(eve.get(page, follow=True))
        assert FIRST_WORDS not in text
        assert "Ana" not in text
    assert code[:4] not in eve.get("/join/").content.decode()


@WAYS
def test_an_invitation_that_a_browser_brought_along_is_gone_signed_in(
    ana: Player, ben: Player, way: str
) -> None:
    bring(ben, invite(ana))
    assert FIRST_WORDS in text_of(ben.get("/join/welcome/"))
    ben.post(way)
    for page in ("/join/welcome/", "/join/", "/us/words/", "/"):
        assert FIRST_WORDS not in text_of(ben.get(page, follow=True)), page


@WAYS
def test_the_code_and_the_four_words_are_gone_for_both(ana: Player, ben: Player, way: str) -> None:
    code = invite(ana)
    assert code[:4] in ana.get("/us/invite/").content.decode()
    join(ben, code)
    for player in (ana, ben):
        assert len(four_on(player.get("/us/words/"))) == 4
        player.post(way)
        for page in ("/us/words/", "/us/invite/", "/us/"):
            answer = player.get(page, follow=True)
            assert four_on(answer) == []
            assert code[:9] not in answer.content.decode()


def test_the_code_is_in_no_address_and_no_title(ana: Player, eve: Player) -> None:
    """Only behind the "#" of the link to hand on, which browsers keep to themselves."""
    code = invite(ana)
    page = ana.get("/us/invite/")
    assert code not in title_of(page) + str(dict(page.headers))
    addresses = re.findall(r'(?:href|action|src|value)="([^"]*)"', page.content.decode())
    for address in addresses:
        assert code not in address.partition("#")[0]
    answer = bring(eve, code)
    assert code not in answer["Location"]
    assert answer.cookies["join"]["httponly"]
    welcome = eve.get("/join/welcome/")
    assert code not in welcome.content.decode()
    assert code not in str(dict(welcome.headers))


def test_a_copied_invitation_cookie_opens_nothing_once_it_was_used(
    ana: Player, ben: Player, eve: Player
) -> None:
    code = invite(ana)
    bring(eve, code)
    join(ben, code)
    thief = Player("Eve", Client())
    thief.client.cookies["join"] = eve.client.cookies["join"].value
    for player in (eve, thief):
        text = text_of(player.get("/join/welcome/", follow=True))
        assert FIRST_WORDS not in text
        assert "Ana" not in text


def test_the_exit_works_on_every_page_of_pairing(ana: Player, ben: Player, eve: Player) -> None:
    code = invite(ana)
    bring(eve, code)
    pages = [(eve, "/join/"), (eve, "/join/welcome/"), (ana, "/us/invite/")]
    for player, page in pages:
        body = player.get(page).content.decode()
        assert re.search(r'<form[^>]*method="post"[^>]*action="/exit/"', body), page
    join(ben, code)
    for player in (ana, ben):
        answer = player.get("/us/words/")
        assert len(four_on(answer)) == 4
        assert re.search(r'<form[^>]*method="post"[^>]*action="/exit/"', answer.content.decode())
