"""Fields with several values: in a cell, in a table of their own, in both, and of nobody."""

from __future__ import annotations

from typing import Any

from nsee_core import Programme
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.tabular import TablesReader, read_tables
from nsee_core.readers.tabular.odd import Odd
from nsee_core.readers.tabular.table import Row, Table
from nsee_core.rules import reading as rules


def table(name: str, header: list[str], *rows: list[Any]) -> Table:
    return Table(name, header, list(enumerate(rows, start=2)), file=name)


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """The place, code and message of each finding, values shown."""
    return [(str(f.place), f.code, f.words(values=True)) for f in reading.report]


def test_values_are_put_in_order_by_their_place_wherever_their_table_stands() -> None:
    trios = table("trio", ["id"], ["t1"], ["t2"])
    members = table("trio_members", ["target", "trio", "place"], ["b", "t1", 1], ["a", "t1", "0"])
    for tables in ([trios, members], [members, trios]):
        assert read_tables(tables).programme == Programme.of(
            [{"kind": "trio", "id": "t1", "members": ["a", "b"]}, {"kind": "trio", "id": "t2"}]
        )


def test_values_without_places_keep_the_order_of_their_rows() -> None:
    focus = table("Cycle focus", ["cycle", "value"], ["c", "reading"], ["c", "'n/a"])
    [cycle] = read_tables([focus, table("cycle", ["id"], ["c"])]).programme
    assert cycle.model_dump()["focus"] == ("reading", "n/a")


def test_parts_are_read_field_by_field_and_a_fault_stands_in_their_own_table() -> None:
    header = ["cycle", "place", "measure", "baseline"]
    success = table("cycle_success", header, ["c", 0, "marks", "low"], ["c", 1, "", "high"])
    reading = read_tables([table("cycle", ["id", "scale"], ["c", "clas"]), success])
    assert said(reading) == [
        ("cycle, line 2", "NSEE006", '"clas" is no scale; perhaps "class" was meant'),
        ("cycle_success, line 3", "NSEE007", "a cycle needs measure, and it is missing"),
    ]


def test_a_record_whose_values_could_not_all_be_read_is_not_read() -> None:
    trios = table("trio", ["id"], ["t1"], ["t2"])
    members = table(
        "trio_members", ["trio", "place", "target"], ["t1", "first", "a"], ["t2", 0, ""]
    )
    reading = read_tables([trios, members])
    assert said(reading) == [
        ("trio_members, line 2", "NSEE008", '"first" is not a whole number'),
        ("trio_members, line 3", "NSEE007", "this row needs target, and it is missing"),
    ]
    assert (len(reading.programme), reading.programme.outside is not None) == (0, True)


def test_values_of_a_record_that_could_not_be_read_are_not_said_to_be_nobodys() -> None:
    trios = table("trio", ["id", "type", "ext"], ["t1", "techers", ""], ["t2", "", "ward 7"])
    members = table("trio_members", ["trio", "target"], ["t1", "a"], ["t2", "a"])
    codes = [code for _, code, _ in said(read_tables([trios, members]))]
    assert codes == ["NSEE006", "NSEE008"]


def test_rows_that_are_too_wide_make_their_record_known_and_unread() -> None:
    trios = table("trio", ["id"], ["t1", "x"])
    members = table("trio_members", ["trio", "target"], ["t1", "a", "b"], ["", "c", "d"])
    reading = read_tables([trios, members])
    assert [(place, code) for place, code, _ in said(reading)] == [
        ("trio, line 2", "NSEE023"),
        ("trio_members, line 2", "NSEE023"),
        ("trio_members, line 3", "NSEE023"),
    ]
    assert reading.programme.outside is not None
    assert reading.programme.outside("t1")


def test_days_may_be_many_and_are_compared_each_time() -> None:
    rows: list[Row] = [
        (n, [f"e{n}", f"{year}-06-12", f"{year}-06-12"])
        for n, year in enumerate(range(1000, 6000), start=2)
    ]
    header = ["id", "when", "when_latest"]
    assert said(read_tables([Table("evidence", header, rows)])) == []


def test_a_cell_may_come_as_a_doubt() -> None:
    odd = Odd(rules.WRONG_SORT, value="#REF!", expected="a value")
    reading = read_tables([table("school", ["id", "name"], ["s1", odd], ["s2", "Corrie"])])
    assert said(reading) == [("school, line 2", "NSEE008", '"#REF!" is not a value')]


def test_rows_by_name_share_one_reading() -> None:
    gathering = Gathering.of("log.xes")
    reader = TablesReader(gathering)
    reader.keep_cells("trio", {"id": "t 1", "nmae": "x"}, 1)
    reader.keep_cells("trio", {"id": "t 2"}, 2)
    reader.keep_cells("trio", {"id": "t-2"}, 3)
    for line in (4, 5):
        reader.keep_cells("entry", {"id": f"e{line}", "cycle": "c"}, line)
    reader.close()
    nobody = '"nmae" is no field of a trio; perhaps "name" was meant'
    unread = "what stands under it in 1 row is not read"
    assert said(gathering.done()) == [
        ("log.xes, line 1", "NSEE004", '"t 1" is not an id'),
        ("log.xes, line 1", "NSEE021", f"{nobody}; {unread}"),
        ("log.xes, line 2", "NSEE004", '"t 2" is not an id'),
        ("log.xes, line 4", "NSEE007", "an entry needs step, and it is missing"),
        ("log.xes, line 5", "NSEE007", "an entry needs step, and it is missing"),
    ]
