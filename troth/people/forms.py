"""Forms of signing up, signing in and a person's own settings."""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from functools import cache
from typing import Any, ClassVar

from allauth.account.forms import LoginForm, ReauthenticateForm, SignupForm
from allauth.core import context
from django import forms
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from troth.people.actions import stay_signed_in, unwrap_bundle_key
from troth.people.models import AskAgain, Person
from troth.web.forms import ask_kindly

WITHOUT_NAME = _("Please choose one without your name in it.")


def composed(text: str) -> str:
    """One form for one text: keyboards differ in how they compose the same letters."""
    return unicodedata.normalize("NFKC", text)


@cache
def zone_names() -> frozenset[str]:
    """Named zones that mean the same on every machine; finding them walks the whole database."""
    return frozenset(zoneinfo.available_timezones() - {"localtime", "Factory"})


# Letters that are drawn as nothing, though they count as letters.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# They shape the letters beside them, in Persian say, and in pictures put together.
JOINERS = frozenset("\u200c\u200d")


def only_seen(text: str) -> str:
    """Without what can't be seen, such as signs that turn round the sentence a name stands in.

    Empty where nothing is left to see.
    """
    kept = "".join(
        sign
        for sign in " ".join(text.split())
        # NUL is refused with a word about it.
        if sign in JOINERS or sign == "\0" or not _is_unseen(sign)
    ).strip()
    return kept if any(unicodedata.category(sign)[0] not in "CMZ" for sign in kept) else ""


def _is_unseen(sign: str) -> bool:
    return sign in FILLERS or unicodedata.category(sign)[0] == "C"


class NameField(forms.CharField):
    """What somebody wants to be called."""

    default_error_messages: ClassVar[dict[str, Any]] = {"required": _("Please fill this in.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def to_python(self, value: Any) -> str:
        return only_seen(super().to_python(value) or "")


def choose_well(field: forms.Field) -> None:
    """What is said and done beside a field for a new password."""
    field.help_text = _(
        "10 characters or more. A few unrelated words are easy to remember. "
        "Nobody can look it up for you."
    )
    field.widget.attrs = {"autocomplete": "new-password", "data-strength": ""}


class SignUpForm(SignupForm):
    """A sign-in name, a password, what to be called, and the zone that the browser knows."""

    field_order = ["username", "password1", "called", "time_zone"]
    as_typed = ""
    called = NameField(
        required=False,
        label=_("What shall we call you?"),
        help_text=_("Left empty, it is your sign-in name. You can change it at any time."),
    )
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_kindly(self)
        username, password = self.fields["username"], self.fields["password1"]
        username.label = _("Sign-in name")
        username.help_text = _("Only for signing in. It needn’t be your real name.")
        username.widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": "40",
        }
        choose_well(password)
        self.fields["called"].widget.attrs = {"autocomplete": "nickname", "maxlength": "40"}

    def clean_username(self) -> str:
        """In small letters, as sign-in looks it up; what somebody is called keeps its capitals."""
        self.as_typed = composed(self.cleaned_data["username"])
        # Unicode's category C: control and direction marks, which make two names look the same.
        if any(unicodedata.category(character).startswith("C") for character in self.as_typed):
            raise ValidationError(_("Please use letters, digits and signs that can be seen."))
        self.cleaned_data["username"] = self.as_typed.lower()
        username: str = super().clean_username()
        return username

    def clean_password1(self) -> str:
        return composed(self.cleaned_data["password1"])

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        return name if name in zone_names() else ""

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        facts["called"] = facts.get("called") or self.as_typed
        password = facts.get("password1", "").casefold()
        for name in (facts.get("called", ""), facts.get("username", "")):
            if name and stands_in(name.casefold(), password):
                self.add_error("password1", WITHOUT_NAME)
                break
        return facts

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """Two people may choose one name in the same second: the later one is told so."""
        try:
            saved: tuple[Person | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            raise NameJustTaken from None
        return saved


def stands_in(name: str, password: str) -> bool:
    """A short name only counts as a word of its own: "eve" may stand in "seven"."""
    if len(name) > 3:
        return name in password
    return re.search(rf"\b{re.escape(name)}\b", password) is not None


class NameJustTaken(Exception):
    """Between checking a sign-in name and saving it, somebody else took it."""


class SignInForm(LoginForm):
    """Name and password; a right password opens the keys as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_kindly(self)
        self.fields["login"].label = _("Sign-in name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["remember"].label = _("This is my own phone or computer")
        self.fields["remember"].help_text = _(
            "Stay signed in for 180 days. Otherwise for twelve hours."
        )

    def clean_login(self) -> str:
        return composed(self.cleaned_data["login"]).strip()

    def clean_password(self) -> str:
        return composed(self.cleaned_data["password"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        is_own_phone: bool = self.cleaned_data["remember"]
        bundle_key = unwrap_bundle_key(self.user, self.cleaned_data["password"])
        request.unlock.hold(bundle_key, is_own_phone)  # type: ignore[attr-defined]
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        if SESSION_KEY in request.session:
            # allauth has just set a length of its own.
            stay_signed_in(request.session, is_own_phone, timezone.now())
        return response


class OpenForm(ReauthenticateForm):
    """The password again: for a private page, or to open what is locked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_kindly(self)
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}

    def clean_password(self) -> str:
        self.cleaned_data["password"] = composed(self.cleaned_data["password"])
        password: str = super().clean_password()
        request = context.request
        if request.unlock.is_locked:
            request.unlock.hold(unwrap_bundle_key(self.user, password))
            request.unlock.start(self.user)
            if request.unlock.is_locked:
                raise ValidationError(
                    _("The password is right, but it doesn’t open what you wrote before.")
                )
        return password


class PreferencesForm(forms.Form):
    """Time zone, how often private pages ask, and where the exit leads."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("A day turns at four in the morning there."),
    )
    ask_again = forms.ChoiceField(
        label=_("Private pages ask for the password again"),
        choices=[
            (AskAgain.AFTER_A_WHILE, _("After 15 minutes")),
            (AskAgain.ALWAYS, _("Every time")),
            (AskAgain.NEVER, _("Never")),
        ],
        widget=forms.RadioSelect,
    )
    exit_address = forms.URLField(
        label=_("Where “Exit page” leads"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput({"autocomplete": "off"}),
        max_length=200,
        help_text=_(
            "Left empty, to a plain page of kitchen measures here. "
            "An address elsewhere isn’t told where you came from."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_kindly(self)
        named = [(name, name.replace("_", " ")) for name in sorted(zone_names())]
        # A browser would otherwise choose the first zone for whoever has none yet.
        unknown = (
            [] if self.initial.get("time_zone") in zone_names() else [("", _("Please choose"))]
        )
        self.fields["time_zone"].choices = [*unknown, *named]  # type: ignore[attr-defined]

    def clean_exit_address(self) -> str:
        address: str = self.cleaned_data["exit_address"]
        if address and not address.startswith("https://"):
            raise ValidationError(_("Please give an address that starts with https://"))
        return address


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SessionNameForm(forms.Form):
    name = NameField(label=_("A name for it"), widget=forms.TextInput({"autocomplete": "off"}))
