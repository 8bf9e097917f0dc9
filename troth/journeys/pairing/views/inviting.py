"""Inviting: first words, a code to hand on, and taking it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.journeys.pairing.forms import SUGGESTED_WORDS, InviteForm
from troth.journeys.pairing.pictures import qr_picture
from troth.journeys.pairing.queries import last_minute
from troth.journeys.pairing.views.keys import bundle_of
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.sealing import Unopened, write_code
from troth.spaces.access import membership, ours
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.spaces.pairing import actions
from troth.spaces.pairing.actions import CannotPair
from troth.spaces.pairing.queries import InvitationView, own_invitation, own_joining
from troth.spaces.queries import version_of
from troth.web.answers import reads_and_writes


@reads_and_writes
@unlocked
def invite(request: PersonRequest) -> HttpResponse:
    """For one alone: first words, then the code; made anew as often as one likes."""
    partner = ours(request)
    if partner is not None:
        return render(request, "journeys/invite_partner.html", {"name": partner.partner_called})
    mine, now = membership(request), timezone.now()
    if own_joining(mine, now.date()) is not None:
        return redirect("journeys:words")
    found = own_invitation(mine)
    is_posted = request.method == "POST"
    form = InviteForm(request.POST if is_posted else None, initial=_initial(mine, found, now))
    if form.is_valid():
        return _made(request, mine, form, now)
    context = {"form": form, **_shown(request, found, now)}
    return render(request, "journeys/invite.html", context, status=422 if is_posted else 200)


def _made(
    request: PersonRequest, mine: Membership, form: InviteForm, now: datetime
) -> HttpResponse:
    facts = form.cleaned_data
    token = fresh_or_new(facts["token"], now.date())
    # Should the two have been brought together in the meantime, the page says so.
    with suppress(CannotPair):
        actions.invite(mine, bundle_of(request), facts["called"], facts["first_words"], now, token)
    return redirect("journeys:invite")


def _initial(mine: Membership, found: InvitationView | None, now: datetime) -> dict[str, Any]:
    """What was said last time; else one's own name, and words to begin with."""
    if found is None or isinstance(found.words, Unopened):
        called = mine.called if isinstance(mine.called, str) else ""
        said = {"called": called, "first_words": str(SUGGESTED_WORDS)}
    else:
        said = {"called": found.words.called, "first_words": found.words.first_words}
    return {**said, "token": new_id(now.date())}


def _shown(request: PersonRequest, found: InvitationView | None, now: datetime) -> dict[str, Any]:
    """`state`: none, open, expired, joined or unopened."""
    if found is None:
        return {"state": "none"}
    if isinstance(found.words, Unopened):
        return {"state": "unopened", "reason": found.words.reason.name.lower()}
    if found.has_expired(now.date()):
        return {"state": "expired"}
    if found.state != found.state.OPEN:
        return {"state": "joined"}
    code = write_code(bytes.fromhex(found.words.code))
    # Behind the "#", which browsers keep to themselves.
    link = f"{request.build_absolute_uri(reverse('journeys:join'))}#{code}"
    return {
        "state": "open",
        "groups": code.split("-"),
        "link": link,
        "picture": qr_picture(link),
        "first_words": found.words.first_words,
        "called": found.words.called,
        "until": _until(request, found),
        "is_hosted": settings.IS_HOSTED,
        "version": version_of(request.user.id),
    }


def _until(request: PersonRequest, found: InvitationView) -> str:
    at = last_minute(found.expires_on).astimezone(membership(request).zone)
    return date_format(at, "l j F, H:i")


@require_POST
@unlocked
def revoke(request: PersonRequest) -> HttpResponse:
    """Nobody can use it any longer; also for "this isn't who I meant"."""
    actions.revoke_invitation(membership(request), timezone.now())
    messages.success(request, _("The invitation is taken back. Nobody can use it any longer."))
    return redirect("journeys:invite")
