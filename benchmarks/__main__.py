"""Runs the benchmarks and prints the tables of docs/explanation/speed.md.

``python -m benchmarks`` takes half an hour and some gigabytes of memory; ``python -m benchmarks
small`` leaves out the largest programmes, and ``python -m benchmarks tables workbooks`` all tables
but these two. Those against pm4py are run in the environment of ``make peers``, which has it:
``python -m benchmarks xes ocel``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType, ModuleType

Counts = tuple[int, ...]
#: A table: its title, its heads, what measures it, and its rows for programmes of so many cycles.
Table = tuple[str, str, str, Callable[[ModuleType, Counts], Iterable[str]]]

SMALL = (1_000, 3_000)
FULL = (1_000, 10_000, 50_000)
OF_PM4PY = ("xes", "ocel")

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "checking": (
            "Reading and checking",
            (
                "cycles|records|reading, µs a record|clean / reading|every record faulty / reading"
                "|clean, µs a cycle"
            ),
            "checking",
            lambda room, counts: (
                f"{row.cycles:,}|{row.records:,}|{row.reading / row.records * 1e6:.1f}"
                f"|{row.clean / row.reading:.2f}|{row.faulty / row.reading:.2f}"
                f"|{row.clean / row.cycles * 1e6:.0f}"
                for row in room.measured(counts)
            ),
        ),
        "streaming": (
            "Checking a file as it is read",
            "cycles|MB|held in memory, s|as it is read, s|ratio|held, MB|as it is read, MB",
            "streaming",
            lambda room, counts: (
                f"{row.cycles:,}|{row.megabytes:.0f}|{row.held:.1f}|{row.streamed:.1f}"
                f"|{row.streamed / row.held:.2f}|{row.held_memory:.0f}|{row.streamed_memory:.0f}"
                for row in room.measured(counts[:2])
            ),
        ),
        "sizes": (
            "One question to a programme of growing size",
            "cycles|standing, µs|preview of an entry, µs",
            "sizes",
            lambda room, counts: (
                f"{row.cycles:,}|{row.standing:.0f}|{row.preview:.0f}"
                for row in room.measured(counts)
            ),
        ),
        "moving": (
            "May the next step happen, with every reason, and move on",
            "library|µs a move|nsee-core / library",
            "moving",
            lambda room, _: _moves(room.measured()),
        ),
        "tables": (
            "Reading a folder of CSV, with full checking",
            (
                "rows|pandas and pydantic, µs a row|nsee-core, µs a row|nsee-core / both"
                "|every row faulty / clean"
            ),
            "tabular",
            lambda room, _: (
                f"{row.rows:,}|{row.peers / row.rows * 1e6:.0f}|{row.clean / row.rows * 1e6:.0f}"
                f"|{row.clean / row.peers:.2f}|{row.faulty / row.clean:.2f}"
                for row in room.measured()
            ),
        ),
        "garbled": (
            "A different fault in every entry",
            (
                "fault|format|rows|reading, µs a row|with the fault|ratio"
                "|reading and checking, µs a row|with the fault|ratio"
            ),
            "garbled",
            lambda room, _: (
                f"{row.fault}|{row.format}|{row.rows:,}"
                f"|{_side_by_side(*row.reading, row.rows)}|{_side_by_side(*row.report, row.rows)}"
                for row in room.measured()
            ),
        ),
        "workbooks": (
            "Reading a workbook, with every record checked",
            (
                "rows|openpyxl's own iteration, s|reading / openpyxl|every row faulty / reading"
                "|writing, s|memory of a pass over the cells, MB"
            ),
            "workbook",
            lambda room, _: (
                f"{row.rows:,}|{row.openpyxl:.1f}|{row.reading / row.openpyxl:.2f}"
                f"|{row.faulty / row.reading:.2f}|{row.writing:.1f}|{row.memory:.1f}"
                for row in room.measured()
            ),
        ),
        "packages": (
            "Writing CSV and Parquet with a Data Package",
            "cycles|records|CSV, µs a record|CSV / pandas|Parquet, µs a record|Parquet / pyarrow",
            "packages",
            lambda room, counts: (
                f"{row.cycles:,}|{row.records:,}|{row.csv / row.records * 1e6:.1f}"
                f"|{row.csv / row.pandas:.1f}|{row.parquet / row.records * 1e6:.1f}"
                f"|{row.parquet / row.pyarrow:.1f}"
                for row in room.measured(counts[:2])
            ),
        ),
        "formats": (
            "What a cycle costs in each format of an export",
            "format|1,000 cycles, µs a cycle|10,000 cycles, µs a cycle|growth",
            "exporting",
            lambda room, _: (
                f"{row.format}|{row.small:.0f}|{row.large:.0f}|{row.growth:.2f}"
                for row in room.measured()
            ),
        ),
        "networks": (
            "Who worked with whom, against networkx given the same nodes and edges",
            (
                "schools|people|nodes|edges|two sides, s|two sides / networkx|one side, s"
                "|one side / networkx"
            ),
            "networks_collaboration",
            lambda room, _: (
                f"{row.schools:,}|{row.people:,}|{row.nodes:,}|{row.edges:,}|{row.bipartite:.2f}"
                f"|{row.bipartite / row.networkx_bipartite:.2f}|{row.projection:.2f}"
                f"|{row.projection / row.networkx_projection:.2f}"
                for row in room.measured()
            ),
        ),
        "betweenness": (
            "Betweenness, from a networkx graph to a DataFrame",
            "nodes|ties|nsee-core, ms|nsee-core / rustworkx|100 pivots, ms|networkx, ms",
            "networks_betweenness",
            lambda room, _: (
                f"{row.nodes:,}|{row.ties:,}|{row.ours * 1e3:.0f}"
                f"|{row.ours / row.rustworkx:.2f}|{row.sampled * 1e3:.0f}|{row.networkx * 1e3:.0f}"
                for row in room.measured()
            ),
        ),
        "movement": (
            "Contacts, reach and flows of a growing programme",
            "entries or transfers|contacts, µs each|reach, µs each|flows, µs each",
            "networks_movement",
            lambda room, _: (
                f"{row.entries:,}|{row.contacts:.1f}|{row.reach:.1f}|{row.flows:.1f}"
                for row in room.measured()
            ),
        ),
        "xes": (
            "XES against pm4py",
            "events|writing, µs an event|pm4py / nsee-core|reading, µs an event|pm4py / nsee-core",
            "eventlogs",
            lambda room, _: (
                f"{row.events:,}|{row.writing:.1f}|{row.pm4py_writing / row.writing:.1f}"
                f"|{row.reading:.1f}|{row.pm4py_reading / row.reading:.1f}"
                for row in room.measured()
            ),
        ),
        "ocel": (
            "Writing OCEL 2.0 JSON against pm4py",
            "log|events|objects|nsee-core, s|pm4py, s|pm4py / nsee-core",
            "ocel",
            lambda room, _: (
                f"{row.log}|{row.events:,}|{row.objects:,}|{row.ours:.2f}|{row.pm4py:.1f}"
                f"|{row.times:.1f}"
                for row in room.measured()
            ),
        ),
        "import": (
            "Import",
            "measure|value",
            "importing",
            lambda room, _: (f"{name}|{value}" for name, value in room.measured().items()),
        ),
    }
)


def main() -> None:
    """Print each table as soon as it is measured."""
    asked = sys.argv[1:]
    counts = SMALL if "small" in asked else FULL
    named = [name for name in asked if name != "small"]
    here = find_spec("pm4py") is not None
    for name in named or [name for name in TABLES if here or name not in OF_PM4PY]:
        title, head, room, rows = TABLES[name]
        print(f"### {title}\n")
        _print(head, rows(import_module(f"benchmarks.{room}"), counts))
        print()


def _moves(times: Mapping[str, float]) -> Iterable[str]:
    ours = times["nsee-core"]
    return (f"{name}|{time:.1f}|{ours / time:.2f}" for name, time in times.items())


def _side_by_side(clean: float, faulty: float, rows: int) -> str:
    return f"{clean / rows * 1e6:.1f}|{faulty / rows * 1e6:.1f}|{faulty / clean:.2f}"


def _print(head: str, rows: Iterable[str]) -> None:
    columns = head.count("|") + 1
    print(f"| {head.replace('|', ' | ')} |")
    print("|---" * columns + "|")
    for row in rows:
        print(f"| {row.replace('|', ' | ')} |", flush=True)


if __name__ == "__main__":
    main()
