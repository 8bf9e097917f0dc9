"""From the words of a run to the script that it follows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from troth.practices.rules import ForWhom, Kind, Reveal, Rhythm
from troth.practices.scripts import Practice, practices
from troth.practices.steps.write import Write
from troth.practices.words import RunWords

QUESTION = "question:"
ANSWER = "answer"


def practice_of(words: RunWords) -> Practice | None:
    """The script; None once its file is gone. A question of a deck is one of a single step."""
    if words.practice.startswith(QUESTION):
        return question_script(words.practice, words.question)
    return practices().get(words.practice)


def question_script(practice_id: str, text: str) -> Practice:
    """Answered by both, it opens to both; or when its author says."""
    reveals = (Reveal.TOGETHER, Reveal.WHEN_READY, Reveal.PRIVATE)
    return Practice(
        id=practice_id,
        title=_("Tonight’s question"),
        habit="ask-gently",
        kind=Kind.RITUAL,
        minutes=2,
        for_whom=ForWhom.EITHER,
        rhythm=Rhythm.DAILY,
        about="",
        how="",
        care="",
        why=None,
        days=(),
        steps=(Write(id=ANSWER, prompt=text, reveals=reveals, is_long=False),),
    )


def title_of(practice_id: str) -> str:
    """What a practice is called; empty once its file is gone."""
    if practice_id.startswith(QUESTION):
        return _("Tonight’s question")
    practice = practices().get(practice_id)
    return practice.title if practice else ""
