"""What two people share: both their words, and of endings only those of one's own promises."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.asks.tests.acts import ask, say_no
from troth.asks.tests.acts import promise as answer_with_promise
from troth.journeys.leaving.actions import leave
from troth.portability.tests.files import book_of, data_of, rows_of, take
from troth.portability.tests.schema import schema_faults
from troth.promises import actions
from troth.promises.due import DueKind, DueValue
from troth.promises.landings.actions import say_how_it_landed
from troth.promises.landings.rules import LandingKind
from troth.promises.models import Promise
from troth.promises.wording.actions import take_back_promise_words
from troth.sealing import Unopened
from troth.spaces.ids import new_id
from troth.spaces.pairing.actions import invite
from troth.spaces.pairing.queries import own_invitation

# An hour that nothing else holds, so that a search for it means something.
EVENING = datetime(2026, 11, 23, 18, 47, 31, tzinfo=UTC)
Couple = tuple[Player, Player]


@pytest.fixture(autouse=True)
def _in_the_evening(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(EVENING, tick=False)


def promise(player: Player, text: str, ahead: int = 1) -> UUID:
    ours = player.membership("ours")
    today = ours.today(EVENING)
    due = DueValue(DueKind.DAY, today + timedelta(days=ahead), None, player.zone)
    return actions.make_promise(ours, text, "", due, EVENING, new_id(today))


def token() -> UUID:
    return new_id(EVENING.date())


def keep(player: Player, promise_id: UUID) -> None:
    actions.keep_promise(player.membership("ours"), promise_id, EVENING, EVENING, token())


def test_both_peoples_words_stand_in_it(couple: Couple) -> None:
    ana, ben = couple
    promise(ana, "Wind the clock")
    promise(ben, "Sweep the stairs")
    for player in couple:
        data = data_of(player)
        assert list(schema_faults(data)) == []
        assert [space["kind"] for space in data["spaces"]] == ["private", "shared"]
        promises = rows_of(player, "promise", space=1)
        assert {row["text"] for row in promises} == {"Wind the clock", "Sweep the stairs"}
        members = rows_of(player, "member", space=1)
        assert {row["called"] for row in members} == {"Ana", "Ben"}
        accounts = [row for space in data["spaces"] for row in space["rows"] if "username" in row]
        assert [row["username"] for row in accounts] == [player.username]
    assert "Ben promised" in book_of(ana)
    assert "Ben and I" in book_of(ana)


def test_how_the_others_promise_ended_is_not_in_it(couple: Couple) -> None:
    ana, ben = couple
    keep(ben, promise(ben, "Sweep the stairs"))
    owned = promise(ben, "Ring the plumber")
    ours = ben.membership("ours")
    actions.own_promise(ours, owned, "Foxglovedebt", EVENING, token(), what_happened="Marzipanhour")
    for row in rows_of(ana, "promise", space=1):
        assert set(row) == {"kind", "is_mine", "made_on", "due", "text", "cue"}
    text = take(ana, "json").decode() + book_of(ana)
    assert "Foxglovedebt" not in text
    assert "Marzipanhour" not in text
    assert "kept on" not in text
    mine = {row["text"]: row for row in rows_of(ben, "promise", space=1)}
    assert mine["Sweep the stairs"]["state"] == "kept"
    said = mine["Ring the plumber"]["endings"][0]
    assert (said["note"], said["what_happened"]) == ("Foxglovedebt", "Marzipanhour")
    assert "Marzipanhour" in book_of(ben)


def test_what_the_other_took_back_without_a_line_is_not_in_it(couple: Couple) -> None:
    ana, ben = couple
    actions.withdraw_promise(ben.membership("ours"), promise(ben, "Sing"), EVENING, token())
    assert rows_of(ana, "promise", space=1) == []
    assert "Sing" not in book_of(ana)
    assert [row["text"] for row in rows_of(ben, "promise", space=1)] == ["Sing"]


def test_a_promise_that_the_other_released_says_so(couple: Couple) -> None:
    ana, ben = couple
    released = promise(ana, "Wind the clock")
    actions.release_promise(ben.membership("ours"), released, EVENING, token())
    (row,) = rows_of(ana, "promise", space=1)
    assert [(each["state"], each["is_mine"]) for each in row["endings"]] == [("released", False)]
    assert "Ben released me from it on 23 November 2026" in book_of(ana)


def test_no_clock_time_of_what_somebody_did_stands_in_it(couple: Couple) -> None:
    ana, ben = couple
    for player in couple:
        keep(player, promise(player, "Wind the clock"))
        released = promise(player, "Sweep the stairs")
        other = ben if player is ana else ana
        actions.release_promise(other.membership("ours"), released, EVENING, token())
    for player in couple:
        shared = json.dumps(data_of(player)["spaces"][1])
        assert "_at" not in shared
        for hour in ("18:47", "19:47", "03:47", "47:31"):
            assert hour not in shared
            assert hour not in book_of(player)


def test_how_it_landed_stands_with_the_promise(couple: Couple) -> None:
    ana, ben = couple
    kept = promise(ana, "Wind the clock")
    keep(ana, kept)
    ours = ben.membership("ours")
    say_how_it_landed(ours, kept, LandingKind.DIFFERENTLY, "It stood still", EVENING, token())
    for player, is_mine in ((ana, False), (ben, True)):
        (row,) = rows_of(player, "promise", space=1)
        landing = row["landing"]
        assert (landing["is_mine"], landing["landed"]) == (is_mine, "differently")
        assert landing["line"] == "It stood still"
        assert list(schema_faults(data_of(player))) == []
        assert "It stood still" in book_of(player)


def test_asks_leave_by_day_among_the_promises(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    for player in couple:
        player.stay()
    first = ask(ana, "Bring the bread")
    say_no(ben, first, "Closed today")
    time_machine.move_to(EVENING + timedelta(days=10), tick=False)
    second = ask(ana, "Read me a page")
    answer_with_promise(ben, second, "I read you one")
    for player in couple:
        player.post("/open/", {"password": player.password})
        assert list(schema_faults(data_of(player))) == []
    kinds = {row["kind"] for row in data_of(ben)["spaces"][1]["rows"]}
    assert kinds == {"ask", "answer", "promise", "member"}
    book = book_of(ana)
    order = ["November 2026", "Bring the bread", "December 2026", "Read me a page"]
    told = book[book.index("<h3>November 2026") :]
    assert [told.find(each) for each in order] == sorted(told.find(each) for each in order)
    assert "Closed today" in book_of(ben)
    assert book_of(ben).index("Closed today") < book_of(ben).index("<h3>December 2026")


def test_words_taken_back_leave_their_mark_alone(couple: Couple) -> None:
    ana = couple[0]
    kept = promise(ana, "Wind the clock")
    keep(ana, kept)
    take_back_promise_words(ana.membership("ours"), kept, EVENING)
    for player in couple:
        (row,) = rows_of(player, "promise", space=1)
        assert (row["text"], row["taken_back"]) == ("", True)
        assert list(schema_faults(data_of(player))) == []
        assert "the words were taken back" in book_of(player)


def test_what_was_rewritten_with_the_shared_key_is_not_shown_as_theirs(couple: Couple) -> None:
    ana, ben = couple
    theirs, mine = promise(ben, "Sweep the stairs"), promise(ana, "Wind the clock")
    sealed = Promise.objects.get(id=mine).words
    Promise.objects.filter(id=theirs).update(words=sealed)
    Promise.objects.filter(id=mine).update(maker_id=ben.person.id)
    assert all("text" not in row for row in rows_of(ana, "promise", space=1))
    assert "Wind the clock" not in book_of(ana)


def test_whoever_stays_takes_the_ended_space_along_and_whoever_left_does_not(
    couple: Couple,
) -> None:
    ana, ben = couple
    promise(ana, "Wind the clock")
    promise(ben, "Sweep the stairs")
    leave(ana.membership("ours"), EVENING, takes_words_back=True)
    assert [space["kind"] for space in data_of(ana)["spaces"]] == ["private"]
    data = data_of(ben)
    assert list(schema_faults(data)) == []
    assert data["spaces"][1]["ended_on"] == "2026-11-23"
    rows = rows_of(ben, "promise", space=1)
    assert {row.get("text") or row["unopened"] for row in rows} == {"gone", "Sweep the stairs"}
    book = book_of(ben)
    # The name went with the words.
    assert "your partner and I, until 23 November 2026" in book
    (member,) = [row for row in rows_of(ben, "member", space=1) if not row["is_mine"]]
    assert member["unopened"] == "gone"
    assert "This isn’t there any more." in book


def test_an_invitation_leaves_with_its_first_words_and_without_its_code(ana: Player) -> None:
    mine, bundle = ana.membership(), ana.keys().bundle
    invite(mine, bundle, "Ana", "Shall we try it?", EVENING, token())
    (row,) = rows_of(ana, "invitation")
    assert (row["first_words"], row["called"]) == ("Shall we try it?", "Ana")
    found = own_invitation(mine)
    assert found is not None
    assert not isinstance(found.words, Unopened)
    assert found.words.code not in take(ana, "json").decode()
