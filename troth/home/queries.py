"""Puts Today together from what the capabilities offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from troth.record.agenda import Agenda
from troth.record.queries import due_by_kind
from troth.spaces.membership import Membership
from troth.web.cards import Card, Place

LOOKS_AHEAD = timedelta(days=9)
Offer = Callable[[Agenda], list[Card]]


@cache
def offers() -> tuple[Offer, ...]:
    """The `cards` function of each capability that has one, in the order of the layers."""
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("troth.") and module_has_submodule(config.module, "cards"):
            module = import_module(f"{config.name}.cards")
            if hasattr(module, "cards"):
                found.append(module.cards)
    return tuple(found)


def todays_cards(memberships: Sequence[Membership], now: datetime) -> list[Card]:
    """Everything that Today shows, in its places; one card at most leads."""
    agenda = Agenda(memberships, due_by_kind(memberships, now + LOOKS_AHEAD), now)
    offered = [card for offer in offers() for card in offer(agenda)]
    leads = [card for card in offered if card.place is Place.LEAD]
    rest = sorted(
        (card for card in offered if card.place is not Place.LEAD), key=lambda card: card.place
    )
    return [*leads[:1], *rest]
