"""Row 15, for two: a script in every field that two share stays text, to both."""

from __future__ import annotations

import re

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from tests.safety.of_two import write_everything
from tests.safety.shared_rows import MONDAY, Shared, shared
from tests.safety.test_row_15_a_script_in_every_field import SCRIPTS, Tags, faults_of, tags
from troth.journeys.pairing.tests.steps import bring, invite
from troth.portability.tests.files import take

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
EVERY_SCRIPT = pytest.mark.parametrize("script", SCRIPTS)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@EVERY_SCRIPT
def test_a_script_in_every_field_of_two_is_shown_to_both_as_text(
    ana: Player, ben: Player, script: str
) -> None:
    written = write_everything(ana, ben, lambda _field: script)
    own = {
        "Ana": [f"{written.promise('note')}own/", f"{written.ask('wish')}yes/", "/us/leave/"],
        "Ben": [f"{written.promise('kept')}landed/words/", "/promises/new/", "/asks/new/"],
    }
    for player in (ana, ben):
        for page in (*written.pages, *own[player.name], "/us/step-away/", "/promises/?in=ours"):
            seen = tags(player, page)
            assert seen.runs == [], (player.name, page)
        for page in (*map(written.promise, ("text", "note", "kept")), written.ask("ask")):
            assert any(script in text for text in tags(player, page).texts), (player.name, page)
        for page in (
            "/us/",
            "/us/between/",
            "/asks/",
            "/promises/",
            "/today/",
            "/needs/",
            "/plans/",
        ):
            assert any(script[:40] in text for text in tags(player, page).texts), page
        book = take(player, "book").decode()
        assert [run for run in Tags(book).runs if run != "a style in <style>"] == []
        assert any(script in text for text in Tags(book).texts)


@EVERY_SCRIPT
def test_a_script_in_an_invitation_is_shown_as_text(
    ana: Player, ben: Player, eve: Player, script: str
) -> None:
    code = invite(ana, script, called=script[:40])
    assert tags(ana, "/us/invite/").runs == []
    for player in (eve, ben):
        bring(player, code)
        seen = tags(player, "/join/welcome/")
        assert seen.runs == []
        assert any(script in text for text in seen.texts)
    assert ben.post("/join/welcome/", {"called": script[:40]}).status_code == 302
    for player in (ana, ben):
        seen = tags(player, "/us/words/")
        assert seen.runs == []
        assert any(script[:40] in text for text in seen.texts)


@EVERY_SCRIPT
def test_a_script_sent_with_a_wrong_form_of_two_is_shown_as_text(
    couple: Couple, eve: Player, script: str
) -> None:
    two = shared(couple)
    ending = f"{two.page('noted')}endings/{two.rows('ending').get().id}/"
    long, bad = script * 60, {"revision": script, "token": script}
    for page, facts in {
        "/promises/new/": {"text": script, "cue": script, "when": script, "to": script},
        f"{two.page('said')}words/": {"text": "", "cue": script, **bad},
        f"{two.page('said')}own/": {"note": long, "will_do": long, **bad},
        f"{two.page('said')}withdraw/": {"note": long, **bad},
        f"{two.page('said')}move/": {"when": script, "on": script, **bad},
        f"{ending}words/": {"note": "", "what_happened": long, **bad},
        f"{two.page('witness_kept')}landed/": {"kind": script, "line": script, **bad},
        "/asks/new/": {"text": long, "heard": script, **bad},
        f"{two.page('witness_ask')}yes/": {"text": long, "when": script, **bad},
        f"{two.page('witness_ask')}smaller/": {"text": long, "when": script, **bad},
        f"{two.page('witness_ask')}no/": {"line": long, **bad},
        "/us/between/": {"called": long},
        "/us/replies/": {"takes": script, "promise": script},
        "/me/password/": {"oldpassword": script, "password1": script, **bad},
    }.items():
        answer = two.ana.post(page, facts)
        assert Tags(answer.content.decode()).runs == [], page
        assert faults_of(answer["Content-Security-Policy"]) == [], page
    for answer in (
        eve.post("/join/", {"code": script}),
        eve.get("/us/", data={"before": script}),
        two.ana.get("/us/", data={"before": script}),
        two.ana.get("/promises/", data={"in": script}),
        two.ana.get("/promises/new/", data={"to": script}),
    ):
        assert Tags(answer.content.decode()).runs == []


@EVERY_SCRIPT
def test_a_script_in_an_invitation_s_wrong_form_is_shown_as_text(
    ana: Player, ben: Player, eve: Player, script: str
) -> None:
    code = invite(ana)
    facts = {"called": script * 60, "first_words": script * 60, "token": script}
    assert Tags(ana.post("/us/invite/", facts).content.decode()).runs == []
    for player in (eve, ben):
        bring(player, code)
        wrong = {"called": script * 60, "username": script, "password1": "x", "answer": script}
        assert Tags(player.post("/join/welcome/", wrong).content.decode()).runs == []


def test_every_page_of_two_has_a_strict_policy_and_an_exit(couple: Couple) -> None:
    two: Shared = shared(couple)
    more = ("/us/leave/", "/us/step-away/", "/promises/new/?to=ours", "/asks/new/", "/us/invite/")
    for player in two.both:
        for page in (*two.pages, *more):
            answer = player.get(page)
            assert faults_of(answer["Content-Security-Policy"]) == [], page
            assert "no-store" in answer["Cache-Control"], page
            body = answer.content.decode()
            assert re.search(r'<form[^>]*method="post"[^>]*action="/exit/"', body), page
