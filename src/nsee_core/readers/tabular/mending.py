"""What can be meant in one way only, though it is not written so: it is read, and that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from nsee_core.protocol import builtin_protocols
from nsee_core.readers.tabular.cells import form_of


class Mended(NamedTuple):
    """A value that was put right."""

    field: str
    written: str
    meaning: str
    """What it is read as; empty where nobody needs to be told."""


def mended(row: dict[str, Any], errors: Iterable[ErrorDetails]) -> list[Mended]:
    """Put right what pydantic found wrong with a row, where only one thing can be meant.

    That is an id with blanks around it, of which no id has any, and a protocol that ships, called
    by its title or in other letters.

    >>> row = {"kind": "cycle", "id": " c1 ", "protocol": "Lesson Study"}
    >>> from pydantic import ValidationError
    >>> from nsee_core.records import record_adapter
    >>> try:
    ...     record_adapter().validate_python(row)
    ... except ValidationError as error:
    ...     print(mended(row, error.errors()))
    [Mended(field='id', written=' c1 ', meaning=''),
     Mended(field='protocol', written='Lesson Study', meaning='the protocol "lesson-study"')]
    >>> row
    {'kind': 'cycle', 'id': 'c1', 'protocol': 'lesson-study'}
    """
    return list(_mended(row, errors))


def _mended(row: dict[str, Any], errors: Iterable[ErrorDetails]) -> Iterator[Mended]:
    for error in errors:
        loc, text = error["loc"], error["input"]
        if len(loc) != 2 or not isinstance(text, str):  # the first is the kind, says pydantic
            continue
        field = str(loc[1])
        if error["type"] == "id" and text != text.strip():
            row[field] = text.strip()
            yield Mended(field, text, "")
        elif field == "protocol" and (key := _shipped().get(form_of(text))):
            row[field] = key
            yield Mended(field, text, f'the protocol "{key}"')


@cache
def _shipped() -> Mapping[str, str]:
    """The keys of the protocols that ship, by what people may call them; no two by one form."""
    protocols = builtin_protocols()
    called = [(words, p.key) for p in protocols.values() for words in (p.title, p.key) if words]
    return {form_of(words): key for words, key in [*called, *((key, key) for key in protocols)]}
