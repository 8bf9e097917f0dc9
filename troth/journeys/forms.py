"""The one question after signing up."""

from __future__ import annotations

from typing import Any

from django import forms

from troth.content.habits import first_question
from troth.web.forms import TokenField


class MoreOfForm(forms.Form):
    """Each answer is a button."""

    answer = forms.ChoiceField()
    token = TokenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = first_question().answers
        self.fields["answer"].choices = [(answer.id, answer.label) for answer in answers]  # type: ignore[attr-defined]
