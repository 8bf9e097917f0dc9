"""Holds a value against the part of JSON Schema that docs/export.schema.json uses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.architecture.source import ROOT

SCHEMA: dict[str, Any] = json.loads((ROOT / "docs/export.schema.json").read_text(encoding="utf-8"))
TYPES: dict[str, type] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
    "null": type(None),
}  # fmt: skip
FORMATS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "uuid": UUID,
}
KNOWN = {
    "$ref", "additionalProperties", "anyOf", "const", "enum", "format", "items", "pattern",
    "properties", "required", "type",
}  # fmt: skip


def schema_faults(value: Any, schema: dict[str, Any] = SCHEMA, at: str = "$") -> Iterator[str]:
    """What in the value isn't as the schema says, each with its place."""
    if "$ref" in schema:
        yield from schema_faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
        return
    assert set(schema) - {"$schema", "$defs", "title"} <= KNOWN, f"{at}: beyond this checker"
    if "anyOf" in schema and not _fits_one(value, schema["anyOf"], at):
        yield f"{at} is none of those that it may be: {json.dumps(value)}"
    if "const" in schema and (value != schema["const"] or type(value) is not type(schema["const"])):
        yield f"{at} isn't {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is {value}"
    if "type" in schema and type(value) is not TYPES[schema["type"]]:
        yield f"{at} isn't of type {schema['type']}"
    elif type(value) is str:
        yield from _text_faults(value, schema, at)
    elif type(value) is list:
        for number, item in enumerate(value):
            yield from schema_faults(item, schema.get("items", {}), f"{at}[{number}]")
    elif type(value) is dict:
        yield from _object_faults(value, schema, at)


def _fits_one(value: Any, schemas: list[dict[str, Any]], at: str) -> bool:
    return any(not list(schema_faults(value, schema, at)) for schema in schemas)


def _text_faults(value: str, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at} doesn't fit the pattern"
    if "format" in schema:
        try:
            FORMATS[schema["format"]](value)
        except ValueError:
            yield f"{at} is no {schema['format']}"


def _object_faults(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{at} lacks {name}" for name in set(schema.get("required", ())) - set(value))
    for name, item in value.items():
        if name in properties:
            yield from schema_faults(item, properties[name], f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at} has {name}"
