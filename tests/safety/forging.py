"""What Ben's own program can write: with his keys, the space's, and the whole database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.cast import Player
from tests.safety.shared_rows import MONDAY
from troth.asks.models import Answer, Ask
from troth.asks.opening import ANSWER_TABLE, ASK_TABLE
from troth.asks.words import AnswerWords, AskWords
from troth.people.models import Bundle
from troth.promises.landings.queries import LANDING_TABLE
from troth.promises.landings.words import LandingWords
from troth.promises.models import Ending, Landing, Promise
from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE, promise_view
from troth.promises.words import EndingWords, PromiseWords
from troth.record.models import Due, Event
from troth.sealing import (
    Context,
    KeyRing,
    SharingPair,
    SigningPair,
    SpaceKey,
    Unopened,
    Words,
    seal_grant,
    seal_words,
)
from troth.spaces.ids import new_id
from troth.spaces.models import Member
from troth.spaces.queries import MEMBER_TABLE
from troth.spaces.words import MemberWords

TODAY = MONDAY.date()


class Forger:
    """Ben, who signs in Ana's name with a pair that he has made for her."""

    def __init__(self, ana: Player, ben: Player) -> None:
        self.ana, self.ben = ana, ben
        self.ours = ben.membership("ours")
        self.hers = SigningPair.generate()
        self.sharing = SharingPair.generate()

    @property
    def space_id(self) -> UUID:
        return self.ours.space_id

    def in_her_name(self, table: str, row_id: UUID, words: Words, revision: int = 1) -> bytes:
        person_id = self.ana.person.id
        ring = KeyRing(
            space_id=self.space_id,
            person_id=person_id,
            current=self.ours.ring().current,
            signer=self.hers,
            pinned={person_id: (self.hers.public,)},
        )
        context = Context(table, self.space_id, row_id, person_id)
        return seal_words(ring, context, words, revision)

    def as_himself(self, table: str, row_id: UUID, words: Words, revision: int = 1) -> bytes:
        return seal_words(self.ours.ring(), self.ours.context(table, row_id), words, revision)

    def swap_her_keys(self) -> None:
        """Her public keys in the database become his, and she is granted keys with them."""
        Bundle.objects.filter(person_id=self.ana.person.id).update(
            verify_key=self.hers.public, sharing_key=self.sharing.public
        )
        row = Member.objects.get(space_id=self.space_id, person_id=self.ana.person.id)
        forged = self._grant(self.ana.person.id, self.hers, 2)
        given = self._grant(self.ben.person.id, self.ours.ring().signer, 3)
        Member.objects.filter(space_id=self.space_id, id=row.id).update(
            grants=bytes(row.grants) + forged + given
        )

    def _grant(self, giver_id: UUID, signer: SigningPair, epoch: int) -> bytes:
        return seal_grant(
            SpaceKey.generate(),
            space_id=self.space_id,
            epoch=epoch,
            member_id=self.ana.person.id,
            to=self.ana.keys().bundle.sharing.public,
            giver_id=giver_id,
            signer=signer,
        )

    def promise_words(self, promise_id: UUID) -> PromiseWords:
        row = Promise.objects.get(space_id=self.space_id, id=promise_id)
        words = promise_view(self.ours, row).words
        if isinstance(words, Unopened):
            raise TypeError("he can't read it himself")
        return words

    def rewrite(self, promise_id: UUID, text: str) -> None:
        words = replace(self.promise_words(promise_id), text=text)
        sealed = self.in_her_name(PROMISE_TABLE, promise_id, words, 2)
        Promise.objects.filter(space_id=self.space_id, id=promise_id).update(words=sealed)

    def make(self, text: str, like: UUID) -> UUID:
        """A promise that she never made, with all its rows."""
        row = Promise.objects.get(space_id=self.space_id, id=like)
        words = replace(self.promise_words(like), text=text)
        row.id = new_id(TODAY)
        row.pk = (self.space_id, row.id)
        row.words = self.in_her_name(PROMISE_TABLE, row.id, words)
        row.save(force_insert=True)
        due = {"space_id": self.space_id, "kind": "promise", "target_id": row.id}
        person_id = self.ana.person.id
        Due.objects.create(**due, id=new_id(TODAY), person_id=person_id, at=row.due_at)
        return row.id

    def end(self, promise_id: UUID, state: str, *, in_her_name: bool, **more: Any) -> UUID:
        """An ending with its cached state and its event, as if it had been said."""
        row_id, day = new_id(TODAY), TODAY.isoformat()
        at = more.pop("at", MONDAY.isoformat())
        facts = {"happened": at, "happened_on": day, "recorded": at, "recorded_on": day}
        words = EndingWords(
            promise=str(promise_id), state=state, is_late=False, note="", **{**facts, **more}
        )
        seal = self.in_her_name if in_her_name else self.as_himself
        person_id = (self.ana if in_her_name else self.ben).person.id
        where = {"space_id": self.space_id, "id": row_id, "person_id": person_id}
        Ending.objects.create(
            **where,
            promise_id=promise_id,
            number=Ending.objects.filter(promise_id=promise_id).count() + 1,
            state=state,
            happened_on=TODAY,
            is_late=False,
            recorded_on=TODAY,
            words=seal(ENDING_TABLE, row_id, words),
        )
        Promise.objects.filter(space_id=self.space_id, id=promise_id).update(state=state)
        Due.objects.filter(target_id=promise_id).delete()
        Event.objects.create(**where, day=TODAY, kind="promise", target_id=promise_id)
        return row_id

    def land(self, promise_id: UUID, line: str) -> None:
        row_id = new_id(TODAY)
        words = LandingWords("thanks", line, str(promise_id), TODAY.isoformat())
        Landing.objects.create(
            space_id=self.space_id,
            id=row_id,
            promise_id=promise_id,
            person_id=self.ana.person.id,
            recorded_on=TODAY,
            words=self.in_her_name(LANDING_TABLE, row_id, words),
        )

    def ask(self, text: str) -> UUID:
        row_id = new_id(TODAY)
        zone, fades_on = self.ana.membership().zone, "2026-11-30"
        words = AskWords(text, TODAY.isoformat(), fades_on, zone.key)
        like = Ask.objects.filter(asker_id=self.ana.person.id).first()
        assert like is not None
        Ask.objects.create(
            space_id=self.space_id,
            id=row_id,
            asker_id=self.ana.person.id,
            asked_on=TODAY,
            fades_at=like.fades_at,
            words=self.in_her_name(ASK_TABLE, row_id, words),
        )
        person_id = self.ben.person.id
        due = {"space_id": self.space_id, "kind": "ask", "target_id": row_id}
        Due.objects.create(**due, id=new_id(TODAY), person_id=person_id, at=MONDAY)
        return row_id

    def answer(self, ask_id: UUID, line: str) -> None:
        """In her name, to an ask of his."""
        row_id = new_id(TODAY)
        words = AnswerWords(str(ask_id), 1, "no", line, "", TODAY.isoformat())
        Answer.objects.create(
            space_id=self.space_id,
            id=row_id,
            ask_id=ask_id,
            person_id=self.ana.person.id,
            answered_on=TODAY,
            words=self.in_her_name(ANSWER_TABLE, row_id, words),
        )

    def call_her(self, called: str) -> None:
        row = Member.objects.get(space_id=self.space_id, person_id=self.ana.person.id)
        sealed = self.in_her_name(MEMBER_TABLE, row.id, MemberWords(called), 2)
        Member.objects.filter(space_id=self.space_id, id=row.id).update(words=sealed)
