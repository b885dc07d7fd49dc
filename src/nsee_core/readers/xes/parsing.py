"""From XES to traces and events of plain values: streaming, of bounded depth, without entities."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from nsee_core.readers.chunks import Bomb, Chunks, Damaged
from nsee_core.readers.xes.flat import END, Segment, flat_trace, segments
from nsee_core.readers.xes.terms import READS, UNREADABLE, Event, Trace

_DEEPEST = 60  # a little deeper than a record may be
_LONGEST = 1 << 24  # bytes of one tag: what is longer is no tag, and would take ever longer to read
_IGNORED = {"extension", "global", "classifier"}  # what they declare is said again where it counts


#: The encodings that expat knows.
_BY_ITSELF = ("utf-8", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "us-ascii")
_EACH_BYTE = bytes(range(256))
_NO_TABLES = ("unicode-escape", "raw-unicode-escape")  # which are of Python alone
_UNKNOWN = 18  # expat's number for an encoding that it does not know

_Odd = Literal["no place", "no key", "no value", "wrong sort"]


class Fault(NamedTuple):
    """Something in the log that cannot be taken as it stands."""

    what: _Odd
    line: int
    name: str
    """The element, or the attribute."""
    value: object = None
    within: int | None = None
    """The line on which its trace begins; None if it stands in none."""

    @property
    def sort(self) -> tuple[object, ...]:
        """What it has in common with others like it."""
        return self.what, self.name, self.within


class Stopped(Exception):
    """Why a log cannot be read on, and where."""

    def __init__(
        self,
        why: Literal["not XML", "not a log", "document type", "deep", "long", "damaged", "bomb"],
        line: int | None = None,
        *,
        error: int = 0,
        column: int = 0,
        near: bytes = b"",
    ) -> None:
        super().__init__(why)
        self.why, self.line, self.error, self.column, self.near = why, line, error, column, near


_TEXTS = frozenset(tag for tag, read in READS.items() if read is None)

#: An attribute that was read, by where it is held, and may yet turn out to have its own.
_Leaf = tuple[dict[str, Any], str]


class _Meta(dict[str, Any]):
    """An attribute with attributes of its own: its value, and these."""


_GROUPS: Mapping[str, type[list[Any] | dict[str, Any]]] = {"list": list, "container": dict}

#: What the children of an open element are put into; None if they are passed over.
_Holder = dict[str, Any] | list[Any] | _Leaf
_Open = _Holder | None


class XesParser:
    """Parses XES (IEEE 1849-2016, and the versions before it) without waiting for its end.

    An attribute with attributes of its own is a group of its ``value`` and its ``attributes``; a
    list is a list of groups of one name and value each.

    No document type is read, so there are no entities but those of XML itself.

    >>> parser = XesParser()
    >>> log = b'<log><trace><event><int key="n" value="1"/></event></trace></log>'
    >>> [trace.events[0].said for trace in parser.traces(Chunks(iter([log]), None))]
    [{'n': 1}]
    """

    def __init__(self) -> None:
        self.log: dict[str, Any] = {}
        """What the log says of itself."""
        self.faults: dict[tuple[object, ...], Fault] = {}
        """What was found odd, in order: of those in one trace that are alike, the first."""
        self.alike: Counter[tuple[object, ...]] = Counter()
        """How many there are of each sort."""
        self.stopped: Stopped | None = None
        """Why the log was not read to its end; None if it was."""
        self.empty = True
        """Whether there was no element at all."""
        self._open: list[_Open] = []
        self._read: list[Trace] = []
        self._trace: Trace | None = None
        self._event: Event | None = None
        self._is_utf8 = True
        self._between = False  # where the next trace may begin
        self._fed = self._ended = 0  # bytes that expat was given, and those before "</trace>"
        self._next = 1  # the line on which the last trace ends

    def traces(self, chunks: Chunks) -> Iterator[Trace]:
        """Each trace, once it is complete; if the log breaks off, what there is of the last."""
        from xml.parsers import expat

        self._parser = expat.ParserCreate(chunks.encoding)
        self._parser.XmlDeclHandler = None if chunks.encoding else self._declare
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        try:
            yield from self._parsed(segments(chunks.pieces), expat.ExpatError)
        except Stopped as stopped:
            self.stopped = stopped
            yield from self._taken()
            if self._trace is not None and (self._trace.said or self._trace.events):
                yield self._trace

    def _parsed(self, log: Iterator[Segment], error: type[Exception]) -> Iterator[Trace]:
        segment = Segment(b"", 0, 0)
        try:
            for segment in log:
                text = segment.text
                if not self._lifted(text):
                    self._feed(text)
                yield from self._taken()
                if self._fed - self._parser.CurrentByteIndex > _LONGEST:
                    raise Stopped("long", self._line)
            segment = segment._replace(start=segment.end)
            self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by its place
        except error as fault:
            raise self._not_xml(fault, segment) from None
        except Damaged:
            raise Stopped("damaged", self._line) from None
        except Bomb:
            raise Stopped("bomb") from None

    def _feed(self, text: bytes) -> None:
        """Have expat read on, and look whether it stands between two traces then."""
        self._parser.Parse(text)
        self._fed += len(text)
        is_end = self._ended == self._fed - len(END) and len(self._open) == 1
        self._between = is_end and self._is_utf8

    def _lifted(self, text: bytes) -> bool:
        """Take a trace out of the log as a whole, if it is one that is plain.

        Between traces, blanks do not count, so expat is given some instead, and goes on counting
        lines and characters as they stand in the log.
        """
        trace = flat_trace(text, self._next) if self._between else None
        if trace is None:
            return False
        self._read.append(trace)
        lines = text.count(b"\n")
        blanks = b"\n" * lines + b" " * len(text[text.rfind(b"\n") + 1 :].decode())
        self._parser.Parse(blanks)
        self._fed += len(blanks)
        self._next += lines
        return True

    def _not_xml(self, fault: Any, segment: Segment) -> Stopped:  # noqa: ANN401 - expat's
        return Stopped(
            "not XML",
            fault.lineno,
            error=fault.code,
            column=fault.offset + 1,
            near=segment.near(self._parser.ErrorByteIndex - self._fed),
        )

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and not _is_known(encoding):
            near = f'encoding="{encoding}"'.encode()
            column = self._parser.CurrentColumnNumber + 1
            raise Stopped("not XML", self._line, error=_UNKNOWN, column=column, near=near)
        self._is_utf8 = encoding is None or encoding.lower() == "utf-8"

    def _taken(self) -> list[Trace]:
        taken, self._read = self._read, []
        return taken

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _refuse(self, name: str, *_: object) -> None:
        raise Stopped("document type", self._line, near=f"<!DOCTYPE {name}".encode())

    # What expat finds, as it finds it.

    def _start(self, tag: str, given: dict[str, str]) -> None:
        """Begin an element: nearly always a text that a trace or an event does not have yet."""
        if tag in _TEXTS and self._open and len(given) == 2:
            holder = self._open[-1]
            key = given.get("key")
            if type(holder) is dict and key not in holder and key is not None and "value" in given:
                holder[key] = given["value"]
                self._open.append((holder, key))
                return
        self._open.append(self._any(tag.rpartition(":")[2], given))

    def _any(self, tag: str, given: dict[str, str]) -> _Open:
        if len(self._open) > _DEEPEST:
            raise Stopped("deep", self._line, near=tag.encode())
        holder = self._open[-1] if self._open else None
        return (self._scalar if tag in READS else self._group)(tag, given, holder)

    def _end(self, _tag: str) -> None:
        closed = self._open.pop()
        if type(closed) is tuple:
            return
        if self._event is not None and closed is self._event.said:
            self._trace.events.append(self._event)  # type: ignore[union-attr] # it is in one
            self._event = None
        elif self._trace is not None and closed is self._trace.said:
            self._read.append(self._trace)
            self._trace = None
            self._ended, self._next = self._parser.CurrentByteIndex, self._line

    def _scalar(self, tag: str, given: dict[str, str], holder: _Open) -> _Open:
        key, text = given.get("key"), given.get("value")
        if holder is None:
            return None
        if key is None or text is None:
            return self._odd("no key" if key is None else "no value", key or tag)
        value: Any = text
        if (read := READS[tag]) is not None:
            try:
                value = read(text)
            except UNREADABLE:
                self._odd("wrong sort", tag, text)
        if value != value:  # noqa: PLR0124 - what is not a number is how tables write "nothing"
            return None
        return self._put(holder, key, value)

    def _group(self, tag: str, given: dict[str, str], holder: _Open) -> _Open:
        """Anything but an attribute of one value."""
        if not self._open:
            return self._root(tag)
        if holder is None or tag in _IGNORED:
            return None
        if tag in _GROUPS:
            return self._several(tag, given.get("key"), holder)
        if tag == "values" and isinstance(holder, list):
            return holder
        if tag in ("trace", "event"):
            return self._record(tag, holder)
        return self._odd("no place", tag)

    def _record(self, tag: str, holder: _Holder) -> _Open:
        if tag == "trace" and holder is self.log:
            self._trace = Trace({}, self._line, [], [])
            return self._trace.said
        if tag == "event" and self._trace is not None and holder is self._trace.said:
            self._event = Event({}, self._line, [])
            return self._event.said
        return self._odd("no place", tag)

    def _root(self, tag: str) -> _Open:
        if tag != "log":
            raise Stopped("not a log", self._line, near=tag.encode())
        self.empty = False
        return self.log

    def _several(self, tag: str, key: str | None, holder: _Holder) -> _Open:
        """A list or a container."""
        if key is None:
            return self._odd("no key", tag)
        group: list[Any] | dict[str, Any] = _GROUPS[tag]()
        self._put(holder, key, group)
        return group

    def _put(self, holder: _Holder, key: str, value: object) -> _Open:
        """Put an attribute where it belongs; itself, for the attributes that it may have."""
        if isinstance(holder, list):
            holder.append(inside := {key: value})
        else:
            inside = _nested(*holder) if isinstance(holder, tuple) else holder
            if key in inside:
                self._twice.append(key)
            inside[key] = value
        return inside, key

    @property
    def _twice(self) -> list[str]:
        inside = self._event or self._trace
        return [] if inside is None else inside.twice  # of the log itself, the last counts

    def _odd(self, what: _Odd, name: str, value: object = None) -> _Open:
        """Note what is odd, and pass it over."""
        within = None if self._trace is None else self._trace.line
        fault = Fault(what, self._line, name, value, within)
        self.faults.setdefault(fault.sort, fault)
        self.alike[fault.sort] += 1
        return None


def _is_known(encoding: str) -> bool:
    """Whether it is one that expat reads: by itself, or by a table of what each byte stands for.

    It has Python make that table, and would raise whatever Python does where there can be none.
    """
    if encoding.lower() in _BY_ITSELF:
        return True
    try:
        name = codecs.lookup(encoding).name
        return name not in _NO_TABLES and len(_EACH_BYTE.decode(encoding, "replace")) == 256
    except (LookupError, ValueError):  # of which the errors of encodings are some
        return False


def _nested(holder: dict[str, Any], key: str) -> dict[str, Any]:
    """The attributes of an attribute, which becomes a group of its value and these."""
    value = holder[key]
    if not isinstance(value, _Meta):
        holder[key] = value = _Meta(value=value, attributes={})
    return value["attributes"]  # type: ignore[no-any-return] # made above
