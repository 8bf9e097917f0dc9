"""Reads content files and takes typed fields out of their entries."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from troth.content import lines

CONTENT = Path(__file__).parent
DEFAULT_LANGUAGE = "en"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
        # "... (at line 3, column 7)", or "(at end of document)".
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else len(path.read_bytes().splitlines()) or 1
        raise ContentError(f"{folder.name}/{name}:{line}: {error}") from None
    except UnicodeDecodeError:
        raise ContentError(f"{folder.name}/{name}:1: not UTF-8 text") from None


class Entry:
    """One table of a content file: take every field, then `finish` refuses what nobody took."""

    def __init__(
        self, file: Path, values: Mapping[str, Any], name: str = "", place: lines.Path = ()
    ) -> None:
        """`name` is how people find it, `place` the keys and numbers that lead to it."""
        self._file = file
        self._values = dict(values)
        self._name = name
        self._place = place

    def has(self, key: str) -> bool:
        """Whether the field is there and nobody has taken it yet."""
        return key in self._values

    def text(self, key: str) -> str:
        value = self.optional_text(key)
        if not value:
            raise self.error(f"'{key}' is missing or empty", key)
        return value

    def optional_text(self, key: str) -> str:
        value = self._values.pop(key, "")
        if not isinstance(value, str):
            raise self.error(f"'{key}' has to be text", key)
        return value.strip()

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            known = ", ".join(sorted(allowed))
            raise self.error(f"'{key}' is '{value}', not one of: {known}", key)
        return value

    def slug(self, key: str = "id") -> str:
        value = self.text(key)
        if not SLUG.fullmatch(value):
            raise self.error(f"'{key}' is '{value}': small letters, digits and hyphens only", key)
        return value

    def optional_year(self, key: str) -> int | None:
        return self.optional_number(key, 1900, 2200, "a year")

    def number(self, key: str, least: int, most: int) -> int:
        value = self.optional_number(key, least, most)
        if value is None:
            raise self.error(f"'{key}' is missing", key)
        return value

    def optional_number(
        self, key: str, least: int, most: int, what: str = "a number"
    ) -> int | None:
        value = self._values.pop(key, None)
        if value is not None and (type(value) is not int or not least <= value <= most):
            raise self.error(f"'{key}' has to be {what} from {least} to {most}", key)
        return value

    def flag(self, key: str) -> bool:
        """Whether something is said to be so; it isn't unless it says `true`."""
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            raise self.error(f"'{key}' has to be true or false", key)
        return value

    def day(self, key: str) -> date:
        value = self.text(key)
        try:
            return date.fromisoformat(value)
        except ValueError:
            problem = f"'{key}' is '{value}', not a date such as 2026-11-21"
            raise self.error(problem, key) from None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"'{key}' has to be a list of texts", key)
        return tuple(item.strip() for item in value)

    def texts_or_text(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a single one as a list of one."""
        if isinstance(self._values.get(key), str):
            return (self.text(key),)
        return self.texts(key)

    def numbers(self, key: str) -> tuple[int, ...]:
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            raise self.error(f"'{key}' has to be a list of numbers", key)
        return tuple(value)

    def optional_table(self, key: str) -> "Entry | None":
        value = self._values.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(f"'{key}' has to be a table", key)
        name = f"{self._name}: {key}" if self._name else key
        return Entry(self._file, value, name, (*self._place, key))

    def tables(self, key: str, name_by: str = "id") -> Iterator["Entry"]:
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(f"'{key}' has to be a list of tables ([[{key}]])", key)
        above = f"{self._name}: " if self._name else ""
        for number, item in enumerate(value):
            name = f"{above}{key} {item.get(name_by, number + 1)}"
            yield Entry(self._file, item, name, (*self._place, key, number))

    def finish(self) -> None:
        if self._values:
            unknown = sorted(self._values)
            raise self.error(f"unknown: {', '.join(unknown)}", unknown[0])

    def error(self, problem: str, *at: str | int) -> ContentError:
        """With file, line and name; `at` leads on to where exactly it is."""
        text = self._file.read_text(encoding="utf-8") if self._file.is_file() else ""
        line = lines.line_of(text, (*self._place, *at))
        where = f"{self._file.parent.name}/{self._file.name}:{line}"
        return ContentError(": ".join(filter(None, (where, self._name, problem))))


def entry_of(folder: Path, name: str) -> Entry:
    """A whole file as one entry."""
    return Entry(folder / name, read_toml(folder, name))


def entries_in(folder: Path, kind: str) -> Iterator[tuple[str, Entry]]:
    """(id, entry) for each file of a kind, one file a thing; the file's name is its id."""
    for path in sorted((folder / kind).glob("*.toml")):
        entry = entry_of(path.parent, path.name)
        if not SLUG.fullmatch(path.stem):
            raise entry.error("a file's name is small letters, digits and hyphens only")
        yield path.stem, entry
