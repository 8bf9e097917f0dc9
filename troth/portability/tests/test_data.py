"""The data: what stands in it and what doesn't, held against its schema."""

from __future__ import annotations

import json
import re

import pytest

from tests.architecture.source import ROOT
from tests.cast import Player
from tests.safety.traces import WORDS, plant
from troth.grounds.models import Focus, Need, Plan
from troth.people.models import Bundle, Wrap
from troth.portability.tests.files import data_of, rows_of, take
from troth.portability.tests.schema import SCHEMA, schema_faults
from troth.promises.models import Ending, Promise, Rhythm
from troth.promises.rules import State
from troth.sealing import Reason
from troth.spaces.models import Member

MANUAL = (ROOT / "docs/export.md").read_text(encoding="utf-8")


@pytest.fixture
def lived_in(ana: Player) -> Player:
    plant(ana)
    return ana


def test_everything_that_was_written_stands_in_it(lived_in: Player) -> None:
    text = take(lived_in, "json").decode()
    assert [word for name, word in WORDS.items() if word not in text and name != "session"] == []


def test_it_holds_to_its_schema(lived_in: Player) -> None:
    data = data_of(lived_in)
    assert list(schema_faults(data)) == []
    kinds = [row["kind"] for row in data["spaces"][0]["rows"]]
    assert sorted(set(kinds)) == [
        "account",
        "focus",
        "gesture",
        "member",
        "need",
        "plan",
        "promise",
        "rhythm",
    ]


def test_an_empty_account_is_a_whole_file_as_well(ana: Player) -> None:
    data = data_of(ana)
    assert list(schema_faults(data)) == []
    assert [row["kind"] for row in data["spaces"][0]["rows"]] == ["member", "account"]


def test_a_field_that_the_schema_does_not_know_is_a_fault(lived_in: Player) -> None:
    data = data_of(lived_in)
    data["spaces"][0]["rows"][0]["mood"] = "well"
    data["made_on"] = "yesterday"
    del data["version"]
    assert len(list(schema_faults(data))) == 3


def test_every_kind_and_field_is_described() -> None:
    for name, shape in SCHEMA["$defs"].items():
        for field in shape.get("properties", {}):
            assert f"`{field}`" in MANUAL, f"{name}.{field}"
    for name in ("unopened", "state"):
        assert [each for each in SCHEMA["$defs"][name]["enum"] if f"`{each}`" not in MANUAL] == []


def test_every_reason_and_state_is_known_to_the_schema() -> None:
    assert {*Reason, "gone"} == set(SCHEMA["$defs"]["unopened"]["enum"])
    assert set(State) == set(SCHEMA["$defs"]["state"]["enum"])


def test_nothing_that_proves_or_opens_anything_stands_in_it(lived_in: Player) -> None:
    raw = take(lived_in, "json")
    held = lived_in.keys()
    bundle, secrets = held.bundle, [held.bundle_key]
    secrets += [
        bundle.signing.public,
        bundle.sharing.public,
        lived_in.membership().ring().signer.id,
    ]
    sealed = [
        bytes(row.words)
        for model in (Promise, Ending, Rhythm, Focus, Need, Plan, Member)
        for row in model.objects.exclude(words=b"")
    ]
    sealed += [bytes(row.sealed) for row in Bundle.objects.all()]
    for secret in [*secrets, *sealed, *(bytes(row.salt) for row in Wrap.objects.all())]:
        for form in (secret, secret.hex().encode(), json.dumps(secret.decode("latin-1")).encode()):
            assert form not in raw
    session = lived_in.client.session.session_key
    for text in (lived_in.password, lived_in.person.password, str(session)):
        assert text not in raw.decode()
    # Nothing that long and without a space is anybody's words: a signature has 64 bytes.
    assert re.findall(r"[A-Za-z0-9+/=_-]{64,}", raw.decode()) == []


def test_a_row_changed_from_outside_says_so_and_the_rest_goes_on(lived_in: Player) -> None:
    kept = lived_in.say("Wind the clock")
    once = Promise.objects.filter(rhythm_id=None)
    once.exclude(id=kept).update(words=b"not an envelope")
    Focus.objects.update(chosen_on="2026-01-01")
    Member.objects.update(words=b"\0" * 500)
    data = data_of(lived_in)
    assert list(schema_faults(data)) == []
    opened = {row["kind"]: row.get("unopened") for row in data["spaces"][0]["rows"]}
    assert opened["focus"] == "altered"
    assert opened["member"] == "unreadable"
    promises = rows_of(lived_in, "promise")
    assert [row["text"] for row in promises if "unopened" not in row] == ["Wind the clock"]
    assert len(promises) == 3


def test_an_ending_put_there_from_outside_counts_for_nothing(ana: Player) -> None:
    promise = ana.say("Wind the clock")
    Promise.objects.filter(id=promise).update(state="kept")
    assert rows_of(ana, "promise")[0]["unopened"] == "altered"


def test_what_looks_like_markup_stays_what_was_typed(ana: Player) -> None:
    text = '</script><b onclick="x">"\\ <!-- ]]> 🌿'
    ana.say(text)
    assert rows_of(ana, "promise")[0]["text"] == text


def test_a_row_stands_on_a_line_of_its_own(lived_in: Player) -> None:
    lines = take(lived_in, "json").decode().splitlines()
    rows = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"kind": "promise"')]
    assert len(rows) == 2


def test_nobody_elses_words_stand_in_it(lived_in: Player, ben: Player) -> None:
    ben.say("Ask the neighbour")
    text = take(ben, "json").decode()
    assert "Ask the neighbour" in text
    assert [word for word in WORDS.values() if word in text] == []
    assert "Ask the neighbour" not in take(lived_in, "json").decode()
