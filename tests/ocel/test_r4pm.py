"""r4pm reads what we write, counts what we count, and gives back what it was given."""

from pathlib import Path

import pytest
import r4pm
from hypothesis import HealthCheck, given, settings

from nsee_core import Programme
from nsee_core.readers.ocel import read_ocel
from nsee_core.writers.ocel import write_ocel_json, write_ocel_sqlite
from tests.ocel.counting import SAMPLES, by_r4pm, ours
from tests.strategies import programmes

one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)


def agree(programme: Programme, folder: Path) -> None:
    for write, name in ((write_ocel_json, "log.json"), (write_ocel_sqlite, "log.sqlite")):
        write(programme, folder / name, include_sensitive=True)
        assert by_r4pm(folder / name) == ours(programme), name


@pytest.mark.parametrize("name", SAMPLES)
def test_r4pm_counts_what_the_published_accounts_hold(name: str, tmp_path: Path) -> None:
    agree(SAMPLES[name], tmp_path)


@one_folder
@given(programme=programmes())
def test_r4pm_counts_what_any_programme_holds(programme: Programme, tmp_path: Path) -> None:
    agree(programme, tmp_path)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("suffix", ["json", "sqlite"])
def test_what_r4pm_writes_of_it_reads_back_equal(name: str, suffix: str, tmp_path: Path) -> None:
    write_ocel_json(SAMPLES[name], tmp_path / "ours.json", include_sensitive=True)
    theirs = tmp_path / f"theirs.{suffix}"
    r4pm.export_item(r4pm.import_item("OCEL", str(tmp_path / "ours.json")), str(theirs))
    assert read_ocel(theirs).programme == SAMPLES[name]
