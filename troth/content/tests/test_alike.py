"""Which prompts count as nearly alike, measured on labelled pairs."""

import tomllib
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest

from troth.content.alike import nearly_alike
from troth.content.files import CONTENT
from troth.content.habits import habits
from troth.content.lexicon import load_lexicon, stem

PAIRS = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text(encoding="utf-8"))

# Measured: 39 and 0 of 40, 8 and 1 of 20. Floors and ceilings, so that nothing gets worse unseen.
GIVEN_CAUGHT, GIVEN_FALSE = 0.97, 0.0
UNSEEN_CAUGHT, UNSEEN_FALSE = 0.4, 0.05

# Written before the table, but by the same hand that then wrote it, so its figures flatter: twenty
# pairs of each kind written after the last change gave 5 caught and 4 false.
UNSEEN_SAME = [
    ("What is weighing on you this evening?", "What burden are you carrying tonight?"),
    ("Which memory of us do you return to most?", "What moment of ours do you think back to most?"),
    (
        "What do you wish your family understood about us?",
        "What would you like your relatives to get about the two of us?",
    ),
    (
        "How did people in your family show anger?",
        "What did being angry look like in the home you grew up in?",
    ),
    ("What would you like to learn together?", "Which new skill could we pick up as a couple?"),
    ("What makes you feel respected by me?", "When do I show you respect?"),
    ("Which chore do you dislike most?", "What household task do you like least?"),
    ("What is a dream you have given up?", "Which dream did you let go of?"),
    ("What do you need to fall asleep peacefully?", "What helps you to sleep well?"),
    ("What song reminds you of us?", "Which piece of music makes you think of the two of us?"),
    ("What do you regret not saying to me?", "What do you wish you had told me?"),
    ("How do you show that you are stressed?", "How can I tell when you are under pressure?"),
    ("What did you want to be when you grew up?", "As a kid, which job did you dream of?"),
    (
        "What is one thing I do that annoys you a little?",
        "Which small thing about me gets on your nerves?",
    ),
    ("What part of your body do you like?", "Which bit of your body are you happy with?"),
    ("What should I know about your day?", "What about today would you like me to hear?"),
    (
        "When was it hard for you to trust me?",
        "At what point did you find it difficult to rely on me?",
    ),
    ("What would you do if you were braver?", "If you had more courage, what would you try?"),
    (
        "What do we laugh about that nobody else would understand?",
        "Which of our jokes would make no sense to anyone else?",
    ),
    ("Who do you call when you are sad?", "When you feel down, who do you turn to?"),
]
UNSEEN_DIFFERENT = [
    ("What is weighing on you this evening?", "What is waiting for you this evening?"),
    (
        "Which memory of us do you return to most?",
        "Which place of ours do you want to return to most?",
    ),
    (
        "What do you wish your family understood about us?",
        "What do you wish I understood about your family?",
    ),
    ("How did people in your family show anger?", "How did people in your family show love?"),
    ("What would you like to learn together?", "What would you like to learn on your own?"),
    ("What makes you feel respected by me?", "What makes you feel respected at work?"),
    ("Which chore do you dislike most?", "Which chore do you not mind?"),
    ("What is a dream you have given up?", "What is a dream you will not give up?"),
    ("What song reminds you of us?", "What song reminds you of your childhood?"),
    ("What do you regret not saying to me?", "What do you regret saying to me?"),
    (
        "How can I tell when you are under pressure?",
        "How can I help when you are under pressure?",
    ),
    ("What did you want to be when you grew up?", "Where did you want to live when you grew up?"),
    ("When was it hard for you to trust me?", "When was it easy for you to trust me?"),
    ("When was it hard for you to trust me?", "When was it hard for me to trust you?"),
    ("Who do you call when you are sad?", "Who calls you when they are sad?"),
    ("What do you thank your parents for?", "What do you blame your parents for?"),
    ("What should I ask before I touch you?", "What should you ask before you touch me?"),
    ("How much of your past should I know?", "How much of your future should I plan with you?"),
    ("Which rule from home do you still follow?", "Which rule from home did you break?"),
    ("What would you like me to stop doing?", "What would you like me to keep doing?"),
]


def are_alike(one: str, other: str) -> bool:
    return list(nearly_alike({"one": one, "other": other})) == [("one", "other")]


def share_found(pairs: Iterable[Iterable[str]]) -> float:
    found = [are_alike(*pair) for pair in pairs]
    return sum(found) / len(found)


def test_pairs_that_ask_the_same_are_caught() -> None:
    assert share_found(PAIRS["same"]) >= GIVEN_CAUGHT


def test_pairs_that_ask_something_else_are_let_through() -> None:
    assert share_found(PAIRS["different"]) <= GIVEN_FALSE


def test_new_pairs_are_caught_far_less_often_than_those_that_shaped_the_table() -> None:
    assert share_found(UNSEEN_SAME) >= UNSEEN_CAUGHT


def test_new_pairs_that_ask_something_else_are_mostly_let_through() -> None:
    assert share_found(UNSEEN_DIFFERENT) <= UNSEEN_FALSE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Which promise matters most that I keep?", "Which promise matters most that you keep?"),
        ("What would you like more of from me?", "What would you like less of from me?"),
        ("What would you like to ask me?", "What would you like to give me?"),
        ("When do you trust me?", "When do I trust you?"),
        ("What do you want to give me?", "What do you want me to give you?"),
        ("When do you feel heard?", "When do you listen?"),
        ("Which habit of mine do you like?", "Which habit of yours do you like?"),
        ("What do you enjoy about your work?", "What do you not enjoy about your work?"),
    ],
)
def test_one_word_can_make_another_question(one: str, other: str) -> None:
    assert not are_alike(one, other)


def test_a_partner_is_meant_whoever_speaks_of_them() -> None:
    assert are_alike("What do you admire in your partner?", "What do you admire in me?")


def test_the_same_text_is_alike_and_an_empty_one_is_nothing() -> None:
    assert are_alike("What do you miss?", "What do you miss?")
    assert list(nearly_alike({})) == []
    assert list(nearly_alike({"one": "", "other": "?"})) == []


def test_each_pair_is_named_once_in_the_order_of_the_prompts() -> None:
    fears = ["What do you fear?", "What are you afraid of?", "What scares you?"]
    prompts = dict(zip("cab", fears, strict=True))
    assert list(nearly_alike(prompts)) == [("c", "a"), ("c", "b"), ("a", "b")]


def test_small_first_things_are_hardly_ever_alike() -> None:
    things = {
        f"{habit.id}: {thing.id}": thing.say
        for habit in habits().values()
        for thing in habit.first_things
    }
    tried = len(list(combinations(things, 2)))
    assert len(list(nearly_alike(things))) <= 1 < tried / 1000


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("celebrate", "celebration"),
        ("worry", "worries"),
        ("apologize", "apologised"),
        ("close", "closeness"),
        ("colour", "color"),
        ("stop", "stopping"),
    ],
)
def test_forms_of_one_word_have_one_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


def test_no_word_of_the_table_is_lost_among_those_that_carry_nothing() -> None:
    lexicon = load_lexicon(CONTENT / "en")
    assert {"know", "fear"} <= lexicon.meanings.keys()
    assert all(lexicon.weights[it] > 0 for several in lexicon.meanings.values() for it in several)
