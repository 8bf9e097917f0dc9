"""The stage of the access matrix, set once for all its tests: each request is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.access.matrix import STARTS_AT, Stage, set_the_stage


@pytest.fixture(scope="module")
def whole_stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with (
        django_db_blocker.unblock(),
        time_machine.travel(STARTS_AT, tick=True) as clock,
        transaction.atomic(),
    ):
        yield set_the_stage(clock)
        transaction.set_rollback(True)


@pytest.fixture
def stage(whole_stage: Stage, db: None) -> Stage:
    return whole_stage
