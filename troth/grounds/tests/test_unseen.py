"""What one needs and plans for oneself leaves no trace that the partner could see."""

from __future__ import annotations

import pytest

from tests.cast import Player
from tests.misuse.acts import masked
from troth.grounds.tests.acts import MONDAY, Couple, change, say_need, say_plan
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database

PAGES = (
    "/today/",
    "/us/",
    "/us/between/",
    "/me/",
    "/needs/",
    "/needs/new/",
    "/needs/before/mine/",
    "/needs/before/ours/",
    "/plans/",
    "/plans/new/",
)


def seen_by(player: Player) -> list[object]:
    """Every page with its headers, what pages poll, and the files to take along."""
    version = version_of(player.person.id)
    poll = player.get(f"/us/poll/?v={version}").headers.get("HX-Refresh")
    files = [player.post(f"/me/take-along/{kind}/").getvalue() for kind in ("book", "json")]
    return [version, poll, *files, *(masked(player.get(path)) for path in PAGES)]


@pytest.fixture
def told(two: Couple) -> Couple:
    for player in two:
        say_need(player, f"{player.name} needs", "ours")
        say_plan(player, f"{player.name} plans", to="ours")
        player.get("/me/")  # shows what it had to say
    return two


def test_what_is_private_moves_nothing_of_his(told: Couple) -> None:
    ana, ben = told
    before = seen_by(ben)
    need = f"/needs/mine/{say_need(ana, 'Polish the brass lantern')}/"
    change(ana, f"{need}change/", text="Wind the clock")
    ana.post(f"{need}rest/")
    ana.post(f"{need}take-back/")
    plan = f"/plans/mine/{say_plan(ana, 'Row the boat')}/"
    change(ana, plan, text="Row the green boat", when="today")
    say_plan(ana, "Sweep the stairs", "this-week")
    ana.post(f"{plan}remove/")
    assert seen_by(ben) == before


def test_his_pages_notice_what_he_may_see(told: Couple) -> None:
    ana, ben = told
    own, versions = version_of(ana.person.id), [version_of(ben.person.id)]

    def noticed() -> bool:
        versions.append(version_of(ben.person.id))
        return versions[-1] != versions[-2]

    need = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    assert noticed()
    change(ana, f"{need}change/", text="Half an hour")
    assert noticed()
    ana.post(f"{need}take-back/")
    assert noticed()
    ana.post(f"{need}rest/")
    assert noticed()
    plan = f"/plans/ours/{say_plan(ana, 'Out', to='ours')}/"
    assert noticed()
    change(ana, plan, text="In", when="today")
    assert noticed()
    ana.post(f"{plan}remove/")
    assert noticed()
    assert version_of(ana.person.id) == own


def test_reading_moves_nothing_of_hers(told: Couple) -> None:
    ana, ben = told
    need = say_need(ana, "An hour alone", "ours")
    ana.get("/me/")  # shows what it had to say
    before = seen_by(ana)
    seen_by(ben)
    ben.get(f"/needs/ours/{need}/")
    assert seen_by(ana) == before


def test_what_rests_and_is_taken_back_then_moves_nothing_of_his(told: Couple) -> None:
    ana, ben = told
    need = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    ana.post(f"{need}rest/")
    before = seen_by(ben)
    ana.post(f"{need}take-back/")
    assert seen_by(ben) == before


def test_in_a_break_the_needs_read_as_before(told: Couple) -> None:
    ana, ben = told
    pages = ("/needs/", "/plans/")
    for player in told:
        player.get("/me/")
    before = [masked(player.get(path)) for player in told for path in pages]
    facts = {"from_on": MONDAY.date().isoformat(), "until_on": ""}
    assert ana.post("/breaks/new/", facts).status_code == 302
    ana.get("/breaks/")  # shows what it had to say
    assert [masked(player.get(path)) for player in (ana, ben) for path in pages] == before
