"""How a promise landed, as a weapon."""

from __future__ import annotations

import re

import pytest
from time_machine import TimeMachineFixture

from tests.cast import field_of, text_of
from tests.misuse.acts import MONDAY, ONE_DAY, Couple, done, endings_of, keep, own, page_of, seen
from troth.promises.models import Landing

pytestmark = pytest.mark.on_any_database

DIFFERENTLY = {"kind": "differently", "line": "You never even tried"}


def test_he_remembers_it_differently_once_and_it_stays_kept(two: Couple) -> None:
    """32. He disputes what she kept, again and again."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    keep(ana, said)
    landed = f"{page_of(said)}landed/"
    done(ben.post(landed, DIFFERENTLY))
    again = ben.post(landed, {"kind": "differently", "line": "And you lied"})
    assert again.status_code == 422
    assert "Once is enough." in text_of(again)
    assert ben.post(f"{landed}thanks/").status_code == 302
    assert Landing.objects.count() == 1
    text = seen(ana, page_of(said))
    assert "kept, today" in text
    assert "both memories stand here, side by side" in text
    assert "lied" not in text
    assert "you kept it" in seen(ana, "/us/")


def test_after_three_days_no_list_says_that_he_remembers_it_differently(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """32. He disputes many, so that it is the first thing she sees."""
    ana, ben = two
    for number in range(4):
        said = ana.say(f"Sing {number}", to="ours")
        keep(ana, said)
        done(ben.post(f"{page_of(said)}landed/", DIFFERENTLY))
    time_machine.move_to(MONDAY + 4 * ONE_DAY, tick=False)
    for player in two:
        text = seen(player)
        assert "differently" not in text
        assert "never even tried" not in text


def test_a_reply_that_is_reworded_shows_what_it_said_before(two: Couple) -> None:
    """33. He makes a reply kinder or crueller afterwards."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    keep(ana, said)
    landed = f"{page_of(said)}landed/"
    done(ben.post(landed, {"kind": "own-words", "line": "Useless"}))
    facts = {"line": "Lovely", "revision": field_of(ben.get(f"{landed}words/"), "revision")}
    done(ben.post(f"{landed}words/", facts))
    for player in two:
        text = seen(player, page_of(said))
        assert "Useless" in text
        assert "Lovely" in text


@pytest.mark.parametrize("path", ["landed/", "landed/thanks/"])
def test_with_replies_switched_off_nothing_gets_through(two: Couple, path: str) -> None:
    """34. He sends the form that he had open before she switched replies off."""
    ana, ben = two
    said, earlier = ana.say("Sing", to="ours"), ana.say("Swim", to="ours")
    for each in (said, earlier):
        keep(ana, each)
    done(ben.post(f"{page_of(earlier)}landed/", {"kind": "own-words", "line": "Useless"}))
    revision = field_of(ben.get(f"{page_of(earlier)}landed/words/"), "revision")
    done(ana.post("/us/replies/", {"takes": "no"}))
    refused = ben.post(f"{page_of(said)}{path}", DIFFERENTLY)
    assert refused.status_code == 422
    assert "How this landed can’t be said just now." in text_of(refused)
    assert "You never even tried" in text_of(refused)
    words = {"line": "Worse than useless", "revision": revision}
    assert ben.post(f"{page_of(earlier)}landed/words/", words).status_code == 422
    assert Landing.objects.count() == 1
    assert "Worse" not in seen(ana, page_of(earlier))


def test_he_switches_only_his_own_replies(two: Couple) -> None:
    """34. He switches hers on again."""
    ana, ben = two
    done(ana.post("/us/replies/", {"takes": "no"}))
    hers = {"person_id": str(ana.person.id), "member": str(ana.membership("ours").member_id)}
    done(ben.post("/us/replies/", {"takes": "yes", **hers}))
    assert not ana.membership("ours").takes_replies


def test_who_switches_replies_off_is_told_that_it_can_be_noticed(two: Couple) -> None:
    """35. He finds the way to reply gone from all her promises."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    keep(ana, said)
    offered = "If you’d like to say so" in seen(ben, page_of(said))
    done(ana.post("/us/replies/", {"takes": "no"}))
    is_noticed = offered and "If you’d like to say so" not in seen(ben, page_of(said))
    told = seen(ana, page_of(said)) + seen(ana, "/us/between/")
    assert not (is_noticed and "Nobody is told of it" in told)


def test_thanks_for_an_owned_slip_are_not_thanks_for_a_kept_promise(two: Couple) -> None:
    """36. He owns a slip, is thanked for saying so, and makes it a kept one."""
    ana, ben = two
    said = ben.say("Not a drop tonight", to="ours")
    own(ben, said, "I did drink")
    done(ana.post(f"{page_of(said)}landed/", {"kind": "thanks", "line": ""}))
    assert "You said thank you." in seen(ana, page_of(said))
    keep(ben, said)
    for player, thanks in zip(two, ("You said thank you.", "Ana says thank you."), strict=True):
        text = seen(player, page_of(said))
        slip, kept = text.index("it didn’t happen; said today"), text.rindex("kept, today")
        # With what it was said of, under "What was said of it", and nowhere else.
        assert slip < text.index(f"{thanks} Said today, before it was corrected") < kept
        assert text.count(thanks) == 1
        assert thanks not in seen(player)


def test_thanks_that_come_after_a_correction_are_not_for_what_it_says_now(two: Couple) -> None:
    """36. He corrects the slip while her form lies open, or her finger is on "Thank you"."""
    ana, ben = two
    said, other = ben.say("Not a drop tonight", to="ours"), ben.say("Sing", to="ours")
    own(ben, said, "I did drink")
    keep(ben, other)
    landed = f"{page_of(said)}landed/"
    ending = field_of(ana.get(landed), "ending")
    tap = re.search(rf'"({page_of(other)}landed/thanks/[^"]+)"', str(ana.get("/today/").content))
    assert tap is not None
    keep(ben, said)
    own(ben, other)
    line = "It takes courage to say so"
    late = ana.post(landed, {"kind": "thanks", "line": line, "ending": ending})
    assert (late.status_code, ana.post(tap[1]).status_code) == (422, 422)
    assert "corrected in the meantime" in text_of(late)
    assert line in text_of(late)
    assert not Landing.objects.exists()


def test_nobody_says_how_their_own_promise_landed(two: Couple) -> None:
    """37. He thanks himself in her name."""
    ana, ben = two
    said = ben.say("Cook", to="ours")
    keep(ben, said)
    facts = {"kind": "thanks", "line": "You are wonderful", "person_id": str(ana.person.id)}
    for path in ("landed/", "landed/thanks/"):
        assert ben.post(f"{page_of(said)}{path}", facts).status_code == 404
    for path in ("landed/words/", "landed/words/take-back/"):
        assert ben.get(f"{page_of(said)}{path}").status_code == 404
        assert ben.post(f"{page_of(said)}{path}", {"line": "x", "revision": 1}).status_code == 404
    assert not Landing.objects.exists()


def test_nobody_bends_or_takes_back_a_reply_of_the_others(two: Couple) -> None:
    """37. He changes, or takes away, what she said of his promise."""
    ana, ben = two
    said = ben.say("Cook", to="ours")
    keep(ben, said)
    done(ana.post(f"{page_of(said)}landed/", {"kind": "own-words", "line": "It was burnt"}))
    for path in ("landed/words/", "landed/words/take-back/"):
        answer = ben.post(f"{page_of(said)}{path}", {"line": "Delicious", "revision": 1})
        assert answer.status_code == 404
    assert "It was burnt" in seen(ana, page_of(said))
    assert endings_of(said) == [(ben.person.id, "kept")]
