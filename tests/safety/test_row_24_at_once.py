"""Row 24: both act on the same thing at once; one wins, the other is told, both texts are kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.cast import Player, field_of, text_of
from tests.safety.shared_rows import KEPT, SAID, WITNESS_ASK, Shared
from troth.asks.models import Answer, Ask
from troth.asks.tests.acts import form_of
from troth.promises.models import Ending, Landing, Promise
from troth.record.models import Due

Couple = tuple[Player, Player]
ENDED = "This has ended already. Nothing was changed."
TYPED = "It rained the whole evening"

pytestmark = pytest.mark.usefixtures("on_monday")


def token_on(player: Player, page: str) -> str:
    return field_of(player.get(page), "token")


def told(player: Player, answer: Any) -> str:
    """What somebody reads after a step, wherever it leads."""
    if answer.status_code == 302:
        answer = player.get(answer["Location"], follow=True)
    return text_of(answer)


def page_after(player: Player, answer: Any) -> str:
    if answer.status_code == 302:
        answer = player.get(answer["Location"], follow=True)
    return str(answer.content.decode())


STEPS: dict[str, dict[str, str]] = {
    "keep": {},
    "own": {"note": TYPED},
    "withdraw": {"note": TYPED},
    "move": {"when": "this-week"},
}


@pytest.mark.parametrize("step", STEPS)
def test_released_first_her_step_is_refused_and_she_is_told(two: Shared, step: str) -> None:
    hers = {**STEPS[step], "token": token_on(two.ana, two.page("said"))}
    his = {"token": token_on(two.ben, two.page("said"))}
    assert two.ben.post(f"{two.page('said')}release/", his).status_code == 302
    answer = two.ana.post(f"{two.page('said')}{step}/", hers)
    assert ENDED in told(two.ana, answer)
    assert Promise.objects.filter(id=two.ids["said"]).get().state == "released"
    assert Ending.objects.filter(promise_id=two.ids["said"]).count() == 1
    for player in two.both:
        assert "released" in text_of(player.get(two.page("said")))
        assert SAID in text_of(player.get(two.page("said")))


@pytest.mark.parametrize("step", ["own", "withdraw"])
def test_released_first_what_she_had_written_is_there_still(two: Shared, step: str) -> None:
    hers = {**STEPS[step], "token": token_on(two.ana, two.page("said"))}
    if step == "own":
        hers["will_do"] = "I bring a coat"
    his = {"token": token_on(two.ben, two.page("said"))}
    two.ben.post(f"{two.page('said')}release/", his)
    page = page_after(two.ana, two.ana.post(f"{two.page('said')}{step}/", hers))
    assert TYPED in page
    assert ("I bring a coat" in page) is (step == "own")


@pytest.mark.parametrize("step", ["keep", "own", "move", "withdraw"])
def test_said_first_his_release_is_refused_and_he_is_told(two: Shared, step: str) -> None:
    hers = {**STEPS[step], "token": token_on(two.ana, f"{two.page('said')}{steps_page(step)}")}
    his = {"token": token_on(two.ben, two.page("said"))}
    assert two.ana.post(f"{two.page('said')}{step}/", hers).status_code == 302
    assert ENDED in told(two.ben, two.ben.post(f"{two.page('said')}release/", his))
    assert Ending.objects.filter(promise_id=two.ids["said"]).count() == 1
    assert (
        Ending.objects.filter(promise_id=two.ids["said"], person_id=two.ben.person.id).count() == 0
    )


def steps_page(step: str) -> str:
    return "move/" if step == "move" else ""


def test_taken_back_without_a_word_his_release_finds_no_such_promise(two: Shared) -> None:
    """As if it had never been there: he isn't told that it was taken back."""
    his = {"token": token_on(two.ben, two.page("said"))}
    two.ana.post(f"{two.page('said')}withdraw/")
    assert two.ben.post(f"{two.page('said')}release/", his).status_code == 404
    assert Ending.objects.filter(promise_id=two.ids["said"]).count() == 1


def test_reworded_while_he_releases_both_stand(two: Shared) -> None:
    revision = field_of(two.ana.get(f"{two.page('said')}words/"), "revision")
    two.ben.post(f"{two.page('said')}release/", {"token": token_on(two.ben, two.page("said"))})
    facts = {"text": TYPED, "cue": "", "revision": revision}
    answer = two.ana.post(f"{two.page('said')}words/", facts)
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    for player in two.both:
        assert SAID in text_of(player.get(two.page("said")))


def test_opened_again_while_he_says_how_it_landed(two: Shared) -> None:
    """She takes her word back just before his reply comes: he is told, and has his line still."""
    Landing.objects.all().delete()
    page = f"{two.page('kept')}landed/"
    facts = {"kind": "own-words", "line": TYPED, "token": token_on(two.ben, page)}
    two.ana.post(f"{two.page('kept')}reopen/", {"token": token_on(two.ana, two.page("kept"))})
    answer = two.ben.post(page, facts)
    assert not Landing.objects.exists()
    assert TYPED in page_after(two.ben, answer)


def test_replies_switched_off_while_he_says_how_it_landed(two: Shared) -> None:
    Landing.objects.all().delete()
    page = f"{two.page('kept')}landed/"
    facts = {"kind": "own-words", "line": TYPED, "token": token_on(two.ben, page)}
    two.ana.post("/us/replies/", {"takes": "no"})
    answer = two.ben.post(page, facts)
    assert not Landing.objects.exists()
    assert TYPED in page_after(two.ben, answer)


def test_her_words_taken_back_and_his_reply_stand_side_by_side(two: Shared) -> None:
    two.ana.post(f"{two.page('kept')}words/take-back/")
    answer = two.ben.get(two.page("kept"))
    assert "It shone" in text_of(answer)
    assert KEPT not in text_of(answer)
    revision = field_of(two.ben.get(f"{two.page('kept')}landed/words/"), "revision")
    facts = {"line": TYPED, "revision": revision}
    assert two.ben.post(f"{two.page('kept')}landed/words/", facts).status_code == 302
    for player in two.both:
        assert TYPED in text_of(player.get(two.page("kept")))


@pytest.mark.parametrize("how", ["yes", "smaller", "no"])
def test_taken_back_first_an_answer_is_refused_and_its_words_stay(two: Shared, how: str) -> None:
    facts = form_of(two.ana, two.ids["witness_ask"], how)
    facts["line" if how == "no" else "text"] = TYPED
    assert two.ben.post(f"{two.page('witness_ask')}take-back/").status_code == 302
    answer = two.ana.post(f"{two.page('witness_ask')}{how}/", facts)
    assert answer.status_code == 422
    assert "This was taken back in the meantime." in text_of(answer)
    assert field_of(answer, "line" if how == "no" else "text") == TYPED
    assert not Answer.objects.filter(ask_id=two.ids["witness_ask"]).exists()
    assert not Due.objects.filter(target_id=two.ids["witness_ask"]).exists()


@pytest.mark.parametrize("how", ["yes", "smaller", "no"])
def test_answered_first_the_taking_back_is_refused_and_told(two: Shared, how: str) -> None:
    facts = form_of(two.ana, two.ids["witness_ask"], how)
    facts["line" if how == "no" else "text"] = TYPED
    assert two.ana.post(f"{two.page('witness_ask')}{how}/", facts).status_code == 302
    answer = two.ben.post(f"{two.page('witness_ask')}take-back/")
    assert "This has been answered already. Nothing was changed." in told(two.ben, answer)
    changed = two.ben.post(f"{two.page('witness_ask')}change/", {"text": "Other words"})
    assert changed.status_code == 422
    assert "Other words" in changed.content.decode()
    for player in two.both:
        text = text_of(player.get(two.page("witness_ask")))
        assert WITNESS_ASK in text
        assert TYPED in text


def test_changed_first_the_answer_meets_the_new_words_and_keeps_its_own(two: Shared) -> None:
    facts = {**form_of(two.ana, two.ids["witness_ask"], "no"), "line": TYPED}
    two.ben.post(f"{two.page('witness_ask')}change/", {"text": "Read me ten pages"})
    answer = two.ana.post(f"{two.page('witness_ask')}no/", facts)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "in other words in the meantime" in text
    assert "Read me ten pages" in text
    assert field_of(answer, "line") == TYPED


@pytest.mark.parametrize("how", ["yes", "no"])
def test_he_leaves_while_she_answers_and_her_words_stay(two: Shared, how: str) -> None:
    facts = form_of(two.ana, two.ids["witness_ask"], how)
    facts["line" if how == "no" else "text"] = TYPED
    assert two.ben.post("/us/leave/").status_code == 302
    answer = two.ana.post(f"{two.page('witness_ask')}{how}/", facts)
    assert TYPED in page_after(two.ana, answer)
    assert not Answer.objects.filter(ask_id=two.ids["witness_ask"]).exists()


@pytest.mark.parametrize("step", ["own", "withdraw", "words"])
def test_he_leaves_while_she_writes_about_a_promise_and_her_words_stay(
    two: Shared, step: str
) -> None:
    facts = {"note": TYPED, "text": TYPED, "revision": "1"}
    facts["token"] = token_on(two.ana, two.page("said"))
    assert two.ben.post("/us/leave/").status_code == 302
    answer = two.ana.post(f"{two.page('said')}{step}/", facts)
    assert TYPED in page_after(two.ana, answer)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each in a thread with a connection of its own, let go at the same moment."""
    gate, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        try:
            gate.wait()
            answers[number] = acts[number]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_kept_and_released_in_the_same_moment_one_of_them_counts(two: Shared, turn: int) -> None:
    page = two.page("said")
    hers, his = ({"token": token_on(player, page)} for player in two.both)
    answers = at_once(
        lambda: two.ana.post(f"{page}keep/", hers), lambda: two.ben.post(f"{page}release/", his)
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    ending = Ending.objects.get(promise_id=two.ids["said"])
    assert Promise.objects.filter(id=two.ids["said"]).get().state == ending.state
    refused = two.ben if ending.state == "kept" else two.ana
    assert ENDED in told(refused, answers[two.both.index(refused)])
    for player in two.both:
        assert SAID in text_of(player.get(page))


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_in_the_same_moment_writes_once(two: Shared) -> None:
    said = {"text": "Sing", "when": "tomorrow", "to": "ours", "as_it_is": "yes"}
    said["token"] = token_on(two.ana, "/promises/new/")
    asked = {"text": "Hum", "as_it_is": "yes", "token": token_on(two.ana, "/asks/new/")}
    answers = at_once(
        lambda: two.ana.post("/promises/new/", said), lambda: two.ana.post("/promises/new/", said)
    )
    answers += at_once(
        lambda: two.ana.post("/asks/new/", asked), lambda: two.ana.post("/asks/new/", asked)
    )
    assert [answer.status_code for answer in answers] == [302] * 4
    assert Promise.objects.filter(id=said["token"]).count() == 1
    assert Ask.objects.filter(id=asked["token"]).count() == 1
    assert Promise.objects.filter(maker_id=two.ana.person.id).count() == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(2))
def test_answered_and_taken_back_in_the_same_moment_one_of_them_counts(
    two: Shared, turn: int
) -> None:
    page = two.page("witness_ask")
    facts = {**form_of(two.ana, two.ids["witness_ask"], "no"), "line": TYPED}
    hers, his = at_once(
        lambda: two.ana.post(f"{page}no/", facts), lambda: two.ben.post(f"{page}take-back/")
    )
    is_answered = Answer.objects.filter(ask_id=two.ids["witness_ask"]).exists()
    assert Ask.objects.get(id=two.ids["witness_ask"]).is_taken_back is not is_answered
    assert hers.status_code == (302 if is_answered else 422)
    assert TYPED in page_after(two.ana, hers)
    assert ("answered already" in told(two.ben, his)) is is_answered
