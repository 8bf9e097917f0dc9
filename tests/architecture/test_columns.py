"""Every column is either sealed or stands in the list of clear ones with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.source import ROOT

LIST = ROOT / "docs" / "clear-columns.md"
ROW = re.compile(r"^\| `([a-z_]+)\.([a-z_*]+)` \| (.*\S) \|$", re.MULTILINE)

# Capabilities with sealed rows that need no export.py, with the reason.
NOTHING_TO_EXPORT: dict[str, str] = {}


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("troth.")
    ]


def columns(found: Iterable[type[models.Model]]) -> set[str]:
    return {
        f"{model._meta.db_table}.{field.column}"
        for model in found
        for field in model._meta.concrete_fields
        if field.column is not None
    }


def column_faults(found: set[str], listed: set[str]) -> Iterator[str]:
    sealed = {column for column in found if column.endswith(".words")}
    clear = found - sealed
    whole = {entry.removesuffix("*") for entry in listed if entry.endswith(".*")}
    for column in sorted(clear - listed):
        if not column.startswith(tuple(whole)):
            yield f"{column} is clear and not in the list"
    yield from (f"{column} is sealed and in the list" for column in sorted(sealed & listed))
    for entry in sorted(listed - found):
        prefix = entry.removesuffix("*")
        if not entry.endswith("*") or not any(column.startswith(prefix) for column in found):
            yield f"{entry} is in the list and nowhere else"


def key_faults(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Django can't migrate to a composite key later, so it is there from the start."""
    for model in found:
        if "space_id" not in {field.column for field in model._meta.concrete_fields}:
            continue
        key: object = model._meta.pk
        parts = key.field_names if isinstance(key, models.CompositePrimaryKey) else ()
        if list(parts) != ["space_id", "id"]:
            yield f"{model._meta.label} has no key over (space_id, id)"


def sealed_faults(found: Iterable[type[models.Model]]) -> Iterator[str]:
    for model in found:
        fields = {field.name: field for field in model._meta.concrete_fields}
        if "words" not in fields:
            continue
        if not isinstance(fields["words"], models.BinaryField):
            yield f"{model._meta.label}.words isn't bytes"
        if "space" not in fields and "space_id" not in fields:
            yield f"{model._meta.label} has words and is in no space"


def export_faults(found: Iterable[type[models.Model]], exempt: dict[str, str]) -> Iterator[str]:
    sealed = {
        model.__module__.rpartition(".")[0]
        for model in found
        if "words" in {field.name for field in model._meta.concrete_fields}
    }
    for capability in sorted(sealed - exempt.keys()):
        if find_spec(f"{capability}.export") is None:
            yield f"{capability} keeps sealed rows and has no export.py"
    for capability in sorted(exempt.keys() - sealed):
        yield f"{capability} needs no exception"


def listed_columns() -> dict[str, str]:
    rows = ROW.findall(LIST.read_text(encoding="utf-8"))
    return {f"{table}.{column}": reason for table, column, reason in rows}


def test_every_column_is_sealed_or_listed_with_its_reason() -> None:
    every = columns(apps.get_models(include_auto_created=True))
    assert list(column_faults(every, set(listed_columns()))) == []


def test_every_reason_says_something() -> None:
    assert [name for name, reason in listed_columns().items() if len(reason) < 10] == []


def test_rows_in_a_space_are_found_by_space_and_id_only() -> None:
    assert list(key_faults(our_models())) == []


def test_sealed_rows_are_bytes_in_a_space() -> None:
    assert list(sealed_faults(our_models())) == []


def test_sealed_rows_can_leave() -> None:
    assert list(export_faults(our_models(), NOTHING_TO_EXPORT)) == []


def test_every_capability_is_installed() -> None:
    found = {f"troth.{path.parent.name}" for path in (ROOT / "troth").glob("*/apps.py")}
    assert found == set(settings.CAPABILITIES)


def test_planted_columns_are_caught() -> None:
    found = {"a.words", "a.mood", "b.id", "b.at"}
    assert list(column_faults(found, {"a.words", "b.*", "a.gone"})) == [
        "a.mood is clear and not in the list",
        "a.words is sealed and in the list",
        "a.gone is in the list and nowhere else",
    ]


@isolate_apps("troth.record")
def test_planted_models_are_caught() -> None:
    class Secret(models.Model):
        space_id = models.UUIDField()
        words = models.TextField()

        class Meta:
            app_label = "record"

    class Stray(models.Model):
        words = models.BinaryField()

        class Meta:
            app_label = "record"

    assert list(key_faults([Secret, Stray])) == ["record.Secret has no key over (space_id, id)"]
    assert list(sealed_faults([Secret, Stray])) == [
        "record.Secret.words isn't bytes",
        "record.Stray has words and is in no space",
    ]
    assert list(export_faults([Secret], {"troth.people": "was sealed once"})) == [
        "tests.architecture keeps sealed rows and has no export.py",
        "troth.people needs no exception",
    ]
