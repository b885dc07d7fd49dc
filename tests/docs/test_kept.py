"""The page of what each format keeps says the truth: what it calls kept comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from nsee_core import Cycle, Person, Programme
from nsee_core.exporting import FORMATS
from nsee_core.records import KINDS
from tests.strategies import programmes
from tools.pages import kept
from tools.pages.kept import ONE_WAY, READ_BACK, fates, written
from tools.pages.markdown import DOCS

PAGE = (DOCS / "reference" / "kept.md").read_text("utf-8")
#: What is beside the records in an export, and says nothing of them.
NOT_OF_RECORDS = {"schema", "report", "mermaid", "dot", "scxml"}


def table() -> Mapping[str, Mapping[str, str]]:
    """By format and kind, the word that stands in the table."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("|")]
    head, _, *cells = [[cell.strip().strip("`") for cell in row] for row in rows]
    return {
        name: {row[0]: row[place] for row in cells} for place, name in enumerate(head[1:], start=1)
    }


TABLE = table()


def test_the_table_tells_of_every_kind_in_every_format_of_records() -> None:
    assert set(TABLE) == {each.name for each in FORMATS} - NOT_OF_RECORDS
    assert {frozenset(kinds) for kinds in TABLE.values()} == {frozenset(KINDS)}
    assert {word for kinds in TABLE.values() for word in kinds.values()} <= {
        "kept",
        "told",
        "in part",
        "lost",
    }


def test_only_what_goes_one_way_is_told_and_only_what_is_read_back_is_kept() -> None:
    told = {name for name, kinds in TABLE.items() if "told" in kinds.values()}
    kept = {name for name, kinds in TABLE.items() if "kept" in kinds.values()}
    assert (told <= set(ONE_WAY), kept) == (True, set(READ_BACK))


@pytest.mark.parametrize("name", READ_BACK)
@given(programme=programmes())
@settings(max_examples=15)  # in each format
def test_what_is_called_kept_comes_back_and_what_is_called_lost_does_not(
    name: str, programme: Programme
) -> None:
    with TemporaryDirectory() as folder:
        back = READ_BACK[name](written(programme, name, Path(folder) / "export")).programme
    for kind, word in TABLE[name].items():
        expected = programme.of_kind(kind) if word == "kept" else ()
        assert {r.id: r for r in back.of_kind(kind)} == {r.id: r for r in expected}


def lost(name: str) -> Mapping[str, frozenset[str]]:
    """By kind, the fields that the page names as lost in a format."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    told = [part for part in parts if f"`{name}`" in part.partition("\n")[0]]
    found = (row for part in told for row in re.findall(r"^- `(\w+)`: (`.+`)$", part, re.MULTILINE))
    return {kind: frozenset(re.findall(r"`(\w+)`", fields)) for kind, fields in found}


@pytest.mark.parametrize("name", ONE_WAY)
@given(programme=programmes())
@settings(max_examples=15)  # as above
def test_what_is_called_told_is_there_and_no_more_is_lost_than_the_page_says(
    name: str, programme: Programme
) -> None:
    for kind, fate in fates(name, programme).items():
        word = TABLE[name][kind]
        known = lost(name)[kind] if word == "in part" else frozenset()
        assert fate == "told" or (isinstance(fate, frozenset) and fate <= known)


#: Ways in which a document of PROV could say less than the page calls told.
LESS: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "a field": lambda document: document["activity"]["id:c"].pop("nsee:target_group"),
    "a value": lambda document: document["activity"]["id:c"].update({"nsee:target_group": "P6"}),
    "a name": lambda document: document["agent"]["id:p"].pop("prov:label"),
    "a link": lambda document: document.pop("wasAssociatedWith"),
    "an item": lambda document: document["activity"]["id:c"]["nsee:focus"].pop(),
    "a record": lambda document: document["agent"].pop("id:p"),
}


@pytest.mark.parametrize("less", LESS)
def test_told_is_measured_by_what_a_document_of_prov_says(
    less: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = Programme.of(
        [
            Person(id="p", name="Ailsa"),
            Cycle(id="c", focus=("reading", "number"), target_group="P5", led_by=("p",)),
        ]
    )
    whole = fates("prov", programme)
    assert (whole["cycle"], whole["person"]) == ("told", "told")

    def spoilt(programme: Programme, name: str, folder: Path) -> Path:
        path = written(programme, name, folder)
        document = json.loads(path.read_text("utf-8"))
        LESS[less](document)
        path.write_text(json.dumps(document), "utf-8")
        return path

    monkeypatch.setattr(kept, "written", spoilt)
    assert fates("prov", programme) != whole


def test_what_is_in_part_is_followed_by_the_fields_that_are_lost() -> None:
    for name, kinds in TABLE.items():
        assert set(lost(name)) == {kind for kind, word in kinds.items() if word == "in part"}
