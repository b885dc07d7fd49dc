"""What is written as an event log reads back as it was."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from nsee_core import Cycle, Entry, Programme
from nsee_core.eventlogs import UNSAYABLE, attributes_of_case, attributes_of_event, cases
from nsee_core.protocol import Protocol
from nsee_core.readers.chunks import Chunks
from nsee_core.readers.sources import Source
from nsee_core.readers.xes import read_xes
from nsee_core.readers.xes.parsing import XesParser
from nsee_core.records.frozen import FrozenMap
from nsee_core.writers.xes import to_xes, write_xes
from tests.eventlogs.logs import PROGRAMME
from tests.strategies import programmes, protocols_and_logs


def logged(programme: Programme) -> Programme:
    """Of a programme, what an event log is made of."""
    return Programme.of([*programme.of_kind(Cycle), *programme.of_kind(Entry)])


def read_back(programme: Programme) -> Programme:
    """The programme as it comes back; the reader must find nothing to say."""
    reading = read_xes(to_xes(programme, include_sensitive=True).encode())
    assert list(reading.report) == []
    return reading.programme


@given(programmes(kinds=("cycle", "entry", "entry", "lesson")))
def test_cycles_and_entries_with_any_fields_come_back(programme: Programme) -> None:
    assert read_back(programme) == logged(programme)


@given(programmes(kinds=("cycle", "entry", "entry")))
def test_traces_and_events_say_their_attributes_and_nothing_else(programme: Programme) -> None:
    log = to_xes(programme, include_sensitive=True).encode()
    traces = XesParser().traces(Chunks(iter([log]), None))
    for case, trace in zip(cases(programme), traces, strict=True):
        assert whole(trace.said) == attributes_of_case(case)
        for event, read in zip(case.events, trace.events, strict=True):
            assert whole(read.said) == attributes_of_event(event)


def whole(said: dict[str, Any]) -> dict[str, Any]:
    """Attributes with those texts that XML cannot say."""
    texts = json.loads(said.get(UNSAYABLE, "{}"))
    return {name: value for name, value in (said | texts).items() if name != UNSAYABLE}


@given(protocols_and_logs())
def test_a_log_that_is_corrected_and_out_of_sequence_comes_back_in_its_own_order(
    drawn: tuple[Protocol, Sequence[Entry]],
) -> None:
    programme = Programme.of(drawn[1])
    assert read_back(programme) == programme


TEXTS = ("\ufffe", "\uffff and \ufffd", "\ufffd", "a\ufffeb & c", "\x7f\x85\u2028")


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_xml_has_no_way_to_say_comes_back(text: str) -> None:
    programme = Programme.of(
        [
            Cycle(id="c", title="t", ext=FrozenMap({text: [text]})),
            Entry(
                id="e",
                cycle="c",
                step=f"s{text[:1].replace(chr(127), '')}",
                ext=FrozenMap({"a": text}),
            ),
        ]
    )
    assert read_back(programme) == programme


def test_an_empty_programme_comes_back() -> None:
    assert read_back(Programme.of([])) == Programme.of([])


def test_a_log_reads_alike_from_wherever_it_comes(tmp_path: Path) -> None:
    text = to_xes(PROGRAMME, include_sensitive=True)
    path, packed = tmp_path / "log.xes", tmp_path / "log.xes.gz"
    write_xes(PROGRAMME, path, include_sensitive=True)
    half = len(text) // 2
    packed.write_bytes(gzip.compress(text[:half].encode()) + gzip.compress(text[half:].encode()))
    sources: list[Source] = [
        path,
        str(path),
        packed,
        packed.read_bytes(),
        text.encode(),
        text.splitlines(keepends=True),
        StringIO(text),
        BytesIO(text.encode()),
    ]
    assert path.read_text("utf-8") == text
    for source in sources:
        reading = read_xes(source)
        assert (reading.programme, list(reading.report)) == (PROGRAMME, [])


def test_what_is_withheld_is_not_written() -> None:
    assert 'key="nsee:note"' in to_xes(PROGRAMME, include_sensitive=True)
    assert 'key="nsee:note"' not in to_xes(PROGRAMME)


def test_what_another_tool_adds_to_an_event_is_kept_beside_what_it_was() -> None:
    log = to_xes(Programme.of([Cycle(id="c"), Entry(id="e", cycle="c", step="1.1")]))
    added = log.replace(
        "</event>",
        '<float key="cost" value="2.5"/></event><event><string '
        'key="concept:name" value="1.2"/></event>',
    )
    programme = read_xes(added.encode()).programme
    assert programme["e"] == Entry(id="e", cycle="c", step="1.1", ext=FrozenMap({"cost": 2.5}))
    assert programme["c/1"] == Entry(id="c/1", cycle="c", step="1.2")


def test_a_number_where_a_list_of_ids_belongs_is_a_finding() -> None:
    log = to_xes(Programme.of([Entry(id="e", cycle="c", step="1.1", by=("p1",))]))
    log = log.replace(
        '<string key="org:resource" value="p1"/>', '<int key="org:resource" value="7"/>'
    )
    [finding] = read_xes(log.encode()).report
    assert (finding.code, finding.loc, finding.subject) == ("NSEE008", ("by",), "e")
