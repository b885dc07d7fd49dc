"""Every damaged file of the corpus is read as its sidecar says: the records, and each finding."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nsee_core.findings import Finding
from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.eventlogs import read_event_csv
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.reading import Reading
from nsee_core.readers.workbook import read_excel
from nsee_core.readers.xes import read_xes

CORPUS = Path(__file__).with_name("corpus")
SIDECARS = sorted(CORPUS.glob("*/*.toml"))
#: By the folder of the corpus, or by the suffix of the damaged file; a folder has none.
READERS: dict[str, Callable[..., Reading]] = {
    "eventcsv": read_event_csv,
    "ocel": read_ocel,
    "xes": read_xes,
    ".csv": read_csv,
    ".xlsx": read_excel,
    "": read_csv_folder,
}


def damaged(sidecar: Path) -> Path:
    """The file, or the folder, that a sidecar is about: of the same name but for the suffix."""
    [path] = {path for path in sidecar.parent.iterdir() if path.stem == sidecar.stem} - {sidecar}
    return path


def told(finding: Finding, folder: Path) -> str:
    """Where it is, its code and severity, the field, and what is said of it, the value shown."""
    place = str(finding.place or "").replace(f"{folder}/", "")
    field = ".".join(map(str, finding.loc))
    return f"{place} | {finding.code} {finding.severity} | {field} | {finding.words(values=True)}"


@pytest.mark.parametrize("sidecar", SIDECARS, ids=[f"{p.parent.name}-{p.stem}" for p in SIDECARS])
def test_a_damaged_file_is_read_as_its_sidecar_says(sidecar: Path) -> None:
    expected: dict[str, Any] = tomllib.loads(sidecar.read_text("utf-8"))
    path = damaged(sidecar)
    reader = READERS.get(path.parent.name) or READERS[path.suffix]
    reading = reader(path, **expected.get("options", {}))
    assert [told(finding, sidecar.parent) for finding in reading.report] == expected["findings"]
    assert [record.id for record in reading.programme] == expected["records"]


def test_every_file_of_the_corpus_has_a_description() -> None:
    told_of = {
        path.stem: tomllib.loads(path.read_text("utf-8"))["description"] for path in SIDECARS
    }
    held = {path.stem for path in CORPUS.glob("*/*")}
    assert held == {name for name, description in told_of.items() if description}
