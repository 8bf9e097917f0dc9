"""Every page and state of one person, on a phone and a laptop: accessible, whole, only ours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.every_page import walk
from tests.look.people import set_the_stage
from tests.look.scenes import OF_ONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("troth.web.gallery_urls"),
    pytest.mark.django_db(transaction=True),
]


def test_nothing_is_wrong_with_any_page(browser: Browser, server: str) -> None:
    assert walk(browser, server, set_the_stage(), OF_ONE) == []
