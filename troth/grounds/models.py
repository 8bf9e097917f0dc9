"""The focus: the one habit somebody has chosen for now."""

from __future__ import annotations

from django.db import models

from troth.spaces.models import Space


class Focus(models.Model):
    """One chosen habit; which one stands sealed. Choosing another ends this one."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    chosen_on = models.DateField()
    is_current = models.BooleanField(default=True)
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space_id", "person_id"],
                condition=models.Q(is_current=True),
                name="focus_one_at_a_time",
            )
        ]
