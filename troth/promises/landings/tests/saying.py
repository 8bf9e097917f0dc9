"""Ben says how Ana's promise landed, by the form as a browser sends it."""

from __future__ import annotations

from django.http import HttpResponse

from tests.cast import field_of
from troth.promises.wording.tests.between import Between


def land(between: Between, kind: str, line: str = "") -> HttpResponse:
    token = field_of(between.ben.get(between.landed), "token")
    return between.ben.post(between.landed, {"kind": kind, "line": line, "token": token})
