"""The scientific sources that content may cite, and how well each was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from troth.content.files import Entry, entry_of, folder_of

KINDS = frozenset({"trial", "lab", "diary", "survey", "meta-analysis", "review", "theory"})
BASES = frozenset({"read", "account", "incomplete", "unchecked"})


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    authors: str
    year: int | None
    title: str
    venue: str
    doi: str
    kind: str
    n: str
    finding: str
    supports: tuple[str, ...]
    checked: str
    basis: str
    note: str

    @property
    def is_citable(self) -> bool:
        return self.basis == "read"


def _source(entry: Entry) -> Source:
    source = Source(
        id=entry.text("id"),
        authors=entry.text("authors"),
        year=entry.optional_year("year"),
        title=entry.text("title"),
        venue=entry.text("venue"),
        doi=entry.optional_text("doi"),
        kind=entry.one_of("kind", KINDS),
        n=entry.optional_text("n"),
        finding=entry.text("finding"),
        supports=entry.texts("supports"),
        checked=entry.text("checked"),
        basis=entry.one_of("basis", BASES),
        note=entry.optional_text("note"),
    )
    entry.finish()
    if (source.checked == "unchecked") != (source.basis == "unchecked"):
        raise entry.error("'checked' and 'basis' contradict each other")
    if source.basis != "unchecked" and not source.checked.startswith("read: "):
        raise entry.error("'checked' is neither 'unchecked' nor 'read: ADDRESS'")
    return source


def load_sources(folder: Path) -> dict[str, Source]:
    file = entry_of(folder, "sources.toml")
    sources: dict[str, Source] = {}
    for entry in file.tables("source"):
        source = _source(entry)
        if source.id in sources:
            raise entry.error("this id is there twice")
        sources[source.id] = source
    file.finish()
    return sources


@cache
def _sources_in(folder: Path) -> Mapping[str, Source]:
    return MappingProxyType(load_sources(folder))


def sources(language: str = "en") -> Mapping[str, Source]:
    """All sources by id, in the order of the file."""
    return _sources_in(folder_of(language))


def cited(ids: Iterable[str]) -> list[Source]:
    """The sources of these ids, in this order."""
    return [sources()[each] for each in ids]
