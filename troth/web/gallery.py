"""Every component in every state on one page; reached only from tests and from `make look`."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    promise = forms.CharField(
        label=_("I will"),
        max_length=200,
        help_text=_("One small thing, in your own words."),
        widget=forms.TextInput(attrs={"placeholder": _("Call the plumber")}),
    )
    when = forms.ChoiceField(
        label=_("By when"),
        widget=forms.RadioSelect,
        choices=(
            ("today", _("Today")),
            ("tomorrow", _("Tomorrow")),
            ("saturday", _("Saturday")),
            ("week", _("This week")),
            ("date", _("A date")),
        ),
    )
    date = forms.DateField(
        label=_("On"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    more = forms.CharField(label=_("What happened"), required=False, widget=forms.Textarea)
    own_phone = forms.BooleanField(
        label=_("This is my own phone"),
        required=False,
        help_text=_("You stay signed in for half a year."),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    start = forms.ChoiceField(
        label=_("What would you like more of?"),
        required=False,
        widget=forms.RadioSelect,
        choices=(
            ("word", _("Keeping my word")),
            ("close", _("Closeness")),
            ("mend", _("Mending")),
            ("any", _("Surprise me")),
        ),
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        self.add_error(None, _("Something in here needs another look."))


def gallery(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Kept."))
    fresh = SampleForm(
        auto_id="fresh_%s",
        initial={
            "when": "tomorrow",
            "more": "I saw you had the papers out, and I went to bed.\nI was avoiding it.",
        },
    )
    wrong = SampleForm({"promise": "", "when": ""}, auto_id="wrong_%s")
    reasons = ("locked", "no_key", "altered", "not_theirs", "unreadable")
    return render(request, "web/gallery.html", {"fresh": fresh, "wrong": wrong, "reasons": reasons})


def locked(request: HttpRequest) -> HttpResponse:
    return render(request, "web/locked.html")


def error(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"web/errors/{name}.html", {"is_hosted": False})
