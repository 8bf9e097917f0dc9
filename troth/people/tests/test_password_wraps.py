"""A new password and what it rests on: wraps, two changes at once, a fault in the middle."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from tests.cast import PASSWORD, Player, error_beside, field_of, text_of
from troth.people.models import Bundle, Session, Wrap
from troth.people.tests.test_busy import held_elsewhere, is_told_to_wait
from troth.people.tests.test_password import (
    LOCKED,
    NEW,
    PAGE,
    change,
    elsewhere,
    in_another_tab,
    is_in,
    stored,
)
from troth.sealing import (
    new_bundle,
    new_bundle_key,
    password_secret,
    seal_bundle,
    unwrap_key,
    wrap_key,
)

OTHER = "two grey stones in rain"


def add_wrap(player: Player, kind: str, password: str, bundle: Bundle, key: bytes) -> Wrap:
    """One more way to a bundle's key, as a reset or a recovery code makes it."""
    wrapped = wrap_key(
        key,
        password_secret(password),
        settings.TROTH_KEY_COST,
        person_id=player.person.id,
        generation=bundle.generation,
    )
    return Wrap.objects.create(
        bundle=bundle,
        kind=kind,
        salt=wrapped.salt,
        memory_kib=wrapped.memory_kib,
        passes=wrapped.passes,
        sealed=wrapped.sealed,
    )


def next_generation(player: Player) -> tuple[Bundle, bytes]:
    """A second bundle, as a reset leaves it behind."""
    person, key = player.person, new_bundle_key()
    keys = new_bundle(Bundle.objects.get().private_space_id, generation=2)
    bundle = Bundle.objects.create(
        person=person,
        generation=2,
        private_space_id=keys.private_space_id,
        verify_key=keys.signing.public,
        sharing_key=keys.sharing.public,
        sealed=seal_bundle(keys, key, person.id),
    )
    return bundle, key


# The last that is read before the old password is checked, and before the new one is written.
CHECKING, WRITING = 'FROM "people_wrap"', '"people_wrap"."sealed"'


class Before:
    """Does something of its own once, at the next transaction after something was read."""

    def __init__(self, what: str, act: Any) -> None:
        self.what, self.act, self.is_read, self.is_done = what, act, False, False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.is_read = self.is_read or self.what in sql
        if self.is_read and not self.is_done and sql.startswith("SAVEPOINT"):
            self.is_done = True
            self.act()
        return execute(sql, params, many, context)


def test_a_busy_server_changes_nothing_and_it_works_later(
    ana: Player, settings: Any, tmp_path: Any
) -> None:
    settings.TROTH_DERIVATION_WAIT_S = 0.1
    settings.TROTH_RUN_DIR = tmp_path / "run"
    before = stored()
    with held_elsewhere():
        assert is_told_to_wait(change(ana))
    assert stored() == before
    assert change(ana).status_code == 302


@pytest.mark.parametrize("table", ["people_person", "people_wrap", "people_session"])
def test_a_fault_in_the_middle_changes_nothing(ana: Player, table: str) -> None:
    def fails(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith((f'INSERT INTO "{table}"', f'UPDATE "{table}"')):
            raise DatabaseError("the disk is full")
        return execute(sql, params, many, context)

    other, before = elsewhere(ana, PASSWORD), stored()
    ana.client.raise_request_exception = False
    with connection.execute_wrapper(fails):
        assert change(ana).status_code == 500
    assert stored() == before
    assert is_in(ana)
    assert is_in(other)
    assert change(ana).status_code == 302


def test_a_form_sent_twice_changes_once_and_answers_the_same(ana: Player) -> None:
    token = field_of(ana.get(PAGE), "token")
    answers = [change(ana, token=token) for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, "/me/")] * 2
    assert Wrap.objects.count() == Session.objects.count() == 1
    assert LOCKED not in text_of(ana.get("/today/"))


@pytest.mark.parametrize("moment", [CHECKING, WRITING])
def test_a_form_sent_twice_in_the_same_moment_changes_once(ana: Player, moment: str) -> None:
    token, tab = field_of(ana.get(PAGE), "token"), in_another_tab(ana)
    before = Before(moment, lambda: change(tab, token=token))
    with connection.execute_wrapper(before):
        assert change(ana, token=token)["Location"] == "/me/"
    assert before.is_done
    assert Wrap.objects.count() == Session.objects.count() == 1
    assert is_in(tab)
    assert LOCKED not in text_of(elsewhere(ana, NEW).get("/today/"))


def test_of_two_changes_at_once_the_later_is_told_and_hash_and_wrap_agree(ana: Player) -> None:
    ana.say("Call the plumber", when="today")
    tab = in_another_tab(ana)
    before = Before(WRITING, lambda: change(tab, new=OTHER))
    with connection.execute_wrapper(before):
        answer = change(ana)
    assert before.is_done
    assert answer.status_code == 422
    assert "changed in another window" in error_beside(answer, "oldpassword")
    assert not is_in(elsewhere(ana, NEW))
    assert "Call the plumber" in text_of(elsewhere(ana, OTHER).get("/today/"))
    assert is_in(tab)


def test_each_generation_that_the_old_one_opens_opens_with_the_new_one(ana: Player) -> None:
    bundle, key = next_generation(ana)
    add_wrap(ana, "password", PASSWORD, bundle, key)
    keys = {wrap.bundle.generation: opened(ana, wrap, PASSWORD) for wrap in Wrap.objects.all()}
    change(ana)
    assert {w.bundle.generation: opened(ana, w, NEW) for w in Wrap.objects.all()} == keys
    assert sorted(keys) == [1, 2]


def opened(player: Player, wrap: Wrap, password: str) -> bytes:
    return unwrap_key(
        wrap,  # type: ignore[arg-type]
        password_secret(password),
        person_id=player.person.id,
        generation=wrap.bundle.generation,
    )


def test_recovery_and_what_only_an_earlier_password_opens_stay(ana: Player) -> None:
    bundle, key = next_generation(ana)
    recovery = add_wrap(ana, "recovery", "0123-4567", bundle, key)
    earlier = add_wrap(ana, "password", "of before a reset", bundle, key)
    change(ana)
    kept = set(Wrap.objects.filter(bundle=bundle).values_list("id", flat=True))
    assert kept == {recovery.id, earlier.id}
    assert Wrap.objects.filter(bundle__generation=1).count() == 1


def test_a_password_that_opens_nothing_is_not_changed(ana: Player) -> None:
    Wrap.objects.all().delete()
    before = stored()
    assert "it doesn’t open" in error_beside(change(ana), "oldpassword")
    assert stored() == before
