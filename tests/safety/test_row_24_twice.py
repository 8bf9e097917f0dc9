"""Row 24: every form of two is sent twice; there is one row, and a clear answer to the second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.access.matrix import differing, everything_stored
from tests.cast import PASSWORD, Player, field_of, text_of
from tests.safety.shared_rows import Shared
from troth.asks.tests.acts import form_of
from troth.journeys.pairing.tests.steps import bring, invite, join
from troth.spaces.models import Invitation, Joining, Space

Couple = tuple[Player, Player]
Facts = dict[str, str]
MORE = {"what_happened": "Rain", "like_for_you": "Cold", "will_do": "A coat"}
# What a second post may change: what the next page says, and the limits' counts.
TOLD = {"people_session"}

pytestmark = pytest.mark.usefixtures("on_monday")


def token_on(player: Player, page: str) -> str:
    return field_of(player.get(page), "token")


def said(two: Shared) -> Facts:
    token = token_on(two.ana, "/promises/new/")
    return {"text": "Sing", "when": "tomorrow", "to": "ours", "as_it_is": "yes", "token": token}


def moving(two: Shared) -> Facts:
    return {"when": "this-week", "token": token_on(two.ana, f"{two.page('said')}move/")}


def reopening(two: Shared) -> Facts:
    """Of one that nobody has said yet how it landed."""
    two.ana.post(f"{two.page('said')}keep/")
    return {"token": token_on(two.ana, two.page("said"))}


def owning(two: Shared) -> Facts:
    return {"note": "No", **MORE, "token": token_on(two.ana, f"{two.page('said')}own/")}


def landing(two: Shared) -> Facts:
    page = f"{two.page('witness_kept')}landed/"
    return {"kind": "own-words", "line": "Lovely", "token": token_on(two.ana, page)}


def reworded(who: str, name: str, **texts: str) -> Callable[[Shared], Facts]:
    def facts(two: Shared) -> Facts:
        page = f"{two.page(name)}words/"
        player = two.ana if who == "ana" else two.ben
        return {**texts, "revision": field_of(player.get(page), "revision")}

    return facts


def token_of_page(who: str, name: str, **more: str) -> Callable[[Shared], Facts]:
    def facts(two: Shared) -> Facts:
        player = two.ana if who == "ana" else two.ben
        return {**more, "token": token_on(player, two.page(name))}

    return facts


def answering(how: str, **more: str) -> Callable[[Shared], Facts]:
    return lambda two: {**form_of(two.ana, two.ids["witness_ask"], how), **more}


FORMS: dict[str, tuple[str, str, Callable[[Shared], Facts]]] = {
    "a promise": ("ana", "/promises/new/", said),
    "kept": ("ana", "{said}keep/", token_of_page("ana", "said")),
    "owned, with more": ("ana", "{said}own/", owning),
    "moved": ("ana", "{said}move/", moving),
    "taken back with a line": ("ana", "{said}withdraw/", token_of_page("ana", "said", note="Oh")),
    "taken back": ("ana", "{said}withdraw/", token_of_page("ana", "said")),
    "released": ("ben", "{said}release/", token_of_page("ben", "said")),
    "open again": ("ana", "{said}reopen/", reopening),
    "other words": ("ana", "{said}words/", reworded("ana", "said", text="Hum", cue="At tea")),
    "words taken back": ("ana", "{kept}words/take-back/", lambda _two: {}),
    "lines taken back": ("ana", "{ending}words/take-back/", lambda _two: {}),
    "how it landed": ("ana", "{witness_kept}landed/", landing),
    "thanks": ("ana", "{witness_kept}landed/thanks/", token_of_page("ana", "witness_kept")),
    "a landing taken back": ("ben", "{kept}landed/words/take-back/", lambda _two: {}),
    "an ask": (
        "ana",
        "/asks/new/",
        lambda two: {"text": "Hum", "token": token_on(two.ana, "/asks/new/"), "as_it_is": "yes"},
    ),
    "an ask changed": (
        "ben",
        "{witness_ask}change/",
        lambda _two: {"text": "Read me two", "as_it_is": "yes"},
    ),
    "an ask taken back": ("ben", "{witness_ask}take-back/", lambda _two: {}),
    "yes": ("ana", "{witness_ask}yes/", answering("yes", text="I do")),
    "something smaller": ("ana", "{witness_ask}smaller/", answering("smaller", text="Half")),
    "no": ("ana", "{witness_ask}no/", answering("no", line="Not now")),
    "a quiet no": ("ana", "{witness_ask}set-aside/", lambda _two: {}),
    "its line taken back": ("ben", "{ask}line/take-back/", lambda _two: {}),
    "a name": ("ana", "/us/between/", lambda _two: {"called": "Annelie"}),
    "replies": ("ana", "/us/replies/", lambda _two: {"takes": "no"}),
    "away": ("ana", "/us/step-away/", lambda _two: {}),
    "left": ("ana", "/us/leave/", lambda _two: {}),
    "left with words": ("ana", "/us/leave/", lambda _two: {"take_back": "yes"}),
    "a password": (
        "ana",
        "/me/password/",
        lambda two: {
            "oldpassword": PASSWORD,
            "password1": "calm otters, noon",
            "token": token_on(two.ana, "/me/password/"),
        },
    ),
}
# A name said anew is sealed anew; nothing that anybody reads is another.
SEALED_ANEW = {"a name": {"spaces_member"}, "replies": {"spaces_member"}}


@pytest.mark.parametrize(("who", "address", "fill"), FORMS.values(), ids=FORMS.keys())
def test_sent_twice_it_is_done_once(
    two: Shared,
    who: str,
    address: str,
    fill: Callable[[Shared], Facts],
    request: pytest.FixtureRequest,
) -> None:
    player, facts = two.ana if who == "ana" else two.ben, fill(two)
    ending = f"{two.page('noted')}endings/{two.rows('ending').get().id}/"
    path = address.format(ending=ending, **{name: two.page(name) for name in two.ids})
    before = everything_stored()
    first = player.post(path, facts)
    assert first.status_code == 302, first.content.decode()
    once = everything_stored()
    assert differing(before, once) != []
    second = player.post(path, facts)
    assert_clear(player, second)
    name = request.node.callspec.id
    assert set(differing(once, everything_stored())) <= TOLD | SEALED_ANEW.get(name, set())
    for reader in two.both:
        for page in ("/today/", "/promises/", "/us/", "/asks/"):
            assert reader.get(page).status_code == 200


def assert_clear(player: Player, answer: Any) -> None:
    """Done as it was, or a sentence that says why not: never a fault, never a bare refusal."""
    if answer.status_code == 302:
        page = player.get(answer["Location"], follow=True)
        assert page.status_code == 200
        return
    assert answer.status_code == 422, answer.status_code
    assert len(text_of(answer)) > 40


def test_an_invitation_and_its_answers_sent_twice_are_there_once(ana: Player, ben: Player) -> None:
    token = token_on(ana, "/us/invite/")
    facts = {"called": "Ana", "first_words": "Shall we?", "token": token}
    for _time in range(2):
        assert ana.post("/us/invite/", facts).status_code == 302
    first = Invitation.objects.get()
    assert str(first.id) == token
    code = invite(ana)
    bring(ben, code)
    facts = {"called": "Ben", "token": token_on(ben, "/join/welcome/")}
    answers = [ben.post("/join/welcome/", facts) for _time in range(2)]
    assert [answer["Location"] for answer in answers] == ["/us/words/", "/us/words/"]
    assert Joining.objects.count() == 1
    for player in (ben, ana):
        page = player.get("/us/words/")
        facts = {name: field_of(page, name) for name in ("compared", "token")}
        for _time in range(2):
            assert player.post("/us/words/confirm/", {**facts, "share": "none"}).status_code == 302
    assert Space.objects.filter(kind="shared").count() == 1
    assert ana.membership("ours").partner_called == "Ben"


def test_a_sign_up_by_invitation_sent_twice_makes_one_account(ana: Player, eve: Player) -> None:
    bring(eve, invite(ana))
    facts = {"username": "eve", "password1": PASSWORD, "called": "Eve", "time_zone": "UTC"}
    first, second = (eve.post("/join/welcome/", facts) for _time in range(2))
    assert first["Location"] == second["Location"] == "/us/words/"
    assert Joining.objects.count() == 1


def test_an_invitation_revoked_twice_and_not_now_twice_are_no_fault(
    ana: Player, ben: Player
) -> None:
    code = invite(ana)
    join(ben, code)
    for _time in range(2):
        assert ben.post("/us/words/back/").status_code == 302
        assert ana.post("/us/invite/revoke/").status_code == 302
        assert ben.post("/join/not-now/").status_code == 302
    assert not Invitation.objects.exists()
    assert not Joining.objects.exists()
    assert ana.post("/us/words/confirm/", {"compared": "1-2-3-4"}).status_code == 302
    assert not Space.objects.filter(kind="shared").exists()
