"""Every format of an export; a new one is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from nsee_core.exporting.beside import write_protocols, write_report, write_schema
from nsee_core.exporting.formats import Format, LeftOut, Library, Matter
from nsee_core.extras import needs
from nsee_core.wording import listed, perhaps, shown
from nsee_core.writers.about import described
from nsee_core.writers.crate import Standard
from nsee_core.writers.csv_tables import write_csv
from nsee_core.writers.document import write_json
from nsee_core.writers.dot import to_dot
from nsee_core.writers.gexf import write_gexf
from nsee_core.writers.graphml import write_graphml
from nsee_core.writers.jsonl import write_jsonl
from nsee_core.writers.mermaid import to_mermaid
from nsee_core.writers.ocel import write_ocel_json, write_ocel_sqlite
from nsee_core.writers.parquet import write_parquet
from nsee_core.writers.prov import write_prov
from nsee_core.writers.scxml import to_scxml
from nsee_core.writers.workbook import write_excel
from nsee_core.writers.xes import write_xes


class UnknownExport(ValueError):
    """No format of an export is called so."""


def chosen(names: str | Iterable[str] | None) -> list[Format]:
    """The formats of these names, each once; of None, those that need nothing that is missing.

    A text is one name.

    Raises:
        UnknownExport: there is none of some name.
        MissingExtra: one needs a library that is not installed.

    >>> [each.path for each in chosen(["jsonl", "prov"])]
    ['records.jsonl', 'prov.json']
    """
    if names is None:
        return [each for each in FORMATS if not each.missing]
    names = [names] if isinstance(names, str) else names
    formats = [_named(name) for name in dict.fromkeys(names)]
    for each in formats:
        if each.library:
            needs(*each.library)
    return formats


def lacking() -> LeftOut:
    """The formats that need a library that is missing, by their paths, with what installs it."""
    return {
        each.path: f'it needs {library.module}: pip install "nsee-core[{library.extra}]"'
        for each in FORMATS
        if (library := each.missing)
    }


def _named(name: str) -> Format:
    known = {each.name: each for each in FORMATS}
    if name not in known:
        ends = _by_end()
        hint = perhaps(name, {**ends, **known}, ends) or f"; the formats are {listed([*known])}"
        raise UnknownExport(f"no format is called {shown(name)}{hint}")
    return known[name]


def _by_end() -> dict[str, str]:
    """What the names of files end in, with the first format that writes such, for a hint."""
    written = {each.path.partition(".")[2]: each.name for each in reversed(FORMATS)}
    names = {"", *(each.name for each in FORMATS)}
    return {end: name for end, name in written.items() if end not in names}


def _records(write: Callable[..., None]) -> Callable[[Matter, Path], None]:
    """A writer of records, given what leaves and told to write all of it."""
    return lambda matter, path: write(matter.outgoing, path, include_sensitive=True)


def _tables(write: Callable[..., None]) -> Callable[[Matter, Path], None]:
    """The same for a Data Package, which says what it is."""
    return lambda matter, path: write(
        matter.outgoing, path, descriptor=described(matter.about), include_sensitive=True
    )


_PACKAGE = Standard("https://datapackage.org/standard/", "Data Package 2.0")
_XES = Standard("https://xes-standard.org/", "XES, IEEE 1849")
_OCEL = Standard("https://www.ocel-standard.org/2.0/", "OCEL 2.0")
_PROV = Standard("http://www.w3.org/Submission/2013/SUBM-prov-json-20130424/", "W3C PROV-JSON")
_GRAPHML = Standard("http://graphml.graphdrawing.org/", "GraphML")
_GEXF = Standard("https://gexf.net/", "GEXF")
_SCXML = Standard("https://www.w3.org/TR/scxml/", "W3C SCXML 1.0")
_SCHEMA = Standard("https://json-schema.org/draft/2020-12/schema", "JSON Schema 2020-12")

_PYARROW = Library("pyarrow", "parquet")

FORMATS: tuple[Format, ...] = (
    Format("jsonl", "records.jsonl", "Every record, one a line", _records(write_jsonl)),
    Format("json", "records.json", "Every record, in one document", _records(write_json)),
    Format("schema", "record.schema.json", "What a record may hold", write_schema, _SCHEMA),
    Format("excel", "records.xlsx", "Every record, one a row, for people", _records(write_excel)),
    Format("csv", "tables/", "Tables, one a kind of record", _tables(write_csv), _PACKAGE),
    Format(
        "parquet", "parquet/", "The same tables, typed", _tables(write_parquet), _PACKAGE, _PYARROW
    ),
    Format("xes", "log.xes", "Cycles as an event log", _records(write_xes), _XES),
    Format(
        "ocel",
        "log.ocel.json",
        "All as an event log of many objects",
        _records(write_ocel_json),
        _OCEL,
    ),
    Format(
        "ocel-sqlite",
        "log.ocel.sqlite",
        "The same log as a database",
        _records(write_ocel_sqlite),
        _OCEL,
    ),
    Format("prov", "prov.json", "Who did what, on which evidence", _records(write_prov), _PROV),
    Format(
        "graphml",
        "graph.graphml",
        "Records and links as a graph",
        _records(write_graphml),
        _GRAPHML,
    ),
    Format("gexf", "graph.gexf", "The same graph for Gephi", _records(write_gexf), _GEXF),
    Format(
        "mermaid",
        "mermaid/",
        "The protocols followed, as diagrams",
        write_protocols(to_mermaid, ".mmd"),
    ),
    Format("dot", "dot/", "The same for Graphviz", write_protocols(to_dot, ".dot")),
    Format(
        "scxml",
        "scxml/",
        "The same as statecharts, if they can be",
        write_protocols(to_scxml, ".scxml"),
        _SCXML,
    ),
    Format("report", "report/", "What the check says of the records", write_report),
)
