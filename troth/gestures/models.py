"""A gesture: one line in somebody's private space, and the days on which it falls."""

from __future__ import annotations

from django.db import models

from troth.spaces.models import Space


class Gesture(models.Model):
    """`occasion` is troth.gestures.rules.as_text; `ticked_on` the last day with a tick.

    Without a time zone of its own: its days are those of the person, wherever they are.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    made_on = models.DateField()
    occasion = models.CharField(max_length=48)
    ticked_on = models.DateField(null=True)
    words = models.BinaryField()
