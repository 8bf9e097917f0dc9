"""How an address names a space: mine, ours, or the id of one that has ended."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter


class WhereConverter(StringConverter):
    """Matches nothing that could be the name of a page."""

    regex = "mine|ours|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


register_converter(WhereConverter, "where")
