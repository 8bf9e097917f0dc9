"""A capability uses a lower one only through its actions and queries."""

from __future__ import annotations

from collections.abc import Iterator

from tests.architecture.source import Module, modules

CAPABILITIES = {
    "home", "lookback", "portability", "reminders", "simulation", "journeys", "repairs",
    "timeouts", "practices", "asks", "promises", "gestures", "grounds", "notebook", "record",
    "spaces", "people",
}  # fmt: skip
DOORS = {"actions", "queries"}

# Modules, or single names in them, that are open to everything above, with the reason.
OPEN = {
    "troth.asks.rules.AnswerKind": "the one list of answers",
    "troth.grounds.needs": "its form and its refusal, with which a step of a practice is answered",
    "troth.grounds.plans": "the same of a plan",
    "troth.people.devices": "signing up and in, which know the device, is a journey",
    "troth.people.forms": "signing up by an invitation asks what signing up asks",
    "troth.people.gate": "who gets past to a view: signed in, unlocked",
    "troth.people.http": "the type of every request",
    "troth.people.models.Person": "the type of whoever is signed in",
    "troth.people.private": "who gets past to a private page: the password again after a while",
    "troth.people.views": "signing up by an invitation is signing up, with a page of its own",
    "troth.practices.finding.question_script": "a question, as what a run of it is begun with",
    "troth.practices.rules.occasion_of": "which time round it is: pure",
    "troth.practices.scene": "a run as its queries give it",
    "troth.practices.scripts.practices": "what there is to go through",
    "troth.practices.step.Step": "a step of it, at which something is given",
    "troth.promises.due": "when something is due: a pure value that a promise is made with",
    "troth.promises.forms": "the form of a promise, with which an ask is answered",
    "troth.promises.landings.rules.LandingKind": "the one list of how something lands",
    "troth.promises.opening.PromiseView": "a promise as its queries give it",
    "troth.promises.pages": "promises ready to show, in the rows that show them everywhere",
    "troth.promises.phrases": "how due times and months read",
    "troth.promises.rules.FollowThrough": "what an ending counts for: the one table's outcomes",
    "troth.promises.rules.NotPossible": "what its actions raise where something can't be said",
    "troth.promises.rhythms.rules.LASTS": "how long a rhythm lasts unless somebody says",
    "troth.promises.rhythms.rules.begun": "a rhythm's timetable: a pure value",
    "troth.record.agenda": "what Today gathers once and each card reads",
    "troth.record.models.Kind": "the one coarse list of kinds",
    "troth.spaces.access": "who may see what, in one place",
    "troth.spaces.addresses": "how an address names a space; to import it is to register it",
    "troth.spaces.breaks": "from when to when somebody is on a break: its rules are pure values",
    "troth.spaces.days": "the one rule for when a day turns; pure",
    "troth.spaces.ids": "how ids are made; pure",
    "troth.spaces.membership": "what every query and action takes; a plain value",
    "troth.spaces.models.Space": "the foreign key of every row that holds words",
    "troth.spaces.phrases": "how a day reads and what recurs, and how often a form offers it",
    "troth.spaces.recurrence": "on which days something recurs; pure",
    "troth.spaces.wording": "how changed words are kept; pure",
}


def border_faults(found: list[Module], opened: dict[str, str]) -> Iterator[str]:
    names = {module.name for module in found}
    used = set()
    for module in found:
        own = module.name.split(".")[1] if "." in module.name else ""
        if module.is_test or own not in CAPABILITIES:
            continue
        for imported in module.imports():
            parts = imported.split(".")
            if parts[0] != "troth" or len(parts) < 3 or parts[1] in {own, *OUTSIDE}:
                continue
            target = ".".join(parts[:3])
            # A subpackage has doors of its own: troth.spaces.pairing.actions.
            if DOORS & set(parts[2:4]) or target not in names:
                continue
            entry = imported if imported in opened else target
            used.add(entry)
            if entry not in opened:
                yield f"{module.name} imports {target}"
    yield from (f"{name} needs no exception" for name in opened.keys() - used)


OUTSIDE = {"config", "sealing", "content", "web"}


def test_capabilities_are_used_through_their_doors() -> None:
    assert list(border_faults(modules("troth"), OPEN)) == []


def test_a_planted_side_door_is_caught() -> None:
    planted = [
        Module("troth.promises.models", ""),
        Module("troth.promises.queries", ""),
        Module("troth.home.views", "from troth.promises.models import Promise\n"),
        Module("troth.home.queries", "from troth.promises.queries import open_promises\n"),
    ]
    assert list(border_faults(planted, {})) == ["troth.home.views imports troth.promises.models"]
    assert list(border_faults(planted[3:], {"troth.spaces.ids": "ids"})) == [
        "troth.spaces.ids needs no exception"
    ]
