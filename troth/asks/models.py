"""An ask, its answer, and what somebody has set aside in private."""

from __future__ import annotations

from django.db import models

from troth.spaces.models import Space


class Ask(models.Model):
    """Something small that one partner asks of the other; it fades by itself.

    `fades_at` is the beginning of a day where the asker was: the same instant for both.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    asker_id = models.UUIDField()
    asked_on = models.DateField()
    fades_at = models.DateTimeField()
    is_taken_back = models.BooleanField(default=False)
    words = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["space_id", "fades_at", "id"], name="ask_by_fading")]


class Answer(models.Model):
    """The one answer to an ask; which kind it is, and the promise it made, stand sealed."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    ask_id = models.UUIDField()
    ask = models.ForeignObject(
        Ask,
        on_delete=models.DO_NOTHING,
        from_fields=["space_id", "ask_id"],
        to_fields=["space_id", "id"],
        related_name="answers",
    )
    person_id = models.UUIDField()
    answered_on = models.DateField()
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space_id", "ask_id"], name="answer_once_an_ask")
        ]


class SetAside(models.Model):
    """A quiet no, in the private space of whoever was asked; which ask it was stands sealed.

    Nothing of it may stand in the shared space: there it would tell an ask that was set aside
    from one that was never opened.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    until = models.DateField()
    words = models.BinaryField()
