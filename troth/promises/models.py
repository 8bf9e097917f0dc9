"""A promise, its endings, how it landed, and a rhythm of promises."""

from __future__ import annotations

from django.db import models

from troth.promises.due import DueKind
from troth.promises.rules import State
from troth.spaces.models import Space

DUE_KINDS = [(kind.value, kind.value) for kind in DueKind]
STATES = [(state.value, state.value) for state in State]


class Rhythm(models.Model):
    """What somebody says they will do on certain days, for some weeks; the words once.

    Its promises are made ahead without a key, by the clear columns, and read by what was signed:
    `made_until` is the last day that was looked at, `extends_on` (UTC) when to look again, null
    once nothing is left to make. Who makes them claims the row first.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    maker_id = models.UUIDField()
    made_on = models.DateField()
    recurrence = models.CharField(max_length=40)
    at = models.TimeField(null=True)
    zone = models.CharField(max_length=64)
    until = models.DateField()
    stopped_on = models.DateField(null=True)
    follows_id = models.UUIDField(null=True)
    made_until = models.DateField()
    extends_on = models.DateField(null=True)
    claimed_by = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    words = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["space_id", "maker_id", "until", "id"], name="rhythm_by_until"),
            models.Index(fields=["extends_on"], name="rhythm_to_extend"),
            models.Index(fields=["claimed_by"], name="rhythm_claimed"),
        ]


class Promise(models.Model):
    """What somebody says they will do, and by when.

    The due value is kept as wall-clock value and zone, and stands in the signed words as well;
    `state` is a cache of the last valid ending. One of a rhythm has its words there, until its
    maker gives that one day words of its own.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    maker_id = models.UUIDField()
    made_on = models.DateField()
    state = models.CharField(max_length=9, choices=STATES, default=State.OPEN.value)
    due_kind = models.CharField(max_length=6, choices=DUE_KINDS)
    due_on = models.DateField()
    due_time = models.TimeField(null=True)
    due_zone = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    follows_id = models.UUIDField(null=True)
    rhythm_id = models.UUIDField(null=True)
    rhythm = models.ForeignObject(
        Rhythm,
        null=True,
        on_delete=models.DO_NOTHING,
        from_fields=["space_id", "rhythm_id"],
        to_fields=["space_id", "id"],
        related_name="promises",
    )
    words = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["space_id", "due_at", "id"], name="promise_by_due"),
            models.Index(fields=["space_id", "state", "due_at", "id"], name="promise_by_state"),
            models.Index(fields=["space_id", "state", "rhythm_id", "due_at"], name="promise_once"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["space_id", "follows_id"], name="promise_followed_once"
            ),
            models.UniqueConstraint(
                fields=["space_id", "rhythm_id", "due_on"], name="promise_once_a_day"
            ),
        ]


class Ending(models.Model):
    """One signed word on how a promise ended; a correction appends another."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    promise_id = models.UUIDField()
    promise = models.ForeignObject(
        Promise,
        on_delete=models.DO_NOTHING,
        from_fields=["space_id", "promise_id"],
        to_fields=["space_id", "id"],
        related_name="endings",
    )
    person_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=STATES)
    happened_on = models.DateField()
    is_late = models.BooleanField()
    recorded_on = models.DateField()
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space_id", "promise_id", "number"], name="ending_numbered"
            )
        ]


class Landing(models.Model):
    """How a promise landed, said once by whom it was made to."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    promise_id = models.UUIDField()
    promise = models.ForeignObject(
        Promise,
        on_delete=models.DO_NOTHING,
        from_fields=["space_id", "promise_id"],
        to_fields=["space_id", "id"],
        related_name="landings",
    )
    person_id = models.UUIDField()
    recorded_on = models.DateField()
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space_id", "promise_id"], name="landing_once")
        ]
