"""The `troth` command, with what each part of it says; Django is imported only once needed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from troth import __version__
from troth.config.environment import ConfigurationError, read_environment


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    # What is written by anything started here is for this user alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.config.settings")
    try:
        if given[:1] == ["manage"]:
            return _manage(given[1:])
        chosen = _parser().parse_args(given)
        if chosen.command == "serve":
            return _serve(chosen)
        if chosen.command == "demo":
            return _demo(chosen)
        if chosen.command == "backup":
            return _backup(chosen.file)
        if chosen.command == "restore":
            return _restore(chosen.file, chosen.yes)
        if chosen.command == "erase":
            return _erase(chosen.name)
        return _keep_house() if chosen.command == "keep-house" else _check(chosen.content)
    except ConfigurationError as error:
        print(f"Troth can't start. {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="troth", description="A private practice for two people who want to trust each other."
    )
    parser.add_argument("--version", action="version", version=f"Troth {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="start Troth on this machine")
    demo = commands.add_parser("demo", help="start a try-out with a made-up couple, kept apart")
    for command in (serve, demo):
        command.add_argument("--host", default="127.0.0.1", help="address to listen at")
        command.add_argument("--port", type=_port, default=8000)
        command.add_argument("--workers", type=_positive, default=2)
    check = commands.add_parser(
        "check", help="look for faults in the settings, the content and what is kept"
    )
    check.add_argument("--content", action="store_true", help="only in the content files")
    commands.add_parser(
        "keep-house", help="make what rhythms have ahead, and throw away what has expired, once"
    )
    backup = commands.add_parser(
        "backup", help="write a whole copy of the database, also while serving"
    )
    backup.add_argument("file", type=Path, help="where to; what stands there is replaced")
    restore = commands.add_parser("restore", help="put a backup in the place of the database")
    restore.add_argument("file", type=Path, help="a file that `troth backup` wrote")
    restore.add_argument("--yes", action="store_true", help="don't ask")
    erase = commands.add_parser("erase", help="erase somebody's account with all they wrote")
    erase.add_argument("name", help="their sign-in name")
    commands.add_parser("manage", help="Django's own commands, for developers")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 up")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port from 1 to 65535")
    return int(text)


def _serve(chosen: argparse.Namespace) -> int:
    from troth.config.serving import prepare, serve

    if not _is_held(alone=False):
        print("A backup is being put back here. Start again once it is done.", file=sys.stderr)
        return 1
    prepare()
    return serve(chosen.host, chosen.port, chosen.workers)


def _is_held(*, alone: bool) -> bool:
    """Whether the data folder is ours until this process and its workers end."""
    from django.conf import settings

    from troth.config.serving_lock import HomeInUse, hold_home

    try:
        hold_home(settings.TROTH_HOME, alone=alone)
    except HomeInUse:
        return False
    return True


def _demo(chosen: argparse.Namespace) -> int:
    _move_into_demo_home()
    from troth.config.serving import fill_demo, prepare, serve

    prepare()
    fill_demo()
    return serve(chosen.host, chosen.port, chosen.workers)


def _move_into_demo_home() -> None:
    """The demo has a folder of its own and starts anew each time."""
    for variable in ("DATABASE_URL", "TROTH_HOSTS", "TROTH_MAIL_URL", "TROTH_MAIL_FROM"):
        os.environ.pop(variable, None)
    own = read_environment(os.environ, user_home=Path.home(), platform=sys.platform).home
    home = own.with_name(f"{own.name}-demo")
    os.environ.update(TROTH_HOME=str(home), TROTH_DEMO="1")
    for leftover in home.glob("troth.sqlite3*"):
        leftover.unlink()


def _check(is_content_alone: bool) -> int:
    from troth.config.content import all_content_faults
    from troth.config.faults import all_faults

    faults = all_content_faults() if is_content_alone else all_faults()
    for fault in faults:
        print(fault)
    print(f"Faults found: {len(faults)}" if faults else "No faults found.")
    return 1 if faults else 0


def _backup(target: Path) -> int:
    import django

    django.setup()
    from troth.config.backup import BackupError, back_up

    try:
        back_up(target.absolute())
    except BackupError as error:
        print(f"No backup was made. {error}", file=sys.stderr)
        return 1
    print(f"The backup is in {target}.")
    return 0


def _tell_faults(faults: list[str]) -> int:
    """Beside what has been done: nothing is thrown away for them."""
    for fault in faults:
        print(fault)
    if faults:
        print(f"Faults found in what is kept: {len(faults)}. `troth check` shows them too.")
    return 1 if faults else 0


def _restore(source: Path, is_sure: bool) -> int:
    import django

    django.setup()
    from troth.config.backup import BackupError
    from troth.config.restore import restore

    if not _is_held(alone=True):
        print("Troth is being served from this folder. Stop it first.", file=sys.stderr)
        return 1
    print(
        f"This puts {source} in the place of the database. What was written since that backup\n"
        "won't be there. The database of now is moved aside, and everybody is signed out."
    )
    if not is_sure and input("Type restore to go on: ").strip() != "restore":
        print("Nothing was changed.")
        return 1
    try:
        restored = restore(source.absolute(), datetime.now(UTC))
    except BackupError as error:
        print(f"Nothing was changed. {error}", file=sys.stderr)
        return 1
    print(
        "It is back."
        + (f" What was there before is in {restored.aside}." if restored.aside else "")
    )
    print(f"Gone since that backup, and gone again: {restored.gone_again}")
    return _tell_faults(restored.faults)


def _keep_house() -> int:
    """What `troth serve` does by itself every quarter of an hour."""
    import django

    django.setup()
    from troth.config.housekeeping import keep_house

    keep_house(datetime.now(UTC))
    print("The house is kept.")
    return 0


def _erase(name: str) -> int:
    """Asks once, by the name; there is no way back."""
    import django

    django.setup()
    from troth.config.erasing import erase_account

    print(
        f"This erases the account of {name} and everything in it, for good. What they wrote where\n"
        "they are one of two goes as well, and where they were: nobody can read it there any more."
    )
    if input("Type the name again to go on: ").strip() != name:
        print("Nothing was erased.")
        return 1
    if not erase_account(name, datetime.now(UTC)):
        print(f"Nobody signs in as {name}. Nothing was erased.")
        return 1
    print("Erased. Backups keep it, sealed, until they are thrown away.")
    return 0


def _manage(arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["troth manage", *arguments])
    return 0
