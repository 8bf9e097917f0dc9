"""Requests by htmx: locked or signed out they change nothing and leave no half a page."""

from __future__ import annotations

import pytest

from tests.access.matrix import Stage, everything_stored, rows

pytestmark = pytest.mark.on_any_database

HTMX = {"hx-request": "true", "hx-current-url": "http://testserver/today/"}


def test_signed_out_htmx_is_led_to_sign_in_and_locked_it_loads_anew(stage: Stage) -> None:
    before, wrong = everything_stored(), []
    for row in rows().values():
        for method in ("GET", "POST"):
            for actor, header in (("eve", "HX-Redirect"), ("locked", "HX-Refresh")):
                expected = row.expected(method)[2 if actor == "eve" else 3]
                if expected not in ("sign-in", "locked") or row.name.startswith("account_"):
                    continue
                with stage.asks(
                    actor, method, stage.address(row), row.send, headers=HTMX
                ) as answer:
                    if answer.status_code != 204 or header not in answer or answer.content:
                        wrong.append(f"{row.name} {actor} {method}: {answer.status_code}")
                    if stage.changed_since(before):
                        wrong.append(f"{row.name} {actor} {method}: wrote")
    assert not wrong


def test_another_s_id_is_not_found_by_htmx_either(stage: Stage) -> None:
    for row in rows().values():
        if "{promise}" in row.address and set(row.post) != {"405"}:
            with stage.asks("cleo", "POST", stage.address(row), row.send, headers=HTMX) as answer:
                assert answer.status_code == 404, row.name


@pytest.mark.parametrize("url", ["//example.org/", "https://example.org/"])
def test_where_htmx_says_it_is_leads_nowhere(stage: Stage, url: str) -> None:
    headers = {"hx-request": "true", "hx-current-url": url}
    with stage.asks("eve", "GET", "/today/", headers=headers) as answer:
        assert answer["HX-Redirect"] == "/sign-in/"
