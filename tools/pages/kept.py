"""The page of what each format keeps, found out by writing every kind of record and reading it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Self

import networkx as nx

from nsee_core import About, Programme, Reading, read_jsonl
from nsee_core.exporting import FORMATS, export
from nsee_core.readers import (
    read_csv_folder,
    read_excel,
    read_json,
    read_ocel,
    read_parquet,
    read_xes,
)
from nsee_core.records import KINDS, Base
from nsee_core.records.links import links
from nsee_core.tabular import Column, columns, flat, list_text
from nsee_core.wording import listed
from tools.pages.markdown import code, page, table

#: One record or more of every kind, which between them give every field.
EVERYTHING = Path(__file__).resolve().parents[2] / "tests" / "golden" / "schema-1.jsonl"
#: An export must have a day of publication; no record format holds it.
ABOUT = About(published=date(2019, 1, 2))

#: The formats that can be read back, by name, and what reads them.
READ_BACK: Mapping[str, Callable[[Path], Reading]] = {
    "jsonl": read_jsonl,
    "json": read_json,
    "excel": read_excel,
    "csv": read_csv_folder,
    "parquet": read_parquet,
    "xes": read_xes,
    "ocel": read_ocel,
    "ocel-sqlite": read_ocel,
}
#: Those that networkx reads.
GRAPHS: Mapping[str, Callable[[Path], nx.Graph[Any]]] = {
    "graphml": nx.read_graphml,
    "gexf": nx.read_gexf,
}
#: The formats of records that others read and we do not.
ONE_WAY = ("prov", *GRAPHS)

_INTRODUCTION = """\
Each format was made for something, and holds what that takes. This table is measured: records of
every kind, which between them fill in every field, are written in each format with
`include_sensitive=True`; the file is read, and what is found there is compared with them.

- **kept**: the records come back equal, every field of them.
- **told**: every field is in the file, for the tool that it is for. Nothing here reads it back.
- **in part**: the records are in the file, without the fields that are named below the table.
- **lost**: nothing of the kind is in the file.

Without `include_sensitive=True`, no format holds
[what may not leave](../how-to/exchange.md#what-is-left-out). Rows and DataFrames are no files, and
so not in the table: with it they keep everything.

XES is for logs: it holds cycles and their entries, and nothing else. In CSV, a text that a
spreadsheet would take for a formula stands behind an apostrophe, and comes back without it.
"""


def page_of_what_is_kept() -> str:
    """The whole page."""
    names = [*READ_BACK, *ONE_WAY]
    found = {name: fates(name, _everything()) for name in names}
    rows = ([code(kind), *(_word(found[name][kind]) for name in names)] for kind in KINDS)
    return page(
        "What is kept, what is lost",
        _INTRODUCTION.strip(),
        table(("kind", *map(code, names)), rows),
        *_lost_in_part(found),
    )


#: What becomes of a kind in a format: a word of the table, or the fields that are lost.
Fate = str | frozenset[str]


def fates(name: str, whole: Programme) -> Mapping[str, Fate]:
    """What becomes of each kind of a programme's records in a format."""
    with TemporaryDirectory() as folder:
        path = written(whole, name, Path(folder) / "export")
        if name in READ_BACK:
            back = READ_BACK[name](path).programme
            return {kind: _kept(whole.of_kind(kind), back) for kind in KINDS}
        if name in GRAPHS:
            graph = GRAPHS[name](path)
            return {kind: _drawn(whole.of_kind(kind), graph) for kind in KINDS}
        document = json.loads(path.read_text("utf-8"))
    stated = _Stated.of(document)
    return {kind: _stated(whole.of_kind(kind), stated) for kind in KINDS}


def written(programme: Programme, name: str, folder: Path) -> Path:
    """The file or folder of a programme in one format."""
    export(programme, folder, formats=[name], about=ABOUT, include_sensitive=True)
    return folder / next(each.path for each in FORMATS if each.name == name)


@cache
def _everything() -> Programme:
    return read_jsonl(EVERYTHING).programme


def _kept(records: Sequence[Base], back: Programme) -> Fate:
    found = [(record, back.get(record.id)) for record in records]
    if any(other is None for _, other in found):
        return "lost"
    lost = frozenset(
        name
        for record, other in found
        for name, value in record.__dict__.items()
        if other is not None and other.__dict__.get(name) != value
    )
    return lost or "kept"


def _drawn(records: Sequence[Base], graph: nx.Graph[Any]) -> Fate:
    """What a tool finds of records in a graph: as attributes of a node, or as edges."""
    lost = frozenset(
        column.path[0]
        for record in records
        for column in columns(type(record))
        if column.name in flat(record)
        if not _shows(graph, record.id, column)
    )
    return lost or "told"


def _shows(graph: nx.Graph[Any], id_: str, column: Column) -> bool:
    """Whether a node has the attribute, or an edge that says all that it does."""
    edges: Iterable[tuple[str, str, str]] = graph.edges(id_, data="field")
    linked = () if column.sort == "parts" else (field for _, _, field in edges)
    return not {column.name, column.path[0]}.isdisjoint({"id", *graph.nodes[id_], *linked})


class _Stated(NamedTuple):
    """What a PROV-JSON document states, as any tool would read it."""

    elements: Mapping[str, Mapping[str, Any]]
    """The attributes of each entity, activity and agent."""
    joined: frozenset[frozenset[str]]
    """The two ends of each relation, whatever it is called."""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """What a document states."""
        beside = {"prefix", *_ELEMENTS}
        relations = (said for name in document.keys() - beside for said in document[name].values())
        return cls(
            {id_: said for name in _ELEMENTS for id_, said in document.get(name, {}).items()},
            frozenset(frozenset(map(str, relation.values())) for relation in _ends(relations)),
        )


_ELEMENTS = ("entity", "activity", "agent")


def _ends(relations: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for relation in relations:
        yield {name: end for name, end in relation.items() if name != "prov:role"}


def _stated(records: Sequence[Base], stated: _Stated) -> Fate:
    """What PROV says of records: each field as an attribute with its value, each link as either."""
    if any(f"id:{record.id}" not in stated.elements for record in records):
        return "lost"
    lost = frozenset(name for record in records for name in _unstated(record, stated))
    return lost or "told"


def _unstated(record: Base, stated: _Stated) -> Iterator[str]:
    """The fields of a record that are not there as they are in it."""
    name = f"id:{record.id}"
    said, linked = stated.elements[name], set[str]()
    for link in links(record):
        linked.add(link.field.name)
        target = f"id:{link.target}"
        named = target in _each_text(said, f"nsee:{link.field.name}")
        if not named and frozenset({name, target}) not in stated.joined:
            yield link.field.name
    for column, value in flat(record).items():
        own = {*_each_text(said, f"nsee:{column}"), *_each_text(said, "prov:label")}
        if column not in {"id", *linked} and str(value) not in own:
            yield column


def _each_text(said: Mapping[str, Any], name: str) -> Iterator[str]:
    """The values of an attribute, and of those under longer names, alone and together."""
    for attribute, value in said.items():
        if attribute == name or attribute.startswith(f"{name}_"):
            each = [item["$"] if isinstance(item, dict) else str(item) for item in _listed(value)]
            yield from each
            yield list_text(each)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _word(fate: Fate) -> str:
    return fate if isinstance(fate, str) else "in part"


def _lost_in_part(found: Mapping[str, Mapping[str, Fate]]) -> Iterator[str]:
    """The fields that a format loses, by kind; formats that lose the same are told together."""
    alike: dict[tuple[tuple[str, frozenset[str]], ...], list[str]] = {}
    for name, kinds in found.items():
        fates_in_part = ((k, fate) for k, fate in kinds.items() if isinstance(fate, frozenset))
        parts = tuple(fates_in_part)
        if parts:
            alike.setdefault(parts, []).append(name)
    for parts, names in alike.items():
        yield f"## What {listed([code(name) for name in names])} lose"
        yield "\n".join(
            f"- {code(kind)}: {', '.join(map(code, sorted(fields)))}" for kind, fields in parts
        )
