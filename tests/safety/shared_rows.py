"""Ana and Ben with one row of each kind between them, and what a page of theirs must do."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tests.again import once
from tests.cast import Player, text_of
from tests.safety.of_two import done
from troth.asks.models import Answer, Ask
from troth.asks.tests.acts import ask, say_no
from troth.promises.models import Ending, Landing, Promise
from troth.spaces.models import Member, Space

# Forenoon in Berlin, early evening in Tokyo.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SAID, KEPT, NOTED = "Polish the brass lantern", "Sweep the cellar stairs", "Mend the garden gate"
NOTE, LINE, ASKED, ANSWERED = "The gate was frozen", "It shone", "Bring the bread", "Closed today"
# Ben's own, which nothing of the rest may take along.
WITNESS, WITNESS_KEPT, WITNESS_ASK = "Wind the clock", "Feed the birds", "Read me a page"
LISTS = ("/today/", "/promises/", "/promises/?in=ours", "/us/", "/us/between/", "/asks/")


@dataclass(frozen=True)
class Shared:
    """Rows by what they are; each is Ana's but the landing and the answer, which are Ben's."""

    ana: Player
    ben: Player
    space_id: UUID
    ids: dict[str, UUID]

    def page(self, name: str) -> str:
        kind = "asks" if name in ("ask", "witness_ask") else "promises/ours"
        return f"/{kind}/{self.ids[name]}/"

    @property
    def pages(self) -> list[str]:
        return [*LISTS, *(self.page(name) for name in self.ids)]

    @property
    def both(self) -> tuple[Player, Player]:
        return self.ana, self.ben

    def rows(self, name: str) -> Any:
        """The row that a test changes, by SQL."""
        return {
            "promise": Promise.objects.filter(id=self.ids["said"]),
            "kept": Promise.objects.filter(id=self.ids["kept"]),
            "ending": Ending.objects.filter(promise_id=self.ids["noted"]),
            "landing": Landing.objects.filter(promise_id=self.ids["kept"]),
            "ask": Ask.objects.filter(id=self.ids["ask"]),
            "answer": Answer.objects.filter(ask_id=self.ids["ask"]),
            "space": Space.objects.filter(id=self.space_id),
            "ana": Member.objects.filter(space_id=self.space_id, person_id=self.ana.person.id),
            "ben": Member.objects.filter(space_id=self.space_id, person_id=self.ben.person.id),
        }[name]


def shared(couple: tuple[Player, Player]) -> Shared:
    """One of each, by the forms, in browsers that stay signed in."""
    ana, ben = couple
    ids, cookies = once("one of each between Ana and Ben", lambda: _one_of_each(ana, ben))
    for player in couple:
        player.client.cookies = deepcopy(cookies[player.name])
    return Shared(ana, ben, ana.membership("ours").space_id, dict(ids))


def _one_of_each(ana: Player, ben: Player) -> tuple[dict[str, UUID], dict[str, SimpleCookie]]:
    for player in (ana, ben):
        player.stay()
    ids = {
        "said": ana.say(SAID, to="ours"),
        "kept": ana.say(KEPT, to="ours"),
        "noted": ana.say(NOTED, to="ours"),
        "witness": ben.say(WITNESS, to="ours"),
        "witness_kept": ben.say(WITNESS_KEPT, to="ours"),
        "ask": ask(ana, ASKED),
        "witness_ask": ask(ben, WITNESS_ASK),
    }
    done(ana.post(f"/promises/ours/{ids['kept']}/keep/"))
    done(ben.post(f"/promises/ours/{ids['witness_kept']}/keep/"))
    done(ana.post(f"/promises/ours/{ids['noted']}/own/", {"note": NOTE}))
    done(ben.post(f"/promises/ours/{ids['kept']}/landed/", {"kind": "thanks", "line": LINE}))
    done(say_no(ben, ids["ask"], ANSWERED))
    for player in (ana, ben):
        player.get("/me/")  # shows what the last steps had to say
    return ids, {player.name: deepcopy(player.client.cookies) for player in (ana, ben)}


def marks(answer: HttpResponse) -> int:
    """How much of a page says that it can't be opened, or isn't there any more."""
    return answer.content.decode().count('class="unopened"')


def seen(player: Player, *pages: str) -> str:
    """What all these pages say; each has to render."""
    texts = []
    for page in pages:
        answer = player.get(page)
        assert answer.status_code == 200, f"{player.name} {page}: {answer.status_code}"
        texts.append(text_of(answer))
    return "\n".join(texts)


def assert_the_rest_renders(of_two: Shared, *witnesses: str) -> dict[str, str]:
    """Every page of both, and on the lists what nobody touched; what each read, by name."""
    texts = {player.name: seen(player, *of_two.pages) for player in of_two.both}
    for name, text in texts.items():
        for witness in witnesses or (WITNESS, WITNESS_KEPT, WITNESS_ASK):
            assert witness in text, (name, witness)
    return texts
