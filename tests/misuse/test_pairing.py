"""Making an account for her, joining as somebody else, and codes that were used."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, field_of, pair, text_of
from tests.misuse.acts import Couple, done, masked, seen, unfolded
from troth.journeys.pairing.tests.steps import (
    FIRST_WORDS,
    bring,
    code_on,
    confirm,
    four_on,
    invite,
    join,
    sign_up_and_join,
)
from troth.people.models import Person
from troth.spaces.models import Invitation, Space
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database


def test_who_joined_with_her_name_sees_nothing_before_the_words_are_compared(
    ana: Player, ben: Player, cleo: Player
) -> None:
    """51. He takes the code that was meant for Cleo, and joins under her name."""
    ana.say("Sing")
    code = invite(ana)
    join(ben, code, called="Cleo")
    assert "You and Cleo" in seen(ana, "/us/words/")
    done(confirm(ben))
    text = seen(ben, "/today/", "/us/words/", "/us/", "/promises/")
    assert "Sing" not in text
    # What Ana and Cleo say to each other doesn't fit: Cleo has no words, and her code is used.
    assert bring(cleo, code).status_code == 422
    assert four_on(cleo.get("/us/words/")) == []
    done(ana.post("/us/words/back/", {"differ": "yes"}))
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()
    assert not Invitation.objects.exists()


def test_the_inviter_confirms_nobody_who_came_after_the_words_were_shown(
    ana: Player, ben: Player, cleo: Player
) -> None:
    """51. One steps back and another joins while the inviter looks at the four words."""
    code = invite(ana)
    join(cleo, code)
    done(confirm(cleo))
    opened = ana.get("/us/words/")
    done(cleo.post("/us/words/back/"))
    join(ben, code, called="Cleo")
    done(confirm(ben))
    compared = text_of_field(opened.content.decode())
    done(ana.post("/us/words/confirm/", {"compared": compared, "share": "none"}))
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()


def text_of_field(page: str) -> str:
    return page.split('name="compared" value="')[1].partition('"')[0]


def test_a_code_that_was_used_taken_back_or_made_up_gets_one_answer(
    ana: Player, ben: Player, eve: Player
) -> None:
    """52. He tries codes: used, revoked, nearly right, nonsense."""
    revoked = invite(ana)
    done(ana.post("/us/invite/revoke/"))
    used = invite(ana)
    join(ben, used)
    near = used[:-1] + ("0" if used[-1] != "0" else "1")
    tried = (revoked, used, near, "-".join(["0000"] * 8))
    answers = {str(masked(bring(eve, code))).replace(code, "CODE") for code in tried}
    assert len(answers) == 1
    assert FIRST_WORDS not in answers.pop()


def test_the_first_words_are_gone_once_they_are_taken_back(ana: Player, eve: Player) -> None:
    """53. He reads them on, from a page that he had open."""
    code = invite(ana)
    bring(eve, code)
    assert FIRST_WORDS in text_of(eve.get("/join/welcome/"))
    done(ana.post("/us/invite/revoke/"))
    assert eve.get("/join/welcome/").status_code == 302
    assert FIRST_WORDS not in text_of(bring(eve, code))
    assert sign_up_fails(eve)


def sign_up_fails(eve: Player) -> bool:
    facts = {"username": "eve", "password1": eve.password, "called": "Eve", "time_zone": "UTC"}
    eve.post("/join/welcome/", facts)
    return not Person.objects.filter(username="eve").exists()


def test_before_the_password_it_says_who_runs_this_and_to_choose_alone(
    ana: Player, eve: Player
) -> None:
    """54. He makes her account for her, on a server of his; what remains possible."""
    bring(eve, invite(ana))
    text = text_of(eve.get("/join/welcome/"))
    assert "nobody should make the account for you" in text
    assert text.index("nobody should make the account") < text.index("Password")
    assert "run" in text.partition("Sign-in name")[0]


def test_an_account_that_he_made_is_hers_after_a_password_of_her_own(
    ana: Player, eve: Player
) -> None:
    """54. He signs in with the password that he chose for her, in a browser of his."""
    assert sign_up_and_join(eve, invite(ana)).status_code == 302
    his = Player("Eve", Client())
    done(his.sign_in())
    assert "Four words" in seen(his, "/us/words/")
    facts = {"oldpassword": eve.password, "password1": "a lamp of my own choosing"}
    token = field_of(eve.get("/me/password/"), "token")
    done(eve.post("/me/password/", {**facts, "token": token}))
    assert his.get("/us/words/")["Location"].startswith("/sign-in/")
    assert his.sign_in().status_code == 200


def test_opening_and_declining_write_nothing(ana: Player, ben: Player) -> None:
    """55. He looks whether his invitation was opened and turned down."""
    code = invite(ana)
    ben.get("/me/")
    before, page = everything_stored(), masked(ana.get("/us/invite/"))
    bring(ben, code)
    ben.get("/join/welcome/")
    done(ben.post("/join/not-now/"))
    assert differing(before, everything_stored()) == []
    assert masked(ana.get("/us/invite/")) == page


def test_joining_and_stepping_back_leaves_nothing_to_see(ana: Player, ben: Player) -> None:
    """55. He looks whether she had joined and thought better of it."""
    code = invite(ana)
    version, page = version_of(ana.person.id), masked(ana.get("/us/invite/"))
    join(ben, code)
    # What remains possible: a page of his that was open in between has shown it.
    assert version_of(ana.person.id) != version
    done(ben.post("/us/words/back/"))
    assert (version_of(ana.person.id), masked(ana.get("/us/invite/"))) == (version, page)


def test_nobody_has_two_partners(two: Couple, cleo: Player, dan: Player) -> None:
    """56. He invites or joins another beside her."""
    _ana, ben = two
    refused = ben.post("/us/invite/", {"called": "Ben", "first_words": "Psst"})
    assert "One partner at a time" in text_of(refused)
    assert bring(ben, invite(cleo)).status_code == 302
    ben.post("/join/welcome/", {"called": "Ben"})
    assert not Invitation.objects.exclude(state="open").exists()
    pair(cleo, dan)
    assert ben.membership("ours").partner_called == "Ana"


def test_who_leaves_and_is_with_another_keeps_nothing_open_to_the_one_left(
    two: Couple, cleo: Player
) -> None:
    """56. The one left behind looks for the new one."""
    ana, ben = two
    done(ana.post("/us/leave/"))
    ben.get("/today/")
    before = seen(ben, "/today/", "/us/"), version_of(ben.person.id)
    pair(ana, cleo)
    ana.say("Sing", to="ours")
    assert (seen(ben, "/today/", "/us/"), version_of(ben.person.id)) == before


def test_private_words_stay_off_the_page_that_two_look_at_together(
    ana: Player, ben: Player
) -> None:
    """57. He looks at her screen while the two compare the words, as the page tells them to."""
    ana.say("Talk to a lawyer")
    join(ben, invite(ana))
    done(confirm(ben))
    assert "Talk to a lawyer" not in unfolded(ana.get("/us/words/"))


def test_private_words_stay_folded_on_us(two: Couple) -> None:
    """57. He looks at her screen while she shows him Us."""
    ana, _ben = two
    ana.say("Talk to a lawyer")
    assert "Talk to a lawyer" not in unfolded(ana.get("/us/"))


def test_a_code_of_hers_is_shown_to_nobody_else(ana: Player, ben: Player) -> None:
    """52. He looks for her code on his own pages."""
    code = invite(ana)
    assert code_on(ana.get("/us/invite/")) == code
    for path in ("/us/invite/", "/us/words/", "/us/"):
        assert code not in ben.get(path).content.decode()


@pytest.mark.parametrize("path", ["/us/words/confirm/", "/us/words/back/"])
def test_a_step_of_pairing_without_anybody_writes_nothing(ana: Player, path: str) -> None:
    """51. He sends the forms of a pairing that isn't his."""
    ana.get("/me/")
    before = everything_stored()
    done(ana.post(path, {"compared": "1-2-3-4", "share": "none"}))
    assert differing(before, everything_stored()) == []
