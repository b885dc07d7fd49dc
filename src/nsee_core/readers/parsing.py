"""From JSON text to values, with what other parsers pass over: names that stand twice."""

from __future__ import annotations

import re
from collections import Counter
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


class NotJson(Exception):
    """A text is not JSON: why, and where: the place in it, and the character of that line."""

    def __init__(self, why: str, text: str, at: int) -> None:
        super().__init__(why)
        self.why = why
        self.at = at
        self.character = at - text.rfind("\n", 0, at)
        self.near = text[max(0, at - _NEAR) : at + _NEAR]


class TooDeep(Exception):
    """A text is nested too deep to be parsed; this is how it starts."""

    def __init__(self, near: str, at: int) -> None:
        super().__init__("nested too deep")
        self.near = near
        self.at = at


class _Vast:
    """Stands in for a whole number of so many digits that Python would refuse to read it."""

    def __init__(self, digits: int) -> None:
        self._digits = digits

    def __repr__(self) -> str:
        return f"a number of {self._digits:,} digits"


class Parser:
    """Parses JSON, and remembers which names stood twice in one object.

    It holds a text and a place in it, so that a list can be read item by item. One that is not
    strict takes control characters within texts as they stand.

    >>> parser = Parser()
    >>> parser.only('{"id": "a", "id": "b"}'), parser.twice
    ({'id': 'b'}, ['id'])
    """

    def __init__(self, text: str = "", *, strict: bool = True) -> None:
        self.twice: list[str] = []
        self.text, self.at = text, 0
        self._decoder = JSONDecoder(
            object_pairs_hook=self._object, parse_int=_whole_number, strict=strict
        )

    def only(self, text: str) -> Any:  # noqa: ANN401 - a JSON value of any shape
        """The value of a text that holds one and nothing else.

        Raises:
            NotJson: it does not.
            TooDeep: it is nested too deep.
        """
        self.text, self.at = text, 0
        value = self.value()
        self.end()
        return value

    def value(self) -> Any:  # noqa: ANN401 - a JSON value of any shape
        """The value at the place, which moves on to its end.

        Raises:
            NotJson: there is none.
            TooDeep: it is nested too deep.
        """
        self.twice.clear()
        self.skip()
        try:
            value, self.at = self._decoder.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            raise self._fault(error.msg, error.pos) from None
        except RecursionError:
            raise TooDeep(self.text[self.at : self.at + _NEAR], self.at) from None
        return value

    def items(self) -> Iterator[int]:
        """The place of each item of a list that has just been opened; the caller reads it."""
        if self.take("]"):
            return
        while True:
            self.skip()
            yield self.at
            if self.take("]"):
                return
            self._want(",")

    def members(self) -> Iterator[str]:
        """The name of each value of an object that has just been opened; the caller reads it."""
        if self.take("}"):
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise self._fault("Expecting property name enclosed in double quotes", self.at)
            self._want(":")
            yield name
            if self.take("}"):
                return
            self._want(",")

    def take(self, mark: str) -> bool:
        """Whether a mark comes next; if it does, the place moves on behind it."""
        self.skip()
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def skip(self) -> None:
        """Move on to what is not blank."""
        self.at = _skip(self.text, self.at)

    def end(self) -> None:
        """Make sure that nothing follows.

        Raises:
            NotJson: something does.
        """
        self.skip()
        if self.at < len(self.text):
            raise self._fault("Extra data", self.at)

    def _want(self, mark: str) -> None:
        if not self.take(mark):
            raise self._fault(f"Expecting '{mark}' delimiter", self.at)

    def _fault(self, message: str, at: int) -> NotJson:
        if _skip(self.text, at) >= len(self.text):
            why = "it breaks off"
        elif self.text[at] in "'‘’“”":  # noqa: RUF001 - the marks that word processors put in
            why = "quotation marks are not the straight double ones"
        else:
            why = _WHY.get(message, "it cannot be read on from there")
        return NotJson(why, self.text, at)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = Counter(name for name, _ in pairs)
            self.twice += [name for name, count in names.items() if count > 1]
        return made


def _skip(text: str, at: int) -> int:
    return _BLANKS.match(text, at).end()  # type: ignore[union-attr] # it matches nothing, too


def _whole_number(digits: str) -> int | _Vast:
    return int(digits) if len(digits) <= _MOST_DIGITS else _Vast(len(digits))
