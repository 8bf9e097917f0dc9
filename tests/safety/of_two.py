"""Two people who have written something in every place that two can write in, by the forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse

from tests.cast import Player, field_of
from troth.asks.tests.acts import ask, say_no
from troth.asks.tests.acts import promise as answer_with_promise
from troth.grounds.tests.acts import say_need, say_plan
from troth.journeys.pairing.tests.steps import confirm, invite, join
from troth.people.session_facts import PUBLIC_ID
from troth.promises.models import Ending

Couple = tuple[Player, Player]
# Words by the field each stands in, so that a find tells where it comes from.
WORDS = {
    "first_words": "Quincewater",
    "inviter": "Bramblewick",
    "joiner": "Thornapplejoy",
    "text": "Marzipanhour",
    "text_anew": "Celandineroof",
    "cue": "Foxglovedebt",
    "note": "Gooseberryday",
    "note_anew": "Hawthornkettle",
    "what_happened": "Juniperletter",
    "like_for_you": "Lavenderstair",
    "will_do": "Mulberrygate",
    "withdrawn": "Nettleplaster",
    "kept": "Oleanderbench",
    "landed": "Primrosecoat",
    "landed_anew": "Saffronharbour",
    "ended": "Tamariskglove",
    "shared": "Valerianclock",
    "ask": "Willowpillow",
    "ask_anew": "Yarrowpencil",
    "line": "Zinniapocket",
    "wish": "Aniseedmirror",
    "yes": "Bergamotrope",
    "gone": "Cardamomdoor",
    "aside": "Dogwoodcandle",
    "need": "Gentianwindow",
    "need_anew": "Heliotropeshelf",
    "rested": "Irisblanket",
    "plan": "Jasmineevening",
    "called": "Elderflowername",
    "session": "Fennelphone",
}
Word = Callable[[str], str]


@dataclass(frozen=True)
class Written:
    """Where it all stands: pages that both can open."""

    ana: Player
    ben: Player
    code: str
    promises: dict[str, UUID]
    asks: dict[str, UUID]
    need: UUID

    def promise(self, name: str) -> str:
        return f"/promises/ours/{self.promises[name]}/"

    def ask(self, name: str) -> str:
        return f"/asks/{self.asks[name]}/"

    @property
    def pages(self) -> list[str]:
        """Of everything that is there for both."""
        lists = ["/today/", "/promises/", "/us/", "/us/between/", "/asks/", "/needs/", "/plans/"]
        lists += ["/needs/before/ours/", f"/needs/ours/{self.need}/"]
        promises = [self.promise(name) for name in self.promises]
        return [*lists, *promises, *(self.ask(name) for name in self.asks)]


def planted(field: str) -> str:
    return f"By the {WORDS[field]}"


def write_everything(ana: Player, ben: Player, word: Word = planted) -> Written:
    """The two find each other, and each fills in every form that there is for two."""
    code = find_each_other(ana, ben, word)
    promises, asks = _promises(ana, ben, word), _asks(ana, ben, word)
    need = _needs_and_plans(ana, ben, word)
    for player in (ana, ben):
        done(player.post("/us/between/", {"called": word("called")[:40]}))
        public_id = player.client.session[PUBLIC_ID]
        done(player.post(f"/me/sessions/{public_id}/name/", {"name": word("session")[:40]}))
        player.get("/me/")  # shows what the last steps had to say
    return Written(ana, ben, code, promises, asks, need)


def find_each_other(ana: Player, ben: Player, word: Word) -> str:
    """From the invitation to two; the code."""
    code = invite(ana, word("first_words"), called=word("inviter")[:40])
    join(ben, code, called=word("joiner")[:40])
    done(confirm(ben))
    done(confirm(ana))
    return code


def _promises(ana: Player, ben: Player, word: Word) -> dict[str, UUID]:
    said = {
        name: ana.say(word(name), to="ours", cue=word("cue"))
        for name in ("text", "note", "withdrawn", "kept", "ended")
    }
    pages = {name: f"/promises/ours/{row_id}/" for name, row_id in said.items()}
    change(ana, f"{pages['text']}words/", text=word("text_anew"), cue=word("cue"))
    more = {name: word(name) for name in ("what_happened", "like_for_you", "will_do")}
    done(ana.post(f"{pages['note']}own/", {"note": word("note"), **more}))
    ending = Ending.objects.get(promise_id=said["note"]).id
    change(ana, f"{pages['note']}endings/{ending}/words/", note=word("note_anew"), **more)
    done(ana.post(f"{pages['withdrawn']}withdraw/", {"note": word("withdrawn")}))
    for name in ("kept", "ended"):
        done(ana.post(f"{pages[name]}keep/"))
    landed = f"{pages['kept']}landed/"
    done(ben.post(landed, {"kind": "own-words", "line": word("landed")}))
    change(ben, f"{landed}words/", line=word("landed_anew"))
    own = ben.say(word("shared"))
    done(ben.post(f"/promises/mine/{own}/share/"))
    return said


def _asks(ana: Player, ben: Player, word: Word) -> dict[str, UUID]:
    asked = {
        "ask": ask(ana, word("ask")),
        "wish": ask(ben, word("wish")),
        "gone": ask(ben, word("gone")),
        "aside": ask(ben, word("aside")),
    }
    done(ana.post(f"/asks/{asked['ask']}/change/", {"text": word("ask_anew"), "as_it_is": "yes"}))
    done(say_no(ben, asked["ask"], word("line")))
    done(answer_with_promise(ana, asked["wish"], word("yes"), cue=word("cue")))
    done(ben.post(f"/asks/{asked['gone']}/take-back/"))
    done(ana.post(f"/asks/{asked['aside']}/set-aside/"))
    return asked


def _needs_and_plans(ana: Player, ben: Player, word: Word) -> UUID:
    need, rested = say_need(ana, word("need"), "ours"), say_need(ben, word("rested"), "ours")
    change(ana, f"/needs/ours/{need}/change/", text=word("need_anew"))
    done(ben.post(f"/needs/ours/{rested}/rest/"))
    say_plan(ben, word("plan"), to="ours")
    return need


def change(player: Player, address: str, **texts: str) -> None:
    """Put other words in the place of one's own, with the revision that the form carries."""
    revision = field_of(player.get(address), "revision")
    done(player.post(address, {**texts, "revision": revision}))


def done(answer: HttpResponse) -> None:
    assert answer.status_code == 302, answer.content.decode()
