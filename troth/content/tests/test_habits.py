"""The ten habits as the rest of Troth uses them."""

from troth.content.habits import ANY_HABIT, HABIT_IDS, first_question, habits
from troth.content.sources import sources


def test_there_are_ten_habits_in_their_order() -> None:
    assert tuple(habits()) == HABIT_IDS


def test_an_unknown_language_falls_back_to_english() -> None:
    assert habits("xx") == habits("en") == habits("en-gb") == habits("../../etc")


def test_every_habit_has_small_things_for_one_person_alone() -> None:
    for habit in habits().values():
        assert len(habit.first_things) >= 4
        assert all(thing.alone.startswith("I’ll ") for thing in habit.first_things)


def test_every_habit_has_things_that_take_no_partner() -> None:
    for habit in habits().values():
        assert len(habit.for_one) >= 2, habit.id
        for thing in habit.for_one:
            assert thing.startswith("I’ll ")
            assert "partner" not in thing


def test_the_first_answers_lead_to_the_habits_that_were_agreed_on() -> None:
    assert [(answer.id, answer.habit) for answer in first_question().answers] == [
        ("keeping-my-word", "keep-small-promises"),
        ("closeness", "stay-curious"),
        ("mending", "repair-soon"),
        ("surprise-me", ANY_HABIT),
    ]


def test_a_claim_rests_on_sources_that_were_read() -> None:
    for habit in habits().values():
        for source_id in habit.why.sources if habit.why else ():
            assert sources()[source_id].is_citable


def test_a_habit_without_a_good_source_claims_nothing() -> None:
    assert habits()["share-values"].why is None
