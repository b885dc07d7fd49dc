"""Folders of CSV and Parquet: what is written reads back equal, without a finding."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Cycle,
    Entry,
    Evidence,
    Lesson,
    Person,
    Programme,
    Question,
    Trio,
    published_accounts,
)
from nsee_core.readers import Reading, read_jsonl
from nsee_core.readers.csv_tables import read_csv_folder
from nsee_core.readers.parquet import read_parquet
from nsee_core.records import FocusPupil
from nsee_core.writers.csv_tables import write_csv
from nsee_core.writers.parquet import write_parquet
from tests.strategies import programmes

GOLDEN = read_jsonl(Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl").programme
ACCOUNTS = {**published_accounts(), "golden": GOLDEN}

Way = tuple[Callable[..., None], Callable[[Path], Reading]]
WAYS: dict[str, Way] = {
    "csv": (write_csv, read_csv_folder),
    "parquet": (write_parquet, read_parquet),
}


def back(programme: Programme, way: str) -> tuple[Programme, list[Any]]:
    """What a programme is once it was written and read, and what the reader found."""
    write, read = WAYS[way]
    with TemporaryDirectory() as folder:
        write(programme, folder, include_sensitive=True)
        reading = read(Path(folder))
    return reading.programme, list(reading.report)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_reads_back_equal(name: str, way: str) -> None:
    assert back(ACCOUNTS[name], way) == (ACCOUNTS[name], [])


@given(programmes().filter(len), st.sampled_from(list(WAYS)))
def test_whatever_the_records_say_they_read_back_equal(programme: Programme, way: str) -> None:
    assert back(programme, way) == (programme, [])


TEXTS = (
    *("n/a", "NULL", "none", "-", "true", "1", "007", "1e5", "2017-06-12", "12/06/2017"),
    *("=1+1", "+44", "@you", "\ttab", "'tis", "'=1", "a; b", "[1]", '["a"]', "{}", '"', "a,b"),
    *(" ", " x ", "\u00a0", "\ufeffx", "one\ntwo", "one\rtwo", "one\r\ntwo\n", "\u2028"),
    *("Ó", "\U0001f393"),
)


@pytest.mark.parametrize("way", WAYS)
def test_a_text_of_any_sort_reads_back_as_it_was(way: str) -> None:
    programme = Programme.of(
        [
            Cycle(id="c", focus=TEXTS, questions=tuple(Question(text=text) for text in TEXTS)),
            *(Person(id=f"p{n}", name=text, note=text) for n, text in enumerate(TEXTS)),
        ]
    )
    read, found = back(programme, way)
    assert [message.message for message in found] == []
    assert read == programme


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("id_", ["none", "nan", "NA", "null", "007", "1e5", "true", "2017-06-12"])
def test_an_id_of_any_sort_reads_back_as_it_was(way: str, id_: str) -> None:
    programme = Programme.of([Trio(id="t", members=(id_,)), Person(id=id_)])
    assert back(programme, way) == (programme, [])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "record",
    [
        Evidence(id="e", recording="none"),
        Lesson(id="l", cycle="c", focus_pupils=(FocusPupil(), FocusPupil())),
        Cycle(id="c", questions=(Question(),)),
        Entry(id="e", cycle="c", step="n/a"),
    ],
    ids=["a word that reads as nothing", "parts that say nothing", "a part at its default", "step"],
)
def test_what_looks_like_nothing_reads_back_as_it_was(way: str, record: Any) -> None:  # noqa: ANN401 - any record
    assert back(Programme.of([record]), way) == (Programme.of([record]), [])
