"""Traces of XES that are as plain as nearly all are, read as a whole: no parser is so quick.

What is not proved to be plain is left to the parser, which finds in a plain trace the very same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, NamedTuple

from nsee_core.readers.chunks import Bomb, Damaged
from nsee_core.readers.xes.terms import READS, UNREADABLE, Event, Trace

END = b"</trace>"
#: What stands on either side of a fault is shown with it.
NEAR = 20
_SIZE = 1 << 16
_LARGEST = 1 << 22  # bytes of a trace that are held to be read as a whole
_LONGEST = 1 << 12  # characters of a shape, which is remembered

_BLANKS = r"[ \t\r\n]*+"
# No blank but the space, which is what a parser makes of others, and nothing that XML has not.
_PLAIN = r'[^\x00-\x1f"<&]*+'
#: Values, behind one another.
_VALUES = re.compile(rf"{_PLAIN}(?:&(?:amp|lt|gt|quot|apos|#9|#10|#13);{_PLAIN})*+")
#: Attributes without their values, and what ends those.
_ATTRIBUTES = rf'(?:<(?:{"|".join(READS)}) key="{_PLAIN}" value=" ?/>{_BLANKS})*+'
#: What stands in a trace before its first event, and from the start of an event to the next.
_TRACE = re.compile(rf"{_BLANKS}<trace>{_BLANKS}{_ATTRIBUTES}(?:</trace>)?")
_EVENT = re.compile(rf"{_BLANKS}{_ATTRIBUTES}</event>{_BLANKS}(?:</trace>)?")
_NAMED = re.compile(r'<(\w+) key="([^"]*)"')
#: That of the ampersand comes last, or it would make others.
_ENTITIES = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&apos;", "'"),
    ("&#9;", "\t"),
    ("&#10;", "\n"),
    ("&#13;", "\r"),
    ("&amp;", "&"),
)


class Segment(NamedTuple):
    """A stretch of a log, which ends with a trace wherever that may be."""

    block: bytes
    """What was read of the log around it."""
    start: int
    end: int

    @property
    def text(self) -> bytes:
        """The stretch itself."""
        return self.block[self.start : self.end]

    def near(self, at: int) -> bytes:
        """What stands around a place, given from the start of this stretch."""
        return self.block[max(0, self.start + at - NEAR) : max(0, self.start + at + NEAR)]


def segments(pieces: Iterator[bytes]) -> Iterator[Segment]:
    """A log from trace to trace; what holds a trace too large to wait for, as it comes.

    >>> [piece.text for piece in segments(iter([b"<log><tra", b"ce></trace></log>"]))]
    [b'<log><trace></trace>', b'</log>']
    """
    held, start, size, wanted = [b""], 0, 0, _SIZE
    try:
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size < wanted:
                continue
            block = b"".join(held)
            for end in _ends(block, start):
                yield Segment(block, start, end)
                start = end
            if size - start > _LARGEST:
                yield Segment(block, start, size)
                start = size
            rest = block[max(0, start - NEAR) :]
            held, start, size = [rest], min(start, NEAR), len(rest)
            wanted = size + max(size, _SIZE)  # so that no rest is looked through again and again
    except (Damaged, Bomb):
        yield from _last(b"".join(held), start)
        raise
    yield from _last(b"".join(held), start)


def _last(block: bytes, start: int) -> Iterator[Segment]:
    for end in (*_ends(block, start), len(block)):
        yield Segment(block, start, end)
        start = end


def _ends(block: bytes, start: int) -> Iterator[int]:
    """Where traces end."""
    while (found := block.find(END, start)) >= 0:
        start = found + len(END)
        yield start


def flat_trace(piece: bytes, line: int) -> Trace | None:
    r"""The trace that a piece of a log is; None if it is not plainly one, or not plain.

    Args:
        piece: some blanks, and what may be a trace, in UTF-8.
        line: the line on which the piece begins.

    >>> flat_trace(b'<trace>\n<event><int key="n" value="1"/></event></trace>', 7)
    Trace(said={}, line=7, twice=[], events=[Event(said={'n': 1}, line=8, twice=[])])
    >>> flat_trace(b"<trace><!-- none --></trace>", 7)
    """
    try:
        text = piece.decode()
        return _trace(text, line) if _is_whole(text) else None
    except UNREADABLE:
        return None


def _is_whole(text: str) -> bool:
    """Whether a text ends with its only trace, its lines end as they should, and XML knows it."""
    return (
        text.find("</trace>") == len(text) - len("</trace>")
        and ("\r" not in text or text.count("\r") == text.count("\r\n"))
        and (text.isascii() or not ("\ufffe" in text or "\uffff" in text))
    )


def _trace(text: str, line: int) -> Trace:
    start, *bodies = text.split("<event>")
    line += start.count("\n", 0, start.find("<"))
    events: list[Event] = []
    trace = Trace(_said(start, _shape_of_trace), line, [], events)
    line += start.lstrip().count("\n")
    for body in bodies:
        events.append(Event(_said(body, _shape_of_event), line, []))
        line += body.count("\n")
    return trace


class _Shape(NamedTuple):
    """What a stretch of a trace is without its values."""

    names: tuple[str, ...]
    reads: tuple[tuple[str, Callable[[str], Any]], ...]
    """How those values are read that are no texts."""


def _said(text: str, shape_of: Callable[[str], _Shape]) -> dict[str, Any]:
    """The attributes in a stretch of a trace, once it is proved to hold nothing else.

    Every second quotation mark ends a key or a value, unless the rest is of no shape at all.

    Raises:
        ValueError: it holds something else, such as an attribute twice, or a wrong value.
        KeyError: a value is of the wrong sort.
    """
    texts = text.split('"')
    values = texts[3::4]
    del texts[3::4]
    names, reads = shape_of('"'.join(texts))
    held = " ".join(values)
    if "&" in held or "<" in held or not held.isprintable():
        if _VALUES.fullmatch(held) is None:
            raise ValueError
        values = list(map(_unescaped, values))
    said: dict[str, Any] = dict(zip(names, values))  # noqa: B905 - there is a value for each key
    for name, read in reads:
        value = said[name] = read(said[name])
        if value != value:  # noqa: PLR0124 - not a number, which is passed over
            del said[name]
    return said


def _shape(pattern: re.Pattern[str], text: str) -> _Shape:
    if len(text) > _LONGEST or pattern.fullmatch(text) is None:
        raise ValueError
    tagged = _NAMED.findall(text)
    names = tuple(name for _, name in tagged)
    if len(set(names)) < len(names):
        raise ValueError
    reads = ((name, read) for tag, name in tagged if (read := READS[tag]) is not None)
    return _Shape(names, tuple(reads))


_shape_of_trace, _shape_of_event = (
    lru_cache(maxsize=512)(partial(_shape, pattern)) for pattern in (_TRACE, _EVENT)
)


def _unescaped(text: str) -> str:
    if "&" in text:
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    return text
