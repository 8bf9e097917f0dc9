"""Every step of every script shows itself, alone and with a partner; a new kind is two files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import troth
from tests.cast import Player
from tests.misuse.acts import Couple, hidden_on
from troth.practices.rules import ForWhom
from troth.practices.scripts import practices
from troth.practices.steps import kinds
from troth.practices.tests.acts import begin, give

pytestmark = pytest.mark.on_any_database

PRACTICES = sorted(practices())


def test_between_them_the_scripts_use_every_kind_of_step() -> None:
    used = {step.kind for practice in practices().values() for step in practice.steps}
    assert used == set(kinds())


@pytest.fixture
def lived(two: Couple) -> Couple:
    """There is something to recall and to reply to, on a day that both have at once."""
    ana, ben = two
    ana.post("/focus/", {"habit": "give-space"})
    ana.say("Bring the bread", when="this-week")
    kept = ben.say("Ring the landlord", to="ours", when="today")
    assert ben.post(f"/promises/ours/{kept}/keep/").status_code == 302
    give(ben, begin(ben, "evening"), "appreciated", text="You waited up", reveal="at-once")
    return two


# Said here, since who is asked for by name alone isn't seen before the test runs.
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("company", ["alone", "with a partner"])
def test_every_step_of_every_practice_shows_itself(
    company: str, request: pytest.FixtureRequest
) -> None:
    player = request.getfixturevalue("ana" if company == "alone" else "lived")
    ana = player if isinstance(player, Player) else player[0]
    shown: set[str] = set()
    for practice_id in PRACTICES:
        practice = practices()[practice_id]
        assert ana.get(f"/practices/{practice_id}/").status_code == 200
        if company == "alone" and practice.for_whom is ForWhom.BOTH_APART:
            continue
        if practice.days:
            # A challenge asks on a page of its own: test_challenge.py.
            continue
        run = f"/practices/runs/{begin(ana, practice_id)}/"
        for step in practice.steps:
            page = ana.get(f"{run}steps/{step.id}/")
            if page.status_code == 404:
                assert step.now_and_then, (practice_id, step.id)
                continue
            assert page.status_code in (200, 302), (practice_id, step.id)
            if page.status_code == 200:
                shown.add(step.kind)
                assert step.prompt[:12].replace("'", "") in page.content.decode()
                facts = {**hidden_on(page), "pass": "yes"}
                assert ana.post(f"{run}steps/{step.id}/", facts).status_code == 302
        assert ana.get(f"{run}end/").status_code == 200
    needs_more = {"recall", "reply", "scale"} if company == "alone" else set()
    assert shown == set(kinds()) - needs_more


# A kind of step that nobody has thought of yet, as a module, its template and a script.
MODULE = '''
"""A word that is drawn in the air."""

from dataclasses import dataclass
from typing import ClassVar

from troth.practices.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw(Step):
    kind: ClassVar[str] = "draw"
    letters: int

    @classmethod
    def own_fields(cls, entry):
        return {"letters": entry.number("letters", 1, 9)}
'''
TEMPLATE = "<p>Draw {{ step.letters }} letters in the air.</p>\n"
SCRIPT = """
title = "A word in the air"
habit = "stay-curious"
kind = "exercise"
minutes = 2
for = "one"
about = "Draw a word."
how = "Draw a word in the air."

[[steps]]
id = "the-word"
kind = "draw"
letters = 5
prompt = "Which word?"
"""
VISIT = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
import troth
from tests.cast import Player
from django.test import Client
from troth.practices.tests.acts import begin
ana = Player("Ana", Client())
assert ana.sign_up().status_code == 302
run = begin(ana, "a-word")
page = ana.get(f"/practices/runs/{run}/steps/the-word/")
print(troth.__file__)
print(page.content.decode())
answer = ana.post(f"/practices/runs/{run}/steps/the-word/")
assert answer.url == f"/practices/runs/{run}/end/"
"""


def test_a_new_kind_of_step_is_a_module_and_a_template_and_nothing_else(tmp_path: Path) -> None:
    root = Path(troth.__file__).parents[1]
    for folder in ("troth", "tests"):
        shutil.copytree(
            root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    inside = tmp_path / "troth/practices"
    (inside / "steps/draw.py").write_text(MODULE, encoding="utf-8")
    (inside / "templates/practices/steps/draw.html").write_text(TEMPLATE, encoding="utf-8")
    script = tmp_path / "troth/content/en/practices/a-word.toml"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "TROTH_HOME": str(tmp_path / "home")}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "PYTHONPATH": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", VISIT],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) in done.stdout
    assert "Draw 5 letters in the air." in done.stdout
