"""The forms of a page as a browser would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """`of` is the id of the form whose fields go along, where a button goes its own way."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    id: str = ""
    of: str = ""


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._words_of = self._choice_of = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        name = facts.get("name", "")
        if tag == "form":
            self._form = Form(facts.get("action", ""), id=facts.get("id", ""))
            self.found.append(self._form)
        elif tag == "button" and "formaction" in facts:
            own = {name: facts.get("value", "")}
            self.found.append(Form(facts["formaction"], own, of=facts.get("form", "")))
        elif self._form is None:
            return
        elif tag == "input" and name and _is_sent(facts):
            self._form.fields[name] = facts.get("value", "on" if "checked" in facts else "")
        elif tag == "textarea":
            self._words_of = name
            self._form.fields[name] = ""
        elif tag == "select":
            self._choice_of = name
        elif tag == "option" and ("selected" in facts or self._choice_of not in self._form.fields):
            self._form.fields[self._choice_of] = facts.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._words_of:
            self._form.fields[self._words_of] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._words_of = ""


def _is_sent(facts: dict[str, str]) -> bool:
    kind = facts.get("type", "text")
    if kind in {"radio", "checkbox"}:
        return "checked" in facts
    return kind not in {"submit", "button"}


def forms_on(page: str, path: str) -> list[Form]:
    """All of a page's forms; one without an address goes to the page's own path."""
    parser = _Forms()
    parser.feed(page)
    for form in parser.found:
        form.action = form.action or path
        for whole in parser.found:
            if form.of and whole.id == form.of:
                form.fields = whole.fields | form.fields
    return parser.found


def form_on(page: str, path: str, ending: str) -> Form | None:
    """The first form of a page that goes to an address ending so."""
    return next((form for form in forms_on(page, path) if form.action.endswith(ending)), None)
