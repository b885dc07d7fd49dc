"""Putting something into XML that is there, with every other byte of it left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from nsee_core.tabular.refusing import damaged

#: A tag that begins and ends an element in one.
_ALONE = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/>""")


class Element(NamedTuple):
    """Where an element stands among the bytes of a part."""

    tag: str
    """Its name without its prefix."""
    name: str
    """Its name as it is written."""
    marks: dict[str, str]
    depth: int
    start: int
    inside: int
    """Where what is in it ends."""
    end: int


class Edit(NamedTuple):
    """These bytes in place of those between two places."""

    start: int
    end: int
    text: str


def elements(part: str, data: bytes, tags: Sequence[str] = (), depth: int = -1) -> list[Element]:
    """The elements of some names, or at a depth, in the order in which they end.

    Raises:
        NotAWorkbook: the part is not XML.

    >>> [e.tag for e in elements("a.xml", b"<a><x:b/></a>", ["b"])]
    ['b']
    """
    found: list[Element] = []
    begun: list[tuple[str, dict[str, str], int]] = []
    parser = ParserCreate()

    def begin(name: str, marks: dict[str, str]) -> None:
        begun.append((name, marks, parser.CurrentByteIndex))

    def end(name: str) -> None:
        _, marks, start = begun.pop()
        tag = name.rpartition(":")[2]
        if tag in tags or len(begun) == depth:
            at, alone = parser.CurrentByteIndex, _ALONE.match(data, start)
            inside, after = (at - 2, at) if alone else (at, data.index(b">", at) + 1)
            found.append(Element(tag, name, marks, len(begun), start, inside, after))

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except ExpatError:
        raise damaged(part) from None
    return found


def into(element: Element, text: str, data: bytes) -> Edit:
    """Something at the end of what is in an element."""
    if data.startswith(b"</", element.inside):
        return Edit(element.inside, element.inside, text)
    return Edit(element.inside, element.end, f">{text}</{element.name}>")


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with some of them replaced.

    >>> edited(b"<a/>", [Edit(2, 4, ">b</a>")])
    b'<a>b</a>'
    """
    pieces: list[bytes] = []
    at = 0
    for start, end, text in sorted(edits):
        pieces += [data[at:start], text.encode()]
        at = end
    return b"".join([*pieces, data[at:]])
