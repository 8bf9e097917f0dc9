"""The list of pictures: every page, and every state that looks different."""

from __future__ import annotations

from tests.look.acts import Scene, after, choose, fill, keep_first, open_row, press, tick_first
from tests.look.scenes_of_two import OF_TWO

PUBLIC = (
    Scene("welcome", "/", is_whole=True),
    Scene("words-kept", "/how-your-words-are-kept/", is_whole=True),
    Scene("help", "/help/"),
    Scene("help-country", "/help/de/", is_whole=True),
    Scene("sign-up", "/sign-up/", is_whole=True),
    Scene(
        "sign-up-errors",
        "/sign-up/",
        act=fill({"username": "ana", "password1": "evening"}, "Start"),
        is_whole=True,
    ),
    Scene("sign-in", "/sign-in/"),
    Scene(
        "sign-in-wrong",
        "/sign-in/",
        act=fill({"login": "nobody-here", "password": "something else"}, "Sign in"),
    ),
    Scene("neutral", "/kitchen-measures/"),
    Scene("offline", "/offline/"),
)
FIRST_MINUTES = (
    Scene("begin", "/begin/", "new"),
    Scene("begin-first", "/begin/first/", "begun"),
    Scene("today-new", "/today/", "new"),
    Scene("today-habit", "/today/", "begun", is_whole=True),
)
TODAY = (
    Scene("today", "/today/", "settled", is_whole=True),
    Scene("today-row-open", "/today/", "settled", open_row("phone away"), is_whole=True),
    Scene("today-word-open", "/today/", "settled", open_row("Say early"), is_whole=True),
    Scene("today-days-to-come", "/today/", "settled", open_row("days to come"), is_whole=True),
    Scene("today-kept", "/today/", "keeping", keep_first, is_whole=True),
    Scene("today-gesture-ticked", "/today/", "keeping", tick_first, is_whole=True),
    Scene("today-away", "/today/", "away", is_whole=True),
    Scene("today-altered", "/today/", "tampered", is_whole=True),
    Scene("locked", "/today/", "locked"),
)
PROMISES = (
    Scene("promises", "/promises/", "settled", is_whole=True),
    Scene("past", "/promises/before/", "settled", is_whole=True),
    Scene("past-kept", "/promises/before/?ending=kept", "settled", is_whole=True),
    Scene("past-none", "/promises/before/", "new"),
    Scene(
        "search", "/promises/before/search/", "settled", fill({"words": "the"}, "Look for it"), True
    ),
    Scene(
        "search-none",
        "/promises/before/search/",
        "settled",
        fill({"words": "zebra"}, "Look for it"),
        is_whole=True,
    ),
    Scene("search-errors", "/promises/before/search/", "new", press("Look for it")),
    Scene("promises-none", "/promises/", "new"),
    Scene("make", "/promises/new/", "settled"),
    Scene(
        "make-details",
        "/promises/new/",
        "settled",
        after(choose("Another day"), open_row("A time, and when and where")),
        is_whole=True,
    ),
    Scene(
        "make-errors",
        "/promises/new/",
        "settled",
        after(choose("Another day"), press("Say it")),
        is_whole=True,
    ),
    Scene(
        "make-gentle",
        "/promises/new/",
        "settled",
        fill({"text": "I will always listen and never look at my phone"}, "Say it"),
        is_whole=True,
    ),
    Scene("promises-steady", "/promises/", "steady", is_whole=True),
    Scene("today-steady", "/today/", "steady", is_whole=True),
    Scene(
        "make-again",
        "/promises/new/",
        "steady",
        after(open_row("More than once"), choose("Some days of the week")),
        is_whole=True,
    ),
    Scene("rhythm", "/promises/mine/rhythms/{rhythm}/", "steady", is_whole=True),
    Scene(
        "rhythm-rest",
        "/promises/mine/rhythms/{rhythm}/",
        "steady",
        open_row("Let it rest"),
        is_whole=True,
    ),
    Scene("rhythm-over", "/promises/mine/rhythms/{rhythm_over}/", "steady"),
    Scene("rhythm-change", "/promises/mine/rhythms/{rhythm}/change/", "steady", is_whole=True),
    Scene("waiting", "/promises/waiting/", "away", open_row("Hang up"), is_whole=True),
    Scene("waiting-none", "/promises/waiting/", "new"),
    Scene("promise-open", "/promises/mine/{open}/", "settled"),
    Scene("promise-take-back", "/promises/mine/{open}/", "settled", open_row("Take it back")),
    Scene("promise-no-word-yet", "/promises/mine/{waiting}/", "settled", is_whole=True),
    Scene("promise-kept", "/promises/mine/{kept}/", "settled"),
    Scene("promise-owned", "/promises/mine/{owned}/", "settled", open_row("Put something right")),
    Scene("promise-moved", "/promises/mine/{moved}/", "settled"),
    Scene("promise-follows", "/promises/mine/{successor}/", "settled"),
    Scene("promise-altered", "/promises/mine/{altered}/", "tampered"),
    Scene("move", "/promises/mine/{open}/move/", "settled"),
    Scene("move-too-late", "/promises/mine/{waiting}/move/", "settled"),
    Scene("own", "/promises/mine/{waiting}/own/", "settled"),
    Scene("own-ended", "/promises/mine/{moved}/own/", "settled"),
)
OWN_PAGES = (
    Scene("habit", "/focus/", "settled", is_whole=True),
    Scene("habit-none-chosen", "/focus/", "new", press("Choose this one")),
    Scene("gestures", "/gestures/", "keeping", is_whole=True),
    Scene("gestures-none", "/gestures/", "new", is_whole=True),
    Scene(
        "gesture-new", "/gestures/new/", "keeping", choose("Some days of the week"), is_whole=True
    ),
    Scene(
        "gesture-new-errors",
        "/gestures/new/",
        "keeping",
        after(choose("Some days of the week"), press("Remember it")),
        is_whole=True,
    ),
    Scene("gesture", "/gestures/{gesture}/", "keeping", open_row("No more of it"), is_whole=True),
    Scene("needs", "/needs/", "settled", is_whole=True),
    Scene("needs-none", "/needs/", "new", is_whole=True),
    Scene("needs-before", "/needs/before/mine/", "settled"),
    Scene("need", "/needs/mine/{need}/", "settled", open_row("It isn’t so"), is_whole=True),
    Scene("need-new", "/needs/new/", "settled", press("Say it")),
    Scene("need-change", "/needs/mine/{need}/change/", "settled"),
    Scene("plans", "/plans/", "settled", is_whole=True),
    Scene("plans-none", "/plans/", "new", is_whole=True),
    Scene("plan-new", "/plans/new/", "settled", choose("Another day"), is_whole=True),
    Scene("plan", "/plans/mine/{plan}/", "settled", open_row("Remove it"), is_whole=True),
    Scene("me", "/me/", "settled"),
    Scene("me-name", "/me/", "settled", open_row("What you are called")),
    Scene("settings", "/me/settings/", "settled"),
    Scene("e-mail", "/me/e-mail/", "settled"),
    Scene("password", "/me/password/", "settled", is_whole=True),
    Scene(
        "password-errors",
        "/me/password/",
        "settled",
        fill({"oldpassword": "not this one", "password1": "evening"}, "Change it"),
        is_whole=True,
    ),
    Scene("sessions", "/me/sessions/", "settled", is_whole=True),
    Scene("take-along", "/me/take-along/", "settled", is_whole=True),
    Scene("open-again", "/open/", "settled"),
    Scene("sign-out", "/sign-out/", "settled"),
)
ERRORS = tuple(
    Scene(f"error-{name}", f"/gallery/error/{name}/")
    for name in ("400", "403", "404", "429", "500", "busy", "csrf", "full", "insecure")
)
PARTS = (
    Scene("components", "/gallery/", "settled", is_whole=True),
    Scene("components-locked", "/gallery/locked/", "locked"),
)
OF_ONE = (*PUBLIC, *FIRST_MINUTES, *TODAY, *PROMISES, *OWN_PAGES, *ERRORS, *PARTS)
SCENES = (*OF_ONE, *OF_TWO)

# Addresses without a picture, each with its reason.
WITHOUT_A_PICTURE = {
    "people:exit": "a form's answer; leads to the neutral page",
    "people:end_others": "a form's answer; leads back to the list of sessions",
    "people:end_session": "a form's answer; leads back to the list of sessions",
    "people:name_session": "a form's answer; leads back to the list of sessions",
    "people:stay": "a form's answer; leads back to the list of sessions",
    "portability:book": "a file to take along",
    "portability:json": "a file to take along",
    "promises:renew_rhythm": "a form's answer; leads back to the rhythm",
    "promises:rest_rhythm": "a form's answer; leads back to the rhythm",
    "promises:stop_rhythm": "a form's answer; leads back to the rhythm",
    "journeys:revoke": "a form's answer; leads back to the invitation",
    "journeys:end_break": "a form's answer; leads back",
    "journeys:call_off_break": "a form's answer; leads back to the breaks",
    "journeys:tell_break": "a form's answer; leads back to the break",
    "journeys:confirm": "a form's answer; leads to the four words or to Us",
    "journeys:step_back": "a form's answer; leads to Today",
    "journeys:join_welcome": "opens only with a code; the scenes join-welcome lead there by a link",
    "journeys:not_now": "a form's answer; leads to the welcome",
    "asks:set_aside": "a form's answer; leads back",
    "asks:bring_back": "a form's answer; leads back to the asks",
    "asks:take_back": "a form's answer; leads back to the asks",
    "asks:take_back_line": "a form's answer; leads back to the asks",
    "gestures:tick": "a form's answer; leads back, or is one row of Today",
    "gestures:untick": "a form's answer; leads back, or is one row of Today",
    "gestures:stop": "a form's answer; leads back to the gestures",
    "grounds:set_aside": "a form's answer; leads to Today",
    "grounds:rest_need": "a form's answer; leads back to the needs",
    "grounds:take_back_need": "a form's answer; leads back to the needs",
    "grounds:remove_plan": "a form's answer; leads back to the plans",
    "promises:keep": "a form's answer; leads back, or is one row of Today",
    "promises:keep_in_time": "a form's answer; leads back, or is one row of Today",
    "promises:withdraw": "a form's answer; leads back",
    "promises:reopen": "a form's answer; leads to Today",
    "home:poll": "an empty answer",
    "home:come_back": "a form's answer; leads back to Us",
    "promises:release": "a form's answer; leads back",
    "promises:share": "a form's answer; leads back",
    "promises:let_go": "a form's answer; leads back, or is one row of Today",
    "promises:thank": "a form's answer; leads back, or is one row",
    "promises:replies": "a form's answer; leads back",
    "promises:let_all_go": "a form's answer; leads to Today",
    "web:service_worker": "a script",
    "web:manifest": "a file for the browser",
    "web:robots": "a file for robots",
}
