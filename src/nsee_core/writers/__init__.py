"""Ways out: plain functions of a programme or a protocol, each a value or a file."""

from nsee_core.writers.about import About, NotAbout, Publisher, described, parse_about
from nsee_core.writers.csv_tables import write_csv
from nsee_core.writers.data_package import to_data_package
from nsee_core.writers.document import to_json, write_json
from nsee_core.writers.dot import to_dot
from nsee_core.writers.gexf import to_gexf, write_gexf
from nsee_core.writers.graph import to_graph
from nsee_core.writers.graphml import to_graphml, write_graphml
from nsee_core.writers.jsonl import to_jsonl, write_jsonl
from nsee_core.writers.mermaid import to_mermaid
from nsee_core.writers.ocel import to_ocel, to_ocel_sqlite, write_ocel_json, write_ocel_sqlite
from nsee_core.writers.parquet import write_parquet
from nsee_core.writers.prov import to_prov, write_prov
from nsee_core.writers.rows import row_of, to_rows
from nsee_core.writers.scxml import NoStatechart, to_scxml, why_no_scxml
from nsee_core.writers.tables import to_tables
from nsee_core.writers.workbook import annotate, template, to_excel, write_excel, write_template
from nsee_core.writers.xes import to_xes, write_xes

__all__ = [
    "About",
    "NoStatechart",
    "NotAbout",
    "Publisher",
    "annotate",
    "described",
    "parse_about",
    "row_of",
    "template",
    "to_data_package",
    "to_dot",
    "to_excel",
    "to_gexf",
    "to_graph",
    "to_graphml",
    "to_json",
    "to_jsonl",
    "to_mermaid",
    "to_ocel",
    "to_ocel_sqlite",
    "to_prov",
    "to_rows",
    "to_scxml",
    "to_tables",
    "to_xes",
    "why_no_scxml",
    "write_csv",
    "write_excel",
    "write_gexf",
    "write_graphml",
    "write_json",
    "write_jsonl",
    "write_ocel_json",
    "write_ocel_sqlite",
    "write_parquet",
    "write_prov",
    "write_template",
    "write_xes",
]
