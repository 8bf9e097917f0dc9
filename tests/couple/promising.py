"""Rules about promises: made, ended in each way, moved, opened again and shared."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.couple.steps import Steps, choices, indexes, people, persons, places, twice
from tests.couple.told import (
    KEPT,
    LET_GO,
    MOVED,
    OPEN,
    OWNED,
    RELEASED,
    SHARED,
    WITHDRAWN,
    Ending,
    Promise,
    Texts,
    Words,
)
from troth.promises import actions
from troth.promises.due import DueValue
from troth.spaces.days import local_day
from troth.spaces.membership import Membership

MORE = ("what_happened", "like_for_you", "will_do")
NOTHING: Texts = dict.fromkeys(("note", *MORE), "")


class Promising(Steps):
    @initialize(who=people)
    def begin(self, who: int) -> None:
        """One promise at least stands there from the beginning."""
        self.make(who, "ours", "tomorrow", False)

    def make(self, who: int, place: str, choice: str, again: bool) -> None:
        text, due, token = self.words(), self.due(who, choice), self.token(who)
        made = self.attempt(
            lambda: actions.make_promise(self.there(who, place), text, "", due, self.now, token),
            again,
        )
        if place != "mine" and self.model.has_ended:
            assert made is False
            return
        assert made is not False
        self.made(who, made, place == "mine", due, {"text": text, "cue": ""})

    def made(
        self,
        who: int,
        promise_id: UUID,
        is_private: bool,
        due: DueValue,
        texts: Texts,
        follows: UUID | None = None,
    ) -> None:
        words = Words(who, dict(texts))
        made_on = self.today_of(who)
        self.model.promises[promise_id] = Promise(
            promise_id, who, is_private, made_on, due, words, follows
        )

    @rule(
        what=st.sampled_from(
            ["make", "make private", "keep", "keep", "end", "end", "end", "move", "share"]
        ),
        by=persons,
        index=indexes,
        place=places,
        choice=choices,
        hours_ago=st.sampled_from([0, 0, 0, 2, 30, -1]),
        state=st.sampled_from([OWNED, WITHDRAWN, WITHDRAWN, RELEASED, LET_GO, OPEN, OPEN]),
        says=st.sampled_from(["nothing", "a line", "more"]),
        again=twice,
    )
    def promise(
        self,
        what: str,
        by: str,
        index: int,
        place: str,
        choice: str,
        hours_ago: int,
        state: str,
        says: str,
        again: bool,
    ) -> None:
        """Somebody makes one, or says of one how it goes on."""
        if what == "make":
            self.make(index % 2, "ours", choice, again)
        elif what == "make private":
            self.make(index % 2, "mine", choice, again)
        elif what == "keep":
            self.keep(by, index, place, hours_ago, again)
        elif what == "end":
            self.end(by, index, place, state, says, again)
        elif what == "move":
            self.move(by, index, place, choice, again)
        else:
            self.share(by, index, place, again)

    def may_end(self, who: int, promise: Promise, where: str, state: str, at: datetime) -> bool:
        return (
            self.reaches(who, promise, where)
            and self.model.may_write(promise)
            and not promise.words.is_gone
            and state in promise.steps(who, self.now)
            and at <= self.now
            and self.was_made_by(promise, at)
            # Once the other has said how it landed, it has ended for both.
            and not (state == OPEN and promise.landing is not None)
        )

    def ended(
        self, who: int, promise: Promise, state: str, at: datetime, texts: Texts = NOTHING
    ) -> None:
        is_late = state == KEPT and at > promise.due.instant()
        on = local_day(at, self.model.zones[who])
        promise.has_been_due |= self.now >= promise.due.instant()
        promise.endings.append(Ending(state, on, is_late, Words(who, dict(texts))))
        promise.state = state

    def keep(self, by: str, index: int, place: str, hours_ago: int, again: bool) -> None:
        promise = self.pick(index, by, lambda each: KEPT in each.steps(each.maker, self.now))
        if promise is None:
            return
        who = self.who(promise.maker, by)
        where, token = self.where(promise, place), self.token(who)
        at = self.now - timedelta(hours=hours_ago)
        expected = self.may_end(who, promise, where, KEPT, at)
        done = self.attempt(
            lambda: actions.keep_promise(self.there(who, where), promise.id, at, self.now, token),
            again,
        )
        assert done is expected
        if expected:
            self.ended(who, promise, KEPT, at)

    def end(self, by: str, index: int, place: str, state: str, says: str, again: bool) -> None:
        promise = self.pick(
            index, by, lambda each: state in each.steps(_whose(each, state), self.now)
        )
        if promise is None:
            return
        who = self.who(_whose(promise, state), by)
        where, token, texts = self.where(promise, place), self.token(who), dict(NOTHING)
        if state in (OWNED, WITHDRAWN) and says != "nothing":
            texts["note"] = self.words()
        if state == OWNED and says == "more" and not promise.is_private:
            texts |= {name: self.words() for name in MORE}
        expected = self.may_end(who, promise, where, state, self.now)
        done = self.attempt(
            lambda: _end(self.there(who, where), promise.id, state, texts, self.now, token), again
        )
        assert done is expected
        if expected:
            self.ended(who, promise, state, self.now, texts)

    def move(self, by: str, index: int, place: str, choice: str, again: bool) -> None:
        promise = self.pick(index, by, lambda each: MOVED in each.steps(each.maker, self.now))
        if promise is None:
            return
        who = self.who(promise.maker, by)
        where, token, due = self.where(promise, place), self.token(who), self.due(who, choice)
        expected = self.may_end(who, promise, where, MOVED, self.now)
        made = self.attempt(
            lambda: actions.move_promise(self.there(who, where), promise.id, due, self.now, token),
            again,
        )
        assert (made is not False) is expected
        if not expected:
            return
        self.ended(who, promise, MOVED, self.now)
        self.made(who, made, promise.is_private, due, promise.words.texts, promise.id)

    def share(self, by: str, index: int, place: str, again: bool) -> None:
        promise = self.pick(index, by, lambda each: SHARED in each.steps(each.maker, self.now))
        if promise is None:
            return
        who = self.who(promise.maker, by)
        where, token = self.where(promise, place), self.token(who)
        expected = self.may_end(who, promise, where, SHARED, self.now)
        expected = expected and not self.model.has_ended
        made = self.attempt(
            lambda: actions.share_promise(
                self.there(who, where), self.there(who, "ours"), promise.id, self.now, token
            ),
            again,
        )
        assert (made is not False) is expected
        if not expected:
            return
        self.ended(who, promise, SHARED, self.now)
        self.model.partners[who].noted.add(self.model.partners[1 - who].called)
        self.made(who, made, False, promise.due, promise.words.texts)


def _whose(promise: Promise, state: str) -> int:
    """Who may end it so."""
    return 1 - promise.maker if state == RELEASED else promise.maker


def _end(
    there: Membership, promise_id: UUID, state: str, texts: Texts, now: datetime, token: UUID
) -> None:
    if state == OWNED:
        more = {name: texts[name] for name in MORE}
        actions.own_promise(there, promise_id, texts["note"], now, token, **more)
    elif state == WITHDRAWN:
        actions.withdraw_promise(there, promise_id, now, token, texts["note"])
    elif state == RELEASED:
        actions.release_promise(there, promise_id, now, token)
    elif state == LET_GO:
        actions.let_go_of_promise(there, promise_id, now, token)
    else:
        actions.reopen_promise(there, promise_id, now, token)
