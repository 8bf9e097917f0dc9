"""A form that met a locked browser: the password goes with it, and nothing typed is lost."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django.utils.translation import gettext as _

from troth.people.forms import OpenForm
from troth.people.http import PersonRequest

PASSWORD_FIELD = "unlock_password"  # noqa: S105 - a field's name
# No password ever stands in a page, so these are typed anew.
NOT_KEPT = ("csrfmiddlewaretoken", PASSWORD_FIELD, "oldpassword", "password1")


def kept_fields(request: PersonRequest) -> list[tuple[str, str]]:
    """Name and value of each posted field, to be sent again with the password."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]


def reopened(request: PersonRequest) -> bool:
    """Open what is locked by the password that came with a form; the form then goes on."""
    if request.method != "POST" or PASSWORD_FIELD not in request.POST:
        return False
    fields = request.POST.copy()
    password = str(fields.pop(PASSWORD_FIELD)[-1])
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        request.unlock.problem = _("Those were many tries. Please wait a few minutes.")
        return False
    form = OpenForm({"password": password}, user=request.user)
    if not form.is_valid():
        request.unlock.problem = " ".join(map(str, form.errors["password"]))
        return False
    reauthenticate_by_password(request)
    request.POST = fields  # type: ignore[assignment]
    return True
