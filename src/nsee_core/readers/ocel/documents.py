"""OCEL 2.0 in JSON, as plain events and objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nsee_core.findings import Severity
from nsee_core.readers.judging import say_twice, say_unparsed
from nsee_core.readers.lost import id_of
from nsee_core.readers.ocel.items import Attribute, Item, Log
from nsee_core.readers.parsing import NotJson, Parser, TooDeep
from nsee_core.readers.reading import Gathering
from nsee_core.readers.sources import STRAY_BYTE, saved_as
from nsee_core.readers.tabular.odd import Odd
from nsee_core.rules import reading as codes
from nsee_core.wording import a

_LISTS = ("events", "objects")
_DECLARATIONS = ("eventTypes", "objectTypes")
_FIELDS = frozenset(("id", "type", "time", "attributes", "relationships"))
_LOG = "an event log"


def read_document(gathering: Gathering, text: str) -> Log:
    """The events and objects of a document, up to where it ends, or ceases to be JSON.

    Whatever else its lists hold becomes a finding. Declarations are passed over: what is declared
    and is not there says nothing.
    """
    document = _Document(gathering, text)
    try:
        document.read()
    except (NotJson, TooDeep) as fault:
        utf8 = not STRAY_BYTE.search(text)
        say_unparsed(gathering, fault, document.line_of(fault.at), utf8=utf8)
    return document.log


class _Document:
    """A document that is being read."""

    def __init__(self, gathering: Gathering, text: str) -> None:
        self.log = Log([], [])
        self._gathering, self._parser = gathering, Parser(text)
        self._line, self._counted = 1, 0
        self._utf8 = text.isascii() or not STRAY_BYTE.search(text)

    def read(self) -> None:
        """Read it to its end."""
        seen: list[str] = []
        if self._parser.take("{"):
            for name in self._parser.members():
                seen += [name] if self._member(name) else []
        else:
            self._parser.value()
        self._parser.end()
        for name in _LISTS:
            if name not in seen:
                self._gathering.say(codes.NO_OBJECT_LOG, 1, why=f"it has no list of {name}")
        twice = [name for name in _LISTS if seen.count(name) > 1]
        if twice:
            say_twice(self._gathering, twice, None, 1)

    def _member(self, name: str) -> bool:
        """Read one of the two lists; whether it was one."""
        if name in _LISTS and self._parser.take("["):
            items = self.log.events if name == "events" else self.log.objects
            for at in self._parser.items():
                row, line = self._parser.value(), self.line_of(at)
                if self._utf8 or not self._stray(row, line, at):
                    self._keep(items, row, name, line)
            return True
        line = self.line_of(self._parser.at)
        self._parser.value()
        if name not in (*_LISTS, *_DECLARATIONS):
            perhaps = self._gathering.speller.perhaps(name, (*_LISTS, *_DECLARATIONS))
            self._gathering.say(
                codes.NO_SUCH_FIELD,
                line,
                value=name,
                a_kind=_LOG,
                perhaps=perhaps,
                severity=Severity.ERROR if perhaps else Severity.INFO,
            )
        return False

    def _keep(self, items: list[Item], row: object, of: str, line: int) -> None:
        if self._parser.twice:
            say_twice(self._gathering, self._parser.twice, row, line)
            return
        try:
            items.append(_item(row, of.removesuffix("s"), line))
        except Odd as odd:
            subject = self._lose(row, line)
            self._gathering.say(odd.rule, line, subject=subject, **odd.said)

    def _lose(self, row: object, line: int) -> str | None:
        """Take in that an event or object cannot be read; its id."""
        if not isinstance(row, dict):
            return None
        self._gathering.lose(row, line)
        return id_of(row)

    def _stray(self, row: object, line: int, at: int) -> bool:
        """Whether an event or object, which begins there, holds a byte that is not UTF-8."""
        text, end = self._parser.text, self._parser.at
        found = STRAY_BYTE.search(text, at, end)
        if found is None:
            return False
        value = text[text.rfind('"', at, found.start()) + 1 : text.find('"', found.end())]
        subject = self._lose(row, line)
        self._gathering.say(
            codes.NOT_UTF8, line, subject=subject, value=value, perhaps=saved_as(value)
        )
        return True

    def line_of(self, at: int) -> int:
        """The line on which a place of the text is, which lies behind those asked for before."""
        self._line += self._parser.text.count("\n", self._counted, at)
        self._counted = at
        return self._line


def _item(row: object, called: str, line: int) -> Item:
    """An event or an object.

    Raises:
        Odd: it is none.
    """
    if not isinstance(row, dict):
        raise Odd(codes.WRONG_SORT, value=row, expected=f"{a(called)}: a group of names and values")
    for name in row.keys() - _FIELDS:
        raise Odd(codes.NO_SUCH_FIELD, value=name, a_kind=a(called), perhaps="")
    timed = called == "event"
    return Item(
        _text(row, "id", called),
        _text(row, "type", called),
        [_text(row, "time", called)] if timed else [],
        [
            Attribute(
                _text(held, "name", "attribute"),
                held.get("value"),
                "" if timed else _text(held, "time", "attribute"),
            )
            for held in _groups(row, "attributes")
        ],
        [
            (_text(held, "objectId", "relationship"), _text(held, "qualifier", "relationship"))
            for held in _groups(row, "relationships")
        ],
        line,
    )


def _groups(row: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The groups of names and values in a list that may be left out."""
    held = row.get(name)
    for group in held if isinstance(held, list) else [held]:
        if isinstance(group, dict):
            yield group
        elif group is not None:
            raise Odd(
                codes.WRONG_SORT, value=group, expected="a list of groups of names and values"
            )


def _text(row: dict[str, Any], name: str, called: str) -> str:
    value = row.get(name)
    if value is None:
        raise Odd(codes.FIELD_MISSING, a_kind=a(called), field=name)
    if not isinstance(value, str):
        raise Odd(codes.WRONG_SORT, value=value, expected="a text")
    return value
