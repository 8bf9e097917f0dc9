"""What is said beside a promise of the made-up couple: lines, other words, how it landed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from troth.promises.landings.rules import LandingKind
from troth.simulation import lines, lines_between
from troth.simulation.plan import SAID_NOTHING, Fate, Landed, Planned, in_shares, in_turn

# How many of twenty ends are answered, and how; the second of each pair: taken back later.
LANDINGS: Mapping[tuple[LandingKind, bool] | None, int] = {
    (LandingKind.THANKS, False): 5,
    (LandingKind.NOTICED, False): 2,
    (LandingKind.WORDS, False): 2,
    (LandingKind.WORDS, True): 1,
    (LandingKind.DIFFERENTLY, False): 1,
    None: 9,
}
LANDING = {Fate.KEPT, Fate.KEPT_LATE, Fate.FILLED_IN, Fate.AFTER_ALL, Fate.OWNED}
# Of a thing that was done, thanks mostly stand without a line.
MOSTLY_BARE = {
    LandingKind.THANKS: {True: 1, False: 3},
    LandingKind.DIFFERENTLY: {True: 1, False: 1},
}


class Dressing:
    """Of one of the two; each has a half of the lines, so that neither says the other's.

    What the last days are told in (plan_latest.py) is left out.
    """

    def __init__(self, maker: int, draw: Random) -> None:
        self.owned = in_turn(lines.OWNED[:-2][maker::2], draw)
        self.has_note = in_shares({True: 2, False: 1}, draw)
        self.withdrawn = in_turn(lines.WITHDRAWN[:-2][maker::2], draw)
        self.has_line = in_shares({True: 1, False: 1}, draw)
        self.corrected = in_turn(lines.CORRECTED[maker::2], draw)
        self.more = in_turn(lines_between.OWNED_WITH_MORE[2:][maker::2], draw)
        self.has_more = in_shares({True: 1, False: 1}, draw)
        self.landed = in_shares(LANDINGS, draw)
        self.done = {
            kind: in_turn(said[:-1][maker::2] or ("",), draw)
            for kind, said in lines_between.LANDED.items()
        }
        self.not_done = {
            kind: in_turn(said[1:][maker::2] or ("",), draw)
            for kind, said in lines_between.LANDED_OWNED.items()
        }
        self.has_word = {kind: in_shares(shares, draw) for kind, shares in MOSTLY_BARE.items()}
        self.is_reworded = in_shares({True: 1, False: 14}, draw)
        self.is_taken_back = in_shares({True: 1, False: 29}, draw)
        self.reworded = in_turn(lines_between.REWORDED[maker::2], draw)

    def dressed(self, planned: Planned) -> Planned:
        if planned.fate is Fate.OWNED:
            planned = replace(planned, note=next(self.owned) if next(self.has_note) else "")
        elif planned.fate is Fate.WITHDRAWN:
            planned = replace(planned, note=next(self.withdrawn))
        elif planned.fate is Fate.NOT_AFTER_ALL:
            planned = replace(planned, note=next(self.corrected))
        return self._between(planned) if planned.is_shared else planned

    def _between(self, planned: Planned) -> Planned:
        if planned.fate is Fate.OWNED:
            more = next(self.more) if next(self.has_more) else SAID_NOTHING
            planned = replace(planned, more=more)
        elif planned.fate is Fate.WITHDRAWN and not next(self.has_line):
            planned = replace(planned, note="")
        if planned.fate is Fate.KEPT and next(self.is_reworded):
            said_first, text = next(self.reworded)
            planned = replace(planned, said_first=said_first, text=text, cue="")
        elif planned.fate in LANDING:
            planned = replace(planned, is_taken_back=next(self.is_taken_back))
        return replace(planned, landed=self._landed(planned.fate))

    def _landed(self, fate: Fate) -> Landed | None:
        how = next(self.landed) if fate in LANDING else None
        if how is None:
            return None
        kind, is_taken_back = how
        if fate is Fate.OWNED:
            return Landed(kind, next(self.not_done[kind]), is_taken_back)
        has_word = kind not in self.has_word or next(self.has_word[kind])
        return Landed(kind, next(self.done[kind]) if has_word else "", is_taken_back)
