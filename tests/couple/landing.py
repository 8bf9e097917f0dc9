"""Rules about words anew, and how promises landed: said once by the receiver."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.couple.model import LANDED
from tests.couple.rewording import Rewording
from tests.couple.steps import indexes, persons, places, twice
from tests.couple.told import Landing, Promise, Words
from troth.promises.landings import actions
from troth.promises.landings.rules import LandingKind
from troth.spaces.actions import take_replies


class Landings(Rewording):
    @rule(
        what=st.sampled_from(["words", "words", "take back", "lines", "take back lines"]),
        by=persons,
        index=indexes,
        place=places,
        is_stale=st.sampled_from([0, 0, 0, 1]),
        again=twice,
    )
    def reword(
        self, what: str, by: str, index: int, place: str, is_stale: int, again: bool
    ) -> None:
        """Somebody puts their words about a promise anew."""
        if what == "words":
            self.change_words(by, index, place, is_stale, again)
        elif what == "take back":
            self.take_back_words(by, index, place, again)
        elif what == "lines":
            self.change_lines(by, index, place, index // 2, is_stale, again)
        else:
            self.take_back_lines(by, index, place, index // 2, again)

    @rule(
        what=st.sampled_from(["say", "say", "say", "change", "take back", "switch", "switch"]),
        by=persons,
        index=indexes,
        place=places,
        kind=st.sampled_from(LandingKind),
        has_line=st.booleans(),
        is_stale=st.sampled_from([0, 0, 0, 1]),
        again=twice,
    )
    def reply(
        self,
        what: str,
        by: str,
        index: int,
        place: str,
        kind: LandingKind,
        has_line: bool,
        is_stale: int,
        again: bool,
    ) -> None:
        """Somebody says how it landed; or whether their partner may."""
        if what == "switch":
            self.switch_replies(by, index, takes=has_line)
        elif what == "say":
            self.say_how_it_landed(by, index, place, kind, has_line, again)
        elif what == "change":
            self.change_landing(by, index, place, is_stale, again)
        else:
            self.take_back_landing(by, index, place, again)

    def switch_replies(self, by: str, index: int, *, takes: bool) -> None:
        """Mostly whoever has heard how something landed."""
        promise = self.pick(index, by, lambda each: each.landing is not None)
        who = index % 2 if promise is None else self.who(promise.maker, by)
        done = self.attempt(lambda: take_replies(self.there(who, "ours"), takes, self.now))
        assert done is not self.model.has_ended
        if done:
            self.model.partners[who].takes_replies = takes

    def say_how_it_landed(
        self,
        by: str,
        index: int,
        place: str,
        kind: LandingKind,
        has_line: bool,
        again: bool,
    ) -> None:
        promise = self.pick(
            index,
            by,
            lambda each: each.state in LANDED and not each.is_private and each.landing is None,
        )
        if promise is None:
            return
        who = self.who(1 - promise.maker, by)
        where, token = self.where(promise, place), self.token(who)
        line = self.words() if has_line or kind is LandingKind.WORDS else ""
        expected = (
            self.reaches(who, promise, where)
            and self.model.may_reply(who, promise)
            and promise.state in LANDED
        )
        said = promise.landing
        if said is not None:
            expected = expected and (said.kind, said.words.texts["line"]) == (kind.value, line)
        done = self.attempt(
            lambda: actions.say_how_it_landed(
                self.there(who, where), promise.id, kind, line, self.now, token
            ),
            again,
        )
        assert done is expected
        if expected and said is None:
            promise.landing = Landing(kind.value, self.today_of(who), Words(who, {"line": line}))

    def _own_landing(self, who: int, promise: Promise, where: str) -> Words | None:
        """What this person said of it and can reach there; nobody's who isn't its author."""
        said = promise.landing
        is_own = said is not None and said.words.by == who and not said.words.is_gone
        return said.words if said and is_own and self.reaches(who, promise, where) else None

    def change_landing(self, by: str, index: int, place: str, is_stale: int, again: bool) -> None:
        promise = self.pick(index, by, lambda each: each.landing is not None)
        if promise is None:
            return
        who = self.who(1 - promise.maker, by)
        where, line = self.where(promise, place), self.words()
        words = self._own_landing(who, promise, where)
        expected = (
            words is not None
            and not words.is_taken_back
            and self.model.may_reply(who, promise)
            and not is_stale
        )
        seen = promise.landing.words.revision - is_stale if promise.landing else 1
        done = self.attempt(
            lambda: actions.change_landing_line(
                self.there(who, where), promise.id, {"line": line}, seen, self.now
            ),
            again,
        )
        assert done is expected
        if expected and words is not None:
            words.change({"line": line}, self.today_of(who), is_private=False)

    def take_back_landing(self, by: str, index: int, place: str, again: bool) -> None:
        promise = self.pick(index, by, lambda each: each.landing is not None)
        if promise is None:
            return
        who = self.who(1 - promise.maker, by)
        where = self.where(promise, place)
        words = self._own_landing(who, promise, where)
        done = self.attempt(
            lambda: actions.take_back_landing(self.there(who, where), promise.id, self.now), again
        )
        assert done is (words is not None)
        if words is not None and not words.is_taken_back:
            words.take_back()
            if promise.landing is not None:
                promise.landing.kind = ""
