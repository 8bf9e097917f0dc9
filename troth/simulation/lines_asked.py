"""What the demo couple ask of each other, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskLines:
    """An ask, in other words, the promises that a yes or something smaller makes, and a no."""

    text: str
    anew: str
    yes: str
    smaller: str
    no: str


ASKS: tuple[AskLines, ...] = (
    AskLines(
        "Could you come along to the hardware shop?",
        "Could you come along to choose the lamp?",
        "I’ll come along to the shop.",
        "I’ll help you carry it in.",
        "Saturday is full for me. Sunday would be fine.",
    ),
    AskLines(
        "Would you read my letter before I send it?",
        "Would you read the last page of my letter?",
        "I’ll read your letter, with a pencil.",
        "I’ll read the first page of your letter.",
        "I’m the wrong reader for this one. I’m too close to it.",
    ),
    AskLines(
        "Could we have supper without the radio?",
        "Could we have one quiet supper this week?",
        "I’ll leave the radio off at supper.",
        "I’ll turn the radio down at supper.",
        "I need the news after this week. Another time with pleasure.",
    ),
    AskLines(
        "Would you take the dog out on my late evening?",
        "Would you take the dog out on Thursday?",
        "I’ll take the dog out on your late evening.",
        "I’ll take the dog for the short round.",
        "I have a class that evening.",
    ),
    AskLines(
        "Could you show me how the boiler works?",
        "Could you show me where the valve is?",
        "I’ll show you how the boiler works.",
        "I’ll write down which valve it is.",
        "I’d have to ask somebody myself.",
    ),
    AskLines(
        "Would you dance one dance with me at the party?",
        "Would you dance the slow one with me?",
        "I’ll dance with you at the party.",
        "I’ll stand with you at the edge and sway.",
        "Not this time. My knee isn’t good.",
    ),
    AskLines(
        "Could you make the call to the school?",
        "Could you find out when the school can be called?",
        "I’ll make the call to the school.",
        "I’ll sit with you when you call.",
        "I’d like you to make this one.",
    ),
    AskLines(
        "Would you look after things on Sunday so that I can sleep?",
        "Would you give me until ten on Sunday?",
        "I’ll look after things on Sunday morning.",
        "I’ll take over until nine on Sunday.",
        "I’m travelling that day.",
    ),
    AskLines(
        "Could we sit down about the money before the holiday?",
        "Could we sit down for ten minutes about the money?",
        "I’ll sit down with you about the money.",
        "I’ll write up what I know about the money.",
        "I can’t do it well this week. Ask me again after the fair.",
    ),
    AskLines(
        "Would you come to my mother’s on Sunday?",
        "Would you come to my mother’s for an hour?",
        "I’ll come to your mother’s.",
        "I’ll come for coffee and leave before supper.",
        "I’d be bad company. Please give her my love.",
    ),
    AskLines(
        "Could you tell me one thing about your new work?",
        "Could you tell me who you sit with at work?",
        "I’ll tell you about the new work at supper.",
        "I’ll tell you one thing on the walk.",
        "I’d rather leave it at the office for now.",
    ),
    AskLines(
        "Would you cut my hair?",
        "Would you cut my fringe?",
        "I’ll cut your hair on the balcony.",
        "I’ll cut the back of it.",
        "I’d spoil it. I’ll gladly go along to the barber.",
    ),
    AskLines(
        "Could you keep the window open at night?",
        "Could you keep the window open a little?",
        "I’ll leave the window open at night.",
        "I’ll open it wide before we sleep.",
        "I’d freeze. Let’s think of something else.",
    ),
    AskLines(
        "Would you teach me the chords of that song?",
        "Would you teach me the first chord of that song?",
        "I’ll teach you the chords.",
        "I’ll write the chords down for you.",
        "My hand has to rest for a while.",
    ),
    AskLines(
        "Could we go to bed before eleven this once?",
        "Could we be in bed by half past eleven this once?",
        "I’ll come to bed before eleven.",
        "I’ll turn the light off by half past eleven.",
        "I have to finish something. You go ahead.",
    ),
    AskLines(
        "Would you help me sort the wardrobe?",
        "Would you look through one shelf with me?",
        "I’ll help you sort the wardrobe.",
        "I’ll carry away what you don’t want.",
        "I’m no help with clothes.",
    ),
)

# As in lines.py: what stands on the page of each of the two at the end.
LATEST: tuple[tuple[AskLines, ...], ...] = (
    (
        AskLines("Would you bring me the blue thread?", "", "", "", ""),
        AskLines(
            "Could you hold the shelf while I drill?", "", "I’ll hold the shelf for you.", "", ""
        ),
        AskLines("Would you come along to the dentist?", "", "", "", "I can’t get out of work."),
        AskLines("Would you make a cake for the school fair?", "", "", "I’ll buy one for it.", ""),
    ),
    (
        AskLines("Could you listen to my talk before the meeting?", "", "", "", ""),
        AskLines("Would you water the balcony?", "", "I’ll water the balcony.", "", ""),
        AskLines(
            "Could you lend me the good umbrella?", "", "", "", "I need it myself on Thursday."
        ),
        AskLines(
            "Would you paint the gate with me?", "", "", "I’ll come and choose the colour.", ""
        ),
    ),
)
