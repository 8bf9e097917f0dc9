"""Reads content files and takes typed fields out of their entries."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent
DEFAULT_LANGUAGE = "en"


class ContentError(ValueError):
    """A content file that can't be used; the message names the file and the entry."""


@cache
def folder_of(language: str) -> Path:
    """The folder of a language, of its parent language ("pt-br" -> "pt"), or English."""
    for name in (language.lower(), language.lower().partition("-")[0]):
        if name.isalpha() or name.replace("-", "").isalpha():
            folder = CONTENT / name
            if (folder / "habits.toml").is_file():
                return folder
    return CONTENT / DEFAULT_LANGUAGE


def read_toml(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise ContentError(f"{folder.name}/{name}: the file is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{folder.name}/{name}: {error}") from None


class Entry:
    """One table of a content file: take every field, then `finish` refuses what nobody took."""

    def __init__(self, where: str, values: Mapping[str, Any]) -> None:
        self.where = where
        self._values = dict(values)

    def text(self, key: str) -> str:
        value = self.optional_text(key)
        if not value:
            raise self.error(f"'{key}' is missing or empty")
        return value

    def optional_text(self, key: str) -> str:
        value = self._values.pop(key, "")
        if not isinstance(value, str):
            raise self.error(f"'{key}' has to be text")
        return value.strip()

    def one_of(self, key: str, allowed: frozenset[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self.error(f"'{key}' is '{value}', not one of: {', '.join(sorted(allowed))}")
        return value

    def optional_year(self, key: str) -> int | None:
        value = self._values.pop(key, None)
        if value is not None and (not isinstance(value, int) or not 1900 <= value <= 2200):
            raise self.error(f"'{key}' has to be a year")
        return value

    def day(self, key: str) -> date:
        value = self.text(key)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(f"'{key}' is '{value}', not a date such as 2026-11-21") from None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"'{key}' has to be a list of texts")
        return tuple(value)

    def optional_table(self, key: str) -> "Entry | None":
        value = self._values.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(f"'{key}' has to be a table")
        return Entry(f"{self.where}: {key}", value)

    def tables(self, key: str, name_by: str = "id") -> Iterator["Entry"]:
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(f"'{key}' has to be a list of tables ([[{key}]])")
        for number, item in enumerate(value, start=1):
            yield Entry(f"{self.where}: {key} {item.get(name_by, number)}", item)

    def finish(self) -> None:
        if self._values:
            raise self.error(f"unknown: {', '.join(sorted(self._values))}")

    def error(self, problem: str) -> ContentError:
        return ContentError(f"{self.where}: {problem}")


def entry_of(folder: Path, name: str) -> Entry:
    """A whole file as one entry."""
    return Entry(f"{folder.name}/{name}", read_toml(folder, name))
