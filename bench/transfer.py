"""What a browser loads for the first signed-in page, and for the next: Chromium itself is asked.

It goes through a relay that counts what the server sends, as it is sent: compressed files, pages,
headers, and what the service worker fetches.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import which

from playwright.sync_api import BrowserContext, sync_playwright

from bench.figure import Figure
from bench.server import fresh_home, served
from bench.visitor import Visitor, choose_focus, say, sign_in, sign_up

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
THINGS = 5
QUIET_S = 1.5


@dataclass
class Relay:
    """Passes bytes between a browser and the server, and counts those from the server."""

    target: int
    sent: int = 0
    last_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                browser, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            for source, sink, counts in ((browser, server, False), (server, browser, True)):
                threading.Thread(target=self._pass, args=(source, sink, counts), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        try:
            while part := source.recv(65536):
                if counts:
                    with self.lock:
                        self.sent += len(part)
                        self.last_at = time.monotonic()
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def settled(self) -> int:
        """Bytes so far, once nothing has come for a while."""
        while time.monotonic() - self.last_at < QUIET_S:
            time.sleep(0.1)
        return self.sent


def figures() -> list[Figure]:
    with fresh_home() as home, served(home, workers=1) as server:
        first = sign_up(server.port)
        choose_focus(first, server.port)
        for number in range(THINGS):
            say(first, server.port, f"I’ll water the plants by the window, {number}")
        visitor = sign_in(server.port)
        visitor.get(server.port, "/today/")
        with relay_to(server.port) as (relay, port), browsing(visitor, port) as context:
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}/today/")
            first_visit = relay.settled()
            page.goto(f"http://127.0.0.1:{port}/today/")
            repeat_visit = relay.settled() - first_visit
    note = "Today with five things, headers and service worker included"
    return [
        Figure("first_visit_kb", first_visit / 1024, "KB", 110, note=note),
        Figure("repeat_visit_kb", repeat_visit / 1024, "KB", 15, note=note),
    ]


@contextmanager
def relay_to(target: int) -> Iterator[tuple[Relay, int]]:
    listener = socket.create_server(("127.0.0.1", 0))
    relay = Relay(target)
    threading.Thread(target=relay.serve, args=(listener,), daemon=True).start()
    yield relay, listener.getsockname()[1]
    listener.close()


@contextmanager
def browsing(visitor: Visitor, port: int) -> Iterator[BrowserContext]:
    """A browser with an empty cache that is signed in."""
    base = f"http://127.0.0.1:{port}"
    with sync_playwright() as playwright:
        path = next(filter(None, map(which, CHROMIUMS)), None)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = browser.new_context()
        context.add_cookies(
            [{"name": name, "value": value, "url": base} for name, value in visitor.cookies.items()]
        )
        yield context
        browser.close()
