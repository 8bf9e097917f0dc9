"""Over plain http from elsewhere there is one page, and it takes no password."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from troth.config.middleware import is_safely_connected

LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}


def request(**meta: str) -> HttpRequest:
    made = RequestFactory().get("/")
    made.META |= LOCAL | meta
    return made


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_this_machine_is_let_in(host: str) -> None:
    assert is_safely_connected(request(HTTP_HOST=host))
    assert is_safely_connected(request(HTTP_HOST=host, REMOTE_ADDR="::1"))


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "192.168.1.2:8000"},
        {"HTTP_HOST": "troth.example.org"},
        {"HTTP_HOST": "localhost.example.org"},
        {"HTTP_HOST": "localhost:80@example.org"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
    ],
)
def test_anywhere_else_is_not(meta: dict[str, str]) -> None:
    assert not is_safely_connected(request(**meta))


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/no-such-page/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_answers_with_the_reason(client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path, REMOTE_ADDR="192.168.1.7")
    assert response.status_code == 403
    assert b"https" in response.content
    assert b"<input" not in response.content
    assert b"<form" not in response.content
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies


def test_a_foreign_host_name_gets_the_reason_too(client: Client) -> None:
    assert client.get("/", HTTP_HOST="evil.example.org").status_code == 403


def test_hosted_needs_https(settings: Any) -> None:
    settings.IS_HOSTED = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert not is_safely_connected(request())
    assert is_safely_connected(
        request(HTTP_HOST="troth.example.org", HTTP_X_FORWARDED_PROTO="https")
    )
