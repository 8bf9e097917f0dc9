"""The book: one file that any browser opens, and that prints well."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, cast

from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from markupsafe import Markup

from troth.portability.queries import entries_of
from troth.spaces.membership import Membership
from troth.web.book import BookEntry, full_date

FONT = re.compile(r'url\("(fonts/[\w-]+\.woff2)"\)')


@dataclass(frozen=True, slots=True)
class Chapter:
    """The head of one space; `anchor` is where the contents lead."""

    anchor: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Part:
    """What comes next: the head of a chapter, a month, a entry; none where a chapter is empty."""

    chapter: Chapter | None = None
    month: str = ""
    entry: BookEntry | None = None
    day: str = ""
    unopened: str = ""


def book_parts(memberships: Sequence[Membership], made_on: date) -> Iterator[str]:
    """The book's text, as it is read; `memberships` begin with the private one."""
    called = memberships[0].called
    context = {
        "called": called if isinstance(called, str) else "",
        "made_on": full_date(made_on),
        "has_partner": any(not membership.is_private for membership in memberships),
        "chapters": [_chapter(*each) for each in enumerate(memberships)],
        "parts": _parts(memberships),
        "style": style(),
        "rings": _rings(),
    }
    template = cast(Any, get_template("portability/book.html")).template
    return cast(Iterator[str], template.generate(context))


def broken_off() -> str:
    """The end of a book that couldn't be finished."""
    line = _("Something went wrong here, so this book isn’t whole. Please make it again.")
    return f'\n<p class="broken">{escape(line)}</p>\n'


def _parts(memberships: Sequence[Membership]) -> Iterator[Part]:
    for number, membership in enumerate(memberships):
        yield Part(chapter=_chapter(number, membership))
        month = ""
        is_empty = True
        for day, entry in entries_of(membership):
            is_empty = False
            # What doesn't open can't vouch for its own day either.
            told_on = day if entry.unopened and day > date.min else entry.day
            named = date_format(day, "F Y") if day > date.min else ""
            if named != month:
                month = named
                yield Part(month=month)
            yield Part(
                entry=entry,
                day=full_date(told_on),
                unopened=_unopened(entry.unopened),
            )
        if is_empty:
            yield Part()


def _chapter(number: int, membership: Membership) -> Chapter:
    facts = {"since": full_date(membership.made_on), "name": membership.partner_called}
    if membership.is_private:
        title, line = _("Mine alone"), _("Since %(since)s.") % facts
    elif membership.ended_on is None:
        title, line = _("%(name)s and I") % facts, _("Since %(since)s.") % facts
    else:
        facts["until"] = full_date(membership.ended_on)
        title = _("%(name)s and I, until %(until)s") % facts
        line = _("From %(since)s to %(until)s.") % facts
    return Chapter(f"part-{number + 1}", title, line)


def _unopened(reason: str) -> str:
    """What stands in the place of words that don't open; empty where they do."""
    if not reason:
        return ""
    if reason == "gone":
        return _("This isn’t there any more.")
    why = {
        "no-key": _("The key for it isn’t here."),
        "altered": _("It was changed from outside, so it isn’t shown."),
        "not-theirs": _("It isn’t signed by the person it names, so it isn’t shown as theirs."),
        "unreadable": _("What is stored here is damaged."),
    }
    return " ".join([_("This can’t be opened."), why.get(reason, "")]).rstrip()


@cache
def style() -> Markup:
    """All that the book's look needs, fonts and all, since it is opened without a connection."""
    tokens = _of_web("tokens.css").decode()
    sheet = (files("troth.portability") / "book.css").read_text(encoding="utf-8")
    whole = f"<style>\n{FONT.sub(_inline, tokens)}{sheet}</style>"
    return Markup(whole)  # noqa: S704 - the project's own style sheets


def _inline(found: re.Match[str]) -> str:
    font = base64.b64encode(_of_web(found[1])).decode()
    return f'url("data:font/woff2;base64,{font}")'


@cache
def _rings() -> Markup:
    return Markup(_of_web("rings.svg").decode())  # noqa: S704 - the project's own picture


def _of_web(path: str) -> bytes:
    return (files("troth.web") / "static/web" / path).read_bytes()
