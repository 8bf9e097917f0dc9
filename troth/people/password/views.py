"""The page for a new password."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.people.password.forms import PasswordForm
from troth.people.private import private_page
from troth.web.answers import reads_and_writes, status_of


@reads_and_writes
@unlocked
@private_page
def password(request: PersonRequest) -> HttpResponse:
    """A new password, with what it does and what it doesn't undo."""
    form = PasswordForm(request.user, request.POST or None, initial={"token": uuid4()})
    if form.is_bound and _is_changed(form):
        messages.success(
            request, _("Your password is changed, and every other browser is signed out.")
        )
        return redirect("home:me")
    status = status_of(form)
    return render(request, "people/password.html", {"form": form}, status=status)


def _is_changed(form: PasswordForm) -> bool:
    if form.is_done:
        return True
    if form.is_valid():
        try:
            form.save()
        except ValidationError as reason:
            form.add_error("oldpassword", reason)
        else:
            return True
    # Sent twice at once, the other one may have been quicker.
    return form.is_done
