"""JSON documents: records in a list, with or without a header around it."""

from __future__ import annotations

from typing import Any

from nsee_core.readers.headers import is_header, read_header
from nsee_core.readers.judging import judge, say_twice, say_unparsed
from nsee_core.readers.parsing import NotJson, Parser, TooDeep
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import STRAY_BYTE, Source, name_of, whole
from nsee_core.rules.reading import WRONG_SORT

#: How the name of such a file ends.
SUFFIXES = (".json",)

_RECORDS = "records"


def read_json(source: Source, *, file: str | None = None) -> Reading:
    """Read records from a JSON document.

    The document is ``{"schema": "nsee-core", "version": 1, "records": [...]}``, or only the list,
    or a single record. Whatever it holds, each item of the list becomes a record or a finding;
    if it ceases to be JSON on the way, a finding says where, and what came before is read.

    A document is held in memory as a whole; ``read_jsonl`` reads files of any length.

    Args:
        source: a path (also as text), an open file, the bytes themselves, or lines. It is read as
            UTF-8 unless it begins with the byte order mark of UTF-16 or UTF-32.
        file: what to call the source in findings, if not by its own name.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.

    >>> read_json(b'[{"kind": "trio", "id": "t1"}, {"kind": "team", "id": "t2"}]').programme
    <Programme of 2 records: 1 trio, 1 team>
    """
    gathering = Gathering.of(file or name_of(source))
    text = whole(source).decode("utf-8", "surrogateescape")
    if text and not text.isspace():
        _Document(gathering, text).read()
    return gathering.done()


class _Document:
    """A document that is being read."""

    def __init__(self, gathering: Gathering, text: str) -> None:
        self._gathering = gathering
        self._parser = Parser(text)
        self._utf8 = not STRAY_BYTE.search(text)
        self._line, self._counted = 1, 0

    def read(self) -> None:
        """Read it up to where it ends, or ceases to be JSON."""
        parser = self._parser
        try:
            if parser.take("["):
                self._list()
            elif parser.take("{"):
                self._object()
            else:
                judge(self._gathering, parser.value(), 1)
            parser.end()
        except (NotJson, TooDeep) as fault:
            line = self._line_of(fault.at)
            say_unparsed(self._gathering, fault, line, utf8=self._utf8)

    def _list(self) -> None:
        for at in self._parser.items():
            row = self._parser.value()
            self._judge(row, self._line_of(at))

    def _object(self) -> None:
        """The records of its list; or the object itself, if it has none."""
        held: dict[str, Any] = {}
        twice: list[str] = []
        line = self._line_of(self._parser.at)
        for name in self._parser.members():
            twice += [name] if name in held else []
            if name == _RECORDS and self._parser.take("["):
                held[name] = None  # they are read as they come
                self._list()
            else:
                held[name] = self._parser.value()
                twice += self._parser.twice
        if twice:
            say_twice(self._gathering, twice, held, line)
        elif is_header(held) or (_RECORDS in held and "kind" not in held):
            self._header(held, line)
        else:
            judge(self._gathering, held, line, utf8=self._utf8)

    def _header(self, held: dict[str, Any], line: int) -> None:
        """What stands around the records."""
        records = held.pop(_RECORDS, None)
        if records is not None:
            self._gathering.say(WRONG_SORT, line, _RECORDS, value=records, expected="a list")
        read_header(self._gathering, held, line)

    def _judge(self, row: object, line: int) -> None:
        if self._parser.twice:
            say_twice(self._gathering, self._parser.twice, row, line)
        else:
            judge(self._gathering, row, line, utf8=self._utf8)

    def _line_of(self, at: int) -> int:
        self._line += self._parser.text.count("\n", self._counted, at)
        self._counted = at
        return self._line
