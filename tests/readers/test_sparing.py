"""What is left out of a record that cannot be read in full, and when nothing may be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from nsee_core import Programme, check
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.readers import (
    Reading,
    parse_jsonl,
    read_csv,
    read_frames,
    read_json,
    read_jsonl,
    read_rows,
)
from nsee_core.readers.deciding import DATES, TURNING, spared
from nsee_core.readers.sparing import rest_of
from nsee_core.records import KINDS, Cycle, Entry
from nsee_core.records.base import Part
from nsee_core.writers import row_of

GARBLED = {"id": "e1", "cycle": "c", "step": "form", "when": "12 Juni 2017"}


def _csv(row: dict[str, Any]) -> Reading:
    return read_csv([",".join(row), ",".join(map(str, row.values()))], kind="entry")


READERS: dict[str, Callable[[dict[str, Any]], Reading]] = {
    "JSON": lambda row: read_json(json.dumps([{"kind": "entry", **row}]).encode()),
    "JSON Lines": lambda row: parse_jsonl(json.dumps({"kind": "entry", **row})),
    "rows": lambda row: read_rows([row], kind="entry"),
    "CSV": _csv,
    "frames": lambda row: read_frames({"entry": pd.DataFrame([row])}),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_step_with_a_garbled_date_was_taken_says_every_reader(
    reader: Callable[[dict[str, Any]], Reading],
) -> None:
    reading = reader(GARBLED)
    assert reading.programme == Programme.of([Entry(id="e1", cycle="c", step="form")])
    assert [(f.code, f.subject, f.loc, f.words(values=True), f.meant) for f in reading.report] == [
        (
            "NSEE005",
            "e1",
            ("when",),
            '"12 Juni 2017" is not a date: perhaps "12 June 2017" was meant',
            "12 June 2017",
        )
    ]


TRANSFER = {"id": "x1", "giver": "t1", "when": "sprnig 2017"}
TRANSFERS: dict[str, Callable[[], Reading]] = {
    "JSON Lines": lambda: parse_jsonl(json.dumps({"kind": "transfer", **TRANSFER})),
    "rows": lambda: read_rows([TRANSFER], kind="transfer"),
    "CSV": lambda: read_csv([",".join(TRANSFER), ",".join(TRANSFER.values())], kind="transfer"),
    "frames": lambda: read_frames({"transfer": pd.DataFrame([TRANSFER])}),
}


@pytest.mark.parametrize("read", TRANSFERS.values(), ids=TRANSFERS)
def test_of_what_stays_whatever_date_is_asked_about_that_is_said(
    read: Callable[[], Reading],
) -> None:
    reading = read()
    assert [(f.words(values=True), f.meant) for f in reading.report] == [
        (
            (
                '"sprnig 2017" is not a date: perhaps "spring 2017" was meant; '
                "a transfer without a date counts at every date you look back from (as_of)"
            ),
            "spring 2017",
        )
    ]
    assert [record.id for record in seen(reading.programme, "2001-01-01")] == ["x1"]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("field", "text"), [("event", "finnished"), ("corrects", "the first"), ("sequence", "third")]
)
def test_a_step_is_not_read_without_what_decides_what_it_means_says_every_reader(
    reader: Callable[[dict[str, Any]], Reading], field: str, text: str
) -> None:
    reading = reader({**GARBLED, field: text})
    assert list(reading.programme) == []
    assert sorted(f.loc for f in reading.report) == sorted([(field,), ("when",)])
    assert reading.programme.outside is not None
    assert reading.programme.outside("e1")


def test_a_garbled_date_of_one_step_is_no_fault_of_the_next() -> None:
    whole = Programme.of([Cycle(id="c", protocol="research-lesson-trio", trio="t")])
    rows = [GARBLED, {"id": "e2", "cycle": "c", "step": "choose", "when": "2017-06-13"}]
    read = read_rows(rows, kind="entry").programme
    assert "NSEE301" not in check(whole.put(*read)).counts()


def test_a_consent_is_not_read_without_its_garbled_withdrawal() -> None:
    reading = read_rows([{"id": "k", "withdrawn": "12 Juni 2017"}], kind="consent")
    assert (len(reading.programme), [f.code for f in reading.report]) == (0, ["NSEE005"])


def test_a_step_is_read_without_who_took_it_if_that_is_no_id() -> None:
    row = {"kind": "entry", "id": "e1", "cycle": "c", "step": "form", "by": ["Tom Smith"]}
    reading = parse_jsonl(json.dumps(row))
    assert reading.programme == Programme.of([Entry(id="e1", cycle="c", step="form")])
    assert [f.code for f in reading.report] == ["NSEE004"]


@pytest.mark.parametrize("when", ["12 June\ud800", "x\0"])
def test_of_a_damaged_file_nothing_is_spared(when: str) -> None:
    row = {"kind": "entry", "id": "e1", "cycle": "c", "step": "form", "when": when}
    reading = parse_jsonl(json.dumps(row))
    assert (len(reading.programme), [f.code for f in reading.report]) == (0, ["NSEE012"])


def test_a_record_is_written_as_if_a_garbled_date_had_not_been_given() -> None:
    [record] = parse_jsonl(json.dumps({"kind": "entry", **GARBLED})).programme
    assert row_of(record) == {"kind": "entry", "id": "e1", "cycle": "c", "step": "form"}


def test_a_garbled_date_on_a_line_that_says_a_name_twice_is_not_said_of_the_next() -> None:
    twice = '{"kind":"entry","id":"e1","cycle":"c","step":"form","step":"form","when":"soon"}'
    reading = read_jsonl([twice, '{"kind":"entry","id":"e2","cycle":"c","step":"form"}'])
    assert reading.programme == Programme.of([Entry(id="e2", cycle="c", step="form")])
    assert [(f.code, str(f.place)) for f in reading.report] == [("NSEE011", "line 1")]


def test_a_date_is_spared_where_a_colon_in_a_text_calls_for_a_closer_look() -> None:
    row = {"kind": "entry", **GARBLED, "note": '"when": 1'}
    reading = parse_jsonl(json.dumps(row))
    assert [record.note for record in reading.programme] == ['"when": 1']
    assert [f.code for f in reading.report] == ["NSEE005"]


def test_only_these_fields_are_spared() -> None:
    assert set().union(*map(spared, KINDS)) == {"when", "started", "by", "amount"}
    assert TURNING.isdisjoint(set().union(*map(spared, KINDS)))
    assert [kind for kind in KINDS if "by" in spared(kind)] == ["entry"]
    assert [kind for kind in KINDS if "amount" in spared(kind)] == ["resource"]


def test_a_row_that_is_no_record_without_its_faults_either_is_none() -> None:
    assert rest_of({"kind": "entry", "id": "e1", "when": "soon"}, "entry", ["when"]) is None


def test_a_field_that_is_spared_may_be_absent() -> None:
    for kind, model in KINDS.items():
        assert not any(model.model_fields[name].is_required() for name in spared(kind))


def test_no_part_of_a_record_has_a_date_that_is_called_like_one_that_is_spared() -> None:
    """For of a part the reader of dates would take it for that of the record."""
    assert [part for part in Part.__subclasses__() if DATES & part.model_fields.keys()] == []


def test_what_turns_the_meaning_of_a_record_is_a_field_of_some_kind() -> None:
    assert {name for model in KINDS.values() for name in model.model_fields} >= TURNING
