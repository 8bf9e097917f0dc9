"""The steps of two people finding each other, each as a browser takes it."""

from __future__ import annotations

import re

from django.http import HttpResponse

from tests.cast import Player, field_of

PASSWORD = "nine calm otters at noon"
FIRST_WORDS = "Shall we try this, you and I?"


def invite(inviter: Player, first_words: str = FIRST_WORDS, called: str | None = None) -> str:
    """Make an invitation by the form; its code as the page shows it."""
    facts = {"called": called or inviter.name, "first_words": first_words}
    page = inviter.get("/us/invite/")
    answer = inviter.post("/us/invite/", {**facts, "token": field_of(page, "token")})
    assert (answer.status_code, answer["Location"]) == (302, "/us/invite/"), answer.content
    return code_on(inviter.get("/us/invite/"))


def code_on(page: HttpResponse) -> str:
    groups = re.findall(r"<span>([0-9A-HJKMNP-TV-Z]{4})</span>", page.content.decode())
    assert len(groups) == 8
    return "-".join(groups)


def bring(joiner: Player, code: str) -> HttpResponse:
    """Type a code; the answer."""
    return joiner.post("/join/", {"code": code})


def join(joiner: Player, code: str, called: str | None = None) -> None:
    """With an account: from the code to the four words."""
    assert bring(joiner, code)["Location"] == "/join/welcome/"
    token = field_of(joiner.get("/join/welcome/"), "token")
    answer = joiner.post("/join/welcome/", {"called": called or joiner.name, "token": token})
    assert (answer.status_code, answer["Location"]) == (302, "/us/words/"), answer.content


def sign_up_and_join(joiner: Player, code: str, **more: str) -> HttpResponse:
    """Without an account: the code, then one form."""
    assert bring(joiner, code)["Location"] == "/join/welcome/"
    facts = {
        "username": joiner.username,
        "password1": joiner.password,
        "called": joiner.name,
        "time_zone": joiner.zone,
    }
    return joiner.post("/join/welcome/", {**facts, **more})


def four_on(page: HttpResponse) -> list[str]:
    """The four words that a page shows."""
    shown = re.search(r'<ol class="four-words.*?</ol>', page.content.decode(), re.S)
    return re.findall(r"<li>(.*?)</li>", shown[0]) if shown else []


def confirm(player: Player, share: str = "none") -> HttpResponse:
    page = player.get("/us/words/")
    facts = {"compared": field_of(page, "compared"), "share": share}
    return player.post("/us/words/confirm/", {**facts, "token": field_of(page, "token")})


def without_tokens(page: HttpResponse) -> str:
    """All of a page but what differs each time: the form's own tokens."""
    return re.sub(
        r'[A-Za-z0-9]{64}|(?<=name="token" value=")[0-9a-f-]{36}', "TOKEN", page.content.decode()
    )
