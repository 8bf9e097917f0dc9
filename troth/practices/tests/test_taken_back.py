"""What opens together, taken back: before it met without a trace, afterwards with a mark."""

from __future__ import annotations

import pytest

from tests.misuse.acts import Couple, exported
from troth.practices.models import SharedAnswer
from troth.practices.tests.acts import begin
from troth.practices.tests.meeting import HERS, HIS
from troth.practices.tests.seeing import (
    SAID,
    THREE,
    VALUES,
    in_run,
    pages_of,
    read,
    reply,
    said_page,
    step_page,
    together,
)
from troth.practices.tests.seeing import take_back as take_back_by_page
from troth.record.models import Due
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database


def test_taken_back_before_it_met_it_was_never_there(two: Couple) -> None:
    ana, ben = two
    before, version = pages_of(ben), version_of(ben.person.id)
    held = together(ana, HERS)
    assert take_back_by_page(ana, held).url == "/practices/"  # type: ignore[attr-defined]
    assert "as if it had never been given" in read(ana, "/practices/")
    assert pages_of(ben) == before
    assert version_of(ben.person.id) == version
    assert not SharedAnswer.objects.exists()
    assert not Due.objects.filter(target_id=held).exists()
    together(ben, HIS)
    assert HIS not in read(ana)


def test_from_the_middle_of_a_run_there_is_a_way_back_to_it(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, VALUES)
    held = in_run(ana, run_id, THREE, text=HERS)
    copy, back = said_page(held), f"?run={run_id}"
    assert f'href="{copy}{back}"' in ana.get(step_page(run_id, THREE)).content.decode()
    page = ana.get(f"{copy}{back}").content.decode()
    assert f'href="/practices/runs/{run_id}/"' in page
    facts = {"text": "Said anew", "revision": "1"}
    assert ana.post(f"{copy}change/{back}", facts).url == f"{copy}{back}"  # type: ignore[attr-defined]
    answer = ana.post(f"{copy}take-back/{back}")
    assert answer.url == f"/practices/runs/{run_id}/"  # type: ignore[attr-defined]
    assert ana.get(f"{copy}?run=elsewhere").status_code == 404


def test_taken_back_after_it_opened_a_mark_stays_for_both_and_his_words_stay(
    two: Couple,
) -> None:
    ana, ben = two
    hers, his = together(ana, HERS), together(ben, HIS)
    take_back_by_page(ana, hers)
    ana.get("/me/")  # shows what the last step had to say
    for player, mark in ((ana, "You took these words back."), (ben, "Ana took these words back.")):
        for page in (SAID, said_page(hers)):
            assert mark in read(player, page)
            assert HERS not in read(player, page)
        assert HIS in read(player)
        assert HIS in read(player, said_page(his))
    assert HERS not in exported(ben)
    # A second time nothing changes, and there is nothing to reword any more.
    take_back_by_page(ana, hers)
    assert ana.get(f"{said_page(hers)}change/").status_code == 404
    assert reply(ben, hers, care="0").status_code == 302
    assert not SharedAnswer.objects.filter(topic__isnull=False).exclude(id__in=[hers, his]).exists()


def test_said_anew_after_it_was_taken_back_it_waits_again(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, VALUES)
    first = in_run(ana, run_id, THREE, text=HERS)
    take_back_by_page(ana, first)
    second = in_run(ana, run_id, THREE, text="Rivers")
    assert first != second
    assert "Rivers" not in read(ben)
    together(ben, HIS)
    assert "Rivers" in read(ben)
