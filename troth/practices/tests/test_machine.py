"""Two people and four rules, in any order, against a model: who reads which words, and when.

Both act through their pages. After every step both read the same, and what the model says; and
what somebody does before a rule shows it changes no byte of what the other gets.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.misuse.acts import Couple, exported
from troth.config.housekeeping import keep_house
from troth.practices.models import Run
from troth.practices.rules import Reveal, State
from troth.practices.tests.acts import TOGETHER
from troth.practices.tests.seeing import (
    ASKING,
    BAD,
    EFFORT,
    GOOD,
    HELPS,
    NOTICED,
    QUESTION,
    SAID,
    THREE,
    VALUES,
    change,
    copy_of,
    open_up,
    reply,
    said_page,
    say_at,
    step_page,
    take_back,
)
from troth.practices.tests.stepping import Steps, Told

# By which rule a step's answer goes; where the script leaves it to its author, as chosen.
STEPS: dict[tuple[str, str], Reveal] = {
    (NOTICED, EFFORT): Reveal.AT_ONCE,
    (NOTICED, "effort-meant"): Reveal.PRIVATE,
    (ASKING, "happened"): Reveal.PRIVATE,
    (ASKING, QUESTION): Reveal.WHEN_READY,
    (HELPS, GOOD): Reveal.WHEN_READY,
    (HELPS, BAD): Reveal.WHEN_READY,
    (VALUES, THREE): Reveal.TOGETHER,
    (VALUES, "both-care"): Reveal.TOGETHER,
    (TOGETHER, "one-need"): Reveal.TOGETHER,
}
CHOSEN = {
    (NOTICED, "effort-meant"): "private",
    (HELPS, GOOD): "when-ready",
    (HELPS, BAD): "when-ready",
}
who_acts = st.sampled_from([0, 1])
ACTS = ["give", "give-what-is-held", "give-what-is-held", "draft", "pass", "drop", "open"]
ACTS += ["reply", "take-back", "reword", "time-goes-by", "look-around"]
# Each step is a few pages: what fails is told as it was found, or it would take minutes.
FEW = settings(max_examples=6, stateful_step_count=14, phases=[Phase.reuse, Phase.generate])
HELD = [at for at, how in STEPS.items() if how is Reveal.TOGETHER]
indexes = st.integers(0, 4)


class TwoPeople(Steps):
    """The rules, and what always holds."""

    # What they do.

    @initialize(first=who_acts, both=st.booleans())
    def answer_together(self, first: int, both: bool) -> None:
        """Each example begins with something that waits, or has opened."""
        for who in (first, 1 - first)[: 1 + both]:
            self.give(who, (VALUES, THREE))

    # One rule for all, or most of an example would go by without most of them.
    @rule(act=st.sampled_from(ACTS), who=who_acts, at=st.sampled_from(list(STEPS)), index=indexes)
    def go_on(self, act: str, who: int, at: tuple[str, str], index: int) -> None:
        if act == "give":
            self.give(who, at)
        elif act == "give-what-is-held":
            self.give(who, HELD[index % len(HELD)])
        elif act in ("draft", "pass", "drop"):
            self.leave_it(who, at, act)
        elif act == "open":
            self.open_when_ready(index)
        elif act == "time-goes-by":
            self.time_goes_by((5, 30, 50)[index % 3])
        elif act == "look-around":
            self.look_around(who)
        elif self.world.told:
            told = self.pick(index)
            {"take-back": self.take_back, "reword": self.reword, "reply": self.reply}[act](told)

    def give(self, who: int, at: tuple[str, str]) -> None:
        practice, step = at
        run_id, text, how = self.run(who, practice), self.words(who), STEPS[at]
        if self.couple[who].get(step_page(run_id, step)).status_code != 200:
            return  # It is over for this time.

        def hand_in() -> None:
            facts = {"text": text, "reveal": CHOSEN.get(at, "")}
            assert say_at(self.couple[who], run_id, step, **facts).status_code == 302

        if how in (Reveal.PRIVATE, Reveal.WHEN_READY):
            key = who, run_id, step
            is_settled = any(each.of[-1] == f"{run_id} {step}" for each in self.world.told)
            self.unseen(who, hand_in)
            if not is_settled:
                self.world.kept[key] = text
            return
        is_held = how is Reveal.TOGETHER
        theirs = self.waiting(1 - who, at)
        if is_held and theirs is None:
            # But for their Today, on which it will stand that something waits.
            self.unseen(who, hand_in, but="/today/")
        else:
            hand_in()
        self.model_given(who, at, run_id, text, theirs)

    def model_given(
        self, who: int, at: tuple[str, str], run_id: UUID, text: str, theirs: Told | None
    ) -> None:
        copy = copy_of(self.couple[who], run_id, at[1])
        before = self.find(copy)
        if before is not None:
            # Handed in on this run it stands; from another run, unmet, the later words count.
            if not before.is_open and before.of[-1] != f"{run_id} {at[1]}":
                before.texts = [text]
            return
        is_held = STEPS[at] is Reveal.TOGETHER
        made = Told(copy, who, (*at, self.week(at), f"{run_id} {at[1]}"), [text], not is_held)
        if is_held and theirs is not None:
            made.is_open = theirs.is_open = True
        self.world.told.append(made)

    def leave_it(self, who: int, at: tuple[str, str], how: str) -> None:
        """Typed and left, passed, or dropped: to the other it is all the same."""
        acts = {"draft": self.draft, "pass": self.pass_by, "drop": self.drop}
        self.unseen(who, lambda: acts[how](who, at))

    def draft(self, who: int, at: tuple[str, str]) -> None:
        address = f"{step_page(self.run(who, at[0]), at[1])}draft/"
        assert self.couple[who].post(address, {"text": self.words(who)}).status_code in (200, 404)

    def pass_by(self, who: int, at: tuple[str, str]) -> None:
        run_id = self.run(who, at[0])
        is_open = Run.objects.get(id=run_id).state == State.OPEN.value
        self.couple[who].post(step_page(run_id, at[1]), {"pass": "yes"})
        if is_open:
            self.world.kept.pop((who, run_id, at[1]), None)

    def drop(self, who: int, at: tuple[str, str]) -> None:
        run_id = self.run(who, at[0])
        self.couple[who].post(f"/practices/runs/{run_id}/let-go/")
        if self.couple[who].get(f"/practices/runs/{run_id}/end/").status_code == 404:
            for key in [key for key in self.world.kept if key[:2] == (who, run_id)]:
                del self.world.kept[key]

    def open_when_ready(self, index: int) -> None:
        ready = [key for key in self.world.kept if key[2] in (QUESTION, GOOD, BAD)]
        if not ready:
            return
        who, run_id, _step = ready[index % len(ready)]
        assert open_up(self.couple[who], run_id) is not None
        for step in [key[2] for key in ready if key[:2] == (who, run_id)]:
            copy = copy_of(self.couple[who], run_id, step)
            text = self.world.kept.pop((who, run_id, step))
            self.world.told.append(Told(copy, who, (f"{run_id} {step}",), [text], is_open=True))

    def take_back(self, told: Told) -> None:
        take_back(self.couple[told.by], told.id)
        told.is_gone = True
        if not told.is_open:
            self.world.told.remove(told)

    def reword(self, told: Told) -> None:
        if told.is_gone:
            return
        text = self.words(told.by)

        def say() -> None:
            change(self.couple[told.by], told.id, text)

        if told.is_open:
            say()
            told.texts.append(text)
        else:
            self.unseen(told.by, say)
            told.texts = [text]

    def reply(self, told: Told) -> None:
        who = 1 - told.by
        text = self.words(who)
        address = f"{said_page(told.id)}reply/"
        if not told.is_open or told.is_reply:
            assert self.couple[who].post(address, {"text": text}).status_code == 404
        elif told.is_gone or told.has_reply:
            assert self.couple[who].post(address, {"text": text}).status_code == 302
        else:
            reply(self.couple[who], told.id, text=text)
            made = self.newest(who)
            self.world.told.append(Told(made, who, ("",), [text], True, is_reply=True))
            told.has_reply = True

    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.traveller.move_to(self.now, tick=False)
        keep_house(self.now)

    # What always holds.

    @invariant()
    def both_read_the_same_and_what_their_rules_allow(self) -> None:
        if self.is_seen:
            return
        self.is_seen = True
        shown = {text for told in self.world.told for text in told.shown}
        lists = []
        for who, player in enumerate(self.couple):
            said = player.get(SAID).content.decode()
            lists.append({text for _by, text in self.world.written if text in said})
            for told in self.world.told:
                page = player.get(said_page(told.id))
                assert (page.status_code == 200) is (told.is_open or told.by == who)
                said += page.content.decode()
            assert self.of_the_other(who, said) == self.of_the_other(who, " ".join(shown))
        assert lists[0] == lists[1]

    def look_around(self, who: int) -> None:
        """What somebody takes along has the same words as their pages, and no others."""
        shown = {text for told in self.world.told for text in told.shown}
        found = exported(self.couple[who])
        assert self.of_the_other(who, found) == self.of_the_other(who, " ".join(shown))

    def of_the_other(self, who: int, page: str) -> set[str]:
        return {text for by, text in self.world.written if by != who and text in page}


@pytest.mark.slow
@pytest.mark.on_any_database
def test_no_order_shows_words_before_their_rule_or_two_different_things(two: Couple) -> None:
    TwoPeople.couple = two
    first, second = (deepcopy(player.client.cookies) for player in two)
    TwoPeople.cookies = first, second
    run_state_machine_as_test(TwoPeople, settings=FEW)
