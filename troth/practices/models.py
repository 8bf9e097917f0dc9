"""A run, what is given at its steps in private, and what is handed over to the partner."""

from __future__ import annotations

from django.db import models

from troth.practices.rules import State
from troth.spaces.models import Space


class Run(models.Model):
    """One going-through of a practice, in its person's private space.

    `topic` is an opaque name of the practice and its occasion: one run each, however many devices.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    begun_on = models.DateField()
    state = models.CharField(
        max_length=4, choices=[(state.value, state.value) for state in State], default="open"
    )
    topic = models.UUIDField()
    words = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["space_id", "state", "id"], name="run_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["space_id", "topic"], name="run_once_an_occasion")
        ]


class OwnAnswer(models.Model):
    """What somebody gave at one step, drafts included; it never leaves their private space."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    run_id = models.UUIDField()
    run = models.ForeignObject(
        Run,
        on_delete=models.DO_NOTHING,
        from_fields=["space_id", "run_id"],
        to_fields=["space_id", "id"],
        related_name="answers",
    )
    person_id = models.UUIDField()
    words = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["space_id", "run_id"], name="own_answer_by_run")]


class SharedAnswer(models.Model):
    """A copy in the shared space of what its author handed over.

    `waits_until` is set on what opens together: the beginning of the day from which it sleeps.
    `topic` is an opaque name of the practice, step and occasion, the same for both; `meets_id` the
    other's answer that opened it.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    given_on = models.DateField()
    topic = models.UUIDField()
    waits_until = models.DateTimeField(null=True)
    meets_id = models.UUIDField(null=True)
    words = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["space_id", "topic"], name="shared_answer_by_topic"),
            models.Index(fields=["space_id", "given_on", "id"], name="shared_answer_by_day"),
        ]


class DeckChoice(models.Model):
    """Which decks of questions somebody has switched on, and the questions of their own.

    In the space of the two, since what is asked depends on both; for one alone in the private one.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space_id", "person_id"], name="deck_choice_of_each")
        ]


class Ritual(models.Model):
    """Something regular that somebody has picked; `recurrence` is Recurrence.as_text, and `at` the
    wall-clock time from which on it stands on Today.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    made_on = models.DateField()
    recurrence = models.CharField(max_length=48)
    at = models.TimeField()
    words = models.BinaryField()
