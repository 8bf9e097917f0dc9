"""What somebody wrote where it can't be saved any more: why not, and their words once more."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

# The fields that hold words, by name. No other is ever shown again: it might be a password.
WRITTEN = (
    "text",
    "cue",
    "note",
    "what_happened",
    "like_for_you",
    "will_do",
    "line",
    "first_words",
    "called",
)
# Takes the place of the whole page's words, whichever part of it asked.
IN_PLACE = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}


class NotSaved(Exception):
    """What was to be written can't be any more; `why` is a sentence, `back` where to go on.

    Neither stands in the exception's message, which may reach a log.
    """

    def __init__(self, why: str, back: str = "") -> None:
        super().__init__()
        self.why, self.back = why, back


class UnsavedMiddleware:
    """A form that comes too late is told why; what was written in it stands there to copy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotSaved):
            return _shown_again(request, exception.why, exception.back, 422)
        if isinstance(exception, Http404) and _is_signed_in(request) and written_in(request):
            # The same for what never was and for what is gone: it tells nothing of either.
            why = _("The address may be old, or what stood there is gone. Nothing was changed.")
            return _shown_again(request, why, "", 404)
        return None


def _is_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def written_in(request: HttpRequest) -> list[str]:
    """The words that came with a form, in the order of its fields."""
    return [request.POST[name] for name in request.POST if _is_words(request, name)]


def _is_words(request: HttpRequest, name: str) -> bool:
    return name in WRITTEN and bool(request.POST[name].strip())


def _shown_again(request: HttpRequest, why: str, back: str, status: int) -> HttpResponse:
    context = {"why": why, "back": back, "written": written_in(request)}
    answer = render(request, "web/unsaved.html", context, status=status)
    if "HX-Request" in request.headers:
        for name, value in IN_PLACE.items():
            answer.headers[name] = value
    return answer
