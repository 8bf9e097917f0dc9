"""Steps with words of one's own: put others in their place, or take them back."""

from __future__ import annotations

from uuid import UUID

from tests.couple.promising import MORE, Promising
from tests.couple.told import OPEN, OWNED, Promise, Words
from troth.promises.queries import promise_with_endings
from troth.promises.wording import actions as wording


class Rewording(Promising):
    def is_own(self, who: int, promise: Promise, where: str, words: Words) -> bool:
        return self.reaches(who, promise, where) and words.by == who and not words.is_gone

    def change_words(self, by: str, index: int, place: str, is_stale: int, again: bool) -> None:
        promise = self.pick(
            index, by, lambda each: each.state == OPEN and not each.is_due(self.now)
        )
        if promise is None:
            return
        who = self.who(promise.maker, by)
        where, words = self.where(promise, place), promise.words
        texts, seen = {"text": self.words(), "cue": self.words()}, words.revision - is_stale
        expected = (
            self.is_own(who, promise, where, words)
            and self.model.may_write(promise)
            and not words.is_taken_back
            and promise.state == OPEN
            and not promise.is_due(self.now)
            and not is_stale
        )
        done = self.attempt(
            lambda: wording.change_promise_words(
                self.there(who, where), promise.id, texts, seen, self.now
            ),
            again,
        )
        assert done is expected
        if expected:
            words.change(texts, self.today_of(who), is_private=promise.is_private)

    def take_back_words(self, by: str, index: int, place: str, again: bool) -> None:
        promise = self.pick(index, by, lambda each: each.state != OPEN or self.model.has_ended)
        if promise is None:
            return
        who = self.who(promise.maker, by)
        where, words = self.where(promise, place), promise.words
        has_ended = not self.model.may_write(promise)
        expected = self.is_own(who, promise, where, words) and (
            words.is_taken_back or promise.state != OPEN or has_ended
        )
        done = self.attempt(
            lambda: wording.take_back_promise_words(self.there(who, where), promise.id, self.now),
            again,
        )
        assert done is expected
        if expected and not words.is_taken_back:
            words.take_back()

    def change_lines(
        self, by: str, index: int, place: str, number: int, is_stale: int, again: bool
    ) -> None:
        """Of one of a promise's ends."""
        promise = self.pick(index, by, lambda each: any(end.words.plain for end in each.endings))
        if promise is None or not self._has_endings(promise):
            return
        who = self.who(promise.maker, by)
        words, where = self._lines(promise, number), self.where(promise, place)
        names = self._names(promise, number)
        texts, seen = {name: self.words() for name in names}, words.revision - is_stale
        expected = (
            self._is_there(who, promise, where, number)
            and self.model.may_write(promise)
            and not words.is_taken_back
            and not is_stale
        )
        row_id = self._row_id(promise, number)
        done = self.attempt(
            lambda: wording.change_ending_words(
                self.there(who, where), promise.id, row_id, texts, seen, self.now
            ),
            again,
        )
        assert done is expected
        if expected:
            changed, today = {**words.texts, **texts}, self.today_of(who)
            words.change(changed, today, is_private=promise.is_private)

    def take_back_lines(self, by: str, index: int, place: str, number: int, again: bool) -> None:
        """Of one of a promise's ends."""
        promise = self.pick(index, by, lambda each: any(end.words.plain for end in each.endings))
        if promise is None or not self._has_endings(promise):
            return
        who = self.who(promise.maker, by)
        words, where = self._lines(promise, number), self.where(promise, place)
        expected, row_id = (
            self._is_there(who, promise, where, number),
            self._row_id(promise, number),
        )
        done = self.attempt(
            lambda: wording.take_back_ending_words(
                self.there(who, where), promise.id, row_id, self.now
            ),
            again,
        )
        assert done is expected
        if expected and not words.is_taken_back:
            words.take_back()

    def _has_endings(self, promise: Promise) -> bool:
        """Seen by whoever made it, by whom alone there are lines."""
        has_left = self.model.partners[promise.maker].has_left
        return bool(promise.endings) and (promise.is_private or not has_left)

    def _lines(self, promise: Promise, number: int) -> Words:
        return promise.endings[number % len(promise.endings)].words

    def _names(self, promise: Promise, number: int) -> tuple[str, ...]:
        ending = promise.endings[number % len(promise.endings)]
        is_more = ending.state == OWNED and not promise.is_private
        return ("note", *MORE) if is_more else ("note",)

    def _is_there(self, who: int, promise: Promise, where: str, number: int) -> bool:
        words = self._lines(promise, number)
        says = any(words.texts[name] for name in self._names(promise, number))
        return self.is_own(who, promise, where, words) and (says or words.is_taken_back)

    def _row_id(self, promise: Promise, number: int) -> UUID:
        there = self.there(promise.maker, self.where(promise, "right"))
        found = promise_with_endings(there, promise.id)
        assert found is not None
        return found[1][number % len(found[1])].id
