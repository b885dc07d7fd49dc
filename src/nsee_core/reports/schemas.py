"""The words that the published JSON Schemas are made of."""

from __future__ import annotations

from typing import Any


def object_of(*, optional: tuple[str, ...] = (), **properties: dict[str, Any]) -> dict[str, Any]:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def text(description: str) -> dict[str, Any]:
    """A text."""
    return {"type": "string", "description": description}


def whole(least: int) -> dict[str, Any]:
    """A whole number."""
    return {"type": "integer", "minimum": least}


def perhaps(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def many(items: dict[str, Any], description: str) -> dict[str, Any]:
    """A list."""
    return {"type": "array", "items": items, "description": description}
