"""A mapping that cannot change, so that a record that holds one cannot either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

#: Deeper than any council's own keys need, and far from Python's own limit on recursion.
DEEPEST = 50
#: More than one record needs. Without a bound, a list that holds itself twice would never end.
MOST = 100_000
#: Numbers beyond this have no counterpart in most of the languages that read JSON.
_BITS = 1024
_HALF = re.compile("[\ud800-\udfff]")


class FrozenMap(Mapping[str, Any]):
    """A read-only mapping of text to JSON values, frozen all the way down: lists become tuples.

    >>> ext = FrozenMap({"ward": {"code": 7}})
    >>> ext["ward"]["code"], len(ext), hash(ext) == hash(FrozenMap({"ward": {"code": 7}}))
    (7, 1, True)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any] | None = None) -> None:
        object.__setattr__(self, "_items", _Freezing().items(items or {}, 0))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a FrozenMap cannot change; make a new one")

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - a JSON value of any shape
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return len(self) == len(other) and all(
            key in other and _same(value, other[key]) for key, value in self._items.items()
        )

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({thawed(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (thawed(self),)

    _items: dict[str, Any]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _parsed, serialization=core_schema.plain_serializer_function_ser_schema(thawed)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "object", "additionalProperties": True}


def _same(one: object, other: object) -> bool:
    """Whether two values are equal in JSON, where true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def thawed(value: Any) -> Any:  # noqa: ANN401 - a JSON value of any shape
    """The same JSON value as plain dicts and lists, for a writer.

    >>> thawed(FrozenMap({"tags": ("a", "b")}))
    {'tags': ['a', 'b']}
    """
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    return value


def _parsed(value: object) -> FrozenMap:
    if isinstance(value, FrozenMap):
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value)
    raise PydanticCustomError("mapping", "it is not a group of names and values")


class _Freezing:
    """Freezes one value, and counts what it is made of."""

    def __init__(self) -> None:
        self.count = 0

    def items(self, items: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        frozen: dict[str, Any] = {}
        for key, value in _pairs(items):
            if not isinstance(key, str):
                raise PydanticCustomError("json_name", "a name inside it is not text")
            _refuse_surrogates(key)
            frozen[key] = self.value(value, depth + 1)
        return frozen

    def value(self, value: Any, depth: int) -> Any:  # noqa: ANN401 - a JSON value of any shape
        self.count += 1
        if self.count > MOST:
            raise PydanticCustomError("json_size", "it holds too much", {"most": MOST})
        if depth > DEEPEST:
            raise PydanticCustomError("json_depth", "it is nested too deep", {"most": DEEPEST})
        if isinstance(value, str):
            _refuse_surrogates(value)
        elif isinstance(value, Mapping):
            frozen = FrozenMap()
            object.__setattr__(frozen, "_items", self.items(value, depth))
            return frozen
        elif isinstance(value, list | tuple):
            return tuple(self.value(item, depth + 1) for item in value)
        elif isinstance(value, float | int):
            _refuse_vast(value)
        elif value is not None:
            raise PydanticCustomError("json_value", "a value inside it is not plain JSON")
        return value


def _pairs(items: Mapping[Any, Any]) -> Iterable[tuple[Any, Any]]:
    """The names and values of a group; somebody else's may raise whatever it likes."""
    try:
        return list(items.items())
    except Exception:  # noqa: BLE001 - see above
        raise PydanticCustomError("json_value", "a group inside it cannot be read") from None


def _refuse_vast(number: float) -> None:
    if number.bit_length() > _BITS if isinstance(number, int) else not isfinite(number):
        raise PydanticCustomError("json_number", "a number inside it is not finite")


def _refuse_surrogates(text: str) -> None:
    found = None if text.isascii() else _HALF.search(text)
    if found:  # pydantic cannot pass the text on, so that it passes on where and which
        why = "a text inside it holds half a character"
        raise PydanticCustomError("json_text", why, {"at": found.start(), "code": ord(found[0])})
