"""The checks find each kind of row that points nowhere, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.asks.checks import find_faults
from troth.asks.export import take_back_rows
from troth.asks.housekeeping import keep_house
from troth.asks.models import Answer, Ask
from troth.asks.tests.acts import MONDAY, Couple, ask, promise, say_no, set_aside
from troth.record.models import Due
from troth.spaces.actions import leave_space


@pytest.fixture
def busy(two: Couple) -> Couple:
    """Asks of Ana's: open, set aside, answered by a promise; of Ben's: refused, taken back."""
    ana, ben = two
    ask(ana, "Open")
    set_aside(ben, ask(ana, "Set aside"))
    promise(ben, ask(ana, "Answered"))
    say_no(ana, ask(ben, "Refused"))
    ben.post(f"/asks/{ask(ben, 'Taken back')}/take-back/")
    return two


def one_due() -> QuerySet[Due]:
    return Due.objects.filter(id=Due.objects.filter(kind="ask")[0].id)


def plain_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_where_all_is_well_nothing_is_found(busy: Couple, time_machine: TimeMachineFixture) -> None:
    assert list(find_faults()) == []
    later = MONDAY + timedelta(days=8)
    time_machine.move_to(later, tick=False)
    assert list(find_faults()) == []
    keep_house(later)
    assert list(find_faults()) == []
    assert not Due.objects.filter(kind="ask").exists()


FAULTS: list[tuple[Callable[[], object], list[str]]] = [
    (lambda: plain_sql("DELETE FROM asks_ask"), ["an answer to no ask", "due, and no open ask"]),
    (
        lambda: Due.objects.filter(kind="ask").delete(),
        ["an open ask that nobody is expected to answer"],
    ),
    (lambda: one_due().update(target_id=uuid4()), ["due, and no open ask"]),
    (lambda: Answer.objects.all().delete(), ["an open ask that nobody is expected to answer"]),
    (
        lambda: Ask.objects.update(is_taken_back=True),
        ["an answer to what was taken back", "due, and no open ask"],
    ),
]


@pytest.mark.parametrize(("break_it", "expected"), FAULTS)
def test_each_fault_is_found(
    busy: Couple, break_it: Callable[[], object], expected: list[str]
) -> None:
    break_it()
    found = list(find_faults())
    for said in expected:
        assert any(fault.startswith(said) for fault in found), (said, found)
    assert not any("Answered" in fault for fault in found)


def test_what_is_expected_of_whoever_asked_is_found(busy: Couple) -> None:
    ana, _ben = busy
    Due.objects.filter(kind="ask").update(person_id=ana.person.id)
    found = list(find_faults())
    assert any(fault.startswith("due for whoever asked") for fault in found)
    assert any(fault.startswith("an open ask that nobody is expected") for fault in found)


def test_an_answer_of_whoever_asked_is_found(busy: Couple) -> None:
    ana, ben = busy
    Answer.objects.filter(person_id=ben.person.id).update(person_id=ana.person.id)
    assert any(fault.startswith("an answer of whoever asked") for fault in find_faults())


def test_leaving_and_taking_the_words_back_leaves_no_fault(busy: Couple) -> None:
    ana, _ben = busy
    ours = ana.membership("ours")
    leave_space(ours, MONDAY)
    take_back_rows(ours.space_id, ours.person_id, MONDAY)
    assert list(find_faults()) == []


def test_the_number_of_queries_doesnt_grow_with_the_rows(
    busy: Couple, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        list(find_faults())


def test_what_is_asked_takes_one_query_on_today_an_answer_one_more_and_no_page_more_than_eight(
    busy: Couple, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ana, ben = busy
    for player, path in ((ben, "/asks/"), (ana, "/asks/"), (ana, "/asks/new/")):
        player.get(path)
        with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
            player.get(path)
    assert "Ana asks" in ben.get("/today/").content.decode()
    with_asks = queries_of(ben)
    Due.objects.filter(kind="ask").delete()
    assert with_asks == queries_of(ben) + 2
    assert queries_of(ana) == queries_of(ben)


def queries_of(player: Player) -> int:
    with CaptureQueriesContext(connection) as captured:
        player.get("/today/")
    return len(captured)
