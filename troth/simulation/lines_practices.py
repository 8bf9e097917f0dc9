"""What the demo couple write in practices: of an evening, in the morning, for the week."""

from __future__ import annotations

from dataclasses import dataclass

# Each says those of one half to the other, so that none comes twice in a week.
GLAD_OF: tuple[str, ...] = (
    "You kept the soup warm for me.",
    "You laughed at the story about the lift, though you knew it.",
    "You asked about the meeting, and then you waited.",
    "You took the bins out in the rain.",
    "You said you were tired before it turned into something else.",
    "You put my book back on my side of the bed.",
    "The way you spoke with the woman at the post office.",
    "You left me the last plum.",
    "You came to the door when you heard the key.",
    "You let me finish, also when it got long.",
    "You found the other glove.",
    "You sang while you hung up the washing.",
    "You rang the plumber, so that I didn’t have to.",
    "You held my hand in the waiting room.",
    "You remembered that it was the day of the exam.",
    "You turned the radio down when I was on the phone.",
    "You made the tea the way I like it, without asking.",
    "You told me what the map said, and not what I had done wrong.",
    "You went to bed with me, though the film wasn’t over.",
    "You noticed the haircut.",
    "You wrote down what the doctor said.",
    "You cleared half of the table for my papers.",
    "You waited with the first slice until I sat down.",
    "You walked slowly because of my knee.",
)
INTENTIONS: tuple[str, ...] = (
    "One thing after the other.",
    "Slowly, also on the stairs.",
    "I’d like to be outside for a while, whatever the weather does.",
    "With some patience for the new colleague.",
    "Phone in the bag until lunch.",
    "I’d like to listen more than I talk.",
    "Home on time, and not only with my body.",
    "Kindly with myself. I slept badly.",
    "I’d like to finish one thing properly.",
    "Lightly. It’s an ordinary day.",
    "I’d like to ask before I guess.",
    "Say no once, politely.",
    "I’d like to look up now and then.",
    "Without hurry in the morning at least.",
    "With a straight back and warm feet.",
    "I’d like to leave room for something nice.",
)
WORDS_BACK: dict[str, tuple[str, ...]] = {
    "evening": (
        "I’m glad you told me.",
        "I’d do it again.",
        "That was a good moment for me as well.",
        "Thank you.",
        "I like that you saw it.",
        "I hadn’t thought that you noticed.",
        "It was nothing, and it’s good to read.",
    ),
    "morning": (
        "May it stay dry for you.",
        "I’ll think of it at noon.",
        "Until tonight, then.",
        "Go well today.",
        "I’m with you.",
        "That sounds good.",
        "I’m thinking of you.",
    ),
}


@dataclass(frozen=True, slots=True)
class WeekLines:
    """A plan for the coming days, a need, what is silently expected, what to look forward to."""

    plan: str
    need: str
    expecting: str
    forward: str


WEEKS: tuple[WeekLines, ...] = (
    WeekLines(
        "Thursday is full until late.",
        "An evening with nothing planned.",
        "That the shopping happens by itself.",
        "The walk to the mill, if it stays dry.",
    ),
    WeekLines(
        "The car goes to the garage on Wednesday.",
        "Half an hour alone after work.",
        "That you ring your brother about Sunday.",
        "Pancakes on Saturday.",
    ),
    WeekLines(
        "My parents are in town at the weekend.",
        "That somebody asks how I am before they ask for something.",
        "That we eat at home on Friday.",
        "The concert in the park.",
    ),
    WeekLines(
        "I’m on the early shift.",
        "A hand with the papers for the tax office.",
        "That it’s quiet in the morning.",
        "An hour on the balcony with the new chairs.",
    ),
    WeekLines(
        "Choir is moved to Tuesday.",
        "To laugh once, properly.",
        "That we go by train.",
        "The first strawberries.",
    ),
    WeekLines(
        "I have the talk on Monday, and then it’s easier.",
        "To sleep before midnight.",
        "That you come along to the talk.",
        "Cards with the neighbours.",
    ),
)
# What the latest ones say, each of the two; it stands among their plans and needs.
THIS_WEEK: tuple[WeekLines, ...] = (
    WeekLines(
        "I’m out with the team in the evening.",
        "A slow breakfast without the phones.",
        "That we talk about the summer one of these days.",
        "The market, and nothing after it.",
    ),
    WeekLines(
        "I’m at the workshop and back by seven.",
        "Company when I do the dull letters.",
        "That somebody else thinks of the birthday.",
        "Your soup, and the rest of the film.",
    ),
)
# (what helps on a heavy day, what doesn't): the first keeps them, the second opens the first line.
WHAT_HELPS: tuple[tuple[str, str], ...] = (
    (
        "Tea, and nobody who wants to solve it.",
        "To be asked three times what the matter is.",
    ),
    (
        "A walk round the block, with you or alone.",
        "Jokes, on the day itself.",
    ),
)
# The first step of a run that rests.
SAW = "You closed the door to the study, and you didn’t say anything."
