"""Putting something into XML that is there, with every other byte of it left as it is."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.parsers.expat import ExpatError

from nsee_core.workbooks.opening import is_readable, parser_of
from nsee_core.workbooks.refusing import damaged

#: The encoding that an XML declaration names.
_DECLARED = re.compile(rb"""\A(<\?xml[^>]{0,99}?\sencoding\s{0,9}=\s{0,9}["'])([\w.-]{1,40})""")
#: What a part in UTF-16 begins with, with or without a mark.
_WIDE = {BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16", b"<\0": "UTF-16-LE", b"\0<": "UTF-16-BE"}


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


def in_utf8(part: str, data: bytes) -> bytes:
    """A part of XML in UTF-8, in which it may be edited: as it is, as nearly always.

    Raises:
        NotAWorkbook: it is not in the encoding that it says.

    >>> in_utf8("a.xml", '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"))
    b'<?xml version="1.0" encoding="UTF-8"?><a/>'
    """
    marked = _WIDE.get(data[:2])
    found = _DECLARED.match(data)
    encoding = marked or (found[2].decode() if found else "UTF-8")
    if encoding.upper() == "UTF-8":
        return data
    if not (marked or is_readable(encoding)):
        raise damaged(part)
    try:
        text = data.decode(encoding).encode()
    except ValueError:
        raise damaged(part) from None
    return _DECLARED.sub(rb"\1UTF-8", text.removeprefix(BOM_UTF8))


def elements(part: str, data: bytes, tags: Sequence[str] = (), depth: int = -1) -> list[Element]:
    """The elements of some names, or at a depth, in the order in which they end.

    Raises:
        NotAWorkbook: the part is not XML.
        UnsafeWorkbook: it declares entities, or is nested too deep.

    >>> [e.tag for e in elements("a.xml", b"<a><x:b/></a>", ["b"])]
    ['b']
    """
    found: list[Element] = []
    begun: list[tuple[str, dict[str, str], int]] = []
    empty = False  # whether nothing came since the last element began

    def begin(name: str, marks: dict[str, str]) -> None:
        nonlocal empty
        begun.append((name, marks, parser.CurrentByteIndex))
        empty = True

    def end(name: str) -> None:
        nonlocal empty
        _, marks, start = begun.pop()
        tag = name.rpartition(":")[2]
        if tag in tags or len(begun) == depth:
            at = parser.CurrentByteIndex
            alone = empty and data.endswith(b"/>", start, at)  # one tag begins and ends it
            inside, after = (at - 2, at) if alone else (at, data.index(b">", at) + 1)
            found.append(Element(tag, name, marks, len(begun), start, inside, after))
        empty = False

    def said(_: str) -> None:
        nonlocal empty
        empty = False

    parser = parser_of(part, begin, end, said, prefixes=True)
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
