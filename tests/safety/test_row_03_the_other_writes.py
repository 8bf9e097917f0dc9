"""Row 3: Ben writes in Ana's name with the space's key and the database; none of it is hers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from tests.safety.forging import Forger
from tests.safety.shared_rows import (
    KEPT,
    MONDAY,
    SAID,
    WITNESS,
    WITNESS_ASK,
    WITNESS_KEPT,
    Shared,
    assert_the_rest_renders,
    marks,
    seen,
)
from troth.portability.tests.files import book_of, take
from troth.promises.models import Ending, Landing, Promise
from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE

FORGED = "Obey at once"
Couple = tuple[Player, Player]

pytestmark = [pytest.mark.on_any_database, pytest.mark.usefixtures("on_monday")]


@pytest.fixture(params=["with her public keys", "after swapping her public keys"])
def forger(two: Shared, request: pytest.FixtureRequest) -> Forger:
    """Ben at his own program; the second time her keys in the database are his."""
    forger = Forger(two.ana, two.ben)
    if request.param.startswith("after"):
        forger.swap_her_keys()
    return forger


def assert_nowhere_hers(two: Shared, *pages: str) -> None:
    """To neither, on no page and in neither file, does it say what he wrote."""
    texts = assert_the_rest_renders(two)
    for player in two.both:
        assert FORGED not in texts[player.name] + seen(player, *pages), player.name
        assert FORGED not in take(player, "json").decode()
        assert FORGED not in book_of(player)


def test_her_words_rewritten_are_shown_as_not_hers(two: Shared, forger: Forger) -> None:
    forger.rewrite(two.ids["said"], FORGED)
    assert_nowhere_hers(two)
    for player in two.both:
        for page in (two.page("said"), "/promises/"):
            assert marks(player.get(page)) >= 1
        assert SAID not in text_of(player.get(two.page("said")))
        assert '"unopened": "not-theirs"' in take(player, "json").decode()


def test_an_ended_one_rewritten_is_marked_in_the_history_of_both(
    two: Shared, forger: Forger
) -> None:
    forger.rewrite(two.ids["kept"], FORGED)
    assert_nowhere_hers(two)
    for player in two.both:
        assert marks(player.get("/us/")) == 1
        assert WITNESS_KEPT in text_of(player.get("/us/"))


def test_a_promise_that_she_never_made_is_not_hers(two: Shared, forger: Forger) -> None:
    made = forger.make(FORGED, like=two.ids["said"])
    page = f"/promises/ours/{made}/"
    assert_nowhere_hers(two, page)
    for player in two.both:
        assert marks(player.get(page)) >= 1
        assert SAID in text_of(player.get("/promises/"))
    assert two.ana.post(f"{page}own/", {"note": "I never said so"}).status_code in (302, 422)
    assert Promise.objects.get(id=made).state == "open"


@pytest.mark.parametrize("state", ["kept", "owned", "let-go", "withdrawn", "moved", "shared"])
def test_her_promise_ended_in_her_name_has_not_ended(
    two: Shared, forger: Forger, state: str
) -> None:
    forger.end(two.ids["said"], state, in_her_name=True)
    assert_not_ended(two)


@pytest.mark.parametrize("state", ["kept", "owned", "let-go", "withdrawn", "moved", "shared"])
def test_what_only_its_maker_may_say_counts_for_nothing_from_him(
    two: Shared, forger: Forger, state: str
) -> None:
    """Signed with his own key, in his own name: still not his to say."""
    forger.end(two.ids["said"], state, in_her_name=False)
    assert_not_ended(two)


def assert_not_ended(two: Shared) -> None:
    for player in two.both:
        answer = player.get(two.page("said"))
        assert marks(answer) >= 1
        assert SAID not in text_of(answer)
        history = text_of(player.get("/us/"))
        assert SAID not in history
        assert KEPT in history
    assert_the_rest_renders(two)


@pytest.mark.parametrize("dated", ["after", "before"])
def test_a_release_that_he_signed_once_she_had_kept_it_does_not_undo_her_word(
    two: Shared, time_machine: TimeMachineFixture, dated: str
) -> None:
    """The times are his to sign: they must not decide over what she said herself."""
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    assert two.ana.post(f"{two.page('said')}keep/").status_code == 302
    at = MONDAY + timedelta(days=2 if dated == "after" else 0)
    Forger(two.ana, two.ben).end(two.ids["said"], "released", in_her_name=False, at=at.isoformat())
    for player in two.both:
        for page in ("/us/", "/promises/", "/promises/?in=ours", two.page("said")):
            answer = player.get(page)
            assert answer.status_code == 200
            bent = (f"{SAID} released", "released you", "you released")
            assert [said for said in bent if said in text_of(answer)] == [], (player.name, page)


def test_a_kept_one_that_he_made_look_open_again_is_marked(two: Shared, forger: Forger) -> None:
    """Only the state, without the ending: the signed one tells."""
    Promise.objects.filter(id=two.ids["kept"]).update(state="open")
    for player in two.both:
        assert marks(player.get(two.page("kept"))) >= 1
    assert_the_rest_renders(two)


def test_thanks_in_her_name_are_not_hers(two: Shared, forger: Forger) -> None:
    forger.land(two.ids["witness_kept"], FORGED)
    assert_nowhere_hers(two)
    for player in two.both:
        answer = player.get(two.page("witness_kept"))
        assert marks(answer) == 1
        assert WITNESS_KEPT in text_of(answer)
    assert Landing.objects.count() == 2


def test_an_ask_in_her_name_is_not_hers(two: Shared, forger: Forger) -> None:
    page = f"/asks/{forger.ask(FORGED)}/"
    assert_nowhere_hers(two, page)
    for player in two.both:
        assert marks(player.get(page)) == 1
        assert marks(player.get("/asks/")) >= 1


def test_an_answer_in_her_name_is_not_hers(two: Shared, forger: Forger) -> None:
    forger.answer(two.ids["witness_ask"], FORGED)
    assert_nowhere_hers(two)
    for player in two.both:
        answer = player.get(two.page("witness_ask"))
        assert marks(answer) == 1
        assert WITNESS_ASK in text_of(answer)


def test_a_name_that_he_gave_her_is_not_hers(two: Shared, forger: Forger) -> None:
    forger.call_her(FORGED)
    assert_nowhere_hers(two)
    assert marks(two.ana.get("/us/between/")) >= 1
    assert "your partner" in seen(two.ben, *two.pages).lower()
    assert two.ana.post("/us/between/", {"called": "Annelie"}).status_code == 302


def test_all_of_it_at_once_breaks_no_page_and_she_goes_on(two: Shared, forger: Forger) -> None:
    forger.end(two.ids["noted"], "kept", in_her_name=True)
    forger.rewrite(two.ids["said"], FORGED)
    forger.make(FORGED, like=two.ids["witness"])
    forger.land(two.ids["witness_kept"], FORGED)
    forger.answer(two.ids["witness_ask"], FORGED)
    forger.ask(FORGED)
    forger.call_her(FORGED)
    assert_nowhere_hers(two)
    new = two.ana.say("Sing", to="ours")
    assert "Sing" in text_of(two.ana.get(f"/promises/ours/{new}/"))
    assert two.ana.post(f"/promises/ours/{new}/keep/").status_code == 302
    assert two.ana.post("/us/leave/").status_code == 302
    assert two.ben.get(f"/us/before/{two.space_id}/").status_code == 200


def test_what_he_signs_as_himself_under_her_row_s_id_is_not_hers(two: Shared) -> None:
    """His own words, his own key, her row: the author stands in the seal."""
    forger = Forger(two.ana, two.ben)
    words = forger.promise_words(two.ids["said"])
    sealed = forger.as_himself(PROMISE_TABLE, two.ids["said"], words, 2)
    Promise.objects.filter(id=two.ids["said"]).update(words=sealed)
    ending = Ending.objects.get(promise_id=two.ids["noted"])
    Ending.objects.filter(id=ending.id).update(
        words=forger.as_himself(ENDING_TABLE, ending.id, words, 2)
    )
    for player in two.both:
        for name in ("said", "noted"):
            assert marks(player.get(two.page(name))) >= 1
    assert_the_rest_renders(two)
    assert WITNESS in text_of(two.ana.get("/promises/"))
