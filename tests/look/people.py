"""The made-up people in the pictures, each with the days that a page or a state needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from tests.cast import Player
from tests.look.breaks import resting_players
from tests.look.challenging import challenged
from tests.look.couples import couple_players
from tests.look.grounds import said_alone
from tests.look.pairs import pairing_players
from tests.look.signing_up import ZONE, signed_up
from troth.gestures.actions import make_gesture
from troth.grounds.actions import choose_focus
from troth.people.actions import name_session
from troth.people.queries import sessions_of
from troth.promises import actions
from troth.promises.due import DueKind, DueValue
from troth.promises.models import Promise
from troth.promises.rhythms.actions import begin_rhythm
from troth.promises.rhythms.rules import LASTS
from troth.promises.rhythms.rules import begun as begin
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.recurrence import Pattern, Recurrence

ONE_DAY = timedelta(days=1)


@dataclass
class Diary:
    """One person's promises, written down on the days on which they were made."""

    mine: Membership
    now: datetime

    def day(self, ahead: int) -> date:
        return self.mine.today(self.now) + ahead * ONE_DAY

    def said(
        self, text: str, ahead: int, *, made: int = -1, at: time | None = None, cue: str = ""
    ) -> UUID:
        """A promise due `ahead` days from now, made `made` days from now."""
        due = DueValue(DueKind.MOMENT if at else DueKind.DAY, self.day(ahead), at, ZONE)
        return self._make(text, cue, due, min(made, ahead))

    def said_for_this_week(self, text: str) -> UUID:
        today = self.day(0)
        due = DueValue(DueKind.WEEK, today - today.weekday() * ONE_DAY, None, ZONE)
        return self._make(text, "", due, 0)

    def _make(self, text: str, cue: str, due: DueValue, made: int) -> UUID:
        then = self.now + made * ONE_DAY
        return actions.make_promise(self.mine, text, cue, due, then, self.token(made))

    def kept(self, promise_id: UUID, ahead: int) -> UUID:
        then = self.now + ahead * ONE_DAY
        actions.keep_promise(self.mine, promise_id, then, then, self.token(ahead))
        return promise_id

    def owned(self, promise_id: UUID, ahead: int, note: str = "") -> UUID:
        then = self.now + ahead * ONE_DAY
        actions.own_promise(self.mine, promise_id, note, then, self.token(ahead))
        return promise_id

    def in_a_rhythm(
        self,
        text: str,
        pattern: Pattern,
        *,
        days: tuple[int, ...] = (),
        begun: int = 0,
        at: time | None = None,
        cue: str = "",
    ) -> UUID:
        """For four weeks from `begun` days from now on, kept until yesterday."""
        first, then = self.day(begun), self.now + begun * ONE_DAY
        timetable = begin(Recurrence(pattern, first, days), at, first + LASTS, ZONE, first)
        rhythm_id = begin_rhythm(self.mine, text, cue, timetable, then, self.token(begun))
        past = Promise.objects.filter(rhythm_id=rhythm_id, due_on__lt=self.day(0))
        for promise_id, on in past.values_list("id", "due_on"):
            self.kept(promise_id, (on - self.day(0)).days)
        return rhythm_id

    def remembered(
        self, text: str, pattern: Pattern, *, days: tuple[int, ...] = (), ahead: int = 0
    ) -> UUID:
        """A gesture of one's own, from that many days ahead on."""
        recurrence = Recurrence(pattern, self.day(ahead), days)
        return make_gesture(self.mine, text, recurrence, self.now, self.token())

    def token(self, ahead: int = 0) -> UUID:
        return new_id(self.day(ahead))


@dataclass
class Stage:
    """Who is in the pictures, and the ids that addresses need."""

    players: dict[str, Player] = field(default_factory=dict)
    ids: dict[str, UUID | str] = field(default_factory=dict)

    def context(self, browser: Browser, who: str, base: str, **options: object) -> BrowserContext:
        """A browser that is signed in as one of them; as nobody it holds no cookie."""
        context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]
        if who in self.players:
            carry_cookies(self.players[who], context, base)
        return context


def carry_cookies(player: Player, context: BrowserContext, base: str) -> None:
    """Let a browser go on where a test's client has signed in."""
    held = player.client.cookies.items()
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": base, "httpOnly": True}
            for name, morsel in held
            if morsel.value
        ]
    )


def set_the_stage() -> Stage:
    """Everybody, signed up anew."""
    stage = Stage()
    fill: dict[str, Callable[[Diary, Stage], None]] = {
        "new": lambda diary, stage: None,
        "begun": _begun,
        "settled": _settled,
        "keeping": _begun_with_one,
        "steady": _steady,
        "away": _away,
        "tampered": _tampered,
        "locked": lambda diary, stage: None,
    }
    for who, write in fill.items():
        player = signed_up(who, "Demo")
        write(Diary(player.membership(), timezone.now()), stage)
        stage.players[who] = player
    _name_sessions(stage.players["settled"])
    pairing, stage.ids["code"] = pairing_players()
    couples, ids = couple_players(lambda player: Diary(player.membership("ours"), timezone.now()))
    resting, breaks = resting_players(
        lambda player, where: Diary(player.membership(where), timezone.now())
    )
    stage.players |= pairing | couples | resting
    stage.ids |= ids | breaks
    del stage.players["locked"].client.cookies[settings.TROTH_KEY_COOKIE]
    return stage


def _begun(diary: Diary, stage: Stage) -> None:
    choose_focus(diary.mine, "keep-small-promises", diary.now, diary.token())


def _begun_with_one(diary: Diary, stage: Stage) -> None:
    _begun(diary, stage)
    diary.said("Put the phone away at dinner", 0)
    diary.said("Read one chapter aloud", 0)
    diary.said("Ask about the interview", 2)
    stage.ids["gesture"] = diary.remembered("A hug when we meet again", Pattern.DAILY)
    diary.remembered("Bring back the library books", Pattern.WEEKLY, ahead=2)
    diary.remembered("Water the plants in the hall", Pattern.DAYS, days=(0, 3), ahead=1)
    diary.remembered("Make the tea", Pattern.FORTNIGHTLY)


def _settled(diary: Diary, stage: Stage) -> None:
    choose_focus(diary.mine, "stay-curious", diary.now, diary.token())
    stage.ids["open"] = diary.said(
        "Put the phone away at dinner",
        0,
        cue="When I sit down, it goes into the drawer in the hall.",
    )
    diary.said("Ask how the appointment went, and listen to all of it", 0, at=time(22, 30))
    diary.said_for_this_week("Sit down with the budget for half an hour")
    diary.said("Take the early train so that we can have breakfast together first", 1)
    diary.said("Ring the plumber", 2, at=time(10))
    diary.said("Write to Grandma", 12)
    stage.ids["waiting"] = diary.said("Say early if I’ll be late", -1, made=-3)
    stage.ids["kept"] = diary.kept(diary.said("Bring the bread", -1, made=-2), -1)
    diary.kept(diary.said("Look for the photographs", -5, made=-6), -3)
    owned = diary.said("Sit down with the papers", -4, made=-6)
    diary.kept(owned, -3)
    stage.ids["owned"] = diary.owned(
        owned, -2, "I saw the papers on the table and went to bed. I was avoiding it."
    )
    moved = diary.said("Book the train tickets", 1, made=-2)
    due = DueValue(DueKind.DAY, diary.day(3), None, ZONE)
    stage.ids["successor"] = actions.move_promise(diary.mine, moved, due, diary.now, diary.token())
    stage.ids["moved"] = moved
    taken_back = diary.said("Run on Sunday morning", 3, made=-1)
    actions.withdraw_promise(diary.mine, taken_back, diary.now, diary.token())
    gone = diary.said("Sort the cellar", -9, made=-12)
    actions.let_go_of_promise(diary.mine, gone, diary.now, diary.token())
    stage.ids |= said_alone(diary.mine)


def _steady(diary: Diary, stage: Stage) -> None:
    choose_focus(diary.mine, "be-seen", diary.now, diary.token())
    diary.said("Ask how the appointment went", 0)
    stage.ids["rhythm"] = diary.in_a_rhythm(
        "Put the phone into the drawer in the hall before we eat",
        Pattern.DAILY,
        begun=-9,
        at=time(23, 30),
        cue="When I hang up my coat.",
    )
    diary.in_a_rhythm("Water the plants on the stairs", Pattern.DAYS, days=(0, 3), begun=-12)
    diary.in_a_rhythm("Ring Mother", Pattern.FORTNIGHTLY, begun=-13)
    stage.ids["rhythm_over"] = diary.in_a_rhythm(
        "Ten minutes in the garden", Pattern.DAILY, begun=-28
    )
    stage.ids["challenge_over"] = challenged(diary.mine, None, 7, 20)


def _away(diary: Diary, stage: Stage) -> None:
    choose_focus(diary.mine, "give-space", diary.now, diary.token())
    for text, ahead in (
        ("Leave one quiet hour, with no messages", -8),
        ("Ask what the week looks like", -7),
        ("Cook on Thursday", -6),
        ("Say when I’ll be back before I go out", -4),
        ("Hang up the lamp", -1),
    ):
        diary.said(text, ahead, made=-9)


def _tampered(diary: Diary, stage: Stage) -> None:
    _begun(diary, stage)
    diary.said("Put the phone away at dinner", 0)
    altered = diary.said("Read one chapter aloud", 0)
    Promise.objects.filter(id=altered).update(made_on=diary.day(-3))
    stage.ids["altered"] = altered


def _name_sessions(player: Player) -> None:
    """Signed in at three places: this one, a named one and one without a name."""
    for _ in range(2):
        elsewhere = Player(player.name, Client(), ZONE)
        elsewhere.sign_in(remember="on")
    mine = player.membership()
    here = player.client.session
    others = [row for row in sessions_of(player.person, here) if not row.is_this_one]
    public_id = others[0].facts.public_id
    assert public_id is not None
    name_session(player.person, mine.ring(), here, public_id, "The old tablet", timezone.now())
