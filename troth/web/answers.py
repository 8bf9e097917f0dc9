"""What views have in common: which methods a form takes, how it answers, an id in an address."""

from __future__ import annotations

from uuid import UUID

from django.forms import BaseForm
from django.http import Http404
from django.views.decorators.http import require_http_methods

# Django's form views would take a PUT as a POST.
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def status_of(form: BaseForm) -> int:
    """422 lets htmx and a script tell a form with errors from a fresh one."""
    return 422 if form.is_bound else 200


def id_or_404(text: str | None) -> UUID | None:
    """An id that an address may carry after its question mark; 404 for what can't be one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None
