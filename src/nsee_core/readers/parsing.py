"""From JSON text to a value, with what other parsers pass over: names that stand twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any

import attrs

from nsee_core.records.frozen import DEEPEST

#: The reasons that Python's parser gives, in words of ours.
_WHY: Mapping[str, str] = {
    "Expecting value": "a value is missing, or a text lacks its quotation marks",
    "Expecting property name enclosed in double quotes": (
        "a name is missing, or lacks its double quotation marks"
    ),
    "Expecting ':' delimiter": "a colon is missing after a name",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Unterminated string starting at": "a text has no closing quotation mark",
    "Invalid control character at": "a text holds a line end, a tab or another control character",
    "Invalid \\escape": "a backslash stands before a letter that it cannot stand before",
    "Invalid \\uXXXX escape": "the code of a character is not four digits",
    "Illegal trailing comma before end of object": "a comma stands before a closing bracket",
    "Illegal trailing comma before end of array": "a comma stands before a closing bracket",
    "Extra data": "something follows after its end",
}
_LONGEST_NUMBER = 400  # digits; more than a float can hold, and quick to read
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


@attrs.frozen
class NotJson(Exception):  # noqa: N818 - named for what is wrong
    """A text is not JSON."""

    why: str
    at: int
    """The character at which reading it ended, counted from 1."""
    near: str
    """What stands there."""


@attrs.frozen
class TooDeep(Exception):  # noqa: N818 - named for what is wrong
    """A text is nested too deep to be read."""


@attrs.define
class Parser:
    """Parses JSON values, and remembers the names that stood twice in one object."""

    twice: list[str] = attrs.field(factory=list)
    _decoder: JSONDecoder = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._decoder = JSONDecoder(object_pairs_hook=self._object, parse_int=_whole_number)
