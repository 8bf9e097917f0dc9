"""The checks find each kind of fault in the rows, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.misuse.acts import Couple, sql
from troth.practices.checks import find_faults
from troth.practices.models import OwnAnswer, Run, SharedAnswer
from troth.practices.tests.acts import begin, tell
from troth.practices.tests.seeing import (
    ASKING,
    HAPPENED,
    VALUES,
    say_at,
    together,
    undone,
    when_ready,
)
from troth.record.models import Due


@pytest.fixture
def busy(two: Couple) -> Couple:
    """Something of each kind: begun, kept, told, waiting, met."""
    ana, ben = two
    say_at(ana, begin(ana, ASKING), HAPPENED, text="The gate was open")
    when_ready(ana, "Were you worried?")
    together(ana, "Rivers")
    together(ben, "The sea")
    tell(ana, "You mended the tap")
    together(ben, "Bread", VALUES, "both-care")
    return two


def test_where_all_is_well_nothing_is_found(busy: Couple) -> None:
    assert list(find_faults()) == []


HELD = SharedAnswer.objects.filter(waits_until__isnull=False)
FAULTS: list[tuple[Callable[[Couple], object], set[str]]] = [
    (
        lambda two: sql("DELETE FROM practices_run WHERE state = 'open'"),
        {"an answer of no run"},
    ),
    (
        lambda two: OwnAnswer.objects.update(run_id=uuid4()),
        {"an answer of no run"},
    ),
    (lambda two: Run.objects.update(person_id=uuid4()), {"a run of no member"}),
    (
        lambda two: Run.objects.filter(state="done").update(
            space_id=two[0].membership("ours").space_id
        ),
        {"a run outside its person’s private space", "an answer of no run"},
    ),
    (
        lambda two: SharedAnswer.objects.filter(waits_until__isnull=True).update(person_id=uuid4()),
        {"an answer of no member"},
    ),
    (
        lambda two: SharedAnswer.objects.filter(waits_until__isnull=True).update(
            space_id=two[0].membership().space_id
        ),
        {"an answer handed over in a private space", "due, and no answer"},
    ),
    (
        lambda two: HELD.filter(meets_id__isnull=True).update(meets_id=uuid4()),
        {"an answer that nothing of the other’s opened"},
    ),
    (
        lambda two: HELD.filter(meets_id__isnull=False, person_id=two[0].person.id).update(
            meets_id=None
        ),
        {"an answer that nothing of the other’s opened"},
    ),
    (
        lambda two: HELD.filter(meets_id__isnull=False).update(waits_until=None),
        {"an answer that met and never waited"},
    ),
    (
        lambda two: SharedAnswer.objects.filter(waits_until__isnull=True).delete(),
        {"due, and no answer"},
    ),
    (
        lambda two: Due.objects.filter(space_id=two[0].membership("ours").space_id).update(
            person_id=two[0].person.id
        ),
        {"due for whoever gave it"},
    ),
]


def test_each_planted_fault_is_found(busy: Couple) -> None:
    for number, (plant, expected) in enumerate(FAULTS):
        with undone():
            plant(busy)
            found = list(find_faults())
        assert {fault.partition(":")[0] for fault in found} == expected, number
        assert not [fault for fault in found if "Rivers" in fault or "sea" in fault]
