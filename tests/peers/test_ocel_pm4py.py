"""pm4py reads what we write as OCEL 2.0, and finds nothing wrong with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pm4py
import pytest
from hypothesis import HealthCheck, given, settings
from pm4py.objects.ocel.validation import ocel20_rel_validation

from nsee_core import Programme
from nsee_core.readers.ocel import read_ocel
from nsee_core.writers.ocel import write_ocel_json, write_ocel_sqlite
from tests.ocel.counting import SAMPLES, Counts, by_r4pm, ours
from tests.strategies import programmes

one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
with_events = pytest.mark.parametrize(
    "name", [name for name, programme in SAMPLES.items() if programme.of_kind("entry")]
)


def by_pm4py(path: Path) -> Counts:
    """What pm4py finds in a file."""
    log = pm4py.read_ocel2(str(path))
    return {
        "events": Counter(log.events["ocel:activity"]),
        "objects": Counter(log.objects["ocel:type"]),
        "event to object": Counter(log.relations["ocel:qualifier"]),
        "object to object": Counter(log.o2o["ocel:qualifier"]),
    }


@with_events
def test_pm4py_and_r4pm_count_the_same_in_a_document(name: str, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    write_ocel_json(SAMPLES[name], path, include_sensitive=True)
    assert by_pm4py(path) == by_r4pm(path) == ours(SAMPLES[name])


@with_events
def test_pm4py_counts_in_a_database_what_events_have_to_do_with(name: str, tmp_path: Path) -> None:
    """Reading SQLite, and only then, it passes over the objects that no event relates to."""
    path = tmp_path / "log.sqlite"
    write_ocel_sqlite(SAMPLES[name], path, include_sensitive=True)
    assert by_pm4py(path) == ours(SAMPLES[name], only_touched=True)
    assert by_r4pm(path) == ours(SAMPLES[name])


@one_folder
@given(programme=programmes())
def test_pm4py_and_r4pm_count_the_same_in_any_programme(
    programme: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "log.json"
    write_ocel_json(programme, path, include_sensitive=True)
    if programme.of_kind("entry"):  # it reads no log without events
        assert by_pm4py(path) == by_r4pm(path) == ours(programme)


@one_folder
@given(programme=programmes())
def test_pm4py_finds_all_constraints_on_a_database_kept(
    programme: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "log.sqlite"
    write_ocel_sqlite(programme, path, include_sensitive=True)
    kept, broken = ocel20_rel_validation.apply(str(path))
    assert (len(kept), broken) == (24, [])


@with_events
def test_the_entries_that_pm4py_writes_anew_read_back_equal(name: str, tmp_path: Path) -> None:
    """It does not write the objects that no event relates to."""
    write_ocel_json(SAMPLES[name], tmp_path / "ours.json", include_sensitive=True)
    pm4py.write_ocel2_json(
        pm4py.read_ocel2_json(str(tmp_path / "ours.json")), str(tmp_path / "theirs.json")
    )
    again = read_ocel(tmp_path / "theirs.json").programme
    assert again.of_kind("entry") == SAMPLES[name].of_kind("entry")
