"""The pages that need no account: what Troth is, how words are kept, and where help is."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from troth.content.helplines import KINDS, OFFICIAL, Country, Helpline, countries


@dataclass(frozen=True, slots=True)
class Page:
    """A page on which a number was read."""

    host: str
    address: str


@dataclass(frozen=True, slots=True)
class LineOnPage:
    """A helpline with the sentences that depend on it."""

    line: Helpline
    opening: str
    for_whom: str
    certainty: tuple[str, ...]
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    title: str
    lines: tuple[LineOnPage, ...]


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("home:today"))
    return render(request, "home/welcome.html")


@require_safe
def words_kept(request: HttpRequest) -> HttpResponse:
    return render(request, "home/words_kept.html", {"operator": settings.OPERATOR or None})


@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help.html", {"countries": countries(_language()).values()})


@require_safe
def help_country(request: HttpRequest, code: str) -> HttpResponse:
    country = countries(_language()).get(code)
    if country is None:
        raise Http404
    page = {
        "country": country,
        "emergency": country.emergency,
        "emergency_certainty": _emergency_certainty(country),
        "emergency_page": _page(country.emergency.source),
        "sections": _sections(country),
        "checked": date_format(country.checked, "j F Y"),
        "is_long_ago": _is_long_ago(country.checked, timezone.now().date()),
    }
    return render(request, "home/help_country.html", page)


def _is_long_ago(checked: date, today: date) -> bool:
    return today - checked > timedelta(days=365)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _sections(country: Country) -> list[Section]:
    titles = {
        "partner-violence": _("If a partner hurts or frightens you"),
        "crisis": _("If you are in despair, or think of ending your life"),
        "child": _("For children and young people"),
    }
    by_kind = {kind: [line for line in country.lines if line.kind == kind] for kind in KINDS}
    return [
        Section(kind, titles[kind], tuple(_on_page(line) for line in lines))
        for kind, lines in by_kind.items()
        if lines
    ]


def _on_page(line: Helpline) -> LineOnPage:
    return LineOnPage(
        line,
        opening=_("day and night, every day") if line.hours == "24/7" else line.hours,
        for_whom=_("anyone") if line.for_whom == "anyone" else line.for_whom,
        certainty=_certainty(line),
        pages=tuple(_page(address) for address in line.sources),
    )


def _page(address: str) -> Page:
    return Page((urlsplit(address).hostname or "").removeprefix("www."), address)


def _certainty(line: Helpline) -> tuple[str, ...]:
    basis = (
        _("The number is on an official page.")
        if line.confidence == OFFICIAL
        else _("Two pages that don’t belong together give the same number; neither is official.")
    )
    if line.page_year is None:
        age = _("We could not see how old the page is.")
    elif line.is_old:
        age = _("The newest page we read is from %(year)s, so the number may have changed.")
    else:
        age = _("The newest page we read is from %(year)s.")
    return basis, age % {"year": line.page_year}


def _emergency_certainty(country: Country) -> str:
    if country.emergency.is_official:
        return _("This number is on an official page.")
    return _(
        "We read this number on one page only, and that page is not official. "
        "We are less sure of it than we would like to be."
    )
