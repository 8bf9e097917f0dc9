"""`troth backup` and `troth restore`: whole, checked, and nothing is ever overwritten."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Player, text_of
from troth.config.backup import BackupError, back_up, database_path
from troth.config.cli import main
from troth.config.restore import restore
from troth.config.serving_lock import HomeInUse, hold_home
from troth.config.staying_gone import keep_gone, settle_notes
from troth.people.models import Person
from troth.promises.models import Promise
from troth.spaces.models import Member, Space
from troth.web.gone import note_gone, notes

sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a file of SQLite's")


@pytest.fixture
def alone(committed: Path) -> Player:
    player = Player("Ana", Client())
    assert player.sign_up().status_code == 302
    return player


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_beside_it(
    alone: Player, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "troth.backup").write_text("yesterday's")
    back_up(folder / "troth.backup")
    assert [path.name for path in folder.iterdir()] == ["troth.backup"]
    assert stat.S_IMODE((folder / "troth.backup").stat().st_mode) == 0o600
    assert b"yesterday" not in (folder / "troth.backup").read_bytes()


def test_what_was_written_since_is_moved_aside_and_not_lost(alone: Player, tmp_path: Path) -> None:
    alone.say("Water the basil")
    back_up(tmp_path / "old")
    alone.say("Mend the gate")
    restored = restore(tmp_path / "old", timezone.now())
    alone.sign_in()
    page = text_of(alone.get("/promises/"))
    assert "Water the basil" in page
    assert "Mend the gate" not in page
    assert restored.aside is not None
    assert rows_aside(restored.aside) == 2
    assert (tmp_path / "old").is_file()


def rows_aside(aside: str) -> int:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(aside)) as found:
            return int(found.execute("SELECT count(*) FROM promises_promise").fetchone()[0])
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{aside.split()[-1]}".promises_promise')
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_backup_changes_nothing(alone: Player, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd").write_bytes(content)
    before = sorted(path.name for path in database_folder())
    with pytest.raises(BackupError):
        restore(tmp_path / "odd", timezone.now())
    with pytest.raises(BackupError, match="There is no file"):
        restore(tmp_path / "nowhere", timezone.now())
    assert sorted(path.name for path in database_folder()) == before
    assert alone.get("/today/").status_code == 200


def database_folder() -> list[Path]:
    path = database_path()
    return list(path.parent.glob(f"*{path.name}*")) if connection.vendor == "sqlite" else []


def test_a_backup_of_a_newer_troth_is_refused(alone: Player, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        values = "('people', '9999_wings', '2027-01-01 00:00:00')"
        cursor.execute(f"INSERT INTO django_migrations (app, name, applied) VALUES {values}")
    back_up(tmp_path / "newer")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_wings'")
    with pytest.raises(BackupError, match="newer Troth"):
        restore(tmp_path / "newer", timezone.now())
    assert alone.get("/today/").status_code == 200


@sqlite_only
def test_a_damaged_database_makes_no_backup_and_spares_the_last_one(
    alone: Player, tmp_path: Path
) -> None:
    back_up(tmp_path / "good")
    kept = (tmp_path / "good").read_bytes()
    connections.close_all()
    whole = database_path().read_bytes()
    try:
        database_path().write_bytes(whole[:20000] + b"\xff" * 9000 + whole[29000:])
        with pytest.raises(BackupError):
            back_up(tmp_path / "good")
        assert (tmp_path / "good").read_bytes() == kept
        # A backup is what there is for this.
        restored = restore(tmp_path / "good", timezone.now())
        assert restored.aside is not None
    finally:
        if b"\xff" * 9000 in database_path().read_bytes():
            database_path().write_bytes(whole)
    alone.sign_in()
    assert alone.get("/today/").status_code == 200


def test_faults_in_the_rows_are_told_when_it_is_put_back(committed: Path, tmp_path: Path) -> None:
    Space.objects.create(id=uuid4(), kind=Space.Kind.PRIVATE, made_on=timezone.now().date())
    back_up(tmp_path / "odd")
    (fault,) = restore(tmp_path / "odd", timezone.now()).faults
    assert "without its one person" in fault


@sqlite_only
def test_a_backup_taken_while_somebody_writes_is_of_one_moment(
    alone: Player, tmp_path: Path
) -> None:
    stop, failed = threading.Event(), []

    def write_on() -> None:
        try:
            while not stop.is_set():
                alone.say("Water the basil")
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        counts = [copied(tmp_path / "copy") for _ in range(8)]
    finally:
        stop.set()
        writer.join()
    assert failed == []
    assert counts == sorted(counts)
    assert counts[-1] <= Promise.objects.count()


def copied(path: Path) -> int:
    """How many promises are in a new copy; each has its due line, or the check finds a fault."""
    back_up(path)
    with closing(sqlite3.connect(path)) as found:
        return int(found.execute("SELECT count(*) FROM promises_promise").fetchone()[0])


def test_nothing_is_put_back_while_a_server_runs(
    committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back_up(tmp_path / "old")
    serving = hold_home(committed, alone=False)
    also_serving = hold_home(committed, alone=False)
    assert main(["restore", str(tmp_path / "old"), "--yes"]) == 1
    assert "Stop it first" in capsys.readouterr().err
    for handle in (serving, also_serving):
        os.close(handle)
    hold_home(committed, alone=True)
    with pytest.raises(HomeInUse):
        hold_home(committed, alone=False)


def test_it_asks_and_anything_but_the_word_changes_nothing(
    alone: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["backup", str(tmp_path / "old")]) == 0
    alone.say("Mend the gate")
    monkeypatch.setattr("builtins.input", lambda _ask: "yes")
    assert main(["restore", str(tmp_path / "old")]) == 1
    assert Promise.objects.count() == 1


def test_a_backup_that_cannot_be_written_says_so(
    alone: Player, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "nowhere" / "old")]) == 1
    assert "No backup was made" in capsys.readouterr().err


@pytest.mark.own_clock
def test_a_crash_before_the_commit_leaves_a_note_that_is_thrown_away(alone: Player) -> None:
    member = Member.objects.get()
    facts = {"on": "2026-11-22", "takes_words_back": False}
    crash_within("left", member.space_id, member.id, facts=facts)
    crash_within("erased", alone.person.id, facts={"on": "2026-11-22"})
    assert [note.is_asked for note in notes()] == [True, True]
    # In use, what was only asked for isn't done.
    assert keep_gone(timezone.now()) == 0
    settle_notes(timezone.now())
    assert len(list(notes())) == 2
    settle_notes(timezone.now() + timedelta(hours=2))
    assert list(notes()) == []
    assert alone.get("/today/").status_code == 200


@pytest.mark.own_clock
def test_a_crash_after_the_commit_leaves_a_note_that_counts(alone: Player) -> None:
    person_id = alone.person.id
    crash_within("erased", person_id, facts={"on": "2026-11-22"})
    Person.objects.all().delete()
    settle_notes(timezone.now() + timedelta(hours=2))
    assert [(note.ids, note.is_asked) for note in notes()] == [((person_id,), False)]


def crash_within(kind: str, *ids: UUID, facts: dict[str, object]) -> None:
    """A transaction that is cut off after its note is written."""
    with suppress(InterruptedError), transaction.atomic():
        note_gone(kind, *ids, facts=facts)
        raise InterruptedError
