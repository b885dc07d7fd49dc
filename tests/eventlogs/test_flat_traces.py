"""Traces that are read as a whole are read as the parser would read them, faults and all."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nsee_core import Programme
from nsee_core.readers.chunks import chunks
from nsee_core.readers.xes import flat as xes_flat
from nsee_core.readers.xes import parsing as xes_parsing
from nsee_core.readers.xes import read_xes
from nsee_core.readers.xes.flat import Segment, flat_trace, segments
from nsee_core.readers.xes.parsing import XesParser
from nsee_core.readers.xes.terms import Trace
from nsee_core.writers.xes import to_xes
from tests.eventlogs.logs import HOSTILE, PROGRAMME
from tests.readers.test_corpus import CORPUS
from tests.strategies import programmes

#: What may stand in a trace or an event: what is plain, what is not, and what is wrong.
ATTRIBUTES = (
    '<string key="concept:name" value="a"/>',
    '<string key="a" value="&lt;&amp;lt;&quot;&#10;&apos;&gt;" />\n',
    '<string key="b" value="it\'s > \u00e9\U0001f393\u2028\x7f"/>',
    '\n  <date key="time:timestamp" value="2017-06-12T09:30:00+01:00"/>\r\n',
    '<int key="n" value="7"/><id key="i" value="7"/>',
    '<int key="odd" value="seven"/>',
    '<float key="f" value="nan"/>',
    '<float key="f" value="1.5"/><boolean key="t" value=" TRUE"/>',
    '<boolean key="t" value="maybe"/>',
    '<string key="c" value="x">\n<int key="inner" value="1"/></string>',
    '<list key="l"><values><int key="n" value="1"/></values></list>',
    "<string key='q' value='x'/>",
    '<string value="x" key="turned"/>',
    '<string key="short"/>',
    '<string key="key&amp;" value="a\tb\nc"/>',
    '<string key="r" value="&#x41;&#65;"/>',
    "text",
    "<!-- </trace> <trace> -->",
    "<![CDATA[</event><event>]]>",
    "<?pi </trace>?>",
    "<odd/>",
    "\r",
)
#: What may be put anywhere.
SPOILS = (
    *('"', "&", "<", ">", "'", "\t", "\r", "\n\n", "\0", "\x0b", "\ufffe", "\uffff", "]]>"),
    *("<!--", "-->", "<trace>", "</trace>", "<event>", "</event>", "<event/>", "<trace/>"),
    *("&amp;", "&nothing;", "&#0;", "&#10", ' key="concept:name"', ' value=""', "/>", "</log>"),
    *("<event >", "</event >", '<trace a="b">', "<x:trace>", "<list>", "\u00e9"),
)
HEADS = (
    "<log>",
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n',
    '<?xml version="1.0" encoding="ISO-8859-1"?><log>',
    '<?xml version="1.0" encoding="US-ASCII"?><log>',
    '<!DOCTYPE log [<!ENTITY a "b">]><log>',
    '<log><string key="a" value="b"/><trace/>',
    "\ufeff<log>",
)


@st.composite
def logs(draw: st.DrawFn) -> str:
    """A log of a few traces; most are plain, and one place may be spoilt."""
    attributes = st.lists(st.sampled_from(ATTRIBUTES[:8] * 4 + ATTRIBUTES), max_size=3)
    said = st.builds("\n".join, attributes)
    event = st.builds("<event>{}</event>\n".format, said)
    trace = st.builds("<trace>{}{}</trace>\n".format, said, st.builds("".join, st.lists(event)))
    log: str = draw(st.sampled_from(HEADS[:2] * 3 + HEADS)) + "<trace></trace>"
    log += "".join(draw(st.lists(trace, min_size=1, max_size=5))) + "</log>\n"
    if draw(st.booleans()):
        at, off = draw(st.integers(0, len(log))), draw(st.integers(0, 3))
        log = log[:at] + draw(st.sampled_from(SPOILS)) + log[at + off :]
    return log


def parsed(log: bytes | Sequence[bytes]) -> tuple[Any, ...]:
    """All that comes of a log."""
    parser = XesParser()
    with chunks(log) as pieces:
        traces = [(*trace[:3], list(map(tuple, trace.events))) for trace in parser.traces(pieces)]
    stop = parser.stopped
    stopped = stop and (stop.why, stop.line, stop.error, stop.column, stop.near)
    return repr(traces), repr(parser.faults), repr(parser.log), stopped


def as_one(pieces: Iterator[bytes]) -> Iterator[Segment]:
    """A log in one piece, which the parser has to read."""
    text = b"".join(pieces)
    yield Segment(text, 0, len(text))


def by_the_parser(log: bytes) -> tuple[Any, ...]:
    """The same, without any trace being read as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xes_parsing, "segments", as_one)
        return parsed(log)


def in_small_pieces(log: bytes, size: int, largest: int) -> tuple[Any, ...]:
    """The same, a few bytes at a time, without what stood around a fault."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xes_flat, "_SIZE", size)
        patch.setattr(xes_flat, "_LARGEST", largest)
        *known, stop = parsed([log[at : at + size] for at in range(0, len(log), size)] or [b""])
        return (*known, stop and stop[:4])


@pytest.mark.no_cover  # for its many examples: its lines are counted elsewhere
@settings(max_examples=200)
@given(logs(), st.integers(1, 200), st.integers(20, 400))
@example("<log><trace></trace><trace></trace\n></log>", 7, 20)
@example("<log><trace></trace><!-- <trace></trace> --><trace/></log>", 9, 20)
@example("<log><trace></trace>\n \u00e9<trace>\n</trace>\n  &</log>", 5, 20)
def test_a_log_reads_alike_whole_and_by_the_parser(log: str, size: int, largest: int) -> None:
    coded = log.encode()
    known = by_the_parser(coded)
    assert parsed(coded) == known
    *rest, stop = known
    assert in_small_pieces(coded, size, largest) == (*rest, stop and stop[:4])


@given(programmes(kinds=("cycle", "cycle", "entry", "entry")))
def test_a_log_of_ours_reads_alike_whole_and_by_the_parser(programme: Programme) -> None:
    log = to_xes(programme, include_sensitive=True).encode()
    assert parsed(log) == by_the_parser(log)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("xes/*.xes")), ids=lambda path: path.stem)
def test_a_damaged_log_reads_alike_whole_and_by_the_parser(path: Path) -> None:
    # Behind a trace that the parser reads, since the first is never read as a whole.
    log = path.read_bytes()
    at = log.find(b"<trace")
    for coded in (log, log[:at] + b"<trace></trace>\n" + log[at:]):
        assert parsed(coded) == by_the_parser(coded)


#: Each by itself, since a log ends where it is not XML; then all the others.
ALONE = (*range(0x100), 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)
TOGETHER = (range(0x100, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x10100))


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_every_character_reads_alike_whole_and_by_the_parser() -> None:
    for characters in (*([chr(code)] for code in ALONE), *(map(chr, codes) for codes in TOGETHER)):
        traces = "".join(
            f'<trace><string key="k" value="{character}"/></trace>'
            f'<trace><string key="k{character}" value="v"/></trace>'
            for character in characters
        )
        log = f"<log><trace></trace>{traces}</log>".encode("utf-8", "surrogatepass")
        assert parsed(log) == by_the_parser(log)


def test_what_is_written_here_is_read_as_a_whole_but_for_the_first_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[bool] = []

    def noted(piece: bytes, line: int) -> Trace | None:
        trace = flat_trace(piece, line)
        taken.append(trace is not None)
        return trace

    monkeypatch.setattr(xes_parsing, "flat_trace", noted)
    log = to_xes(PROGRAMME, include_sensitive=True)
    assert HOSTILE not in log
    assert "&quot;c&quot;" in log
    assert read_xes(log.encode()).programme == PROGRAMME
    assert taken == [True, True, False]  # the last holds what follows all traces


def test_lines_are_counted_alike_whatever_ends_them() -> None:
    trace = '<trace>\n<event>\n<string key="concept:name" value="a"/>\n</event>\n</trace>\n'
    log = f"<log>\n{trace * 3}</log>"
    for end in ("\n", "\r\n", "\r"):
        coded = log.replace("\n", end).encode()
        assert read_xes(coded).lines["case-3"] == 12
        assert parsed(coded) == by_the_parser(coded)


def test_a_packed_log_that_breaks_off_keeps_what_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trace = b'<trace><string key="concept:name" value="a"/>\n<event/></trace>'
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = machine.compress(b"<log>" + trace * 3 + b"<trace><event/>")
    broken = packed + machine.flush(zlib.Z_FULL_FLUSH)
    known = parsed(broken)
    monkeypatch.setattr(xes_parsing, "flat_trace", lambda *_: None)
    assert parsed(broken) == known
    assert known[3][:2] == ("damaged", 4)
    assert known[0].count("concept:name") == 3


def test_a_large_trace_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xes_flat, "_LARGEST", 100)
    monkeypatch.setattr(xes_flat, "_SIZE", 10)
    pieces = [b"<log>", b" " * 60, b"<trace>", b" " * 60, b"</trace>"]
    texts = [segment.text for segment in segments(iter(pieces))]
    assert b"".join(texts) == b"".join(pieces)
    assert len(texts) == 3
