"""Row 4: another person, signed in, looks for Ana's private things by ordinary means."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse

from tests.access.matrix import STARTS_AT, Stage, answer_of, rows
from tests.cast import Player, text_of
from troth.promises.models import Promise
from troth.promises.queries import PAGE_SIZE

pytestmark = pytest.mark.on_any_database


def body(answer: HttpResponse) -> str:
    """A page without what is drawn anew for each: form tokens and ids of rows to come."""
    text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)


def test_an_id_of_hers_as_a_cursor_is_like_any_other(ana: Player, ben: Player) -> None:
    hers = ana.say("Polish the brass lantern")
    ana.post(f"/promises/mine/{hers}/keep/")
    own = ben.say("Wind the clock")
    ben.post(f"/promises/mine/{own}/keep/")
    ben.get("/promises/")
    with_hers = ben.get(f"/promises/before/?before=2027-01-01T03:00:00.{hers}")
    with_nobodys = ben.get(f"/promises/before/?before=2027-01-01T03:00:00.{uuid.uuid4()}")
    assert with_hers.status_code == 200
    assert body(with_hers) == body(with_nobodys)
    assert "lantern" not in text_of(with_hers)


def test_a_cursor_that_is_no_id_is_not_found(ana: Player) -> None:
    assert ana.get("/promises/before/?before=1%27%20OR%201=1").status_code == 404


@pytest.mark.parametrize("page", ["/today/", "/promises/", "/promises/waiting/", "/me/", "/focus/"])
def test_nothing_of_hers_moves_a_page_of_his(ana: Player, ben: Player, page: str) -> None:
    with time_machine.travel(STARTS_AT, tick=False):
        ana.sign_in()
        ben.sign_in()
        before = ben.get(page)
        for number in range(3):
            ana.say(f"Polish lantern {number}")
        ana.post("/focus/", {"habit": "give-space"})
        ana.post("/me/", {"called": "Annelie"})
        after = ben.get(page)
    assert body(before) == body(after)
    assert dict(before.headers) | {"Content-Length": ""} == dict(after.headers) | {
        "Content-Length": ""
    }


def test_a_promise_under_her_id_is_his_own(ana: Player, ben: Player) -> None:
    """He may use her id for a row of his: it says nothing, and touches nothing of hers."""
    hers = ana.say("Polish the brass lantern")
    facts = {"text": "Wind the clock", "when": "tomorrow", "token": str(hers), "as_it_is": "yes"}
    assert ben.post("/promises/new/", facts).status_code == 302
    assert "Wind the clock" in text_of(ben.get("/today/"))
    assert "lantern" not in text_of(ben.get(f"/promises/mine/{hers}/"))
    assert "Polish the brass lantern" in text_of(ana.get(f"/promises/mine/{hers}/"))
    assert ben.post(f"/promises/mine/{hers}/keep/").status_code == 302
    assert Promise.objects.get(id=hers, maker_id=ana.person.id).state == "open"


def test_his_list_of_sessions_has_only_his(ana: Player, ben: Player) -> None:
    answer = ben.get("/me/sessions/")
    assert answer.content.decode().count('class="row"') == 1
    assert ben.post("/me/sessions/others/end/").status_code == 302
    assert ana.get("/today/").status_code == 200


def test_no_page_for_somebody_signed_in_may_be_kept_by_a_cache(stage: Stage) -> None:
    kept = []
    for row in rows().values():
        if row.name.startswith("web:"):
            continue
        for actor in ("ana", "ben", "locked", "holder"):
            with stage.asks(actor, "GET", stage.address(row)) as answer:
                caching = answer["Cache-Control"]
                if "no-store" not in caching or "ETag" in answer or "Last-Modified" in answer:
                    kept.append(f"{row.name} {actor}: {caching}")
    assert not kept


def test_an_answer_that_sets_a_cookie_is_never_kept(ana: Player) -> None:
    """The first request of a day renews the cookies, whichever address it goes to."""
    kept = []
    for number, path in enumerate(("/manifest.webmanifest", "/robots.txt", "/sw.js"), start=1):
        with time_machine.travel(STARTS_AT + timedelta(days=number)):
            ana.client.cookies.clear()
            ana.sign_in(remember="on")
        with time_machine.travel(STARTS_AT + timedelta(days=number + 1)):
            answer = ana.get(path)
        if answer.cookies and "public" in answer["Cache-Control"]:
            kept.append(path)
    assert not kept


def test_a_wrong_address_and_a_wrong_id_read_alike(stage: Stage) -> None:
    pages = []
    for address in (f"/promises/mine/{stage.ids['promise']}/", "/no/such/page/"):
        with stage.asks("cleo", "GET", address) as answer:
            assert answer_of(answer, address) == "none"
            pages.append(body(answer))
    assert pages[0] == pages[1]


def test_an_id_tells_the_day_and_no_clock_time(ana: Player) -> None:
    """Ids of one day share their leading bits, and nothing after those follows the clock."""
    ids = []
    with time_machine.travel(STARTS_AT.replace(hour=5), tick=False) as clock:
        ana.sign_in()
        for _each in range(6):
            ids.append(ana.say("Wind the clock"))
            clock.shift(timedelta(hours=2))
    assert len({each.hex[:4] for each in ids}) == 1
    assert all(each.version == 8 for each in ids)
    for at in range(4, 8):
        after = [each.hex[at:] for each in ids]
        assert after != sorted(after)


def test_a_long_list_is_walked_without_a_total(ana: Player) -> None:
    for number in range(PAGE_SIZE + 2):
        promise = ana.say(f"Step {number}")
        ana.post(f"/promises/mine/{promise}/keep/")
    first = ana.get("/promises/before/")
    link = re.search(r'href="(/promises/before/\?before=[^"]*)"', first.content.decode())
    assert link is not None
    assert str(PAGE_SIZE + 2) not in re.sub(r"Step \d+", "", text_of(first))
    assert len(re.findall(r"Step \d+", text_of(ana.get(link[1])))) >= 2
