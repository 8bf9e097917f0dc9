"""Keeping her from leaving, and an ex with old tabs."""

from __future__ import annotations

from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, pair, text_of
from tests.misuse.acts import (
    MONDAY,
    ONE_DAY,
    Couple,
    done,
    exported,
    hidden_on,
    keep,
    page_of,
    seen,
    sql,
)
from troth.asks.models import Ask
from troth.asks.tests.acts import ask, form_of
from troth.promises.models import Promise
from troth.spaces.ids import new_id
from troth.spaces.models import Member, Space
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database


def has_left(player: Player) -> bool:
    return player.get("/us/left/").status_code == 200


def damaged(how: str, ana: Player, ben: Player) -> None:
    """What he does beforehand, some of it by SQL."""
    space = ana.membership("ours").space_id
    his = Member.objects.filter(space_id=space, person_id=ben.person.id)
    hers = Member.objects.filter(space_id=space, person_id=ana.person.id)
    if how == "flooded":
        for number in range(3):
            ask(ben, f"Don't go {number}")
    elif how == "his name is no name":
        his.update(words=b"\x00" * 400)
    elif how == "her name is no name":
        hers.update(words=b"garbage")
    elif how == "her keys are gone":
        hers.update(grants=b"")
    elif how == "her keys are garbage":
        hers.update(grants=b"\xff" * 300)
    elif how == "his row is gone":
        his.delete()
    elif how == "the epoch is high":
        Space.objects.filter(id=space).update(epoch=2_000_000)
    else:
        ana.lose_the_key()


@pytest.mark.parametrize(
    "how",
    [
        "flooded",
        "his name is no name",
        "her name is no name",
        "her keys are gone",
        "her keys are garbage",
        "his row is gone",
        "the epoch is high",
        "she is locked out of her words",
    ],
)
def test_whatever_he_does_she_leaves_with_one_confirmation(two: Couple, how: str) -> None:
    """45. He keeps her from leaving."""
    ana, ben = two
    space = ana.membership("ours").space_id
    damaged(how, ana, ben)
    assert ana.get("/us/leave/").status_code == 200
    assert done(ana.post("/us/leave/"))["Location"] == "/us/left/"
    assert has_left(ana)
    assert not Member.objects.filter(
        space_id=space, person_id=ana.person.id, left_on__isnull=True
    ).exists()
    assert ben.get("/us/").status_code == 200


def test_he_leaves_for_himself_alone(two: Couple) -> None:
    """45. He throws her out, or takes her words back, in her name."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    done(ben.post("/us/leave/", {"take_back": "yes", "person_id": str(ana.person.id)}))
    space = str(ana.membership().space_id)
    ended = next(row for row in Space.objects.filter(kind="shared"))
    assert "Sing" in seen(ana, f"/promises/{ended.id}/{said}/")
    assert ben.get(f"/us/before/{ended.id}/").status_code == 404
    assert space != str(ended.id)


def test_who_stays_changes_nothing_of_hers_afterwards(two: Couple) -> None:
    """46. She has left; he goes on with what lies in his open tabs."""
    ana, ben = two
    said, kept = ana.say("Sing", to="ours"), ana.say("Swim", to="ours")
    keep(ana, kept)
    asked, his_ask = ask(ana, "Water the plants"), ask(ben, "Come back")
    opened = form_of(ben, asked, "yes")
    own = ben.say("Cook", to="ours")
    where = str(ana.membership("ours").space_id)
    done(ana.post("/us/leave/"))
    before = everything_stored()
    ben.get("/us/leave/")
    token = {"token": str(new_id(MONDAY.date())), "note": "x", "when": "tomorrow"}
    for promise_id in (said, kept, own):
        for step in ("release", "keep", "own", "withdraw", "landed/thanks", "landed", "words"):
            assert ben.post(page_of(promise_id) + f"{step}/", token).status_code == 422
            ben.post(f"/promises/{where}/{promise_id}/{step}/", {**token, "kind": "thanks"})
    for path in ("yes", "no", "smaller", "set-aside"):
        assert ben.post(f"/asks/{asked}/{path}/", {**opened, "text": "x"}).status_code == 422
    assert ben.post(f"/asks/{his_ask}/change/", {"text": "Or else"}).status_code == 422
    ben.post("/us/between/", {"called": "Watching you"})
    ben.post("/us/replies/", {"takes": "no"})
    # He makes the key of the new epoch, for himself alone; no word is written.
    assert set(differing(before, everything_stored())) <= {"spaces_member", "people_session"}
    assert len(sql("SELECT 1 FROM spaces_member WHERE left_on IS NOT NULL")) == 1


def test_words_to_somebody_who_has_left_are_kept_and_go_nowhere(two: Couple) -> None:
    """46. He sends what he was writing when she left."""
    ana, ben = two
    facts = {"text": "You will regret it", "when": "tomorrow", "to": "ours", "as_it_is": "yes"}
    done(ana.post("/us/leave/"))
    for path in ("/promises/new/", "/asks/new/"):
        answer = ben.post(path, facts)
        assert answer.status_code == 422
        assert "You will regret it" in text_of(answer)
    assert not Promise.objects.exists()
    assert not Ask.objects.exists()


def test_who_has_left_finds_nothing_at_any_old_address(two: Couple) -> None:
    """47. The ex is the one who left, with old links."""
    ana, ben = two
    said, asked = ben.say("Cook", to="ours"), ask(ben, "Water the plants")
    where = str(ben.membership("ours").space_id)
    done(ana.post("/us/leave/"))
    paths = [page_of(said), f"/promises/{where}/{said}/", f"/asks/{asked}/"]
    for path in (*paths, f"/us/before/{where}/", f"/us/before/{where}/put-away/"):
        assert ana.get(path).status_code == 404, path
    assert "Cook" not in seen(ana, "/today/", "/promises/", "/us/", "/asks/") + exported(ana)
    assert ana.get(f"/promises/?in={where}").status_code == 404


def test_a_waiting_page_of_an_ex_learns_nothing_after_the_leaving(two: Couple) -> None:
    """48. The ex polls on."""
    ana, ben = two
    done(ana.post("/us/leave/"))
    versions = version_of(ana.person.id), version_of(ben.person.id)
    ana.say("Plant a tree")
    ana.post("/me/", {"called": "Annelie"})
    ben.say("Wind the clock")
    assert (version_of(ana.person.id), version_of(ben.person.id)) == versions


@pytest.fixture
def cleos(two: Couple, cleo: Player) -> Player:
    """Ana has left Ben since, and is together with Cleo."""
    return cleo


def another_life(ana: Player, cleo: Player) -> None:
    done(ana.post("/us/leave/"))
    pair(ana, cleo)


@pytest.mark.parametrize("path", ["/promises/new/?to=ours", "/asks/new/"])
def test_a_form_meant_for_one_never_goes_to_the_next(two: Couple, cleos: Player, path: str) -> None:
    """49. A tab from before: what was written for Ben is sent once there is somebody else."""
    ana, _ben = two
    hidden = hidden_on(ana.get(path))
    another_life(ana, cleos)
    facts = {"text": "I still miss you, Ben", "when": "tomorrow", "to": "ours", "as_it_is": "yes"}
    ana.post(path.partition("?")[0], {**hidden, **facts})
    assert "I still miss you" not in seen(cleos, "/today/", "/promises/", "/asks/")


def test_sharing_with_one_never_shares_with_the_next(two: Couple, cleos: Player) -> None:
    """49. The same with the button "Share it with Ben"."""
    ana, _ben = two
    said = ana.say("Tell Ben about the letter")
    page = ana.get(f"/promises/mine/{said}/")
    assert "Share it with Ben" in text_of(page)
    another_life(ana, cleos)
    ana.post(f"/promises/mine/{said}/share/", hidden_on(page))
    assert "letter" not in seen(cleos, "/today/", "/promises/")


def test_leaving_one_never_leaves_the_next(two: Couple, cleos: Player) -> None:
    """49. The same with "Leave now", sent a second time from an old tab."""
    ana, _ben = two
    page = ana.get("/us/leave/")
    assert "with Ben" in text_of(page)
    another_life(ana, cleos)
    done(ana.post("/us/leave/", {**hidden_on(page), "take_back": "yes"}))
    assert "Cleo" in seen(ana, "/us/")
    done(ana.post("/us/leave/", hidden_on(ana.get("/us/leave/"))))
    assert has_left(ana)


def test_who_leaves_is_told_that_words_can_be_taken_back_now_or_never(two: Couple) -> None:
    """50. She leaves in a hurry, and he keeps all her words."""
    ana, ben = two
    ana.say("Sing", to="ours")
    text = seen(ana, "/us/leave/")
    where = str(ana.membership("ours").space_id)
    done(ana.post("/us/leave/"))
    said: UUID = Promise.objects.get().id
    is_only_chance = ana.get(f"/promises/{where}/{said}/words/take-back/").status_code == 404
    assert "Sing" in exported(ben)
    assert not is_only_chance or "can’t be done" in text


def test_taken_back_while_leaving_his_copy_on_the_server_is_gone(two: Couple) -> None:
    """50. She takes her words back as she goes; what he has read stays read."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    ask(ana, "Water the plants")
    where = str(ana.membership("ours").space_id)
    done(ana.post("/us/leave/", {"take_back": "yes"}))
    text = seen(ben, f"/promises/{where}/{said}/", f"/us/before/{where}/", "/today/")
    text += exported(ben) + exported(ben, "book")
    for word in ("Sing", "Water the plants", "Ana"):
        assert word not in text


def test_leaving_tells_the_day_and_nothing_else(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """48. He looks for when and why."""
    ana, ben = two
    time_machine.move_to(MONDAY + ONE_DAY / 40, tick=False)
    done(ana.post("/us/leave/"))
    text = seen(ben, "/today/", "/us/")
    assert "Ana left what you shared, today." in text
    assert not any(hour in text for hour in ("10:36", "18:36", "9:36"))
