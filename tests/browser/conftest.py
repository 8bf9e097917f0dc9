"""A server, a browser, and visitors whose every page is watched for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor
from tests.cast import Player
from tests.look.people import carry_cookies
from tests.look.serving import browsing, serving

Visit = Callable[..., Visitor]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with browsing() as launched:
        yield launched


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a phone's browser, signed in as a player where one is given.

    Afterwards no page may have complained, broken its policy or asked another host.
    """
    visitors: list[Visitor] = []

    def opened(player: Player | None = None, **options: Any) -> Visitor:
        shape = {"viewport": {"width": 390, "height": 844}, "timezone_id": "Europe/Berlin"}
        visitor = Visitor(browser.new_context(**{**shape, **options}), server)
        if player is not None:
            carry_cookies(player, visitor.context, server)
        visitors.append(visitor)
        return visitor

    yield opened
    complaints = [said for visitor in visitors for said in visitor.complaints]
    elsewhere = [asked for visitor in visitors for asked in visitor.asked_elsewhere]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == []
    assert elsewhere == []
