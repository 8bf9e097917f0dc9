"""A small browser: one connection that stays open, cookies, and Troth's forms."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

NAME = "visitor"
PASSWORD = "seven quiet herons at dusk"
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(r"^set-cookie: +([^=]+)=([^;]*)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    head: str
    body: bytes

    def field(self, name: str) -> str:
        """The value of a form's field on the page."""
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.body.decode())
        if found is None:
            raise LookupError(f"no field {name}")
        return found[1]


class Connection:
    """Sends prepared bytes and reads one answer; little else, so as to measure the server."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def exchange(self, request: bytes) -> tuple[bytes, bytes]:
        """The answer's head and body."""
        self._socket.sendall(request)
        received = self._socket.recv(65536)
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        length = _LENGTH.search(received, 0, end)
        whole = end + 4 + (int(length[1]) if length else 0)
        while len(received) < whole:
            received += self._more()
        return received[:end], received[end + 4 :]

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part

    def close(self) -> None:
        self._socket.close()


@dataclass
class Visitor:
    """Somebody with a browser; cookies outlive a server that is started again."""

    cookies: dict[str, str] = field(default_factory=dict)

    def request(self, port: int, path: str, body: bytes | None = None) -> bytes:
        """The bytes of a GET, or of a POST if there is a body."""
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Accept-Encoding: br, gzip",
        ]
        if self.cookies:
            pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {pairs}")
        if body is not None:
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode() + (body or b"")

    def get(self, port: int, path: str) -> Answer:
        return self._exchange(port, path, None)

    def post(self, port: int, path: str, facts: dict[str, str]) -> Answer:
        """Send the form that stands at a path, with its hidden token against forgery."""
        page = self.get(port, path)
        forgery = {"csrfmiddlewaretoken": page.field("csrfmiddlewaretoken")}
        answer = self._exchange(port, path, urlencode(forgery | facts).encode())
        if answer.status not in (302, 303):
            raise RuntimeError(f"{path} answered {answer.status}\n{answer.body.decode()}")
        return answer

    def _exchange(self, port: int, path: str, body: bytes | None) -> Answer:
        connection = Connection(port)
        head, content = connection.exchange(self.request(port, path, body))
        connection.close()
        text = head.decode("latin-1").replace("\r\n", "\n")
        for name, value in _COOKIE.findall(text):
            self.cookies[name] = value
            if value in ("", '""'):
                del self.cookies[name]
        return Answer(int(text.split()[1]), text, content)


def sign_up(port: int) -> Visitor:
    visitor = Visitor()
    facts = {
        "username": NAME,
        "password1": PASSWORD,
        "called": "Robin",
        "time_zone": zone_at_noon(),
    }
    visitor.post(port, "/sign-up/", facts)
    return visitor


def sign_in(port: int) -> Visitor:
    visitor = Visitor()
    visitor.post(port, "/sign-in/", {"login": NAME, "password": PASSWORD})
    return visitor


def choose_focus(visitor: Visitor, port: int) -> None:
    visitor.post(port, "/focus/", {"habit": "keep-small-promises"})


def say(visitor: Visitor, port: int, text: str, when: str = "today") -> None:
    token = visitor.get(port, "/promises/new/").field("token")
    facts = {"text": text, "when": when, "token": token, "as_it_is": "yes"}
    visitor.post(port, "/promises/new/", facts)


def zone_at_noon() -> str:
    """A zone where it is about noon: what a page shows doesn't hang on when it is measured."""
    ahead = 12 - datetime.now(UTC).hour
    # Its names count the other way round: Etc/GMT-3 is three hours ahead of Greenwich.
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"
