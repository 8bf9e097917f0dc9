"""Comparing the four words: each says that they are the same, the joiner first."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.content.four_words import four_words
from troth.journeys.pairing.actions import confirm_as_inviter
from troth.journeys.pairing.forms import NO_PROMISE, ConfirmForm
from troth.journeys.pairing.queries import Compared, compared_by, promises_to_offer
from troth.journeys.pairing.views.keys import bundle_of
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.sealing import Unopened
from troth.spaces.access import forget_memberships, membership, ours
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.spaces.pairing import actions
from troth.spaces.pairing.actions import CannotPair
from troth.spaces.queries import version_of

TOGETHER = "home:us"


@require_safe
@unlocked
def words(request: PersonRequest) -> HttpResponse:
    """The other's name and the four words, for whoever's turn it is or who waits."""
    if ours(request) is not None:
        return redirect(TOGETHER)
    mine, now = membership(request), timezone.now()
    compared = compared_by(mine, bundle_of(request), now.date())
    if compared is None:
        return render(request, "journeys/words_none.html")
    return _page(request, compared, _form(mine, compared, now))


def _form(
    mine: Membership, compared: Compared, now: datetime, request: PersonRequest | None = None
) -> ConfirmForm:
    offered = promises_to_offer(mine, now) if compared.is_inviter else []
    return ConfirmForm(
        request.POST if request else None,
        promises=offered,
        initial={
            "compared": compared.as_text,
            "share": NO_PROMISE,
            "token": new_id(mine.today(now)),
        },
    )


def _page(
    request: PersonRequest, compared: Compared, form: ConfirmForm, status: int = 200
) -> HttpResponse:
    is_unopened = isinstance(compared.called, Unopened)
    context = {
        "compared": compared,
        "called": _("your partner") if is_unopened else compared.called,
        "four": four_words(compared.numbers) if compared.numbers else (),
        "reason": compared.called.reason.name.lower() if is_unopened else "",  # type: ignore[union-attr]
        "form": form,
        "offers": len(form.fields["share"].choices) > 1,  # type: ignore[attr-defined]
        "version": version_of(request.user.id),
    }
    return render(request, "journeys/words.html", context, status=status)


@require_POST
@unlocked
def confirm(request: PersonRequest) -> HttpResponse:
    """The words are the same: the other's keys are kept. With the inviter's, the two are two."""
    if ours(request) is not None:
        return redirect(TOGETHER)
    mine, now, bundle = membership(request), timezone.now(), bundle_of(request)
    compared = compared_by(mine, bundle, now.date())
    if compared is None:
        return redirect("journeys:words")
    form = _form(mine, compared, now, request)
    if not form.is_valid():
        return _page(request, compared, form, status=422)
    if compared.numbers is None or form.cleaned_data["compared"] != compared.as_text:
        messages.error(request, _("Something has changed meanwhile. Please compare once more."))
        return redirect("journeys:words")
    try:
        _confirm(request, mine, compared, form, now)
    except CannotPair:
        messages.error(request, _("That isn’t possible just now. Here is how it stands."))
    request.unlock.read_anew()
    forget_memberships(request)
    return redirect("journeys:words" if ours(request) is None else TOGETHER)


def _confirm(
    request: PersonRequest, mine: Membership, compared: Compared, form: ConfirmForm, now: datetime
) -> None:
    key = request.unlock.bundle_key
    if not compared.is_inviter:
        actions.confirm_as_joiner(mine, request.user, key, now)
        return
    shared = form.cleaned_data["share"]
    has_shared = confirm_as_inviter(
        mine,
        request.user,
        bundle_of(request),
        key,
        now,
        fresh_or_new(form.cleaned_data["token"], mine.today(now)),
        compared=compared.numbers or (),
        shared=None if shared in ("", NO_PROMISE) else shared,
    )
    messages.success(request, _("The two of you are here now."))
    if not has_shared:
        said = _("The promise you chose had ended in the meantime, so nothing was shared.")
        messages.info(request, said)


@require_POST
@unlocked
def step_back(request: PersonRequest) -> HttpResponse:
    """They differ, or it isn't the right moment: the joiner's trace goes, or the invitation."""
    mine, now = membership(request), timezone.now()
    compared = compared_by(mine, bundle_of(request), now.date())
    is_inviter, differ = compared is not None and compared.is_inviter, "differ" in request.POST
    said = _("You have stepped back. Nothing of it is left.")
    if is_inviter:
        actions.revoke_invitation(mine, now)
    elif differ:
        actions.say_words_differ(mine, now)
        said = _("Good that you compared. That code is used up: ask for one by another way.")
    else:
        actions.step_back(mine, now)
    if is_inviter and differ:
        said = _("Good that you compared. Make a new invitation, and hand it over another way.")
    messages.success(request, said)
    return redirect("home:today")
