"""What was said, in plain values: the rows of the slow model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from troth.promises.due import DueValue

Texts = dict[str, str]
OPEN, KEPT, MOVED, WITHDRAWN = "open", "kept", "moved", "withdrawn"
RELEASED, OWNED, LET_GO, SHARED = "released", "owned", "let-go", "shared"


@dataclass
class Words:
    """Somebody's words; `gone` once they left and took them along."""

    by: int
    texts: Texts
    earlier: list[tuple[date, str]] = field(default_factory=list)
    is_taken_back: bool = False
    is_gone: bool = False
    revision: int = 1

    @property
    def plain(self) -> str:
        return "\n".join(text for text in self.texts.values() if text)

    def change(self, texts: Texts, on: date, *, is_private: bool) -> None:
        if not is_private:
            self.earlier.append((on, self.plain))
        self.texts = dict(texts)
        self.revision += 1

    def take_back(self) -> None:
        self.texts = dict.fromkeys(self.texts, "")
        self.earlier, self.is_taken_back = [], True
        self.revision += 1

    def lose(self) -> None:
        self.texts, self.earlier = dict.fromkeys(self.texts, ""), []
        self.is_taken_back, self.is_gone = False, True


@dataclass
class Ending:
    state: str
    happened_on: date
    is_late: bool
    words: Words

    @property
    def is_silent(self) -> bool:
        """A taking back that tells the other nothing, or nothing any longer."""
        words = self.words
        return self.state == WITHDRAWN and (
            words.is_gone or not (words.texts["note"] or words.is_taken_back)
        )


@dataclass
class Landing:
    kind: str
    on: date
    words: Words


@dataclass
class Promise:
    id: UUID
    maker: int
    is_private: bool
    made_on: date
    due: DueValue
    words: Words
    follows: UUID | None = None
    state: str = OPEN
    endings: list[Ending] = field(default_factory=list)
    landing: Landing | None = None
    # Something was said of it when it was due: it stays so, also where a clock goes back.
    has_been_due: bool = False

    def is_due(self, now: datetime) -> bool:
        return self.has_been_due or now >= self.due.instant()

    @property
    def is_unsaid(self) -> bool:
        return self.state != OPEN and self.endings[-1].words.is_gone

    def steps(self, who: int, now: datetime) -> set[str]:
        """What one of the two may do with it, by the table that the mission gives."""
        is_due, is_makers = self.is_due(now), who == self.maker
        if not is_makers:
            return {RELEASED} if self.state == OPEN and not is_due else set()
        if self.state == OPEN:
            early = {KEPT, MOVED, WITHDRAWN, OWNED} | ({SHARED} if self.is_private else set())
            return {KEPT, OWNED, LET_GO} if is_due else early
        corrections = {KEPT: {OWNED}, OWNED: {KEPT}, LET_GO: {KEPT, OWNED}}
        if self.state in (KEPT, OWNED) and not is_due and not self.words.is_taken_back:
            return corrections[self.state] | {OPEN}
        return corrections.get(self.state, set())


@dataclass
class Answer:
    kind: str
    on: date
    words: Words
    promise: UUID | None = None


@dataclass
class Ask:
    id: UUID
    asker: int
    asked_on: date
    fades_at: datetime
    words: Words
    answer: Answer | None = None

    def is_open(self, now: datetime) -> bool:
        return self.answer is None and not self.words.is_taken_back and now < self.fades_at


@dataclass
class Partner:
    """What one of the two set for the shared space.

    `noted`: the names that the other had when something was shared with them; each stays with it.
    """

    called: str
    takes_replies: bool = True
    is_away: bool = False
    has_left: bool = False
    is_name_gone: bool = False
    version: int = 0
    aside: set[UUID] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
