"""What a browser loads for the first signed-in page, and for the next: Chromium itself is asked.

It goes through a relay that counts what the server sends, as it is sent: the page, compressed
files and fonts, and what the service worker fetches for later. Headers are counted apart, since
a proxy that speaks HTTP/2 or 3 sends most of them once.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass
class Answers:
    """One connection's answers, one after another: how much of them is head, how much body."""

    relay: Relay
    head: bytes = b""
    body_left: int = 0

    def feed(self, part: bytes) -> None:
        while part:
            taken, part = part[: self.body_left], part[self.body_left :]
            self.body_left -= len(taken)
            self.relay.count(body=len(taken))
            if not part:
                return
            self.head += part
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            head, part, self.head = self.head[: end + 4], self.head[end + 4 :], b""
            self.relay.count(head=len(head))
            length = LENGTH.search(head)
            self.body_left = int(length[1]) if length else 0


@dataclass
class Relay:
    """Passes bytes between a browser and the server, and counts those from the server."""

    target: int
    head: int = 0
    body: int = 0
    last_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, *, head: int = 0, body: int = 0) -> None:
        with self.lock:
            self.head += head
            self.body += body
            self.last_at = time.monotonic()

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                browser, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            for pair in ((browser, server, None), (server, browser, Answers(self))):
                threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, answers: Answers | None) -> None:
        with suppress(OSError):
            while part := source.recv(65536):
                if answers:
                    answers.feed(part)
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)

    def settled(self) -> tuple[int, int]:
        """Bytes of heads and bodies so far, once nothing has come for a while."""
        while time.monotonic() - self.last_at < QUIET_S:
            time.sleep(0.1)
        return self.head, self.body


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
            first_head, first_body = relay.settled()
            page.goto(f"http://127.0.0.1:{port}/today/")
            head, body = relay.settled()
    return [
        _figure("first_visit_kb", first_head, first_body, 110),
        _figure("repeat_visit_kb", head - first_head, body - first_body, 15),
    ]


def _figure(name: str, head: int, body: int, limit: float) -> Figure:
    note = f"Today with {THINGS} things; {(head + body) / 1000:.1f} KB with headers"
    return Figure(name, body / 1000, "KB", limit, note=note)


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
