"""Reads of what one wrote oneself about promises, with the revision it stands at."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from troth.promises.models import Ending, Promise
from troth.promises.queries import promise_with_endings
from troth.promises.rules import State
from troth.promises.wording import rules
from troth.promises.wording.passages import Passage
from troth.promises.wording.rules import Written
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import Unopened, revision_of
from troth.spaces.membership import Membership

PROMISE_TEXTS = ("text", "cue")
ENDING_TEXTS = ("note",)
# What "say more" asks of whoever owns a slip stands beside the one line.
OWNED_TEXTS = ("note", "what_happened", "like_for_you", "will_do")


def own_promise_words(
    membership: Membership, promise_id: UUID, now: datetime
) -> Passage[PromiseWords] | None:
    """What one said one would do; None for another's promise and for what can't be opened."""
    rows = Promise.objects.filter(space_id=membership.space_id, id=promise_id)
    sealed = rows.values_list("words", flat=True).first()
    found = promise_with_endings(membership, promise_id)
    if sealed is None or found is None:
        return None
    view, _endings = found
    if isinstance(view.words, Unopened) or not view.is_mine:
        return None
    is_taken_back, standing = view.words.taken_back, view.standing(now)
    has_ended = membership.has_ended
    return Passage(
        written=Written.PROMISE,
        promise_id=promise_id,
        row_id=promise_id,
        words=view.words,
        names=PROMISE_TEXTS,
        # One of a rhythm has no words of its own until its maker gives it some.
        revision=revision_of(sealed) if sealed else 0,
        not_changed=rules.why_not_changed(
            Written.PROMISE, standing, is_taken_back=is_taken_back, has_space_ended=has_ended
        ),
        not_taken_back=rules.why_not_taken_back(
            Written.PROMISE, standing, is_taken_back=is_taken_back, has_space_ended=has_ended
        ),
    )


def own_ending_words(
    membership: Membership, promise_id: UUID, ending_id: UUID, now: datetime
) -> Passage[EndingWords] | None:
    """The lines of an ending that one signed; None where there are none and never were.

    A line is never added later: it would show the other a promise that had left without a word.
    """
    rows = Ending.objects.filter(space_id=membership.space_id, id=ending_id, promise_id=promise_id)
    sealed = rows.values_list("words", flat=True).first()
    found = promise_with_endings(membership, promise_id)
    if sealed is None or found is None:
        return None
    view, endings = found
    ending = next((each for each in endings if each.id == ending_id), None)
    if ending is None or ending.person_id != membership.person_id:
        return None
    words = ending.words
    if isinstance(words, Unopened):
        return None
    is_more = ending.state is State.OWNED and not membership.is_private
    names = OWNED_TEXTS if is_more else ENDING_TEXTS
    if not words.taken_back and not any(getattr(words, name) for name in names):
        return None
    is_taken_back, standing = words.taken_back, view.standing(now)
    has_ended = membership.has_ended
    return Passage(
        written=Written.ENDING,
        promise_id=promise_id,
        row_id=ending_id,
        words=words,
        names=names,
        revision=revision_of(sealed),
        not_changed=rules.why_not_changed(
            Written.ENDING, standing, is_taken_back=is_taken_back, has_space_ended=has_ended
        ),
        not_taken_back=rules.why_not_taken_back(
            Written.ENDING, standing, is_taken_back=is_taken_back, has_space_ended=has_ended
        ),
    )
