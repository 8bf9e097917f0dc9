"""People, their bundles of keys with the ways to open them, and their sessions."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class AskAgain(models.TextChoices):
    """When private pages ask for the password again."""

    AFTER_A_WHILE = "after-a-while"
    ALWAYS = "always"
    NEVER = "never"


class Person(AbstractBaseUser):
    """Somebody who signs in. What they are called stands sealed in each of their spaces."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=40, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField()
    # Empty until the browser or the person has told it.
    time_zone = models.CharField(max_length=64, blank=True)
    ask_again = models.CharField(
        max_length=16, choices=AskAgain.choices, default=AskAgain.AFTER_A_WHILE
    )
    exit_address = models.URLField(blank=True, max_length=200)

    # Django would note each sign-in here; nobody needs to know when somebody was last there.
    last_login = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def bundle_rows(self) -> list[Bundle]:
        """All generations, newest first; fetched with the person where a session loads it."""
        if self._bundle_rows is None:
            self._bundle_rows = list(self.bundles.order_by("-generation"))
        return self._bundle_rows

    _bundle_rows: list[Bundle] | None = None


class Bundle(models.Model):
    """One generation of a person's keys; a reset adds a generation and never overwrites one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bundles")
    generation = models.PositiveSmallIntegerField()
    private_space_id = models.UUIDField()
    verify_key = models.BinaryField(max_length=32)
    sharing_key = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "generation"], name="bundle_one_a_generation")
        ]


class Wrap(models.Model):
    """A bundle key under a key derived from a password or a recovery code."""

    class Kind(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 - a kind, not a secret
        RECOVERY = "recovery"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="wraps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    salt = models.BinaryField(max_length=16)
    memory_kib = models.PositiveIntegerField()
    passes = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()


class Session(AbstractBaseSession):
    """A signed-in browser; the column lets one person's others be found and ended."""

    person_id = models.UUIDField(null=True, db_index=True)

    objects: ClassVar[BaseSessionManager[Session]] = BaseSessionManager()  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def]
        from troth.people.sessions import SessionStore

        return SessionStore
