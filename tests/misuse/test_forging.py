"""Ending, moving, changing and taking back in the other's name, by the ordinary forms."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, field_of, text_of
from tests.misuse.acts import MONDAY, Couple, done, endings_of, keep, own, page_of, seen
from troth.promises.models import Ending, Promise
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database

STEPS = (
    "keep/", "keep/in-time/", "own/", "move/", "withdraw/", "reopen/", "let-go/", "words/",
    "words/take-back/", "endings/{ending}/words/", "endings/{ending}/words/take-back/",
)  # fmt: skip
FACTS = {
    "note": "I was with somebody else",
    "text": "I obey",
    "cue": "always",
    "when": "tomorrow",
    "kept": "later",
    "on": "2026-11-23",
    "is_mine": "yes",
    "take_back": "yes",
    "revision": "1",
    "where": "mine",
}


def of_both(ana: Player, ben: Player) -> dict[str, str]:
    """Ids that he could put into a form: his own, and hers."""
    return {"person_id": str(ana.person.id), "maker_id": str(ben.person.id)}


@pytest.mark.parametrize("is_ended", [False, True])
def test_none_of_her_steps_is_his(two: Couple, is_ended: bool) -> None:
    """38. He ends, moves, rewords or takes back hers, at the addresses that are hers."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    if is_ended:
        own(ana, said, "I forgot it")
    ending = Ending.objects.values_list("id", flat=True).first() or new_id(MONDAY.date())
    before = everything_stored()
    for step in STEPS:
        path = page_of(said) + step.format(ending=ending)
        facts = {**FACTS, **of_both(ana, ben), "token": str(new_id(MONDAY.date()))}
        assert ben.post(path, facts).status_code == 404, step
        assert ben.post(path, facts, headers={"hx-request": "true"}).status_code == 404, step
        assert ben.get(path).status_code in (404, 405), step
    assert ben.post(f"/promises/mine/{said}/share/").status_code == 404
    for where in ("mine", str(ana.membership().space_id), str(ana.membership("ours").space_id)):
        assert ben.post(f"/promises/{where}/{said}/keep/").status_code == 404
    assert set(differing(before, everything_stored())) <= {"people_session"}


def test_no_step_of_his_is_offered_on_her_promise_but_to_release_her(two: Couple) -> None:
    """38. He looks for a button."""
    ana, ben = two
    page = ben.get(page_of(ana.say("Sing", to="ours"))).content.decode()
    actions = [part.partition('"')[0] for part in page.split('formaction="')[1:]]
    assert [address.split("/")[-2] for address in actions] == ["release"]


def test_the_id_of_a_row_of_hers_as_token_touches_nothing_of_hers(two: Couple) -> None:
    """39. He puts the id of her promise, or of her ending, into his own form."""
    ana, ben = two
    hers = ana.say("Sing", to="ours")
    own(ana, hers, "I forgot it")
    ending = Ending.objects.get().id
    rows = Promise.objects.filter(id=hers).values().get(), Ending.objects.values().get()
    for token in (hers, ending):
        facts = {"text": "I obey", "when": "tomorrow", "to": "ours", "as_it_is": "yes"}
        done(ben.post("/promises/new/", {**facts, "token": str(token)}))
        his = Promise.objects.filter(maker_id=ben.person.id).latest("id")
        done(ben.post(f"{page_of(his.id)}keep/", {"token": str(token)}))
        done(ben.post(f"{page_of(his.id)}own/", {"token": str(token), "note": "x"}))
        done(ben.post("/asks/new/", {"text": "Well?", "token": str(token), "as_it_is": "yes"}))
    kept = ana.say("Swim", to="ours")
    keep(ana, kept)
    done(ben.post(f"{page_of(kept)}landed/", {"kind": "thanks", "token": str(hers)}))
    now = Promise.objects.filter(id=hers).values().get(), Ending.objects.filter(id=ending).values()
    assert (now[0], now[1].get()) == rows


def test_a_release_can_not_be_undone_or_used_to_undo(two: Couple) -> None:
    """40. He releases her, and takes the release back when it suits him."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    done(ben.post(f"{page_of(said)}release/"))
    for player in two:
        for step in ("release", "reopen", "keep", "withdraw"):
            player.post(f"{page_of(said)}{step}/", {"token": str(new_id(MONDAY.date()))})
    assert endings_of(said) == [(ben.person.id, "released")]
    assert "Ben released you from it, today" in seen(ana, page_of(said))
    # What remains possible: to release her from what she wanted to keep. She can say it anew.
    assert "Ben released you from it" in seen(ana, "/us/")
    keep(ana, ana.say("Sing", to="ours"))
    assert "you kept it" in seen(ana, "/us/")


def test_nobody_is_released_from_what_is_due_or_said(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """40. He turns her kept promise, or her silence, into a release of his."""
    ana, ben = two
    kept, went_by = (ana.say(text, to="ours", when="today", at="12:00") for text in ("A", "B"))
    keep(ana, kept)
    time_machine.move_to(MONDAY + timedelta(hours=4), tick=False)
    for each in (kept, went_by):
        ben.post(f"{page_of(each)}release/")
    assert endings_of(kept) == [(ana.person.id, "kept")]
    assert endings_of(went_by) == []


def test_after_the_fact_nothing_is_withdrawn_moved_or_reworded(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """41. Its time has come, and he makes it as if he had never said it."""
    _ana, ben = two
    said = ben.say("Home by noon", to="ours", when="today", at="19:00")
    revision = field_of(ben.get(f"{page_of(said)}words/"), "revision")
    time_machine.move_to(MONDAY + timedelta(hours=2), tick=False)
    note = {"note": "", "token": str(new_id(MONDAY.date()))}
    done(ben.post(f"{page_of(said)}withdraw/", note))
    ben.post(f"{page_of(said)}move/", {"when": "tomorrow", "token": note["token"]})
    words = {"text": "Home by midnight", "cue": "", "revision": revision}
    assert ben.post(f"{page_of(said)}words/", words).status_code == 422
    assert ben.post(f"{page_of(said)}words/take-back/").status_code == 422
    assert endings_of(said) == []
    for player in two:
        text = seen(player, page_of(said))
        assert "Home by noon" in text
        assert "midnight" not in text
    own(ben, said)
    assert ben.post(f"{page_of(said)}words/", words).status_code == 422


def test_due_time_and_day_of_making_are_no_fields(two: Couple) -> None:
    """41. He adds a later due time to the form for other words."""
    _ana, ben = two
    said = ben.say("Home by noon", to="ours", when="today", at="20:00")
    before = Promise.objects.filter(id=said).values("due_at", "made_on", "maker_id", "state").get()
    page = f"{page_of(said)}words/"
    facts = {"text": "Home", "cue": "", "revision": field_of(ben.get(page), "revision")}
    more = {"due": "day 2030-01-01 UTC", "due_at": "2030-01-01", "made_on": "2020-01-01"}
    done(ben.post(page, {**facts, **more, "state": "kept", "at": "23:00", "on": "2030-01-01"}))
    after = Promise.objects.filter(id=said).values("due_at", "made_on", "maker_id", "state").get()
    assert after == before


def test_what_was_reworded_before_it_is_due_stands_beside_what_it_said(two: Couple) -> None:
    """42. He makes a promise smaller just before it is due."""
    ana, ben = two
    said = ben.say("Cook every meal this week", to="ours")
    page = f"{page_of(said)}words/"
    for text in ("Cook some meals", "Cook one meal", "Boil water"):
        revision = field_of(ben.get(page), "revision")
        done(ben.post(page, {"text": text, "cue": "", "revision": revision}))
    keep(ben, said)
    text = seen(ana, page_of(said))
    for each in ("Cook every meal this week", "Cook some meals", "Boil water"):
        assert each in text


def test_what_he_said_first_stays_however_often_he_rewords_it(two: Couple) -> None:
    """42. He rewords it so often that the first words would fall out."""
    ana, ben = two
    said = ben.say("Cook every meal this week", to="ours")
    page = f"{page_of(said)}words/"
    for number in range(25):
        revision = field_of(ben.get(page), "revision")
        done(ben.post(page, {"text": f"Boil {number}", "cue": "", "revision": revision}))
    assert "Cook every meal this week" in seen(ana, page_of(said))


def test_every_word_on_how_it_ended_stays_to_be_seen(two: Couple) -> None:
    """43. He turns a slip into a kept promise, and the slip is gone."""
    ana, ben = two
    said = ben.say("Not a drop tonight", to="ours")
    own(ben, said, "I did drink")
    keep(ben, said)
    text = seen(ana, page_of(said))
    assert "it didn’t happen; said today" in text
    assert "I did drink" in text


def test_a_taken_back_line_leaves_a_mark(two: Couple) -> None:
    """43. He takes back what he wrote about a slip."""
    ana, ben = two
    said = ben.say("Not a drop tonight", to="ours")
    own(ben, said, "I did drink")
    ending: UUID = Ending.objects.get().id
    done(ben.post(f"{page_of(said)}endings/{ending}/words/take-back/"))
    text = seen(ana, page_of(said))
    assert "drink" not in text
    assert "Ben took back what was written about it." in text


def test_a_reworded_promise_says_so_where_it_is_listed(two: Couple) -> None:
    """44. He rewords a promise, and the lists and the history show only the new words."""
    ana, ben = two
    said = ben.say("Cook every meal this week", to="ours")
    page = f"{page_of(said)}words/"
    facts = {"text": "Boil water", "cue": "", "revision": field_of(ben.get(page), "revision")}
    done(ben.post(page, facts))
    keep(ben, said)
    assert "Boil water" in text_of(ana.get("/us/"))
    assert "Changed" in seen(ana, page_of(said))
