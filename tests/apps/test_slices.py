"""Law 11: what a slice of one cycle is told of that cycle is what the whole is told of it.

A slice is a cycle as the portal's database hands it out, with what it touches, and with the
database to ask whether anything else exists.
"""

from pathlib import Path

import pytest
from attrs import evolve

from nsee_core import (
    Cycle,
    Entry,
    Evidence,
    Finding,
    Lesson,
    Membership,
    Network,
    Person,
    Programme,
    Report,
    School,
    Trio,
    When,
    check,
    parse_protocol,
    preview,
    rules,
)
from nsee_core.readers import read_jsonl
from nsee_core.records import Base
from tests.apps.fastapi_app import Store

EXAMPLES = sorted((Path(rules.__file__).parent / "examples").glob("*/*.jsonl"))

PEOPLE = tuple(Person(id=id_, school="kilmory") for id_ in ("ann", "bea", "col", "dee"))
NETWORK = (
    School(id="kilmory", seed_code="5200001", authority="nowhere"),
    Network(id="net", lead="ann"),
    *(Membership(id=f"m-{p.id}", group="net", member=p.id) for p in PEOPLE),
    Trio(id="trio", type="teachers", members=("ann", "bea", "col"), network="net"),
    Membership(id="m-trio", group="trio", member="dee", since=When("August 2018")),
)
CYCLES: tuple[tuple[Base, ...], ...] = (
    (
        Cycle(id="clean", protocol="apdr", network="net", target_group="P4"),
        Evidence(id="clean-quiz", cycle="clean", step="assess", type="attainment data"),
        Entry(id="clean-1", cycle="clean", step="assess", by=("ann",)),
    ),
    (
        Cycle(id="hasty", protocol="sipp", led_by=("bea",), follows="clean"),
        Entry(id="hasty-1", cycle="hasty", step="2.1", when=When("June 2018")),
        Entry(id="hasty-2", cycle="hasty", step="1.1", when=When("May 2018")),
        Entry(id="hasty-3", cycle="hasty", step="no such step", by=("dee", "nobody")),
    ),
    (
        Cycle(id="taught", protocol="research-lesson-trio", trio="trio", outcome="completed"),
        Lesson(id="l1", cycle="taught", taught_by="ann", observed_by=("bea", "dee")),
        Lesson(id="l2", cycle="taught", taught_by="col", revises="l1", after_discussion="clean-1"),
        Evidence(id="film", lesson="l1", type="observation", recording="video", about=("dee",)),
        Entry(id="taught-1", cycle="taught", step="teach", lesson="l1", evidence=("film",)),
    ),
    (
        Cycle(id="told", account="narrative", protocol="sipp", follows="hasty", network="trio"),
        Entry(id="told-1", cycle="told", step="3.3"),
    ),
    tuple(
        Cycle(id=f"round-{n}", account="narrative", follows=f"round-{(n + 1) % 4}")
        for n in range(4)
    ),
    (Cycle(id="unplaced", protocol="no-such-protocol", outcome="discontinued"),),
)
WHOLE = Programme.of([*NETWORK, *PEOPLE, *(record for cycle in CYCLES for record in cycle)])


def own(programme: Programme, whole: str) -> set[str]:
    """The ids of a record and its parts, and of their parts: of a cycle, of its lessons."""
    parts = (part.id for part in programme.within(programme[whole].id))
    return {whole}.union(*(own(programme, part) for part in parts))


def slices(whole: Programme, folder: Path) -> dict[str, Programme]:
    """Every cycle of a programme, as the database hands it out."""
    store = Store(folder / "portal.sqlite")
    store.save(*whole)
    return {cycle.id: store.slice(cycle.id) for cycle in whole.of_kind(Cycle)}


def told(report: Report, subjects: set[str]) -> list[Finding]:
    """What is said of some records; what was perhaps meant is looked for in what is loaded."""
    return [
        evolve(finding, args={**finding.args, "meant": ""}) for finding in report.about(*subjects)
    ]


def test_a_slice_leaves_out_what_its_cycle_does_not_touch(tmp_path: Path) -> None:
    taught = slices(WHOLE, tmp_path)["taught"]
    assert {"taught", "trio", "m-trio", "clean-1"} <= {record.id for record in taught}
    assert not {"hasty", "told", "net", "m-dee"} & {record.id for record in taught}


def test_a_slice_is_told_of_its_cycle_what_the_whole_is_told(tmp_path: Path) -> None:
    report = check(WHOLE)
    for cycle, part in slices(WHOLE, tmp_path).items():
        mine = own(WHOLE, cycle)
        assert told(check(part), mine) == told(report, mine), cycle


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_rule_sees_more_of_a_cycle_in_the_whole(path: Path, tmp_path: Path) -> None:
    whole = read_jsonl(path).programme
    declared = path.with_name("protocol.toml")
    protocols = [parse_protocol(declared.read_text("utf-8"))] if declared.exists() else []
    report = check(whole, protocols=protocols)
    for cycle, part in slices(whole, tmp_path).items():
        mine = own(whole, cycle)
        assert told(check(part, protocols=protocols), mine) == told(report, mine), cycle


def test_a_preview_in_a_slice_says_of_its_cycle_what_one_in_the_whole_says(tmp_path: Path) -> None:
    store = Store(tmp_path / "portal.sqlite")
    store.save(*WHOLE)
    for cycle in WHOLE.of_kind(Cycle):
        entry = Entry(id="new", cycle=cycle.id, step="do", by=("dee", "nobody"), evidence=("ann",))
        mine = {*own(WHOLE, cycle.id), "new"}
        here, there = (
            preview(store.slice(cycle.id, entry), put=[entry]),
            preview(WHOLE, put=[entry]),
        )
        assert told(here.brings, mine) == told(there.brings, mine), cycle.id
        assert told(here.clears, mine) == told(there.clears, mine), cycle.id
