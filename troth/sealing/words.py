"""The one small frozen dataclass that a row seals, as canonical JSON and back."""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Any, NoReturn, TypeVar

# Whole numbers that any JSON reader keeps exactly.
LARGEST_NUMBER = 2**53 - 1

_PLAIN = (str, int, bool, types.NoneType)


class Words:
    """Base of what a row seals.

    A subclass is declared with `@dataclass(frozen=True, slots=True, repr=False)` and has fields of
    str, int, bool, None, tuple[str, ...] or a union of these. A field added later needs a default,
    so that older rows still open. `repr=False` keeps the text out of logs and error pages.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


W = TypeVar("W", bound=Words)


class BadWords(ValueError):
    """Bytes that aren't these words, or words that can't be sealed; the message has none."""


def encode_words(words: Words) -> bytes:
    """Canonical JSON: UTF-8, names sorted, no spaces, nothing escaped that needn't be.

    Raises BadWords for half a surrogate pair, a number beyond 2**53 - 1 or a value of another type:
    what can't be read back exactly is refused, never changed.
    """
    values = {name: getattr(words, name) for name in _shape_of(type(words))}
    for name, item in _shape_of(type(words)).items():
        _check(name, values[name], item.allowed)
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        pass
    # Raised out here, since an error that is still attached to this one would carry the text.
    raise BadWords("the text holds half of a surrogate pair, which isn't a character")


def decode_words(kind: type[W], encoded: bytes) -> W:
    """The words again; raises BadWords for anything but exactly the fields of `kind`."""
    values = _parsed(encoded)
    if values is None:
        raise BadWords("not a set of fields")
    found = 0
    for name, item in _shape_of(kind).items():
        value = values.get(name, MISSING)
        if type(value) in item.simple:
            found += 1
        elif value is not MISSING:
            values[name] = _check(
                name, tuple(value) if type(value) is list else value, item.allowed
            )
            found += 1
        elif item.is_required:
            raise BadWords(f"{name} is missing")
    if found != len(values):
        raise BadWords("a field too many")
    if b"\\u" in encoded:
        _check_characters(values)
    return kind(**values)


def _parsed(encoded: bytes) -> dict[str, Any] | None:
    try:
        text = encoded.decode("utf-8")
        values, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return values if type(values) is dict and end == len(text) else None


def _check(name: str, value: object, allowed: frozenset[type]) -> object:
    if (str if isinstance(value, str) else type(value)) not in allowed:
        raise BadWords(f"{name} is of another type")
    if type(value) is int and abs(value) > LARGEST_NUMBER:
        raise BadWords(f"{name} is too large a number")
    if type(value) is tuple and not all(isinstance(item, str) for item in value):
        raise BadWords(f"{name} holds something else than text")
    return value


def _check_characters(values: Mapping[str, Any]) -> None:
    """JSON's escapes can smuggle in half a surrogate pair, which breaks the page showing it."""
    try:
        json.dumps(values, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        pass
    else:
        return
    raise BadWords("half of a surrogate pair")


@dataclass(frozen=True, slots=True)
class _Item:
    """A field's types, those of them that need no further look, and whether it has no default."""

    allowed: frozenset[type]
    simple: frozenset[type]
    is_required: bool


_shapes: dict[type[Words], Mapping[str, _Item]] = {}


def _shape_of(kind: type[Words]) -> Mapping[str, _Item]:
    shape = _shapes.get(kind)
    if shape is None:
        shape = _shapes[kind] = _read_shape(kind)
    return shape


def _read_shape(kind: type[Words]) -> Mapping[str, _Item]:
    """TypeError for a kind that can't be sealed."""
    if not (is_dataclass(kind) and issubclass(kind, Words)):
        raise TypeError(f"{kind.__name__} is not a dataclass of Words")
    made = typing.cast(Any, kind).__dataclass_params__
    if not made.frozen or made.repr:
        raise TypeError(f"{kind.__name__} has to be declared with frozen=True, repr=False")
    hints = typing.get_type_hints(kind)
    if not all(item.init for item in fields(kind)):
        raise TypeError(f"{kind.__name__} has a field that isn't given when it is made")
    return {item.name: _item(kind, item, hints[item.name]) for item in fields(kind)}


def _item(kind: type[Words], item: "Field[Any]", hint: object) -> _Item:
    allowed = _allowed(kind, item.name, hint)
    is_required = item.default is MISSING and item.default_factory is MISSING
    return _Item(allowed, allowed & {str, bool, types.NoneType}, is_required)


def _allowed(kind: type[Words], name: str, hint: object) -> frozenset[type]:
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    found: set[type] = set()
    for part in typing.get_args(hint) if is_union else (hint,):
        if part in _PLAIN:
            found.add(typing.cast(type, part))
        elif typing.get_origin(part) is tuple and typing.get_args(part) == (str, ...):
            found.add(tuple)
        else:
            raise TypeError(
                f"{kind.__name__}.{name} can't be sealed: use str, int, bool, None, tuple[str, ...]"
            )
    return frozenset(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name given twice would read differently in another implementation."""
    values = dict(pairs)
    if len(values) != len(pairs):
        raise BadWords("a name stands twice")
    return values


def _refused(_: str) -> NoReturn:
    raise BadWords("not a whole number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=_refused, parse_constant=_refused)
