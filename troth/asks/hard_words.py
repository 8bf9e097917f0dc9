"""Notices when an ask sounds like an order, like watching, or like several at once."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class HardWord(StrEnum):
    WATCHING = "watching"
    ORDER = "order"
    ALWAYS = "always"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class HardPattern:
    """A regular expression, searched in lower-case text with straight apostrophes."""

    kind: HardWord
    pattern: str


_REPORT = r"\b(?:text|message|call|ring|tell|write|ping|phone)(?: to)? me\b|\blet me know\b"
_WHEREABOUTS = (
    r"(?:leave|left|leaving|arrive|arrived|get (?:there|home|in|to)|got (?:there|home)|there"
    r"|home|on (?:the|your) way|land|landed)\b"
)

# The first kind whose pattern is found is said, so what weighs most stands first.
ENGLISH: tuple[HardPattern, ...] = (
    HardPattern(
        HardWord.WATCHING,
        # "If you'd like company on the way home" leaves it to the other.
        rf"(?:{_REPORT}).*\b(?:when|where|once|as soon as|each time|every time|whenever"
        r"|if(?! you(?:'d| would)? (?:like|want)))\b"
        rf".*\b{_WHEREABOUTS}",
    ),
    HardPattern(
        HardWord.WATCHING,
        r"\bwhere (?:are you|you are|you're|you were|were you|you go|are you going|you've been)\b"
        r"|\bwho (?:are you with|you are with|you're with|you were with|were you with)\b"
        r"|\bwhen you'll be (?:home|back)\b",
    ),
    HardPattern(
        HardWord.WATCHING,
        r"\b(?:share|send|show|turn on|switch on)\b.*\b(?:location|whereabouts|live position)\b"
        r"|\b(?:send|show) me\b.*\b(?:photos?|pictures?|pics?|selfies?|screenshots?)\b"
        r".*\b(?:of|where|who|from|so i)\b"
        r"|\bsend me (?:a|some) (?:photo|picture|pic|selfie|screenshot)s?\b",
    ),
    HardPattern(
        HardWord.WATCHING,
        r"\byour (?:phone )?(?:password|passcode|pin|call list|call log|inbox|chats)\b"
        r"|\bunlock your phone\b|\bcheck in with me\b"
        r"|\b(?:read|see|show me) your (?:phone|messages)\b",
    ),
    HardPattern(
        HardWord.ORDER,
        # "If you have to leave early" is no order.
        r"(?<!if )(?<!when )(?<!once )(?<!that )\byou(?:'d| had)?"
        r" (?:must|have to|need to|better|ought to|should)\b"
        r"|\b(?:right now|immediately|at once|this instant|or else|no excuses|i want you to)\b"
        r"|^(?:don't|do not|stop|quit|no more)\b",
    ),
    HardPattern(
        HardWord.ALWAYS,
        r"\balways\b|\bnever\b|\bfor ?ever\b|\bfrom now on\b"
        r"|\b(?:every|each)(?: single)? (?:time|day|night|morning|evening|week)\b|\bwhenever\b",
    ),
    HardPattern(
        HardWord.SEVERAL,
        r"(?:\band\b|&).*(?:\band\b|&)|\band (?:also|then)\b|;|\n",
    ),
)


def seems_hard(text: str, patterns: Sequence[HardPattern] = ENGLISH) -> HardWord | None:
    """The first kind whose pattern is found; a gentle word follows from it, never a refusal."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'").casefold().strip()
    for each in patterns:
        if re.search(each.pattern, plain):
            return each.kind
    return None
