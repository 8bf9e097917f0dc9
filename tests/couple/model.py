"""The slow, obvious model: what two people said, and what each of them may read of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.couple.told import MOVED, OPEN, WITHDRAWN, Ask, Partner, Promise, Words
from troth.spaces.days import instant_of

GREENWICH = ZoneInfo("UTC")
LANDED = {"kept", "owned", "let-go"}


class Model:
    """`who` is 0 or 1 everywhere; 1 - who is the other."""

    def __init__(self, names: tuple[str, str], zones: tuple[str, str]) -> None:
        self.names = names
        self.zones = [ZoneInfo(zone) for zone in zones]
        self.partners = [Partner(name) for name in names]
        self.promises: dict[UUID, Promise] = {}
        self.asks: dict[UUID, Ask] = {}
        self.written: set[str] = set()

    @property
    def has_ended(self) -> bool:
        return any(partner.has_left for partner in self.partners)

    def is_silent(self, promise: Promise) -> bool:
        """Taken back without a line, or moved to what was."""
        if promise.state == MOVED:
            after = [each for each in self.promises.values() if each.follows == promise.id]
            return any(self.is_silent(each) for each in after)
        return promise.state == WITHDRAWN and promise.endings[-1].is_silent

    def may_read(self, who: int, promise: Promise) -> bool:
        if promise.maker == who:
            return promise.is_private or not self.partners[who].has_left
        return not (promise.is_private or self.partners[who].has_left or self.is_silent(promise))

    def may_write(self, promise: Promise) -> bool:
        """Nothing new is said in a space that has ended."""
        return promise.is_private or not self.has_ended

    def may_reply(self, who: int, promise: Promise) -> bool:
        """The maker's switch, while the space goes on."""
        takes = self.partners[promise.maker].takes_replies
        return promise.maker != who and takes and not self.has_ended

    def may_say(self, who: int, promise: Promise) -> bool:
        is_new = promise.state in LANDED and promise.landing is None
        return is_new and not promise.is_private and self.may_reply(who, promise)

    def may_change(self, who: int, promise: Promise) -> bool:
        said = promise.landing
        if said is None or said.words.by != who or promise.state not in LANDED:
            return False
        return not said.words.is_taken_back and self.may_reply(who, promise)

    # What each of the two is to see, as tests.couple.seen reads it from the program.

    def seen_by(self, who: int, now: datetime) -> dict[str, Any]:
        here = not self.partners[who].has_left
        readable = [each for each in self.promises.values() if self.may_read(who, each)]
        ours = [each for each in readable if not each.is_private]
        return {
            "mine": {each.id: self._promise(each, who) for each in readable if each.is_private},
            "ours": {each.id: self._promise(each, who) for each in ours},
            "landings": {
                each.id: _landing(each, who)
                for each in ours
                if each.landing is not None and each.state in LANDED
            },
            "may say": {each.id for each in ours if self.may_say(who, each)},
            "may change": {each.id for each in ours if self.may_change(who, each)},
            "asks": dict(self._asks(who, now)) if not self.has_ended else {},
            "own asks": {
                each.id: said(each.words)
                for each in self.asks.values()
                if here and each.asker == who
            },
            "own answers": {
                ask.id: _answered(ask) for ask in self.asks.values() if here and _by(ask, who)
            },
            "aside": self._aside(who, now) if not self.has_ended else set(),
            "partner": self._partner(who),
            "version": self.partners[who].version,
        }

    def _promise(self, promise: Promise, who: int) -> dict[str, Any]:
        last = promise.endings[-1] if promise.state != OPEN and not promise.is_unsaid else None
        return {
            "is mine": promise.maker == who,
            "made on": promise.made_on,
            "due": promise.due.as_text(),
            "state": promise.state,
            "follows": promise.follows,
            "is unsaid": promise.is_unsaid,
            "last": last and (last.state, last.happened_on, last.is_late),
            "words": said(promise.words),
            "endings": [
                (each.state, each.happened_on, each.is_late, each.words.by == who, said(each.words))
                for each in promise.endings
            ],
        }

    def _asks(self, who: int, now: datetime) -> Iterator[tuple[UUID, dict[str, Any]]]:
        for ask in self.asks.values():
            answer = ask.answer
            if answer is None and now >= ask.fades_at:
                continue
            if answer is not None and now >= shown_until(answer.on):
                continue
            promise = self.promises[answer.promise] if answer and answer.promise else None
            if promise is not None and not self.may_read(who, promise):
                continue
            yield (
                ask.id,
                {
                    "is mine": ask.asker == who,
                    "asked on": ask.asked_on,
                    "is taken back": ask.words.is_taken_back,
                    "words": said(ask.words),
                    "answer": answer and (answer.kind, answer.on, said(answer.words)),
                    "promised": promise and promise.words.texts["text"],
                },
            )

    def _aside(self, who: int, now: datetime) -> set[UUID]:
        return {ask_id for ask_id in self.partners[who].aside if self.asks[ask_id].is_open(now)}

    def _partner(self, who: int) -> object:
        own, other = self.partners[who], self.partners[1 - who]
        if own.has_left:
            return None
        called = "" if other.is_name_gone else other.called
        takes = other.takes_replies and not other.is_name_gone
        return own.called, own.is_away, called, takes, other.has_left, self.has_ended

    # Leaving.

    def leave(self, who: int, *, takes_words_back: bool) -> None:
        own, other = self.partners[who], self.partners[1 - who]
        own.has_left, own.is_away = True, False
        if other.has_left:
            self.promises = {each.id: each for each in self.promises.values() if each.is_private}
            self.asks = {}
            return
        other.version += 1
        if takes_words_back:
            own.is_name_gone = True
            for words in self.words_of(who):
                words.lose()

    def words_of(self, who: int) -> Iterator[Words]:
        """All that somebody wrote in the shared space."""
        for promise in self.promises.values():
            if not promise.is_private:
                landed = [promise.landing.words] if promise.landing else []
                said_of_it = [each.words for each in promise.endings]
                yield from (w for w in (promise.words, *said_of_it, *landed) if w.by == who)
        for ask in self.asks.values():
            answered = [ask.answer.words] if ask.answer else []
            yield from (words for words in (ask.words, *answered) if words.by == who)


def said(words: Words) -> object:
    if words.is_gone:
        return "gone"
    return dict(words.texts), list(words.earlier), words.is_taken_back


def shown_until(answered_on: Any) -> datetime:
    return instant_of(answered_on + timedelta(days=7), time(12), GREENWICH)


def _landing(promise: Promise, who: int) -> object:
    landing = promise.landing
    assert landing is not None
    kind = "" if landing.words.is_taken_back or landing.words.is_gone else landing.kind
    return landing.words.by == who, landing.on, kind, said(landing.words)


def _by(ask: Ask, who: int) -> bool:
    return ask.answer is not None and ask.answer.words.by == who


def _answered(ask: Ask) -> object:
    assert ask.answer is not None
    return ask.answer.kind, ask.answer.words.texts["line"]
