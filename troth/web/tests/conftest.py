"""A browser and a server for the tests that need one."""

import os
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def server() -> Iterator[SimpleNamespace]:
    # Not pytest-django's live_server: its static handler looks for hashed names before
    # WhiteNoise is asked, and finds none.
    thread = LiveServerThread("localhost", lambda application: application)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield SimpleNamespace(url=f"http://localhost:{thread.port}")
    thread.terminate()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; Django takes that for a view that must not block.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
