"""The pictures of what is between two people: pairing, Us, asks, promises to each other."""

from __future__ import annotations

from tests.look.acts import Scene, after, arrive, fill, open_row, press

PAIRING = (
    Scene("invite", "/us/invite/", "new", is_whole=True),
    Scene("invite-code", "/us/invite/", "inviting", is_whole=True),
    Scene("invite-again", "/us/invite/", "inviting", open_row("Make a new one"), is_whole=True),
    Scene("invite-expired", "/us/invite/", "too-late", is_whole=True),
    Scene("invite-joined", "/us/invite/", "host"),
    Scene("invite-partner", "/us/invite/", "together"),
    Scene("join", "/join/"),
    Scene("join-wrong", "/join/", act=fill({"code": "7K2M-9QXA"}, "Open the invitation")),
    Scene("join-welcome", "/join/#{code}", act=arrive, is_whole=True),
    Scene(
        "join-welcome-errors",
        "/join/#{code}",
        act=after(arrive, fill({"username": "ana", "password1": "evening"}, "Join Ana")),
        is_whole=True,
    ),
    Scene("join-signed-in", "/join/#{code}", "settled", arrive, is_whole=True),
    Scene("join-own", "/join/#{code}", "inviting", arrive, is_whole=True),
    Scene("words", "/us/words/", "guest"),
    Scene("words-wait", "/us/words/", "guest-waits"),
    Scene("words-not-yet", "/us/words/", "host"),
    Scene("words-last", "/us/words/", "host-last", is_whole=True),
    Scene("words-none", "/us/words/", "new"),
)
US = (
    Scene("us", "/us/", "together", is_whole=True),
    Scene("us-further", "/us/?before=2026-10-05.00000000-0000-8000-8000-000000000000", "together"),
    Scene("us-alone", "/us/", "settled", is_whole=True),
    Scene("us-invited", "/us/", "inviting", is_whole=True),
    Scene("us-first", "/us/", "beginning", open_row("Share a first"), is_whole=True),
    Scene("us-away", "/us/", "stepped-away"),
    Scene("us-before", "/us/", "staying", is_whole=True),
    Scene("between", "/us/between/", "together", is_whole=True),
    Scene("between-errors", "/us/between/", "together", fill({"called": ""}, "Save")),
    Scene("before", "/us/before/{ended}/", "staying", open_row("What you said"), is_whole=True),
    Scene("put-away", "/us/before/{ended}/put-away/", "staying"),
    Scene("step-away", "/us/step-away/", "together"),
    Scene("leave", "/us/leave/", "together", is_whole=True),
    Scene("left", "/us/left/", "leaving"),
    Scene("today-left", "/today/", "staying", is_whole=True),
    Scene("locked-ways-out", "/us/", "locked", open_row("What works without"), is_whole=True),
)
ASKS = (
    Scene("today-asked", "/today/", "together-too", is_whole=True),
    Scene("asks", "/asks/", "together", is_whole=True),
    Scene("asks-of-you", "/asks/", "together-too", open_row("Set aside"), is_whole=True),
    Scene("asks-none", "/asks/", "beginning"),
    Scene("asks-alone", "/asks/", "settled"),
    Scene("ask-new", "/asks/new/", "together"),
    Scene(
        "ask-gentle",
        "/asks/new/",
        "together",
        fill({"text": "Text me when you get home"}, "Ask"),
        is_whole=True,
    ),
    Scene("ask", "/asks/{ask}/", "together", open_row("Take it back")),
    Scene("ask-theirs", "/asks/{ask}/", "together-too"),
    Scene("ask-answered", "/asks/{answered}/", "together-too", open_row("Take the line back")),
    Scene("ask-change", "/asks/{ask}/change/", "together"),
    Scene("ask-yes", "/asks/{ask}/yes/", "together-too", is_whole=True),
    Scene("ask-smaller", "/asks/{ask}/smaller/", "together-too", is_whole=True),
    Scene("ask-no", "/asks/{ask}/no/", "together-too", press("Say no, with this line")),
)
BETWEEN = (
    Scene("today-two", "/today/", "speaking", is_whole=True),
    Scene("today-two-other", "/today/", "hearing", is_whole=True),
    Scene("promises-two", "/promises/", "speaking", is_whole=True),
    Scene("promises-two-other", "/promises/", "hearing", open_row("Lately"), is_whole=True),
    Scene("past-two", "/promises/before/?in=ours", "speaking", is_whole=True),
    Scene("make-to", "/promises/new/?to=ours", "speaking", is_whole=True),
    Scene("promise-said", "/promises/ours/{open_ours}/", "speaking", is_whole=True),
    Scene("promise-heard", "/promises/ours/{open_ours}/", "hearing", is_whole=True),
    Scene("promise-landed", "/promises/ours/{kept_ours}/", "speaking", is_whole=True),
    Scene("promise-owned-to", "/promises/ours/{owned_ours}/", "hearing", is_whole=True),
    Scene("own-to", "/promises/ours/{waiting_ours}/own/", "speaking", open_row("Say more"), True),
    Scene("landed", "/promises/ours/{owned_ours}/landed/", "hearing", is_whole=True),
    Scene("landing-words", "/promises/ours/{kept_ours}/landed/words/", "hearing"),
    Scene("landing-back", "/promises/ours/{kept_ours}/landed/words/take-back/", "hearing"),
    Scene("promise-words", "/promises/ours/{open_ours}/words/", "speaking", is_whole=True),
    Scene("promise-words-back", "/promises/ours/{kept_ours}/words/take-back/", "speaking"),
    Scene("promise-gone", "/promises/ours/{gone_ours}/", "hearing", is_whole=True),
    Scene(
        "ending-words",
        "/promises/ours/{owned_ours}/endings/{ending}/words/",
        "speaking",
        is_whole=True,
    ),
    Scene(
        "ending-words-back",
        "/promises/ours/{owned_ours}/endings/{ending}/words/take-back/",
        "speaking",
    ),
)
BREAKS = (
    Scene("today-break", "/today/", "resting", open_row("You said you would"), is_whole=True),
    Scene("breaks", "/breaks/", "resting", open_row("Over"), is_whole=True),
    Scene("breaks-none", "/breaks/", "settled"),
    Scene("break-take", "/breaks/new/", "together"),
    Scene(
        "break-take-errors",
        "/breaks/new/",
        "resting",
        after(fill({"until_on": "2020-01-01"}), press("Take this break")),
        is_whole=True,
    ),
    Scene("break", "/breaks/{break}/", "resting", open_row("What Ben reads"), is_whole=True),
    Scene(
        "break-planned",
        "/breaks/{planned_break}/",
        "resting",
        open_row("Call it off"),
        is_whole=True,
    ),
    Scene("break-inside", "/breaks/{break}/inside/", "resting", is_whole=True),
    Scene("promises-break", "/promises/", "resting", open_row("In your breaks"), is_whole=True),
    Scene("us-break", "/us/", "resting-partner", is_whole=True),
    Scene(
        "promises-break-told", "/promises/", "resting-partner", open_row("Lately"), is_whole=True
    ),
)
OF_TWO = (*PAIRING, *US, *ASKS, *BETWEEN, *BREAKS)
