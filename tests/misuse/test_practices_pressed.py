"""Practices: he wants to speak for her, to press her, or holds her phone; and an ex."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, pair, text_of
from tests.misuse.acts import MONDAY, Couple, done, exported, seen
from tests.safety.test_row_16_after_leaving import title_of
from troth.config.housekeeping import keep_house
from troth.people.models import AskAgain, Person
from troth.practices import actions
from troth.practices.giving.actions import open_to_partner
from troth.practices.models import OwnAnswer, Run, SharedAnswer
from troth.practices.queries import scene_of
from troth.practices.rules import Reveal
from troth.practices.tests.acts import begin, tell, token
from troth.practices.tests.seeing import (
    ASKING,
    EFFORT,
    HAPPENED,
    NOTICED,
    QUESTION,
    SAID,
    THREE,
    VALUES,
    change,
    end_page,
    form_at,
    in_run,
    open_up,
    read,
    reply,
    said_page,
    say_at,
    step_page,
    take_back,
    together,
    when_ready,
)
from troth.promises.models import Promise
from troth.record.models import Due

pytestmark = pytest.mark.on_any_database

HERS, HIS = "Rivers, bread and my sister", "You owe me that"


def test_nobody_speaks_in_the_other_s_name(two: Couple) -> None:
    """15. He replies for her, to himself, to her reply, twice; changes or removes her words."""
    ana, ben = two
    his, hers = tell(ben, HIS), tell(ana, HERS)
    assert ben.post(f"{said_page(his)}reply/", {"text": "Yes, I do"}).status_code == 404
    for path in ("change/", "take-back/"):
        facts = {"text": "I owe you", "revision": "1"}
        assert ben.post(f"{said_page(hers)}{path}", facts).status_code == 404
    reply(ben, hers, text="First")
    ben.post(f"{said_page(hers)}reply/", {"text": "Second"})
    reply(ana, his, text="I see")
    (back,) = SharedAnswer.objects.filter(person_id=ana.person.id).exclude(id=hers)
    assert ben.post(f"{said_page(back.id)}reply/", {"text": "And?"}).status_code == 404
    text = read(ana)
    assert HERS in text
    assert "First" in text
    assert "Second" not in text


def test_nothing_is_taken_from_a_link_and_no_rule_but_the_script_s(two: Couple) -> None:
    """16. He sends her a link with the words filled in, or edits the form to another rule."""
    ana, ben = two
    run_id = begin(ana, ASKING)
    link = f"{step_page(run_id, QUESTION)}?text=I+give+in&reveal=at-once&token={token()}"
    assert "I give in" not in read(ana, link)
    assert "I give in" not in read(ana, f"/practices/{VALUES}/?text=I+give+in")
    for rule in ("at-once", "together", "x"):
        say_at(ana, run_id, HAPPENED, text=HERS, reveal=rule)
    assert not SharedAnswer.objects.exists()
    assert HERS not in read(ben)


def test_a_script_changed_on_the_server_opens_nothing_given_before(two: Couple) -> None:
    """17. He plants a practice file in which her private steps go to him at once."""
    ana, ben = two
    run_id = begin(ana, ASKING)
    say_at(ana, run_id, HAPPENED, text=HERS)
    scene = scene_of(ana.membership(), ana.membership("ours"), run_id, MONDAY)
    assert scene is not None
    steps = tuple(replace(each, reveals=(Reveal.AT_ONCE,)) if each.gives else each
                  for each in scene.practice.steps)  # fmt: skip
    planted = replace(scene, practice=replace(scene.practice, steps=steps))
    open_to_partner(planted, MONDAY)
    actions.finish_run(planted, MONDAY)
    assert HERS not in read(ben) + exported(ben)
    assert not SharedAnswer.objects.exists()


def test_before_each_answer_it_says_who_will_read_it(two: Couple) -> None:
    """17. What a planted file would do to the next answer stands beside it."""
    ana, _ben = two
    says = {
        (NOTICED, EFFORT): "Ben can read it once you go on.",
        (ASKING, HAPPENED): "Only you can read it.",
        (ASKING, QUESTION): "Only you can read it, until you open it to Ben.",
        (VALUES, THREE): "It opens for both of you once you both have answered.",
        ("evening", "appreciated"): "Who may read it?",
    }
    for (practice, step), said in says.items():
        assert said in read(ana, step_page(begin(ana, practice), step))


def test_a_flood_stays_on_one_list_and_goes_to_sleep(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """18. He tells her one thing after the other."""
    ana, ben = two
    for number in range(25):
        tell(ben, f"Look at this {number:02d}")
    assert read(ana).count("Look at this") == 20
    then = MONDAY + timedelta(days=2)
    time_machine.move_to(then, tick=False)
    keep_house(then)
    assert not Due.objects.filter(person_id=ana.person.id).exists()


def test_an_insult_taken_back_leaves_a_mark_and_one_reworded_stays(two: Couple) -> None:
    """19. He says it, sees that she saw it, and says he never did."""
    ana, ben = two
    gone, soft = tell(ben, "Nobody else would have you"), tell(ben, "You are nothing")
    take_back(ben, gone)
    change(ben, soft, "You are tired")
    text = seen(ana, SAID)
    assert "Ben took these words back." in text
    assert "Nobody else" not in text
    assert "Until then it said (today): You are nothing" in text


@pytest.fixture
def phone(two: Couple, time_machine: TimeMachineFixture) -> Player:
    """Ana's, half an hour after she last gave her password."""
    ana, _ben = two
    Person.objects.filter(id=ana.person.id).update(ask_again=AskAgain.AFTER_A_WHILE)
    draft = begin(ana, ASKING)
    ana.post(f"{step_page(draft, HAPPENED)}draft/", {"text": "Half a word"})
    when_ready(ana, HERS)
    time_machine.move_to(MONDAY + timedelta(minutes=31), tick=False)
    return ana


def test_on_her_open_phone_what_she_went_through_asks_for_the_password(phone: Player) -> None:
    """20. He looks through what she wrote, on her phone; what remains possible."""
    answer: Any = phone.get("/practices/runs/")
    assert answer["Location"].startswith("/open/")
    assert phone.get("/me/take-along/")["Location"].startswith("/open/")
    # Begun and resting it is a tap away, as what is open is everywhere.
    assert "Ask instead of assume" in read(phone, "/practices/")


def test_on_another_day_also_the_address_of_what_is_done_asks_for_it(
    phone: Player, time_machine: TimeMachineFixture
) -> None:
    """20. He finds its address in her browser's memory; what remains possible that same day."""
    run_id = Run.objects.get(state="done").id
    assert HERS in read(phone, end_page(run_id))
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    answer: Any = phone.get(end_page(run_id))
    assert answer["Location"].startswith("/open/")
    assert HERS not in answer.content.decode()
    assert f"/practices/runs/{run_id}/" not in phone.get("/practices/").content.decode()


def test_after_the_small_cross_or_a_sign_out_nothing_opens(phone: Player) -> None:
    """21. He takes the phone once she has put it away."""
    run_id = OwnAnswer.objects.earliest("id").run_id
    phone.post("/sign-out/")
    for path in ("/practices/", "/practices/runs/", end_page(run_id), SAID):
        answer = phone.get(path)
        assert answer.status_code == 302
        assert HERS not in answer.content.decode()
    phone.sign_in()
    assert phone.post("/exit/").status_code == 303
    for path in ("/practices/", end_page(run_id), SAID):
        page = phone.get(path, follow=True).content.decode()
        assert HERS not in page
        assert "Ask instead of assume" not in page


def test_what_he_hands_over_from_her_phone_shows_to_her(two: Couple) -> None:
    """22. He opens her kept words to himself, on her phone; what remains possible."""
    ana, ben = two
    run_id = when_ready(ana, HERS)
    open_up(ana, run_id)
    assert "Ben can read it." in read(ana, end_page(run_id))
    (row,) = SharedAnswer.objects.all()
    take_back(ana, row.id)
    assert HERS not in read(ben)


def test_an_old_form_sent_after_she_left_writes_nothing_and_keeps_what_was_typed(
    two: Couple,
) -> None:
    """23. He goes on in an old tab, or replays what he sent."""
    ana, ben = two
    hers = tell(ana, HERS)
    run_id = begin(ben, VALUES)
    facts = {**form_at(ben, step_page(run_id, THREE)), "text": HIS}
    word = {**form_at(ben, said_page(hers)), "text": "Come back"}
    done(ana.post("/us/leave/"))
    ben.post(step_page(run_id, THREE), facts)
    answer = ben.post(f"{said_page(hers)}reply/", word)
    assert "Come back" in text_of(answer) + answer.content.decode()
    assert SharedAnswer.objects.count() == 1


def test_an_ex_finds_nothing_by_old_addresses(two: Couple) -> None:
    """24. He left, and has kept his links."""
    ana, ben = two
    told, held = tell(ana, HERS), together(ana, HERS)
    done(ben.post("/us/leave/"))
    for path in (SAID, said_page(told), said_page(held), f"{said_page(told)}reply/"):
        assert ben.get(path).status_code in (404, 405)
    assert HERS not in exported(ben)


def test_what_was_begun_with_one_never_goes_to_the_next(two: Couple, cleo: Player) -> None:
    """25. (nobody's wish) A run outlasts a partner."""
    ana, ben = two
    run_id = begin(ana, NOTICED)
    form = form_at(ana, step_page(run_id, EFFORT))
    done(ben.post("/us/leave/"))
    pair(ana, cleo)
    ana.post(step_page(run_id, EFFORT), {**form, "text": HERS})
    assert "Only you can read it." in read(ana, end_page(run_id))
    assert HERS not in read(cleo)
    assert not SharedAnswer.objects.exists()


def test_a_promise_in_a_weekly_plan_is_its_maker_s_own(two: Couple) -> None:
    """26. He dictates promises through the week's plan."""
    ana, ben = two
    run_id = begin(ben, "weekly-plan")
    facts = {"text": "I obey", "when": "this-week", "to": "ours", "as_it_is": "yes"}
    more = {"maker": str(ana.person.id), "person_id": str(ana.person.id)}
    say_at(ben, run_id, "week-promise", **facts, **more)
    assert [row.maker_id for row in Promise.objects.all()] == [ben.person.id]
    hers = begin(ana, "weekly-plan")
    link = f"{step_page(hers, 'week-promise')}?text=I+obey"
    assert "I obey" not in field_text(ana, link)


def field_text(player: Player, address: str) -> str:
    """What the page's own form is filled in with."""
    page = player.get(address).content.decode()
    return page.partition('<form class="stack roomy step"')[2].partition("</form>")[0]


def test_what_was_handed_over_is_not_called_private_once_she_stepped_away(two: Couple) -> None:
    """27. (nobody's wish) Away from him, her own page would tell her that nobody read it."""
    ana, ben = two
    run_id = begin(ana, NOTICED)
    in_run(ana, run_id, EFFORT, text=HERS)
    done(ana.post("/us/step-away/"))
    assert "Only you can read it." not in read(ana, end_page(run_id))
    assert HERS in read(ben)


def test_the_list_of_pages_that_a_browser_keeps_names_no_practice(two: Couple) -> None:
    """28. He reads on her phone which pages its browser remembers."""
    ana, _ben = two
    run_id = begin(ana, "before-i-vent")
    shared = tell(ana, "The soup")
    for path in (
        "/practices/before-i-vent/",
        f"/practices/runs/{run_id}/steps/let-out/",
        f"/practices/runs/{run_id}/end/",
        f"/practices/said/{shared}/",
        "/practices/rituals/evening/",
        "/practices/reliability-challenge/",
        "/reads/when-help-is-needed/",
        "/habits/ask-gently/",
    ):
        answer = ana.get(path)
        assert answer.status_code == 200, path
        assert title_of(answer).removesuffix(" · Troth") in {
            "Practices",
            "Between you",
            "Rituals",
            "The ten habits",
        }, path
