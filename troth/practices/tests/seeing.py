"""What each of the two can see of practices: forms as they lie open, words, all pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse

from tests.cast import Player, text_of
from tests.misuse.acts import exported, hidden_on, masked
from troth.practices.tests.acts import begin
from troth.spaces.queries import version_of

# Both answer in their own time; what is written is one of a few steps.
VALUES, THREE = "values-we-share", "three-things"
# One asks when they are ready, after answers that stay with them.
ASKING, QUESTION, HAPPENED = "clarifying", "question", "happened"
HELPS, GOOD, BAD = "what-helps-me", "what-helps", "what-doesnt"
NOTICED, EFFORT = "noticing-effort", "effort"
SAID = "/practices/said/"
# What is somebody's to see before anything has opened.
PAGES = (
    "/practices/", SAID, "/practices/runs/", "/practices/values-we-share/", "/practices/evening/",
    "/promises/", "/us/", "/us/between/", "/me/",
)  # fmt: skip


def step_page(run_id: UUID, step_id: str) -> str:
    return f"/practices/runs/{run_id}/steps/{step_id}/"


def end_page(run_id: UUID) -> str:
    return f"/practices/runs/{run_id}/end/"


def said_page(shared_id: UUID) -> str:
    return f"{SAID}{shared_id}/"


def form_at(player: Player, address: str) -> dict[str, str]:
    """The hidden fields of a page as it lies open."""
    answer = player.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return {name: value for name, value in hidden_on(answer).items() if name != "csrf_token"}


def say_at(player: Player, run_id: UUID, step_id: str, **facts: str) -> HttpResponse:
    """Hand in a step as its page, opened just now, sends it."""
    address = step_page(run_id, step_id)
    return player.post(address, {**form_at(player, address), **facts})


def together(player: Player, text: str, practice: str = VALUES, step: str = THREE) -> UUID:
    """Answer what opens together, in a run of one's own; the copy's id."""
    return in_run(player, begin(player, practice), step, text=text)


def in_run(player: Player, run_id: UUID, step_id: str, **facts: str) -> UUID:
    """Hand in a step whose answer goes to the other; the copy's id, by the page that shows it."""
    assert say_at(player, run_id, step_id, **facts).status_code == 302
    return copy_of(player, run_id, step_id)


def copy_of(player: Player, run_id: UUID, step_id: str) -> UUID:
    """What stands between the two of a step, as its page names it; the end's once it is over."""
    answer = player.get(step_page(run_id, step_id))
    page = answer if answer.status_code == 200 else player.get(end_page(run_id))
    (found,) = set(re.findall(r'href="/practices/said/([0-9a-f-]{36})/[?"]', page.content.decode()))
    return UUID(found)


def when_ready(player: Player, text: str) -> UUID:
    """Keep a question until one is ready, as the last step; the id of the run, which is done."""
    run_id = begin(player, ASKING)
    assert say_at(player, run_id, QUESTION, text=text).status_code == 302
    return run_id


def open_up(player: Player, run_id: UUID) -> HttpResponse | None:
    """Let the other read what was kept in a run, by its button; None where there is none."""
    return player.post(open_page(run_id)) if can_open(player, run_id) else None


def can_open(player: Player, run_id: UUID) -> bool:
    return f'action="{open_page(run_id)}"' in player.get(end_page(run_id)).content.decode()


def open_page(run_id: UUID) -> str:
    return f"/practices/runs/{run_id}/open/"


def change(player: Player, shared_id: UUID, text: str, **facts: str) -> HttpResponse:
    address = f"{said_page(shared_id)}change/"
    return player.post(address, {**form_at(player, address), "text": text, **facts})


def take_back(player: Player, shared_id: UUID) -> HttpResponse:
    return player.post(f"{said_page(shared_id)}take-back/")


def reply(player: Player, shared_id: UUID, **facts: str) -> HttpResponse:
    page = said_page(shared_id)
    return player.post(f"{page}reply/", {**form_at(player, page), **facts})


def read(player: Player, address: str = SAID) -> str:
    answer = player.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer)


def pages_of(player: Player, *more: str, today: bool = True) -> dict[str, object]:
    """Every page and file that could tell somebody of the other's doings, to the byte.

    Without `today`: but for where they are told that something waits for them.
    """
    version = version_of(player.person.id)
    paths = [*PAGES, *more, f"/us/poll/?v={version}", *(["/today/"] if today else [])]
    seen: dict[str, object] = {path: masked(player.get(path)) for path in paths}
    return seen | {kind: exported(player, kind) for kind in ("json", "book")}


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside, and then the world as it was before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
