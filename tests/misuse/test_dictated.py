"""Words put into somebody's mouth, and asks that are orders."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Player, field_of, text_of
from tests.misuse.acts import MONDAY, ONE_DAY, Couple, done, page_of, seen, unfolded
from troth.asks.models import Answer, Ask
from troth.asks.rules import MOST_A_DAY, MOST_OPEN
from troth.asks.tests.acts import ask, form_of, promise, say_no, set_aside
from troth.promises.models import Promise
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database


def test_fields_that_name_another_maker_make_it_his_own(two: Couple) -> None:
    """1. He edits the form so that the promise would be hers."""
    ana, ben = two
    hers = str(ana.person.id)
    said = ben.say(
        "I tell you where I am",
        to="ours",
        maker_id=hers,
        maker=hers,
        person_id=hers,
        person=hers,
        is_mine="",
        author_id=hers,
    )
    assert Promise.objects.get(id=said).maker_id == ben.person.id
    assert "Ben said" in seen(ana, page_of(said))


def test_a_promise_goes_to_oneself_or_to_the_two_and_nowhere_else(two: Couple) -> None:
    """1. He names another place in the form."""
    ana, ben = two
    facts = {"text": "Say it for her", "when": "tomorrow", "as_it_is": "yes"}
    places = [
        "theirs",
        "hers",
        "ana",
        "mine ",
        "00000000-0000-0000",
        str(ana.membership().space_id),
        str(ben.membership("ours").space_id),
    ]
    for place in places:
        assert ben.post("/promises/new/", {**facts, "to": place}).status_code == 422
    assert not Promise.objects.exists()


def test_no_link_fills_words_in(two: Couple) -> None:
    """2. He sends her a link with the words in it, to be tapped once."""
    ana, _ben = two
    words = "I hand you my phone"
    query = {"text": words, "suggestion": words, "cue": words, "line": words, "to": "ours"}
    for path in ("/promises/new/", "/asks/new/", "/begin/first/", "/today/"):
        assert words not in ana.get(path, data=query).content.decode()


def test_asking_where_she_is_meets_a_word_about_it_first(two: Couple) -> None:
    """3. He asks for what would be tracking."""
    _ana, ben = two
    for words in (
        "Text me when you leave work",
        "Send me a photo of where you are",
        "Share your location with me",
        "Tell me as soon as you get home",
    ):
        token = field_of(ben.get("/asks/new/"), "token")
        answer = ben.post("/asks/new/", {"text": words, "token": token})
        assert answer.status_code == 422
        assert "What would help you feel at ease instead?" in text_of(answer)
    assert not Ask.objects.exists()


def test_an_order_reaches_her_as_an_ask_with_every_answer_as_loud(two: Couple) -> None:
    """4. He sends an order as it is; what remains possible."""
    ana, ben = two
    asked = ask(ben, "You must be home by six")
    page = ana.get(f"/asks/{asked}/").content.decode()
    for step in ("yes", "smaller", "no"):
        assert f'<a class="button quiet" href="/asks/{asked}/{step}/">' in page
    assert "button filled" not in page
    assert "You can leave it; it fades by itself" in text_of(ana.get("/today/"))
    done(set_aside(ana, asked))
    assert "home by six" not in text_of(ana.get("/today/"))


def test_he_has_no_more_than_three_asks_open(two: Couple) -> None:
    """5. He asks and asks."""
    ana, ben = two
    asked = [ask(ben, f"Little thing {number}") for number in range(MOST_OPEN)]
    answer = ben.post("/asks/new/", {"text": "One more", "as_it_is": "yes"})
    assert answer.status_code == 422
    for each in asked:
        set_aside(ana, each)
    answer = ben.post("/asks/new/", {"text": "One more", "as_it_is": "yes"})
    assert (answer.status_code, Ask.objects.count()) == (422, MOST_OPEN)


def test_asking_and_taking_back_all_day_is_told_once_and_without_words(two: Couple) -> None:
    """5. He asks and takes back, over and over."""
    ana, ben = two
    for number in range(MOST_A_DAY):
        done(ben.post(f"/asks/{ask(ben, f'Pest number {number}')}/take-back/"))
    assert ben.post("/asks/new/", {"text": "Again", "as_it_is": "yes"}).status_code == 422
    text = seen(ana, "/today/", "/asks/")
    assert "Pest" not in text
    assert text.count("took back what was asked here") == 1


def test_after_a_no_the_same_can_be_asked_five_times_a_day_and_no_more(two: Couple) -> None:
    """6. He asks again after each no; what remains possible."""
    ana, ben = two
    for _each in range(MOST_A_DAY):
        done(say_no(ana, ask(ben, "Come with me to my mother"), "No, I won't"))
    again = ben.post("/asks/new/", {"text": "Come with me to my mother", "as_it_is": "yes"})
    assert again.status_code == 422
    assert "That is enough asking for one day" in text_of(again)


def test_another_calendar_gives_no_second_day_of_open_asks(two: Couple) -> None:
    """6. He moves his time zone on, so that it is tomorrow for him."""
    _ana, ben = two
    for number in range(MOST_OPEN):
        ask(ben, f"Little thing {number}")
    ben.person.__class__.objects.filter(id=ben.person.id).update(time_zone="Pacific/Kiritimati")
    answer = ben.post("/asks/new/", {"text": "One more", "as_it_is": "yes"})
    assert answer.status_code == 422


def test_what_an_ask_said_before_folds(two: Couple) -> None:
    """7. He writes at length by rewording one ask; what remains possible, in a fold."""
    ana, ben = two
    asked = ask(ben, "Line 0")
    for number in range(1, 9):
        facts = {"text": f"Line {number}", "as_it_is": "yes"}
        done(ben.post(f"/asks/{asked}/change/", facts))
    for path in ("/today/", "/asks/", f"/asks/{asked}/", f"/asks/{asked}/no/"):
        text = unfolded(ana.get(path))
        assert [f"Line {number}" in text for number in range(9)] == [False] * 8 + [True]
        assert "It was put in other words" in seen(ana, path)


def test_a_flood_of_promises_folds_on_her_today(two: Couple) -> None:
    """8. He fills her Today with promises of his."""
    ana, ben = two
    for number in range(30):
        ben.say(f"I will wait at your door {number}", to="ours", when="today")
    assert unfolded(ana.get("/today/")).count("I will wait at your door") <= 10


def test_he_answers_no_ask_of_his_own_in_her_name(two: Couple) -> None:
    """9. He says yes for her."""
    ana, ben = two
    asked = ask(ben, "Give me your password")
    hers = form_of(ana, asked, "yes")
    for how in ("yes", "smaller", "no"):
        assert ben.get(f"/asks/{asked}/{how}/").status_code == 404
        facts = {**hers, "text": "I will", "line": "I will", "person_id": str(ana.person.id)}
        assert ben.post(f"/asks/{asked}/{how}/", facts).status_code == 404
    assert ben.post(f"/asks/{asked}/set-aside/").status_code == 404
    assert not Answer.objects.exists()
    assert not Promise.objects.exists()


def test_a_yes_counts_for_the_words_that_she_read(two: Couple) -> None:
    """10. He changes what was asked while her yes is under way."""
    ana, ben = two
    asked = ask(ben, "Water the plants")
    opened = form_of(ana, asked, "yes")
    done(ben.post(f"/asks/{asked}/change/", {"text": "Quit your job", "as_it_is": "yes"}))
    answer = ana.post(f"/asks/{asked}/yes/", {**opened, "text": "I will", "cue": ""})
    assert answer.status_code == 422
    assert "has put it in other words in the meantime" in text_of(answer)
    assert not Answer.objects.exists()
    assert not Promise.objects.exists()


def test_nothing_can_be_changed_about_an_ask_that_was_answered(two: Couple) -> None:
    """10. He changes what was asked once she has said yes."""
    ana, ben = two
    asked = ask(ben, "Water the plants")
    done(promise(ana, asked, "I water them"))
    answer = ben.post(f"/asks/{asked}/change/", {"text": "Quit your job", "as_it_is": "yes"})
    assert answer.status_code == 422
    ben.post(f"/asks/{asked}/take-back/")
    for player in two:
        text = seen(player, f"/asks/{asked}/")
        assert "Water the plants" in text
        assert "Quit" not in text


def test_an_id_of_another_day_is_not_kept(ben: Player) -> None:
    """1. He gives a promise the id, and so the day, of a week long past."""
    old = new_id(date(2026, 1, 1))
    facts = {"text": "Swept", "when": "tomorrow", "token": str(old), "as_it_is": "yes"}
    done(ben.post("/promises/new/", facts))
    row = Promise.objects.get()
    assert row.id != old
    assert (row.made_on, row.due_on) == (MONDAY.date(), (MONDAY + ONE_DAY).date())
