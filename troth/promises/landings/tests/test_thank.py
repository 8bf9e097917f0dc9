"""Thank you, in one tap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Player, field_of, text_of
from troth.promises.landings.tests.saying import land
from troth.promises.models import Landing
from troth.promises.wording.tests.between import MONDAY, Between, promised

HTMX = {"hx-request": "true"}


def test_one_tap_on_the_promises_page(kept: Between) -> None:
    page = kept.ben.get(kept.page)
    assert f'action="{kept.landed}thanks/?of=' in page.content.decode()
    token = field_of(page, "token")
    answer = kept.ben.post(f"{kept.landed}thanks/", {"token": token})
    assert answer["Location"] == kept.page
    assert "Ben says thank you." in kept.seen_by(kept.ana)
    assert "You said thank you." in kept.seen_by(kept.ben)


@pytest.mark.parametrize(("back", "page"), [("today", "/today/"), ("promises", "/promises/")])
def test_from_a_list_it_leads_back_there(kept: Between, back: str, page: str) -> None:
    answer = kept.ben.post(f"{kept.landed}thanks/", {"back": back})
    assert answer["Location"] == page


def test_afterwards_nothing_more_is_offered(kept: Between) -> None:
    kept.ben.post(f"{kept.landed}thanks/")
    assert "landed/thanks/" not in kept.ben.get(kept.page).content.decode()


def test_with_htmx_the_row_comes_back(kept: Between) -> None:
    answer = kept.ben.post(f"{kept.landed}thanks/", headers=HTMX)
    body = answer.content.decode().strip()
    assert answer.status_code == 200
    assert body.startswith("<li class=")
    assert body.endswith("</li>")
    assert "landed/thanks/" not in body


def test_twice_is_once(kept: Between) -> None:
    for _ in range(2):
        assert kept.ben.post(f"{kept.landed}thanks/", headers=HTMX).status_code == 200
    assert Landing.objects.count() == 1


def test_after_something_else_it_says_kindly_that_it_was_said(kept: Between) -> None:
    land(kept, "noticed", "The balcony looks alive")
    answer = kept.ben.post(f"{kept.landed}thanks/")
    assert "You have said how it landed already. Nothing was changed." in text_of(
        kept.ben.get(answer["Location"])
    )
    answer = kept.ben.post(f"{kept.landed}thanks/", headers=HTMX)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    assert "Ben noticed." in kept.seen_by(kept.ana)


def test_what_is_no_id_in_the_form_counts_as_none(kept: Between) -> None:
    assert kept.ben.post(f"{kept.landed}thanks/", {"token": "x"}).status_code == 302
    assert Landing.objects.count() == 1


@pytest.mark.parametrize("page", ["/today/", "/promises/"])
def test_one_tap_from_the_row_of_what_was_kept(kept: Between, page: str) -> None:
    body = kept.ben.get(page).content.decode()
    assert f'formaction="{kept.landed}thanks/?of=' in body
    assert 'id="steps"' in body
    assert "landed/" not in kept.ana.get(page).content.decode()


def test_the_row_comes_back_with_what_was_said(kept: Between) -> None:
    answer = kept.ben.post(f"{kept.landed}thanks/", headers=HTMX)
    assert "You said thank you." in text_of(answer)


def test_the_makers_row_says_it_for_three_days(kept: Between, clock: Any) -> None:
    kept.ana.stay()
    kept.ben.stay()
    kept.ben.post(f"{kept.landed}thanks/")
    assert "Ben says thank you." in text_of(kept.ana.get("/today/"))
    for days in range(1, 6):
        clock.move_to(MONDAY + timedelta(days=days))
        for page in ("/today/", "/promises/"):
            assert ("You said thank you." in text_of(kept.ben.get(page))) == (days <= 3), days
    assert "Ben says thank you." not in text_of(kept.ana.get("/promises/?in=ours"))


def test_a_slip_isnt_thanked_for_with_one_tap_from_its_row(owned: Between) -> None:
    for page in ("/today/", "/promises/"):
        assert "landed/thanks/" not in owned.ben.get(page).content.decode()


def test_switched_off_no_row_offers_it(kept: Between) -> None:
    kept.ana.post("/us/replies/", {"takes": "no"})
    for page in ("/today/", "/promises/"):
        assert "landed/" not in kept.ben.get(page).content.decode()


def test_rows_cost_one_query_however_many_there_are(couple: tuple[Player, Player]) -> None:
    for _ in range(3):
        between = promised(couple)
        between.keep()
    between.ben.get("/today/")
    with CaptureQueriesContext(connection) as few:
        between.ben.get("/today/")
    assert sum("promises_landing" in each["sql"] for each in few) == 1
