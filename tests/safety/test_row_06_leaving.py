"""Row 6: Ana leaves while Ben is signed in, with one confirmed POST."""

from __future__ import annotations

from time import monotonic

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Player, text_of
from tests.look.people import Diary
from troth.promises.models import Promise
from troth.sealing import GRANT_BYTES
from troth.spaces.actions import change_called
from troth.spaces.models import Member, Space
from troth.spaces.queries import memberships_of

WITHIN_S = 5
Couple = tuple[Player, Player]


@pytest.fixture
def living(couple: Couple) -> Couple:
    for player in couple:
        diary = Diary(player.membership("ours"), timezone.now())
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
        diary.said(f"{player.name} reads aloud", 1)
    return couple


def test_one_post_ends_her_access_everywhere_within_five_seconds(living: Couple) -> None:
    ana, ben = living
    elsewhere = Player("Ana", Client())
    elsewhere.sign_in()
    promises = list(Promise.objects.filter(space_id=ana.membership("ours").space_id))
    began = monotonic()
    assert ana.post("/us/leave/").status_code == 302
    for browser in (ana, elsewhere):
        for promise in promises:
            for where in ("ours", promise.space_id):
                assert browser.get(f"/promises/{where}/{promise.id}/").status_code == 404
                assert browser.post(f"/promises/{where}/{promise.id}/keep/").status_code == 404
        for path in ("/today/", "/promises/", "/us/", f"/us/before/{promise.space_id}/"):
            text = text_of(browser.get(path))
            assert "cooks" not in text
            assert "reads aloud" not in text
    assert monotonic() - began < WITHIN_S
    assert "Ana cooks" in text_of(ben.get(f"/us/before/{promise.space_id}/"))


def test_her_keys_are_gone_and_the_epoch_is_one_more(living: Couple) -> None:
    ana, _ben = living
    ours, held = ana.membership("ours"), ana.keys()
    ana.post("/us/leave/")
    row = Member.objects.get(space_id=ours.space_id, person_id=ana.person.id)
    assert bytes(row.grants) == b""
    assert row.left_on is not None
    assert Space.objects.get(id=ours.space_id).epoch == 2
    assert [found.where for found in memberships_of(held.person, held.bundle)] == ["mine"]


def test_whoever_stays_reads_on_and_makes_the_new_key_at_the_next_write(living: Couple) -> None:
    ana, ben = living
    space_id = ana.membership("ours").space_id
    ana.post("/us/leave/")
    page = f"/us/before/{space_id}/"
    assert "Ana cooks" in text_of(ben.get(page))
    row = Member.objects.get(space_id=space_id, person_id=ben.person.id)
    assert len(bytes(row.grants)) == GRANT_BYTES
    own = Promise.objects.get(space_id=space_id, maker_id=ben.person.id, state="open")
    ben.post(f"/promises/{space_id}/{own.id}/words/take-back/")
    row.refresh_from_db()
    assert len(bytes(row.grants)) == 2 * GRANT_BYTES
    kept = ben.membership(str(space_id))
    assert kept.keys is not None
    assert kept.keys.epoch == 2
    text = text_of(ben.get(page))
    assert "Ana cooks" in text
    assert "Ben cooks" in text
    assert "Ben reads aloud" not in text


def test_a_key_that_she_kept_opens_nothing_that_is_sealed_later(living: Couple) -> None:
    ana, ben = living
    hers = ana.membership("ours")
    ana.post("/us/leave/")
    own = Promise.objects.get(space_id=hers.space_id, maker_id=ben.person.id, state="open")
    ben.post(f"/promises/{hers.space_id}/{own.id}/words/take-back/")
    change_called(ben.membership(str(hers.space_id)), "Benjamin", timezone.now())
    row = Member.objects.get(space_id=hers.space_id, person_id=ben.person.id)
    assert hers.keys is not None
    assert hers.keys.space_key(bytes(row.words)[1:9]) is None


def test_a_form_of_another_site_makes_nobody_leave(living: Couple) -> None:
    ana, _ben = living
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ana.client.cookies
    assert strict.post("/us/leave/").status_code == 403
    assert ana.membership("ours").ended_on is None
    assert ana.get("/us/leave/").status_code == 200
    assert ana.membership("ours").ended_on is None


def test_nobody_leaves_for_somebody_else(living: Couple, cleo: Player, eve: Player) -> None:
    ana, ben = living
    cleo.post("/us/leave/")
    assert eve.post("/us/leave/")["Location"].startswith("/sign-in/")
    ben.post("/us/leave/", {"person": str(ana.person.id)})
    rows = Member.objects.filter(space__kind="shared", left_on__isnull=False)
    assert [row.person_id for row in rows] == [ben.person.id]
