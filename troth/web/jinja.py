"""The Jinja2 environment: what every template can call."""

from functools import cache
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from troth.web.navigation import PLACES, current_place


def url(name: str, *args: object, **kwargs: object) -> str:
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _plain_url(name)


@cache
def _plain_url(name: str) -> str:
    # The frame of each page has a dozen of them, which never change while the process lives.
    return reverse(name)


def direction() -> str:
    return "rtl" if translation.get_language_bidi() else "ltr"


@cache
def static_path(path: str) -> str:
    # Looked up for every icon of every row: a hashed name never changes while the process lives.
    return static(path)


@cache
def icon(name: str) -> Markup:
    """An icon of the sprite, silent for a screen reader: the words beside it speak."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        static_path("web/icons/icons.svg"), name
    )


def said(message: str, /, **values: object) -> Markup:
    """A sentence in the reader's language: Jinja's own `_`, without its detours at each call."""
    found = Markup(translation.gettext(message))  # noqa: S704 - values are escaped by %
    return found % values if "%" in found else found


def one_token(request: HttpRequest) -> dict[str, object]:
    """One token against forgery for all forms of a page: Django would mask it for each anew."""
    token = SimpleLazyObject(lambda: get_token(request))
    field = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    return {
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: format_html(field, token)),
    }


def environment(**options: Any) -> Environment:
    options["undefined"] = (
        StrictUndefined  # a misspelt name fails in a test, not as a gap on a page
    )
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = Environment(**options)  # noqa: S701 - Django's backend sets autoescape in the options
    made.add_extension("jinja2.ext.i18n")
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        _=said,
        gettext=said,
        url=url,
        static=static_path,
        icon=icon,
        language=translation.get_language,
        direction=direction,
        get_messages=get_messages,
        places=PLACES,
        current_place=current_place,
    )
    return made
