"""A space is the unit of sharing, sealing, sharding, exporting and erasing."""

from __future__ import annotations

from django.db import models


class Space(models.Model):
    """One person's private space, or the one that two share."""

    class Kind(models.TextChoices):
        PRIVATE = "private"
        SHARED = "shared"

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    epoch = models.PositiveIntegerField(default=1)
    made_on = models.DateField()


class Member(models.Model):
    """A person's place in a space; the words hold what they are called there."""

    pk = models.CompositePrimaryKey("space_id", "id")
    # Erasing deletes a space's rows model by model: a cascade over composite keys fails.
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    joined_on = models.DateField()
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space_id", "person_id"], name="member_once_a_space")
        ]
