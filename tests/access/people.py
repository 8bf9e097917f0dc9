"""Who stands on the stage of the access matrix, and what each of them has said."""

from __future__ import annotations

from copy import deepcopy
from http.cookies import SimpleCookie
from uuid import UUID

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.cast import Player, field_of, pair
from troth.gestures.tests.acts import remember
from troth.grounds.tests.acts import say_need, say_plan
from troth.journeys.leaving.actions import leave
from troth.people.session_facts import PUBLIC_ID
from troth.practices.models import SharedAnswer
from troth.practices.tests.acts import TOGETHER, begin, give, tell, token
from troth.practices.tests.challenge_acts import begin_days
from troth.promises.models import Ending

# In private, to Ben, and to Fay while she was there.
PLANTED = "Bring the brass lantern down to the harbour"
SHARED = "Row the green boat across before the rain"
PAST = "Sand the kitchen table on the balcony"


def everybody() -> tuple[dict[str, SimpleCookie], dict[str, str]]:
    """The cookies of all who have any, and the ids of what was said."""
    ana = _signed_up("Ana", "Europe/Berlin")
    ben = _signed_up("Ben", "Asia/Tokyo")
    cleo = _signed_up("Cleo", "America/New_York")
    fay = _signed_up("Fay", "UTC")
    ids: dict[str, object] = {"promise": ana.say(PLANTED, cue=PLANTED)}
    ids["rhythm"] = ana.say(PLANTED, cue=PLANTED, again="weekly")
    ids["gesture"] = remember(ana, PLANTED)
    ids |= {"need": say_need(ana, PLANTED), "plan": say_plan(ana, PLANTED)}
    pair(ana, fay)
    ids["past_rhythm"] = ana.say(PAST, to="ours", again="weekly")
    ids |= {"past": ana.say(PAST, to="ours"), "ended": ana.membership("ours").space_id}
    ids["past_need"] = say_need(ana, PAST, "ours")
    leave(fay.membership("ours"), timezone.now(), takes_words_back=False)
    # Refused, and yet it makes her a new key there.
    ana.post("/promises/{ended}/{past}/keep/".format(**ids))
    pair(ana, ben)
    pair(cleo, _signed_up("Dan", "UTC"))
    elsewhere = Player("Ana", Client())
    elsewhere.sign_in()
    ids |= _between(ana, ben) | {"session": elsewhere.client.session[PUBLIC_ID]}
    ids |= _practised(ana, ben)
    ids["break"] = _planned(ana, "2026-12-21", "2026-12-22")
    people = {"ana": ana, "ben": ben, "cleo": cleo, "fay": fay, "holder": ana}
    cookies = {name: deepcopy(player.client.cookies) for name, player in people.items()}
    return cookies, {name: str(each) for name, each in ids.items()}


def _signed_up(name: str, zone: str) -> Player:
    cache.clear()  # sign-ups are limited
    player = Player(name, Client(), zone)
    assert player.sign_up().status_code == 302
    return player


def _practised(ana: Player, ben: Player) -> dict[str, UUID]:
    """What Ana is in the middle of, what was handed over, and a question of her own."""
    run_id = begin(ana, "clarifying")
    give(ana, run_id, "happened", text=PLANTED)
    done_id = begin(ana, "clarifying")
    give(ana, done_id, "question", text=PLANTED)
    told, heard_told = tell(ana, SHARED), tell(ben, "You went to the post office")
    give(ana, begin(ana, TOGETHER), "one-need", text=PLANTED)
    challenge = begin_days(ana, 7)
    question = token()
    facts = {"text": SHARED, "token": question}
    assert ana.post("/practices/tonight/own/", facts).status_code == 302
    return {
        "run": run_id,
        "done_run": done_id,
        "told": told,
        "heard_told": heard_told,
        "held": SharedAnswer.objects.get(waits_until__isnull=False).id,
        "own_question": UUID(question),
        "challenge": challenge,
    }


def _between(ana: Player, ben: Player) -> dict[str, UUID]:
    owned = _owned(ana, "Write to the landlord")
    return {
        "said": ana.say(SHARED, to="ours"),
        "heard": ben.say("Cook on Friday", to="ours"),
        "said_rhythm": ana.say(SHARED, to="ours", again="weekly"),
        "heard_rhythm": ben.say("Cook on Fridays", to="ours", again="weekly"),
        "kept": _kept(ben, "Call the plumber"),
        "owned": owned,
        "ending": Ending.objects.get(promise_id=owned).id,
        "asked": _asked(ana, "Sit with me for a while"),
        "to_answer": _asked(ben, "Bring the bread"),
        "told_need": say_need(ana, SHARED, "ours"),
        "heard_need": say_need(ben, "A word when it gets late", "ours"),
        "told_plan": say_plan(ana, SHARED, to="ours"),
        "heard_plan": say_plan(ben, "Out till late", to="ours"),
    }


def _kept(player: Player, text: str) -> UUID:
    promise = player.say(text, to="ours")
    assert player.post(f"/promises/ours/{promise}/keep/").status_code == 302
    return promise


def _owned(player: Player, text: str) -> UUID:
    promise = player.say(text, to="ours")
    answer = player.post(f"/promises/ours/{promise}/own/", {"note": "I forgot it"})
    assert answer.status_code == 302
    return promise


def _asked(player: Player, text: str) -> UUID:
    token = field_of(player.get("/asks/new/"), "token")
    answer = player.post("/asks/new/", {"text": text, "token": token})
    assert answer.status_code == 302, answer.content.decode()
    return UUID(token)


def _planned(player: Player, from_on: str, until_on: str) -> UUID:
    """A break that nobody is told of."""
    token = field_of(player.get("/breaks/new/"), "token")
    facts = {"from_on": from_on, "until_on": until_on, "token": token}
    assert player.post("/breaks/new/", facts).status_code == 302
    return UUID(token)
