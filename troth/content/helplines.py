"""Helplines and emergency numbers by country, with how sure each is and when it was checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from troth.content.files import Entry, entry_of, folder_of

OFFICIAL = "official page"
TWO_PAGES = "two secondary pages"
ONE_PAGE = "secondary page"
CONFIDENCES = frozenset({OFFICIAL, TWO_PAGES, ONE_PAGE})
SHOWN_CONFIDENCES = frozenset({OFFICIAL, TWO_PAGES})
KINDS = ("partner-violence", "crisis", "child")  # in the order in which a page shows them
NEWEST_OLD_YEAR = 2020  # a page from this year or before is called old
PLAIN_NUMBER = re.compile(r"[0-9][0-9 ()-]*")


@dataclass(frozen=True, slots=True)
class Number:
    """One number as it is written, and the digits to dial."""

    written: str
    digits: str


def plain_numbers(written: str) -> tuple[Number, ...]:
    """The numbers in "0800 1 or 0800 2"; none where something else stands beside them."""
    parts = [part.strip() for part in written.split(" or ")]
    if not all(PLAIN_NUMBER.fullmatch(part) for part in parts):
        return ()
    return tuple(Number(part, re.sub(r"\D", "", part)) for part in parts)


def dial_numbers(written: str) -> tuple[Number, ...]:
    """The numbers to call; what follows a comma ("079, option 1") is said but not dialled."""
    head, comma, rest = written.partition(",")
    numbers = plain_numbers(head)
    if comma and len(numbers) == 1:
        return (Number(f"{numbers[0].written},{rest}", numbers[0].digits),)
    return () if comma else numbers


@dataclass(frozen=True, slots=True)
class Helpline:
    country: str
    kind: str
    name: str
    phone: str
    region: str
    text: str
    chat: str
    web: str
    languages: str
    hours: str
    for_whom: str
    sources: tuple[str, ...]
    page_year: int | None
    checked: date
    confidence: str
    note: str  # for whoever keeps the file
    hint: str  # for whoever needs the line
    held: str  # why it is not shown, although its confidence would allow it

    @property
    def is_shown(self) -> bool:
        return self.confidence in SHOWN_CONFIDENCES and not self.held

    @property
    def is_old(self) -> bool:
        return self.page_year is not None and self.page_year <= NEWEST_OLD_YEAR

    @property
    def numbers(self) -> tuple[Number, ...]:
        return dial_numbers(self.phone)

    @property
    def text_numbers(self) -> tuple[Number, ...]:
        """Where a plain text message goes; empty where the way to write needs more words."""
        return plain_numbers(self.text)


@dataclass(frozen=True, slots=True)
class Emergency:
    country: str
    phone: str
    text: str
    source: str
    checked: date
    confidence: str
    note: str
    hint: str

    @property
    def is_official(self) -> bool:
        return self.confidence == OFFICIAL

    @property
    def numbers(self) -> tuple[Number, ...]:
        return dial_numbers(self.phone)

    @property
    def text_numbers(self) -> tuple[Number, ...]:
        return plain_numbers(self.text)


@dataclass(frozen=True, slots=True)
class Country:
    """What one country's help page shows."""

    code: str
    name: str
    emergency: Emergency
    lines: tuple[Helpline, ...]
    left_out: tuple[str, ...]

    @property
    def checked(self) -> date:
        """The oldest check of anything on the page."""
        return min([self.emergency.checked, *(line.checked for line in self.lines)])

    @property
    def has_partner_violence_line(self) -> bool:
        return any(line.kind == "partner-violence" for line in self.lines)


def _address(entry: Entry, key: str) -> str:
    value = entry.optional_text(key)
    if value and not value.startswith(("https://", "http://")):
        raise entry.error(f"'{key}' is not an address")
    return value


def _helpline(entry: Entry) -> Helpline:
    line = Helpline(
        country=entry.text("country"),
        kind=entry.one_of("kind", frozenset(KINDS)),
        name=entry.text("name"),
        phone=entry.text("phone"),
        region=entry.optional_text("region"),
        text=entry.optional_text("text"),
        chat=entry.optional_text("chat"),
        web=entry.optional_text("web"),
        languages=entry.optional_text("languages"),
        hours=entry.optional_text("hours"),
        for_whom=entry.text("for_whom"),
        sources=tuple(filter(None, (_address(entry, "source"), _address(entry, "source_2")))),
        page_year=entry.optional_year("page_year"),
        checked=entry.day("checked"),
        confidence=entry.one_of("confidence", CONFIDENCES),
        note=entry.optional_text("note"),
        hint=entry.optional_text("hint"),
        held=entry.optional_text("held"),
    )
    entry.finish()
    if not line.numbers:
        raise entry.error(f"'{line.phone}' can't be dialled")
    if len(line.sources) < (2 if line.confidence == TWO_PAGES else 1):
        raise entry.error(f"too few sources for '{line.confidence}'")
    return line


def _emergency(entry: Entry) -> Emergency:
    emergency = Emergency(
        country=entry.text("country"),
        phone=entry.text("phone"),
        text=entry.optional_text("text"),
        source=_address(entry, "source"),
        checked=entry.day("checked"),
        confidence=entry.one_of("confidence", CONFIDENCES),
        note=entry.optional_text("note"),
        hint=entry.optional_text("hint"),
    )
    entry.finish()
    if not emergency.numbers:
        raise entry.error(f"'{emergency.phone}' can't be dialled")
    if not emergency.source:
        raise entry.error("'source' is missing or empty")
    return emergency


def load_helplines(folder: Path) -> tuple[tuple[Helpline, ...], dict[str, Emergency]]:
    """All lines, shown or not, in the order of the file, and the emergency numbers by country."""
    file = entry_of(folder, "helplines.toml")
    lines = tuple(_helpline(entry) for entry in file.tables("helpline", name_by="name"))
    emergencies: dict[str, Emergency] = {}
    for entry in file.tables("emergency", name_by="country"):
        emergency = _emergency(entry)
        if emergency.country in emergencies:
            raise entry.error("this country is there twice")
        emergencies[emergency.country] = emergency
    file.finish()
    without = sorted({line.country for line in lines} - emergencies.keys())
    if without:
        raise file.error(f"no emergency number for: {', '.join(without)}")
    return lines, emergencies


def load_countries(folder: Path) -> dict[str, Country]:
    """By lower-case code, in the order of their names."""
    lines, emergencies = load_helplines(folder)
    names = entry_of(folder, "countries.toml")
    countries = []
    for code, emergency in emergencies.items():
        own = [line for line in lines if line.country == code]
        shown = sorted(
            (line for line in own if line.is_shown), key=lambda line: KINDS.index(line.kind)
        )
        left_out = tuple(line.held for line in own if line.held)
        countries.append(Country(code.lower(), names.text(code), emergency, tuple(shown), left_out))
    names.finish()
    return {
        country.code: country for country in sorted(countries, key=lambda country: country.name)
    }


@cache
def _countries_in(folder: Path) -> Mapping[str, Country]:
    return MappingProxyType(load_countries(folder))


def countries(language: str = "en") -> Mapping[str, Country]:
    return _countries_in(folder_of(language))
