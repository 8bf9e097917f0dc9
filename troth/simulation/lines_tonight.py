"""What the two answer to the question of an evening: by the question, of each of the two."""

from __future__ import annotations

ANSWERS: dict[str, tuple[str, str]] = {
    "shop-you-cannot-pass": (
        "Anything with old tools in the window.",
        "Paper shops. I own more notebooks than I’ll ever fill.",
    ),
    "wrong-for-years": (
        "I sang “the sheep on the hill”. It’s a ship.",
        "I thought one had to rinse the pasta.",
    ),
    "only-theirs": (
        "The little whistle on the stairs.",
        "“So, so, so”, before every decision.",
    ),
    "kindness-overseen": (
        "A boy held the door of the bus for the whole queue.",
        "The baker kept a loaf for the man who always comes late.",
    ),
    "own-odd-rule": (
        "I never read the last page in bed.",
        "The blue cup is for the morning.",
    ),
    "worn-out-clothes": (
        "The green jumper. It has been to the island and back.",
        "The grey coat with my aunt’s buttons.",
    ),
    "slow-and-properly": (
        "Sharpening the knives.",
        "Ironing, with the window open.",
    ),
    "tiny-cafe": (
        "One soup a day, and chairs that don’t match.",
        "That one may sit there with one cup for three hours.",
    ),
    "side-by-side": (
        "Reading, while somebody else mends something.",
        "Cooking, each at one end of the table.",
    ),
    "minutes-of-your-own": (
        "The ones on the tram, before the river.",
        "When the kettle is on and everybody sleeps.",
    ),
    "counted-on-for": (
        "A pocket knife.",
        "Something to eat, somewhere in the bag.",
    ),
    "easy-question-when-tired": (
        "Whether I’ve eaten.",
        "What the nicest five minutes were.",
    ),
    "watch-for-minutes": (
        "The crane across the street.",
        "Dough, when it rises. Or doesn’t.",
    ),
    "thing-you-mended": (
        "The lamp from the flea market. It still hums.",
        "The zip of the tent, with a fork.",
    ),
    "leaves-you-cold": (
        "Fireworks.",
        "Brunch. It’s a late breakfast with a queue.",
    ),
    "job-nicer-once-begun": (
        "Washing the windows.",
        "Writing to my godmother.",
    ),
    "when-plans-work": (
        "Before ten. After that the day has its own.",
        "Late in the afternoon, when nobody rings any more.",
    ),
    "heavier-than-it-looks": (
        "The drive on Mondays.",
        "Being the one whom everybody asks at work.",
    ),
    "signs-of-welcome": (
        "If I hum, ask. If I tidy up, wait a little.",
        "When I put the book down, it’s a good moment.",
    ),
    "body-says-too-much": (
        "My shoulders move up to my ears.",
        "I get cold feet, really.",
    ),
    "first-ten-minutes": (
        "A hug, then quiet, then everything.",
        "Shoes off, and nobody asks what there is to eat.",
    ),
    "well-again": (
        "When you ask whether I’d like some tea as well.",
        "When you bump into me on purpose in the kitchen.",
    ),
    "polite-phrase": (
        "“No problem.” Sometimes it is one, and that’s fine.",
        "“We must meet some time.” Either a day, or not.",
    ),
    "in-two-minds": (
        "Whether to go on with the evening class.",
        "About the red chair.",
    ),
    "effort-to-be-noticed": (
        "That there are always stamps.",
        "That I ring before I’m late, also when it’s awkward.",
    ),
    "favour-you-remember": (
        "My uncle drove back the whole way for my bear.",
        "A teacher lent me her umbrella and never asked for it.",
    ),
    "learning-now": (
        "To say what I want for supper.",
        "The forms of the tax office, because I can’t avoid them.",
    ),
    "good-news-first": (
        "With one question more than “great”.",
        "Sitting down, so that I can tell it from the beginning.",
    ),
    "part-of-week-to-keep": (
        "Saturday, between the market and lunch.",
        "The walk on Sunday, whatever the weather.",
    ),
    "company-and-quiet": (
        "Company for breakfast, quiet until four.",
        "Quiet in the morning, and then the more the better.",
    ),
}
