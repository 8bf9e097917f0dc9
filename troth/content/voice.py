"""What the words of content must not do: a check for the slips that a machine can see."""

import re

LONGEST_SENTENCE = 30  # words

# Jargon, business words, verdicts, and words that assume who the two are.
BANNED_WORDS = (
    "attachment style",
    "attachment",
    "attuned",
    "boundary work",
    "codependent",
    "dysregulated",
    "trauma bond",
    "trigger",
    "triggered",
    "triggers",
    "validate",
    "validated",
    "validating",
    "validation",
    "engage",
    "engagement",
    "goal",
    "goals",
    "leverage",
    "optimise",
    "optimize",
    "productivity",
    "broken streak",
    "fail",
    "failed",
    "failure",
    "fails",
    "overdue",
    "streak",
    "streaks",
    "you missed",
    "you must",
    "you have to",
    "you need to",
    "boyfriend",
    "girlfriend",
    "husband",
    "wife",
    "your marriage",
    "your ex",
)
_BANNED = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, BANNED_WORDS), key=len, reverse=True)) + r")\b", re.I
)
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_SENTENCE_END = re.compile(r"(?<=[.?;:])\s+")


def voice_problems(text: str) -> list[str]:
    """What in one text goes against the voice; an empty list where nothing does."""
    problems = [f"the word '{found.lower()}'" for found in dict.fromkeys(_BANNED.findall(text))]
    if "!" in text:
        problems.append("an exclamation mark")
    if _EMOJI.search(text):
        problems.append("an emoji")
    if any(len(sentence.split()) > LONGEST_SENTENCE for sentence in _SENTENCE_END.split(text)):
        problems.append(f"a sentence of more than {LONGEST_SENTENCE} words")
    return problems
