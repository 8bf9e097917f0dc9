"""What capabilities offer is found by name, in the order of the layers."""

from __future__ import annotations

from django.conf import settings

from troth.web.capabilities import offered


def test_offers_come_top_down_and_only_from_those_that_have_them() -> None:
    names = [name for name, _ in offered("cards", "cards")]
    assert names == sorted(names, key=list(settings.CAPABILITIES).index)
    # It has a module of that name, which holds the card itself.
    assert "troth.web" not in names
    assert "troth.promises" in names


def test_what_nobody_has_is_offered_by_nobody() -> None:
    assert offered("export", "burn_rows") == ()
    assert offered("no_such_module", "export_rows") == ()


def test_whatever_is_told_in_a_book_is_exported() -> None:
    told = {name for name, _ in offered("export", "book_entry")}
    assert told <= {name for name, _ in offered("export", "export_rows")}
