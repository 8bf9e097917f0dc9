"""What one stands on: the one habit chosen for now, what somebody needs, what they plan."""

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


class Need(models.Model):
    """What somebody says they need; from `rests_on` on it is for them alone to look back on."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    made_on = models.DateField()
    rests_on = models.DateField(null=True)
    words = models.BinaryField()


class Plan(models.Model):
    """A line for a day, or for a week from its Monday to its Sunday: gone once `until_on` is over.

    Its days are those of its author, wherever they are.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    on = models.DateField()
    until_on = models.DateField()
    words = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["until_on"], name="plan_by_last_day")]
