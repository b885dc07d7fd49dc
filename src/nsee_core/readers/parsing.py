"""From JSON text to values, with what other parsers pass over: names that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any

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
    "Invalid \\uXXXX escape": "the code of a character does not have four digits",
    "Illegal trailing comma before end of object": "a comma stands before a closing bracket",
    "Illegal trailing comma before end of array": "a comma stands before a closing bracket",
    "Extra data": "something follows after its end",
}
_MOST_DIGITS = 400  # more than a float can hold, and still quick to read
_BLANKS = re.compile(r"[ \t\r\n]*")
_NEAR = 20


class NotJson(Exception):  # noqa: N818 - named for what is wrong
    """A text is not JSON: why, and at which place in it, counted from 0."""

    def __init__(self, why: str, text: str, at: int) -> None:
        super().__init__(why)
        self.why = why
        self.at = at
        self.near = text[max(0, at - _NEAR) : at + _NEAR]


class TooDeep(Exception):  # noqa: N818 - named for what is wrong
    """A text is nested too deep to be parsed; this is how it starts."""

    def __init__(self, start: str) -> None:
        super().__init__("nested too deep")
        self.start = start


class Parser:
    """Parses JSON, and remembers which names stood twice in one object.

    >>> parser = Parser()
    >>> parser.value('{"id": "a", "id": "b"}'), parser.twice
    ({'id': 'b'}, ['id'])
    """

    def __init__(self) -> None:
        self.twice: list[str] = []
        self._decoder = JSONDecoder(object_pairs_hook=self._object, parse_int=_whole_number)

    def value(self, text: str) -> Any:  # noqa: ANN401 - a JSON value of any shape
        """The value of a text that holds one and nothing else.

        Raises:
            NotJson: it does not.
            TooDeep: it is nested too deep.
        """
        self.twice.clear()
        value, end = self.next(text, 0)
        if (rest := _skip(text, end)) < len(text):
            raise NotJson(_WHY["Extra data"], text, rest)
        return value

    def items(self, text: str, at: int) -> Iterator[tuple[Any, int]]:
        """Each item of the list that begins at a place in a text, with the place where it begins.

        Raises:
            NotJson: the text ceases to be JSON; the items before that place were given.
            TooDeep: an item is nested too deep.
        """
        at = _skip(text, _skip(text, at) + 1)
        while not text.startswith("]", at):
            value, end = self.next(text, at)
            yield value, at
            at = _skip(text, end)
            if text.startswith(",", at):
                at = _skip(text, at + 1)
            elif not text.startswith("]", at):
                raise NotJson(_why("Expecting ',' delimiter", text, at), text, at)

    def next(self, text: str, at: int) -> tuple[Any, int]:
        """The value at a place in a text, and the place where it ends.

        Raises:
            NotJson: there is none.
            TooDeep: it is nested too deep.
        """
        at = _skip(text, at)
        try:
            return self._decoder.raw_decode(text, at)
        except JSONDecodeError as error:
            raise NotJson(_why(error.msg, text, error.pos), text, error.pos) from None
        except RecursionError:
            raise TooDeep(text[at : at + _NEAR]) from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            seen: set[str] = set()
            self.twice += [name for name, _ in pairs if name in seen or seen.add(name)]
        return made


def _skip(text: str, at: int) -> int:
    return _BLANKS.match(text, at).end()  # type: ignore[union-attr] # it matches nothing, too


def _why(message: str, text: str, at: int) -> str:
    if _skip(text, at) >= len(text):
        return "it breaks off"
    if text[at] in "'‘’“”":
        return "quotation marks are not the straight double ones"
    return _WHY.get(message, "it cannot be read on from there")


def _whole_number(digits: str) -> float:
    """A whole number; beyond any range it is infinite, as ``1e999`` is."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)
