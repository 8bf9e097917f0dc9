"""The ten habits, their first small things, and the question that leads to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from troth.content.files import Entry, entry_of, folder_of

HABIT_IDS = (
    "ask-gently",
    "pause-first",
    "keep-small-promises",
    "stay-curious",
    "give-space",
    "repair-soon",
    "speak-well",
    "tell-the-truth",
    "share-values",
    "be-seen",
)
ANY_HABIT = "any"
FEWEST_FIRST_THINGS = 4
FEWEST_FOR_ONE = 2


@dataclass(frozen=True, slots=True)
class Why:
    """What research shows about a habit, in everyday words that say what kind of finding it is."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstThing:
    id: str
    say: str  # to the partner
    alone: str  # to oneself
    single: str  # to oneself, with no partner; empty where it takes one


@dataclass(frozen=True, slots=True)
class Habit:
    id: str
    name: str
    line: str
    care: str  # empty where the habit stirs up nothing
    why: Why | None
    first_things: tuple[FirstThing, ...]

    @property
    def for_one(self) -> tuple[str, ...]:
        """The first things that take no partner, as promises to oneself."""
        return tuple(thing.single for thing in self.first_things if thing.single)

    def ways_to_start(self, *, has_partner: bool) -> tuple[str, ...]:
        """The first things as promises to oneself: for one alone, those that take no partner."""
        return tuple(thing.alone for thing in self.first_things) if has_partner else self.for_one


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    label: str
    habit: str  # a habit's id, or ANY_HABIT


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    question: str
    line: str
    answers: tuple[Answer, ...]


def why_of(entry: Entry | None) -> Why | None:
    if entry is None:
        return None
    why = Why(text=entry.text("text"), sources=entry.texts("sources"))
    entry.finish()
    if not why.sources:
        raise entry.error("a claim without a source")
    return why


def _first_thing(entry: Entry) -> FirstThing:
    thing = FirstThing(
        id=entry.slug(),
        say=entry.text("say"),
        alone=entry.text("alone"),
        single=entry.optional_text("single"),
    )
    entry.finish()
    return thing


def _habit(entry: Entry) -> Habit:
    habit = Habit(
        id=entry.one_of("id", frozenset(HABIT_IDS)),
        name=entry.text("name"),
        line=entry.text("line"),
        care=entry.optional_text("care"),
        why=why_of(entry.optional_table("why")),
        first_things=tuple(_first_thing(thing) for thing in entry.tables("first_things")),
    )
    entry.finish()
    if len({thing.id for thing in habit.first_things}) < len(habit.first_things):
        raise entry.error("two first things have the same id")
    if len(habit.first_things) < FEWEST_FIRST_THINGS:
        raise entry.error(f"fewer than {FEWEST_FIRST_THINGS} first things")
    if len(habit.for_one) < FEWEST_FOR_ONE:
        raise entry.error(f"fewer than {FEWEST_FOR_ONE} first things that take no partner")
    return habit


def load_habits(folder: Path) -> dict[str, Habit]:
    file = entry_of(folder, "habits.toml")
    habits: dict[str, Habit] = {}
    for entry in file.tables("habit"):
        habit = _habit(entry)
        if habit.id in habits:
            raise entry.error("this id is there twice")
        habits[habit.id] = habit
    file.finish()
    missing = [habit_id for habit_id in HABIT_IDS if habit_id not in habits]
    if missing:
        raise file.error(f"no entry for: {', '.join(missing)}")
    return habits


def load_first_question(folder: Path) -> FirstQuestion:
    file = entry_of(folder, "first_question.toml")
    allowed = frozenset((*HABIT_IDS, ANY_HABIT))
    answers = []
    for entry in file.tables("answer"):
        answers.append(Answer(entry.slug(), entry.text("label"), entry.one_of("habit", allowed)))
        entry.finish()
    question = FirstQuestion(file.text("question"), file.text("line"), tuple(answers))
    file.finish()
    if len({answer.id for answer in answers}) < len(answers) or not answers:
        raise file.error("no answers, or two with the same id")
    return question


@cache
def _habits_in(folder: Path) -> Mapping[str, Habit]:
    return MappingProxyType(load_habits(folder))


@cache
def _first_question_in(folder: Path) -> FirstQuestion:
    return load_first_question(folder)


def habits(language: str = "en") -> Mapping[str, Habit]:
    """The ten habits by id, in the order of the file."""
    return _habits_in(folder_of(language))


def drawn_habit(number: int) -> str:
    """Any of the ten, the same one for the same number."""
    return HABIT_IDS[number % len(HABIT_IDS)]


def first_question(language: str = "en") -> FirstQuestion:
    return _first_question_in(folder_of(language))
