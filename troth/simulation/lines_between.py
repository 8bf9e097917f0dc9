"""What the demo couple say to each other: small promises, what slipped, and how it landed."""

from __future__ import annotations

from troth.promises.landings.rules import LandingKind

# (what, when and where); the second is often empty, as it is with people.
PROMISES: tuple[tuple[str, str], ...] = (
    ("I’ll have supper on the table when you come in.", ""),
    ("I’ll put my phone away until we’ve eaten.", "It goes into the drawer in the hall"),
    ("I’ll ask how the talk with your sister went.", ""),
    ("I’ll bring the bread you like.", "On the way home"),
    ("I’ll do the shopping, so that you can stay in.", ""),
    ("I’ll say by noon whether I can make it.", ""),
    ("I’ll listen to the whole story before I say what I think.", "On the sofa, with tea"),
    ("I’ll write back to the landlord for both of us.", ""),
    ("I’ll get up first and leave you the quiet.", ""),
    ("I’ll take the car to the garage.", "Before work"),
    ("I’ll tell you early if it gets late at work.", ""),
    ("I’ll book the table for your birthday.", ""),
    ("I’ll hang up the picture you chose.", "After breakfast on the free day"),
    ("I’ll come to the concert, also if I’m tired.", ""),
    ("I’ll look at the bill with you.", "When we’ve both eaten"),
    ("I’ll wash up after supper.", ""),
    ("I’ll give you the evening to yourself.", ""),
    ("I’ll ask before I give advice.", ""),
    ("I’ll fix the light in the hall.", ""),
    ("I’ll send you the photos from the lake.", ""),
    ("I’ll keep Sunday morning free for us.", ""),
    ("I’ll call the vet.", "When they open"),
    ("I’ll bring the chairs up from the cellar.", ""),
    ("I’ll walk with you, also if it rains.", ""),
    ("I’ll read what you wrote, with time for it.", "Not on the train"),
    ("I’ll sort out the tax papers.", ""),
    ("I’ll say sorry to you for the tone.", "Before bed"),
    ("I’ll make the soup for your cold.", ""),
    ("I’ll be at the station when your train comes in.", ""),
    ("I’ll tell your parents about the change of plan.", ""),
    ("I’ll leave the last of the cake for you.", ""),
    ("I’ll take your shirts to the cleaner.", "On the way to the office"),
    ("I’ll say what I need, in one sentence.", ""),
    ("I’ll ask whether you want an ear or an idea.", ""),
    ("I’ll turn the heating down at night.", ""),
    ("I’ll find the key you lost.", ""),
    ("I’ll put the date of your exam into my calendar.", ""),
    ("I’ll come back to it at eight, as I said.", "In the kitchen"),
    ("I’ll read to you before we sleep.", ""),
    ("I’ll thank you for the thing with the neighbours.", ""),
    ("I’ll look for a room for the weekend.", ""),
    ("I’ll say which evening I can’t.", ""),
    ("I’ll cook what you couldn’t have on the trip.", ""),
    ("I’ll hold my joke about your driving.", ""),
    ("I’ll carry the boxes to the charity shop.", ""),
    ("I’ll call the bank about the card.", "In the lunch break"),
    ("I’ll give you my half of the rent.", ""),
    ("I’ll ask what the worst part of your day was.", ""),
    ("I’ll speak up for you at the family meal.", ""),
    ("I’ll change the bed.", ""),
    ("I’ll wake you with coffee.", ""),
    ("I’ll bring your bicycle to be mended.", ""),
    ("I’ll tell you what I spent on the coat.", "When we sit down with the budget"),
    ("I’ll choose the film, so that you don’t have to.", ""),
    ("I’ll stay off the screen when we talk.", ""),
    ("I’ll practise the song with you.", ""),
    ("I’ll write the card to your aunt.", ""),
    ("I’ll pick up your medicine.", "Before the chemist closes"),
    ("I’ll let you finish your sentence.", ""),
    ("I’ll ask you what would make the week lighter.", ""),
    ("I’ll mend the strap of your bag.", ""),
    ("I’ll take the early shift with the dog.", ""),
    ("I’ll show you the letter from the doctor.", ""),
    ("I’ll prepare the room for your friend.", ""),
    ("I’ll return the books you have finished.", "On the way to the market"),
    ("I’ll say what I liked about our evening.", ""),
    ("I’ll have a look at your bicycle light.", ""),
    ("I’ll make time for the talk about summer.", "After the walk"),
    ("I’ll plant the herbs you bought.", ""),
    ("I’ll tell you what I’m worried about.", ""),
    ("I’ll set the table for four.", ""),
    ("I’ll bring you the blanket from the car.", ""),
    ("I’ll clean the oven before your mother comes.", ""),
    ("I’ll give back the ladder.", ""),
    ("I’ll ask you to dance at the party.", ""),
    ("I’ll put your name on the doorbell.", ""),
    ("I’ll take the difficult phone call off you.", "At nine, from my desk"),
    ("I’ll offer you a cup of tea once it’s quiet again.", ""),
    ("I’ll leave my work in the bag.", ""),
    ("I’ll help you with the form.", ""),
)

# As in lines.py: what Today shows of each of the two.
LATEST: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("I’ll frame the drawing you gave me.", ""),
        ("I’ll ask about the interview, and listen to the answer.", "When you’ve sat down"),
        ("I’ll clear my side of the desk for you.", ""),
        ("I’ll bring the tickets home.", ""),
        ("I’ll make the pancakes.", "Before you have to leave"),
        ("I’ll meet you at the swimming pool.", ""),
        ("I’ll talk with the neighbours about the fence.", ""),
        ("I’ll sew on the button of your coat.", ""),
        ("I’ll look after your plants while you’re away.", ""),
    ),
    (
        ("I’ll print the recipes for you.", ""),
        ("I’ll take the evening walk with you.", "As soon as it’s cooler"),
        ("I’ll repair the drawer in your desk.", ""),
        ("I’ll wrap the present for your brother.", ""),
        ("I’ll buy the good coffee.", "At the market"),
        ("I’ll write the list for the weekend.", ""),
        ("I’ll ring your aunt about the visit.", ""),
        ("I’ll copy the photographs for you.", ""),
        ("I’ll learn the second voice of the song.", ""),
    ),
)

# (as it was said first, in other words); the second stands there since.
REWORDED: tuple[tuple[str, str], ...] = (
    ("I’ll clean the whole flat.", "I’ll clean the kitchen."),
    ("I’ll be home early.", "I’ll be home for supper."),
    ("I’ll deal with the insurance.", "I’ll call the insurance about the window."),
    ("I’ll be more patient with you.", "I’ll count to five before I answer you."),
    ("I’ll plan the trip.", "I’ll find out when the ferry goes."),
    ("I’ll help with the move.", "I’ll carry the books at the move."),
)

# (what happened, what it may have been like for you, what I'll do)
OWNED_WITH_MORE: tuple[tuple[str, str, str], ...] = (
    (
        "I saw your message at four and thought there was time.",
        "You stood in the cold and didn’t know whether to wait.",
        "Next time I answer when I read it.",
    ),
    (
        "I was annoyed from work and didn’t want to talk to anybody.",
        "It may have looked as if it was about you.",
        "I’ll say that I need half an hour, and come back then.",
    ),
    (
        "I told you I had called, and I hadn’t yet.",
        "You told others, and then it wasn’t so.",
        "I’ve called now. I’d rather say “not yet” in future.",
    ),
    (
        "I forgot that it was the day.",
        "You had looked forward to it more than I knew.",
        "",
    ),
)

LANDED: dict[LandingKind, tuple[str, ...]] = {
    LandingKind.THANKS: ("", "", "", "That made the evening lighter."),
    LandingKind.NOTICED: ("",),
    LandingKind.WORDS: (
        "I came in tired, and it was done. That was a good moment.",
        "You said you would, and I stopped thinking about it.",
        "It was only small, and I was glad the whole morning.",
        "I liked that you asked, and that you waited for the answer.",
    ),
    LandingKind.DIFFERENTLY: ("", "As I remember it, we had said Friday."),
}

LANDED_OWNED: dict[LandingKind, tuple[str, ...]] = {
    LandingKind.THANKS: ("For saying it before I had to ask.",),
    LandingKind.NOTICED: ("",),
    LandingKind.WORDS: (
        "I had waited a little. It’s good to hear it from you.",
        "It stung, and it’s smaller now.",
        "I was cross at noon. By evening I wasn’t.",
    ),
    LandingKind.DIFFERENTLY: ("I remember it the other way round: I was the one who forgot.",),
}
