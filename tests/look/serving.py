"""Troth at an address of this machine, and a browser to look at it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server in a thread of this process."""
    # Django's own live server looks for static files by names without their hash, and finds none.
    thread = LiveServerThread("localhost", lambda application: application)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@contextmanager
def browsing() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; Django takes that for a view that must not block.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
