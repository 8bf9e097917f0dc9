"""Names as insults, and texts made to break her pages."""

from __future__ import annotations

import pytest

from tests.cast import Player, error_beside, text_of
from tests.misuse.acts import Couple, done, keep, own, page_of, seen
from troth.asks.tests.acts import ask, say_no
from troth.journeys.pairing.tests.steps import bring, invite

pytestmark = pytest.mark.on_any_database

NOTHING = ("\u200b\u200b", "\u2060\u00ad", "\u3164\u115f", "\u202e", "\u200d", "\u0301")
# What turns round the rest of a sentence, rings a bell, or begins a line.
UNSEEN = ("Ben\u202e", "\u2067Ben", "B\u200ben", "Ben\x07\x1b", "Ben\u2028\u2029", "Ben\u3164")
WRITTEN = (
    "\u0645\u06cc\u200c\u0646\u0627",
    "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f468",
    "Ана",
    "O’Neill-Ž.",
)
HARD = (
    "%(day)s %s %(name)s",
    "{{ name }} {% block x %}",
    "<b>Ben</b>&amp;",
    "Your partner",
    "Ana",
    "ﷺ" * 40,
    "Z̷̪̆a̸̰͝l̴͖̈́g̸̲̽o̷̙͆",
    "\u0645\u0631\u062d\u0628\u0627",
    "👩‍❤️‍👨",
    "W" * 40,
)


def test_a_name_that_nobody_can_see_is_not_taken(two: Couple) -> None:
    """75. He calls himself nothing at all."""
    _ana, ben = two
    for name in NOTHING:
        for path in ("/us/between/", "/me/"):
            answer = ben.post(path, {"called": name})
            assert answer.status_code == 422, ascii(name)
            assert error_beside(answer, "called") == "Please fill this in."
    assert ben.membership("ours").called == "Ben"


def test_nor_is_it_taken_from_an_inviter_or_a_joiner(ana: Player, ben: Player) -> None:
    """75. The same before they are two."""
    for name in NOTHING:
        facts = {"called": name, "first_words": ""}
        assert ana.post("/us/invite/", facts).status_code == 422, ascii(name)
    bring(ben, invite(ana))
    for name in NOTHING:
        assert ben.post("/join/welcome/", {"called": name}).status_code == 422, ascii(name)


def test_what_cannot_be_seen_in_a_name_goes(two: Couple) -> None:
    """75. He turns her sentences round by his name."""
    ana, ben = two
    for name in UNSEEN:
        done(ben.post("/us/between/", {"called": name}))
        assert ana.membership("ours").partner_called == "Ben", ascii(name)


def test_names_of_any_writing_stay_as_they_are(two: Couple) -> None:
    """75. What must still be possible."""
    ana, ben = two
    for name in WRITTEN:
        done(ben.post("/us/between/", {"called": name}))
        assert ana.membership("ours").partner_called == name


def test_whatever_he_is_called_all_her_pages_render(two: Couple) -> None:
    """76. He calls himself something that would break her sentences."""
    ana, ben = two
    said, kept, owned = (ben.say(text, to="ours") for text in ("Cook", "Wash", "Sew"))
    keep(ben, kept)
    own(ben, owned, "I forgot")
    asked = ask(ana, "Water the plants")
    done(say_no(ben, asked))
    paths = ["/today/", "/promises/", "/us/", "/us/between/", "/us/leave/", "/us/step-away/"]
    paths += ["/promises/new/", "/asks/", "/asks/new/", f"/asks/{asked}/"]
    paths += [page_of(said), page_of(kept), page_of(owned), f"{page_of(kept)}landed/"]
    for name in HARD:
        done(ben.post("/us/between/", {"called": name[:40]}))
        seen(ana, *paths)
        assert "<b>Ben</b>" not in ana.get("/us/").content.decode()
    done(ben.post("/us/leave/"))
    seen(ana, "/today/", "/us/")


def test_a_new_name_takes_the_place_of_the_old_everywhere(two: Couple) -> None:
    """77. He writes forty letters at her by changing his name; what remains possible."""
    ana, ben = two
    ben.say("Cook", to="ours")
    done(ben.post("/us/between/", {"called": "The one you will obey"}))
    assert "The one you will obey said" in seen(ana, "/today/")
    done(ben.post("/us/between/", {"called": "Ben"}))
    # Nothing keeps what stood there: a name is no sentence that anybody signed to the other.
    assert "obey" not in seen(ana)


def test_he_names_only_himself(two: Couple) -> None:
    """78. He changes what she is called."""
    ana, ben = two
    hers = {"person_id": str(ana.person.id), "member": str(ana.membership("ours").member_id)}
    done(ben.post("/us/between/", {"called": "Mouse", **hers}))
    assert ana.membership("ours").called == "Ana"
    assert "Ana" in seen(ben, "/us/")


@pytest.mark.parametrize(
    ("path", "name", "longest"),
    [
        ("/promises/new/", "text", 200),
        ("/promises/new/", "cue", 200),
        ("/asks/new/", "text", 200),
        ("/us/between/", "called", 40),
    ],
)
def test_what_is_too_long_is_said_beside_the_field_and_kept(
    two: Couple, path: str, name: str, longest: int
) -> None:
    """79. He sends a text that fills her phone."""
    _ana, ben = two
    typed = "W" * (longest + 1)
    facts = {"text": "Cook", "when": "tomorrow", "to": "ours", "as_it_is": "yes", name: typed}
    answer = ben.post(path, facts)
    assert answer.status_code == 422
    assert error_beside(answer, name)
    assert typed in text_of(answer) or typed in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "W" * 200,
        "\u202eesrever\u202c and \u2067more",
        "a" + "\u0301" * 150,
        "\u200b" * 50 + "x",
        "{{ 7*7 }} {% raw %} %(name)s %s",
        "</script><script>alert(1)</script>",
        "\x07\x1b[31m red",
    ],
)
def test_whatever_he_writes_her_pages_render(two: Couple, text: str) -> None:
    """80. He writes what would break her page, in every field that she will see."""
    ana, ben = two
    said = ben.say(text, to="ours", cue=text)
    asked = ask(ben, text)
    hers = ana.say("Sing", to="ours")
    keep(ana, hers)
    done(ben.post(f"{page_of(hers)}landed/", {"kind": "own-words", "line": text}))
    own(ben, said, text)
    seen(ana)
    paths = (page_of(said), page_of(hers), f"/asks/{asked}/")
    seen(ana, *paths)
    for path in ("/today/", *paths):
        assert "<script>alert" not in ana.get(path).content.decode()


def test_an_empty_looking_text_is_no_promise(two: Couple) -> None:
    """80. He says nothing at all, so that her list has an empty line."""
    _ana, ben = two
    for text in ("", "   ", "\n\t "):
        facts = {"text": text, "when": "tomorrow", "to": "ours", "as_it_is": "yes"}
        assert ben.post("/promises/new/", facts).status_code == 422
        assert ben.post("/asks/new/", facts).status_code == 422
