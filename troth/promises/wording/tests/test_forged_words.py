"""What a partner's own program signs about earlier words breaks no page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.cast import Player, text_of
from troth.promises.models import Ending, Promise
from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE, ending_view, promise_view
from troth.promises.wording.tests.between import SAID, Between
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import seal_words

BROKEN = ("", "2026-02-30 no such day", "yesterday", "<script>alert(1)</script>")


def sign_promise(by: Player, **changes: Any) -> None:
    """As the maker's own program could, past every form."""
    ours, row = by.membership("ours"), Promise.objects.get()
    words = promise_view(ours, row).words
    assert isinstance(words, PromiseWords)
    context = ours.context(PROMISE_TABLE, row.id)
    sealed = seal_words(ours.ring(), context, replace(words, **changes), 2)
    Promise.objects.update(words=sealed)


def sign_ending(by: Player, **changes: Any) -> None:
    ours, row = by.membership("ours"), Ending.objects.get()
    words = ending_view(ours, row).words
    assert isinstance(words, EndingWords)
    context = ours.context(ENDING_TABLE, row.id)
    sealed = seal_words(ours.ring(), context, replace(words, **changes), 2)
    Ending.objects.update(words=sealed)


def test_broken_earlier_words_are_shown_as_unreadable(owned: Between) -> None:
    sign_promise(owned.ana, earlier=BROKEN)
    sign_ending(owned.ana, earlier=BROKEN)
    for player in (owned.ana, owned.ben):
        answer = player.get(owned.page)
        text = text_of(answer)
        assert SAID in text
        assert text.count("What stood here can’t be read.") == 2 * len(BROKEN)
        assert "alert(1)" not in answer.content.decode()
        for page in ("/promises/", "/today/"):
            assert player.get(page).status_code == 200


def test_a_mark_hides_whatever_was_left_beside_it(owned: Between) -> None:
    sign_promise(owned.ana, taken_back=True, earlier=("2026-11-22 Sing",))
    sign_ending(owned.ana, taken_back=True, earlier=("2026-11-22 Hoarse",))
    owned.neither_sees(SAID, "Sing", "I slept through it", "Hoarse")


@pytest.mark.parametrize("field", ["due", "made_on", "follows"])
def test_a_fact_changed_with_the_words_is_noticed(between: Between, field: str) -> None:
    sign_promise(between.ana, text="Sing", **{field: "2031-01-01"})
    answer = between.ben.get(between.page)
    assert answer.status_code == 200
    assert 'class="unopened"' in answer.content.decode()
    assert "Sing" not in text_of(answer)


def test_the_other_cant_reword_it_with_the_keys_and_the_database(between: Between) -> None:
    ours, row = between.ben.membership("ours"), Promise.objects.get()
    words = promise_view(ours, row).words
    assert isinstance(words, PromiseWords)
    context = ours.context(PROMISE_TABLE, row.id)
    sealed = seal_words(ours.ring(), context, replace(words, text="Obey"), 2)
    Promise.objects.update(words=sealed)
    for player in (between.ana, between.ben):
        answer = player.get(between.page)
        assert 'class="unopened"' in answer.content.decode()
        assert "Obey" not in text_of(answer)
