"""Headers that every page has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_a_page_says_what_a_browser_may_do(client: Client) -> None:
    headers = client.get(reverse("home:welcome")).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


HOSTED = """
import django
django.setup()
from django.test import Client
client = Client()
answer = client.get("/how-your-words-are-kept/", HTTP_HOST="troth.example.org",
                    HTTP_X_FORWARDED_PROTO="https")
print(answer.status_code, answer.headers.get("Strict-Transport-Security"))
answer = client.get("/sign-in/", HTTP_HOST="troth.example.org", HTTP_X_FORWARDED_PROTO="https")
for name, cookie in answer.cookies.items():
    print(name, bool(cookie["secure"]), bool(cookie["httponly"]), cookie["path"], cookie["domain"])
print(client.get("/", HTTP_HOST="troth.example.org").status_code)
"""


@pytest.mark.slow
def test_hosted_cookies_and_transport_are_strict(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    variables = kept | {
        "DJANGO_SETTINGS_MODULE": "troth.config.settings",
        "TROTH_HOME": str(tmp_path),
        "TROTH_HOSTS": "troth.example.org",
    }
    subprocess.run(
        [sys.executable, "-m", "troth", "manage", "migrate", "--verbosity=0"],
        env=variables,
        check=True,
    )
    subprocess.run(
        [sys.executable, "-m", "troth", "manage", "collectstatic", "--noinput", "--verbosity=0"],
        env=variables,
        check=True,
    )
    output = subprocess.run(
        [sys.executable, "-c", HOSTED], env=variables, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    first, *cookies, last = output.splitlines()
    assert first == "200 max-age=31536000"
    assert last == "403"
    assert cookies
    for cookie in cookies:
        assert unquote(cookie).startswith("__Host-")
        assert cookie.split(" ", 1)[1].startswith("True True /")
