"""Row 15: a script in every field stays text, and no page would run one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.access.matrix import ACTORS, Stage, rows
from tests.cast import Player
from troth.gestures.tests.acts import remember
from troth.grounds.tests.acts import say_need, say_plan
from troth.people.session_facts import PUBLIC_ID

pytestmark = pytest.mark.on_any_database

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "{{ 7*7 }}{% set x = 1 %}",
    "javascript:alert(1)",
    "</textarea></title><svg/onload=alert(1)>",
    "%(name)s %s {0}",
)
LEADS = {"href", "src", "action", "formaction", "xlink:href", "data", "srcset", "poster"}


class Tags(HTMLParser):
    """Which tags a page has, and whatever in them could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.texts: list[str] = []
        self._is_in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self._is_in_script = tag == "script"
        if tag == "script" and not (names.get("src") or "").startswith("/static/"):
            self.runs.append(f"<script {names}>")
        if tag == "style" or "style" in names:
            self.runs.append(f"a style in <{tag}>")
        for name, value in attrs:
            # An htmx trigger may carry a filter, which would be evaluated.
            is_code = name.startswith(("on", "hx-on", "data-hx-on")) or (
                name == "hx-trigger" and "[" in (value or "")
            )
            leads = name in LEADS or name.startswith("hx-")
            if is_code or (
                leads and (value or "").strip().lower().startswith(("javascript:", "js:"))
            ):
                self.runs.append(f"{name}={value!r} in <{tag}>")
            self.texts.append(value or "")

    def handle_data(self, data: str) -> None:
        if self._is_in_script and data.strip():
            self.runs.append(f"an inline script: {data[:40]!r}")
        self._is_in_script = False
        self.texts.append(data)


def tags(player: Player, page: str) -> Tags:
    answer = player.get(page)
    assert answer.status_code == 200
    return Tags(answer.content.decode())


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_in_every_field_is_shown_as_text(ana: Player, script: str) -> None:
    open_one = ana.say(script, cue=script)
    ended = ana.say(script, when="today", cue=script)
    ana.post(f"/promises/mine/{ended}/own/", {"note": script})
    gesture = remember(ana, script)
    need, plan = say_need(ana, script), say_plan(ana, script)
    ana.post("/me/", {"called": script[:40]})
    ana.post(f"/me/sessions/{ana.client.session[PUBLIC_ID]}/name/", {"name": script[:40]})
    pages = {
        "/today/": script,
        "/promises/": script,
        "/promises/before/": script,
        f"/promises/mine/{open_one}/": script,
        f"/promises/mine/{open_one}/move/": script,
        f"/promises/mine/{open_one}/own/": script,
        f"/promises/mine/{ended}/": script,
        "/gestures/": script,
        "/needs/": script,
        f"/needs/mine/{need}/": script,
        f"/needs/mine/{need}/change/": script,
        "/plans/": script,
        f"/plans/mine/{plan}/": script,
        f"/gestures/{gesture}/": script,
        "/me/": script[:40],
        "/me/sessions/": script[:40],
    }
    for page, shown in pages.items():
        seen = tags(ana, page)
        assert seen.runs == [], page
        assert any(shown in text for text in seen.texts), page


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_sent_with_a_wrong_form_is_shown_as_text(ana: Player, script: str) -> None:
    for page, facts in {
        "/promises/new/": {"text": script, "cue": script, "when": script, "on": script},
        "/promises/before/search/": {"words": script, "kind": script, "before": script},
        "/gestures/new/": {"text": script, "how_often": script, "days": script, "on": script},
        "/me/": {"called": script * 10},
        "/focus/": {"habit": script, "token": script},
        "/me/settings/": {"time_zone": script, "ask_again": script, "exit_address": script},
        "/me/e-mail/": {"email": script},
        "/open/": {"password": script, "next": script},
    }.items():
        seen = Tags(ana.post(page, facts).content.decode())
        assert seen.runs == [], page
    ana.lose_the_key()
    answer = ana.post("/promises/new/", {"text": script, script: script})
    assert Tags(answer.content.decode()).runs == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_in_an_address_or_a_name_is_shown_as_text(db: None, script: str) -> None:
    client = Client()
    for answer in (
        client.get("/sign-in/", {"next": script}),
        client.post("/sign-in/", {"login": script, "password": "x", "next": script}),
        client.post("/sign-up/", {"username": script, "password1": "x", "called": script}),
        client.get(f"/{script}/"),
        client.get("/promises/", {"before": script}),
    ):
        assert Tags(answer.content.decode()).runs == []


def test_a_script_as_a_sign_in_name_is_shown_as_text(db: None) -> None:
    player = Player("<script>alert(1)</script>", Client())
    player.sign_up()
    if player.client.session.keys():
        for page in ("/me/", "/today/", "/me/settings/"):
            assert Tags(player.get(page).content.decode()).runs == []


def faults_of(policy: str) -> list[str]:
    rules = {part.split()[0] for part in policy.split(";") if part.strip()}
    wrong = [word for word in ("unsafe-inline", "unsafe-eval", "*", "http:") if word in policy]
    needed = ("default-src", "script-src", "base-uri", "form-action", "frame-ancestors")
    return wrong + [f"no {name}" for name in needed if name not in rules]


def test_every_answer_of_the_matrix_has_a_strict_policy(stage: Stage) -> None:
    wrong = []
    for row in rows().values():
        for method, actors in (("GET", ACTORS), ("POST", ("ana", "eve"))):
            for actor in actors:
                with stage.asks(actor, method, stage.address(row), row.send) as answer:
                    policy = answer.headers.get("Content-Security-Policy", "")
                    if faults := faults_of(policy):
                        wrong.append(f"{row.name} {actor} {method}: {faults}")
                    if answer["X-Content-Type-Options"] != "nosniff":
                        wrong.append(f"{row.name} {actor} {method}: may be sniffed")
                    if answer["Content-Type"].startswith("text/html"):
                        wrong += runs_in(answer)
    assert not wrong


def runs_in(answer: HttpResponse) -> list[str]:
    """What could run; a file to keep brings its style along, and a policy of its own."""
    text = answer.content.decode()
    if not answer.get("Content-Disposition", "").startswith("attachment"):
        return Tags(text).runs
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "script-src" not in policy[1]
    return [run for run in Tags(text).runs if run != "a style in <style>"]


def test_error_pages_have_a_strict_policy_and_run_nothing(stage: Stage) -> None:
    answers = []
    with stage.asks("ana", "GET", "/no/such/page/") as missing:
        answers.append((404, missing))
    with stage.asks("ana", "POST", "/me/", {"called": "x"}, needs_token=True) as refused:
        answers.append((403, refused))
    with stage.asks("eve", "GET", "/", REMOTE_ADDR="192.0.2.1") as plain:
        answers.append((403, plain))
    with stage.asks("ana", "POST", "/me/", {f"n{n}": "x" for n in range(300)}) as bad:
        answers.append((400, bad))
    for status, answer in answers:
        assert answer.status_code == status
        assert faults_of(answer["Content-Security-Policy"]) == []
        assert Tags(answer.content.decode()).runs == []


def test_the_form_token_is_all_that_htmx_is_given(ana: Player) -> None:
    body = ana.get("/today/").content.decode()
    config = re.search(r"name=\"htmx-config\" content='([^']*)'", body)
    assert config is not None
    for needed in ('"allowEval":false', '"allowScriptTags":false', '"historyCacheSize":0'):
        assert needed in config[1]
