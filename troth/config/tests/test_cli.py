"""The `troth` command says plainly what it found and what it can't do."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from troth import __version__
from troth.config.cli import main
from troth.config.faults import all_faults, pending_migrations
from troth.promises.models import Ending
from troth.spaces.models import Space


def troth(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
    return subprocess.run(
        [sys.executable, "-m", "troth", *arguments],
        env=kept | {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "troth.config.settings"},
        capture_output=True,
        text=True,
    )


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Troth {__version__}\n"


@pytest.mark.parametrize("port", ["0", "65536", "eight"])
def test_an_impossible_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", port])
    assert ended.value.code == 2
    assert "a port from 1 to 65535" in capsys.readouterr().err


def test_the_house_is_kept_once_on_demand(tmp_path: Path) -> None:
    assert troth("manage", "migrate", home=tmp_path).returncode == 0
    for _ in range(2):
        kept = troth("keep-house", home=tmp_path)
        assert (kept.returncode, kept.stdout) == (0, "The house is kept.\n"), kept.stderr


@pytest.mark.own_clock
@pytest.mark.django_db
def test_nothing_is_wrong_with_a_new_database() -> None:
    assert all_faults() == []


@pytest.mark.django_db
def test_a_row_that_points_nowhere_is_found() -> None:
    space = Space.objects.create(id=uuid4(), kind=Space.Kind.PRIVATE, made_on=date(2026, 11, 22))
    Ending.objects.create(
        space=space,
        id=uuid4(),
        promise_id=uuid4(),
        person_id=uuid4(),
        number=1,
        state="kept",
        happened_on=date(2026, 11, 22),
        is_late=False,
        recorded_on=date(2026, 11, 22),
        words=b"",
    )
    assert "promises.Ending: 1 without their promise" in all_faults()


@pytest.mark.django_db
def test_no_change_to_the_tables_is_missing() -> None:
    assert pending_migrations() == []
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_check_names_what_is_not_migrated_and_ends_with_one(tmp_path: Path) -> None:
    found = troth("check", home=tmp_path)
    assert found.returncode == 1
    assert "Not migrated yet: people.0001_initial" in found.stdout
    assert troth("manage", "migrate", "--verbosity=0", home=tmp_path).returncode == 0
    found = troth("check", home=tmp_path)
    assert (found.returncode, found.stdout) == (0, "No faults found.\n")
