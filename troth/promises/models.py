"""A promise and its endings."""

from __future__ import annotations

from django.db import models

from troth.promises.due import DueKind
from troth.promises.rules import State
from troth.spaces.models import Space

DUE_KINDS = [(kind.value, kind.value) for kind in DueKind]
STATES = [(state.value, state.value) for state in State]


class Promise(models.Model):
    """What somebody says they will do, and by when.

    The due value is kept as wall-clock value and zone, and stands in the signed words as well;
    `state` is a cache of the last valid ending.
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
    words = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["space_id", "due_at", "id"], name="promise_by_due"),
            models.Index(fields=["space_id", "state", "due_at", "id"], name="promise_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["space_id", "follows_id"], name="promise_followed_once")
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
