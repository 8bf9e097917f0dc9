"""Due and Event: two tables that every capability writes and Today reads without a key."""

from __future__ import annotations

from django.db import models

from troth.spaces.models import Space


class Kind(models.TextChoices):
    """The one coarse list; never which practice, nor what a case is about."""

    PROMISE = "promise"
    RHYTHM = "rhythm"
    GESTURE = "gesture"
    ASK = "ask"
    RITUAL = "ritual"
    APPRECIATION = "appreciation"
    PRACTICE = "practice"
    REPAIR = "repair"
    PAUSE = "pause"


class Due(models.Model):
    """Something that will want somebody's attention; deleted once it no longer does."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    target_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at", "id"], name="due_by_person"),
            # What passes or moves on by itself, wherever it is: the housekeeping's.
            models.Index(
                fields=["at", "id"],
                condition=models.Q(
                    kind__in=["gesture", "rhythm", "ritual", "appreciation", "practice"]
                ),
                name="due_passing",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["space_id", "target_id", "person_id", "kind"], name="due_once"
            )
        ]


class Event(models.Model):
    """Something that happened, by its day alone."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    target_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["space_id", "day", "id"], name="event_by_day")]
