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
    # Set once somebody leaves: whoever stays reads on, and nothing new is made.
    ended_on = models.DateField(null=True)


class Member(models.Model):
    """A person's place in a space; the words hold what they are called there.

    `grants` are the space's keys, one an epoch, each for this member alone; a private space has
    none. `version` counts what a private member's person could see change: pages poll it. Until
    `quiet_until`, the beginning of a day, nothing asks a private member's person for anything.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    # Erasing deletes a space's rows model by model: a cascade over composite keys fails.
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    is_away = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    quiet_until = models.DateTimeField(null=True)
    grants = models.BinaryField(default=bytes)
    words = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space_id", "person_id"], name="member_once_a_space")
        ]


class Invitation(models.Model):
    """The inviter's side, in their private space; the code stands in the sealed words.

    `lookup` is a one-way name of the code, `greeting` is sealed under the code, `answer` to the
    inviter: what the two sides need to find and know each other.
    """

    class State(models.TextChoices):
        OPEN = "open"
        JOINED = "joined"
        CONFIRMED = "confirmed"

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    lookup = models.BinaryField(max_length=32)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    made_on = models.DateField()
    expires_on = models.DateField()
    joined_by = models.UUIDField(null=True)
    greeting = models.BinaryField()
    answer = models.BinaryField(default=bytes)
    words = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["lookup"], name="invitation_by_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["space_id", "person_id"], name="invitation_one_at_a_time"
            )
        ]


class Joining(models.Model):
    """The joiner's side, in their private space: whom they joined and with which code."""

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    joined_on = models.DateField()
    words = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="joining_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["space_id", "person_id"], name="joining_one_at_a_time")
        ]


class Break(models.Model):
    """Days on which nothing is asked of somebody; `until_on` is null while it has no end.

    It stands in the person's private space. What they told the partner is a copy in the shared
    one: of a break that wasn't told, nothing stands there.
    """

    pk = models.CompositePrimaryKey("space_id", "id")
    space = models.ForeignKey(Space, on_delete=models.DO_NOTHING, db_index=False)
    id = models.UUIDField()
    person_id = models.UUIDField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    made_on = models.DateField()
    words = models.BinaryField()
