"""Rules about asks: asked, changed, taken back, answered in each way, or quietly set aside."""

from __future__ import annotations

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.couple.landing import Landings
from tests.couple.steps import choices, indexes, persons, places, twice
from tests.couple.told import Answer, Ask, Words
from troth.asks import actions, rules
from troth.asks.rules import AnswerKind

# Each as often as it is to be tried.
WHAT = (
    *("ask", "ask", "change", "take back"),
    *("answer", "answer", "no", "no", "take back line"),
    *("set aside", "set aside", "bring back"),
)


class Asking(Landings):
    @rule(
        what=st.sampled_from(WHAT),
        by=persons,
        index=indexes,
        place=places,
        kind=st.sampled_from([AnswerKind.YES, AnswerKind.SMALLER]),
        choice=choices,
        is_stale=st.sampled_from([0, 0, 0, 1]),
        again=twice,
    )
    def ask_or_answer(
        self,
        what: str,
        by: str,
        index: int,
        place: str,
        kind: AnswerKind,
        choice: str,
        is_stale: int,
        again: bool,
    ) -> None:
        """Somebody asks for something small, or answers."""
        if what == "answer":
            self.answer_with_promise(by, index, place, kind, choice, is_stale, again)
        elif what == "no":
            self.decline(by, index, place, is_stale, again)
        elif what == "take back line":
            self.take_back_line(by, index, place, again)
        elif what == "set aside":
            self.set_aside(by, index, place, again)
        elif what == "bring back":
            self.bring_back(by, index)
        else:
            self._with_own_ask(what, by, index, place, again)

    def _with_own_ask(self, what: str, by: str, index: int, place: str, again: bool) -> None:
        if what == "ask":
            self.ask(index % 2, place, again)
        elif what == "change":
            self.change_ask(by, index, place)
        else:
            self.take_back_ask(by, index, place)

    def waits_for(self, who: int, ask: Ask) -> bool:
        is_aside = ask.id in self.model.partners[who].aside
        return self._may_answer(who, ask, "right") and not is_aside

    def ask(self, who: int, place: str, again: bool) -> None:
        text, token = self.words(), self.token(who)
        own = [each for each in self.model.asks.values() if each.asker == who]
        today = self.today_of(who)
        expected = (
            self.reaches_ask(who, place)
            and sum(each.is_open(self.now) for each in own) < rules.MOST_OPEN
            and sum(each.asked_on == today for each in own) < rules.MOST_A_DAY
        )
        made = self.attempt(
            lambda: actions.ask(self.there(who, self.where_of_ask(place)), text, self.now, token),
            again,
        )
        assert (made is not False) is expected
        if not expected:
            return
        fades_at = rules.fades_at(today, self.model.zones[who])
        self.model.asks[made] = Ask(made, who, today, fades_at, Words(who, {"text": text}))

    def change_ask(self, by: str, index: int, place: str) -> None:
        ask = self.pick_ask(index, by, lambda each: each.is_open(self.now))
        if ask is None:
            return
        who = self.who(ask.asker, by)
        text, where = self.words(), self.where_of_ask(place)
        expected = self.reaches_ask(who, place) and ask.asker == who and ask.is_open(self.now)
        done = self.attempt(
            lambda: actions.change_ask(self.there(who, where), ask.id, text, self.now), expected
        )
        assert done is expected
        if expected:
            ask.words.change({"text": text}, self.today_of(who), is_private=False)

    def take_back_ask(self, by: str, index: int, place: str) -> None:
        ask = self.pick_ask(index, by, lambda each: each.is_open(self.now))
        if ask is None:
            return
        who = self.who(ask.asker, by)
        where = self.where_of_ask(place)
        expected = self.reaches_ask(who, place) and ask.asker == who and ask.is_open(self.now)
        done = self.attempt(lambda: actions.take_back_ask(self.there(who, where), ask.id, self.now))
        assert done is expected
        if expected:
            ask.words.take_back()

    def _may_answer(self, who: int, ask: Ask, place: str) -> bool:
        return self.reaches_ask(who, place) and ask.asker != who and ask.is_open(self.now)

    def answer_with_promise(
        self,
        by: str,
        index: int,
        place: str,
        kind: AnswerKind,
        choice: str,
        is_stale: int,
        again: bool,
    ) -> None:
        ask = self.pick_ask(index, by, lambda each: each.is_open(self.now))
        if ask is None:
            return
        who = self.who(1 - ask.asker, by)
        where, token, due = self.where_of_ask(place), self.token(who), self.due(who, choice)
        text, revision = self.words(), ask.words.revision - is_stale
        expected = self._may_answer(who, ask, place) and not is_stale
        made = self.attempt(
            lambda: actions.answer_with_promise(
                self.there(who, where),
                self.there(who, "mine"),
                ask.id,
                kind,
                revision,
                text,
                "",
                due,
                self.now,
                token,
            ),
            again,
        )
        assert (made is not False) is expected
        if not expected:
            return
        self._answered(who, ask, kind, "", made)
        self.made(who, made, False, due, {"text": text, "cue": ""})

    def decline(self, by: str, index: int, place: str, is_stale: int, again: bool) -> None:
        ask = self.pick_ask(index, by, lambda each: each.is_open(self.now))
        if ask is None:
            return
        who = self.who(1 - ask.asker, by)
        where, token, line = self.where_of_ask(place), self.token(who), self.words()
        revision = ask.words.revision - is_stale
        expected = self._may_answer(who, ask, place) and not is_stale
        done = self.attempt(
            lambda: actions.decline(
                self.there(who, where),
                self.there(who, "mine"),
                ask.id,
                revision,
                line,
                self.now,
                token,
            ),
            again,
        )
        assert done is expected
        if expected:
            self._answered(who, ask, AnswerKind.NO, line, None)

    def _answered(
        self, who: int, ask: Ask, kind: AnswerKind, line: str, promise: UUID | None
    ) -> None:
        ask.answer = Answer(kind.value, self.today_of(who), Words(who, {"line": line}), promise)
        self.model.partners[who].aside.discard(ask.id)

    def take_back_line(self, by: str, index: int, place: str, again: bool) -> None:
        ask = self.pick_ask(
            index, by, lambda each: each.answer is not None and each.answer.kind == AnswerKind.NO
        )
        if ask is None:
            return
        who = self.who(1 - ask.asker, by)
        where, answer = self.where_of_ask(place), ask.answer
        expected = (
            self.reaches_ask(who, place)
            and answer is not None
            and answer.words.by == who
            and answer.kind == AnswerKind.NO
        )
        done = self.attempt(
            lambda: actions.take_back_line(self.there(who, where), ask.id, self.now), again
        )
        assert done is expected
        if expected and answer is not None and not answer.words.is_taken_back:
            answer.words.take_back()

    def set_aside(self, by: str, index: int, place: str, again: bool) -> None:
        ask = self.pick_ask(index, by, lambda each: each.is_open(self.now))
        if ask is None:
            return
        who = self.who(1 - ask.asker, by)
        where, token = self.where_of_ask(place), self.token(who)
        expected = self._may_answer(who, ask, place)
        done = self.attempt(
            lambda: actions.set_aside(
                self.there(who, where), self.there(who, "mine"), ask.id, self.now, token
            ),
            again,
        )
        assert done is expected
        if expected:
            self.model.partners[who].aside.add(ask.id)

    def bring_back(self, by: str, index: int) -> None:
        ask = self.pick_ask(
            index, by, lambda each: any(each.id in partner.aside for partner in self.model.partners)
        )
        if ask is None:
            return
        who = self.who(1 - ask.asker, by)
        done = self.attempt(
            lambda: actions.bring_back(
                self.there(who, "ours"), self.there(who, "mine"), ask.id, self.now
            )
        )
        if done:
            self.model.partners[who].aside.discard(ask.id)
