"""JSON Lines: one record a line, so that a file of any length is read as it comes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from nsee_core.readers.headers import is_header, read_header
from nsee_core.readers.intake import Intake
from nsee_core.readers.judging import judge, keep_read, say_twice, say_unparsed
from nsee_core.readers.parsing import NotJson, Parser, TooDeep
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import STRAY_BYTE, Source, is_two_bytes_each, name_of, opened
from nsee_core.records import Base, record_adapter

#: How the name of such a file ends.
SUFFIXES = (".jsonl", ".ndjson")

#: Where a name ends: every name does so, and a text may.
_NAME_END = re.compile(rb'"[ \t\r\n]*:')


def read_jsonl(source: Source, *, file: str | None = None) -> Reading:
    """Read records from JSON Lines: one JSON object a line, with its ``kind``.

    The first line may be ``{"schema": "nsee-core", "version": 1}``. Whatever the lines hold, each
    becomes a record or a finding that names it. Only blank lines are passed over.

    Args:
        source: a path (also as text), an open file, the bytes themselves, or lines. It is read as
            UTF-8 unless it begins with the byte order mark of UTF-16 or UTF-32. What is handed in
            open stays open.
        file: what to call the source in findings, if not by its own name.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.

    >>> reading = read_jsonl([
    ...     '{"schema": "nsee-core", "version": 1}',
    ...     '{"kind": "school", "id": "s1", "name": "Kilmory Primary"}',
    ...     '{"kind": "school", "id": "s2", "sector": "primry"}',
    ... ])
    >>> len(reading.programme)
    1
    >>> for finding in reading.report:
    ...     print(finding.place, finding.code, finding.words(values=True))
    line 3 NSEE006 "primry" is no sector; perhaps "primary" was meant
    """
    gathering = Gathering.of(file or name_of(source))
    with opened(source) as lines:
        read_lines(gathering, enumerate(lines, start=1))
    return gathering.done()


def parse_jsonl(text: str | bytes, *, file: str | None = None) -> Reading:
    """Read records from JSON Lines that are at hand, as ``read_jsonl`` does from a source.

    >>> parse_jsonl('{"kind": "trio", "id": "t1"}').programme
    <Programme of 1 record: 1 trio>
    """
    return read_jsonl([text] if isinstance(text, str) else text, file=file)


def read_lines(gathering: Intake, lines: Iterable[tuple[int, bytes]]) -> None:
    """Make of each line, which comes with its number, a record or findings."""
    parser, validate = Parser(), record_adapter().validator.validate_json
    speller = gathering.speller
    for number, line in lines:
        try:
            record: Base = validate(line, context=speller)
        except ValidationError as error:
            _look_closely(gathering, parser, line, number, error)
        else:
            if not _each_name_once(line, len(record.model_fields_set)):
                _look_closely(gathering, parser, line, number, record)
            elif speller.refused:
                keep_read(gathering, record, number, speller.refusals())
            else:
                gathering.keep(record, number)


def _each_name_once(line: bytes, fields: int) -> bool:
    """Whether it is certain that no name stands twice in a line, anywhere; quick, and cautious.

    There is a colon after every name, so no more colons than fields means that every name is that
    of a field, and each another. A text may hold colons: then only those that could end a name
    count. A false alarm costs a closer look.
    """
    return line.count(b":") == fields or len(_NAME_END.findall(line)) == fields


def _parsed(line: bytes, text: str, parser: Parser) -> tuple[Any, list[str]]:
    """What a line holds, and the names that stand twice in it.

    Where pydantic's parser can pass over nothing, it is asked: it takes a third of the time.
    """
    try:
        row = from_json(line, allow_inf_nan=False)
    except ValueError:
        row = None
    if isinstance(row, dict) and _each_name_once(line, len(row)):
        return row, []
    try:
        return parser.only(text), parser.twice
    except NotJson:
        if "\0" not in text or is_two_bytes_each(text):
            raise
        with suppress(NotJson):  # if all else is sound, it can be told which field holds the zero
            lenient = Parser(strict=False)
            return lenient.only(text), lenient.twice
        raise


def _look_closely(
    gathering: Intake, parser: Parser, line: bytes, number: int, seen: Base | ValidationError
) -> None:
    """A line that is no record, or in which a name may stand twice; nothing if it is blank."""
    if not line or line.isspace():
        return
    refused = gathering.speller.refusals()
    text = line.decode("utf-8", "surrogateescape")
    utf8 = line.isascii() or not STRAY_BYTE.search(text)
    try:
        row, twice = _parsed(line, text, parser)
    except (NotJson, TooDeep) as fault:
        gathering.lose(None, number)
        say_unparsed(gathering, fault, number, utf8=utf8)
        return
    if twice:
        say_twice(gathering, twice, row, number)
    elif isinstance(seen, Base):
        keep_read(gathering, seen, number, refused)
    elif is_header(row):
        read_header(gathering, row, number)
    else:
        errors = seen.errors(include_url=False)
        about_fields = bool(errors[0]["loc"])  # not about what is JSON, though not to pydantic
        told = errors + refused if about_fields else None
        judge(gathering, row, number, utf8=utf8, errors=told)
