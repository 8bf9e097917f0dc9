"""Rows that point nowhere: what no constraint in the database keeps from happening."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Exists, ForeignKey, ForeignObject, OuterRef


def lost_rows() -> Iterator[str]:
    """One line for each kind of row that has lost what it belongs to; counts, never contents."""
    for model in apps.get_models():
        for field in _unguarded(model):
            count = _orphans(model, field).count()
            if count:
                yield f"{model._meta.label}: {count} without their {field.name}"


def _unguarded(model: type[models.Model]) -> list[ForeignObject[models.Model, models.Model]]:
    """A ForeignObject makes no constraint, nor does a foreign key without one."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject)
        and not (isinstance(field, ForeignKey) and getattr(field, "db_constraint", True))
    ]


def _orphans(
    model: type[models.Model], field: ForeignObject[models.Model, models.Model]
) -> models.QuerySet[models.Model]:
    pairs = field.related_fields
    target = field.remote_field.model._base_manager.filter(
        **{theirs.name: OuterRef(ours.attname) for ours, theirs in pairs}
    )
    pointing = {f"{ours.attname}__isnull": False for ours, _ in pairs}
    return model._base_manager.filter(~Exists(target), **pointing)
