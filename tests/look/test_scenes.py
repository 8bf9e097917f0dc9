"""The list of pictures leaves no page out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.look.scenes import SCENES, WITHOUT_A_PICTURE

ANY_ID = UUID(int=0)


def all_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from all_names(entry, inner)


def shown_names() -> Iterator[str]:
    for scene in SCENES:
        path = re.sub(r"\{\w+\}", str(ANY_ID), re.split("[?#]", scene.path)[0])
        try:
            yield resolve(path, "troth.config.urls").view_name
        except Resolver404:
            assert path.startswith("/gallery/"), f"{scene.name} leads nowhere"


def test_every_page_has_a_picture_or_a_reason_to_have_none() -> None:
    names = set(all_names(get_resolver("troth.config.urls")))
    shown = set(shown_names())
    assert names - shown - set(WITHOUT_A_PICTURE) == set()
    assert set(WITHOUT_A_PICTURE) - names == set()
    assert set(WITHOUT_A_PICTURE) & shown == set()


def test_pictures_have_names_of_their_own() -> None:
    names = [scene.name for scene in SCENES]
    assert sorted(set(names)) == sorted(names)
