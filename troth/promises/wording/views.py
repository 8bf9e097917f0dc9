"""Pages for one's own words: put others in their place, or take them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises.wording import actions, queries
from troth.promises.wording.actions import NotThere
from troth.promises.wording.forms import (
    EndingWordsForm,
    OwnedWordsForm,
    PromiseWordsForm,
    WordsForm,
)
from troth.promises.wording.pages import seen_by_other
from troth.promises.wording.passages import Passage
from troth.promises.wording.phrases import why_they_stay
from troth.promises.wording.rules import MovedOn, WordsStay
from troth.spaces.access import membership
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes

Read = Callable[[], Passage[Any] | None]
FormOf = Callable[[Passage[Any]], Callable[..., WordsForm]]
Change = Callable[[Mapping[str, str], int | None], None]


@reads_and_writes
@unlocked
def change_promise(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """What one said one would do, in other words."""
    mine, now = membership(request, where), timezone.now()
    return changing(
        request,
        mine,
        lambda: queries.own_promise_words(mine, promise_id, now),
        lambda _passage: PromiseWordsForm,
        lambda texts, seen: actions.change_promise_words(mine, promise_id, texts, seen, now),
    )


@reads_and_writes
@unlocked
def change_ending(
    request: PersonRequest, where: str, promise_id: UUID, ending_id: UUID
) -> HttpResponse:
    """What one wrote about an ending, in other words."""
    mine, now = membership(request, where), timezone.now()
    return changing(
        request,
        mine,
        lambda: queries.own_ending_words(mine, promise_id, ending_id, now),
        lambda passage: (
            EndingWordsForm
            if passage.names == queries.ENDING_TEXTS
            else partial(OwnedWordsForm, membership=mine)
        ),
        lambda texts, seen: actions.change_ending_words(
            mine, promise_id, ending_id, texts, seen, now
        ),
    )


@reads_and_writes
@unlocked
def take_back_promise(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Take back the words of a promise that has ended."""
    mine, now = membership(request, where), timezone.now()
    return taking_back(
        request,
        mine,
        lambda: queries.own_promise_words(mine, promise_id, now),
        lambda: actions.take_back_promise_words(mine, promise_id, now),
    )


@reads_and_writes
@unlocked
def take_back_ending(
    request: PersonRequest, where: str, promise_id: UUID, ending_id: UUID
) -> HttpResponse:
    """Take back what one wrote about an ending."""
    mine, now = membership(request, where), timezone.now()
    return taking_back(
        request,
        mine,
        lambda: queries.own_ending_words(mine, promise_id, ending_id, now),
        lambda: actions.take_back_ending_words(mine, promise_id, ending_id, now),
    )


def changing(
    request: PersonRequest,
    mine: Membership,
    read: Read,
    form_of: FormOf,
    change: Change,
) -> HttpResponse:
    """Ask for the words anew; what can't be saved is shown again beside what stands there now."""
    passage, has_moved_on = _passage(read), False
    starts = {**passage.texts, "revision": passage.revision}
    form = form_of(passage)(request.POST or None, initial=starts)
    if request.method == "POST" and form.is_valid():
        try:
            change(form.texts(), form.cleaned_data["revision"])
        except NotThere:
            raise Http404 from None
        except (WordsStay, MovedOn):
            passage, has_moved_on = _passage(read), True
            form = form_of(passage)({**form.texts(), "revision": passage.revision})
        else:
            messages.success(request, _("Saved."))
            return redirect("promises:page", mine.where, passage.promise_id)
    stays = passage.not_changed
    context = {
        "form": form,
        "passage": passage,
        "where": mine.where,
        "is_shared": not mine.is_private,
        "has_moved_on": has_moved_on and stays is None,
        "why_not": why_they_stay(stays) if stays else "",
        "typed": "\n".join(form[name].value() or "" for name in passage.names)
        if stays and form.is_bound
        else "",
    }
    return render(request, "promises/wording/change.html", context, status=_status(request))


def taking_back(
    request: PersonRequest, mine: Membership, read: Read, take_back: Callable[[], None]
) -> HttpResponse:
    """Say what will be seen, and take back after one confirmation."""
    passage = _passage(read)
    if request.method == "POST":
        try:
            take_back()
        except NotThere:
            raise Http404 from None
        except WordsStay:
            passage = _passage(read)
        else:
            messages.success(request, _("Taken back."))
            return redirect("promises:page", mine.where, passage.promise_id)
    stays = passage.not_taken_back
    context = {
        "passage": passage,
        "where": mine.where,
        "will_be_seen": seen_by_other(mine, passage.written),
        "partner": mine.partner_called,
        "why_not": why_they_stay(stays) if stays else "",
    }
    return render(request, "promises/wording/take_back.html", context, status=_status(request))


def _passage(read: Read) -> Passage[Any]:
    passage = read()
    if passage is None:
        raise Http404
    return passage


def _status(request: PersonRequest) -> int:
    return 422 if request.method == "POST" else 200
