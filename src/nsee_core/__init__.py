"""Typed records, protocols and checks for collaborative enquiry between schools.

A programme is an immutable bag of typed records; a protocol is data; everything else is a
function of the two, as of a date.

The records are here at once; a room of the house is entered when one of its names is first asked
for, so that an app which only takes records in does not wait for the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from nsee_core.findings import Finding, Place, Severity
from nsee_core.programme import DuplicateId, NotARecord, Programme, UnknownRecord
from nsee_core.records import (
    Authority,
    Barrier,
    Change,
    Claim,
    Consent,
    Cycle,
    Entry,
    Evidence,
    FocusPupil,
    Insight,
    Lesson,
    Measure,
    Measurement,
    Membership,
    Network,
    NotADate,
    Order,
    Partner,
    Person,
    Practice,
    Profile,
    Quantity,
    Question,
    Record,
    Resource,
    School,
    Success,
    Survey,
    Team,
    Tie,
    TieQuestion,
    Transfer,
    Trio,
    UnitMismatch,
    When,
)

if TYPE_CHECKING:
    from nsee_core.checking import UnknownCode, check
    from nsee_core.engine import (
        May,
        NoStanding,
        NoSuchStep,
        NotAMoment,
        Standing,
        standing,
        standing_rows,
        standing_schema,
        standings,
    )
    from nsee_core.exporting import Exported, FolderInUse, Undated, UnknownExport, export
    from nsee_core.extras import MissingExtra
    from nsee_core.networks import UnknownMovement, flows
    from nsee_core.previewing import Preview, preview
    from nsee_core.protocol import Protocol, ProtocolError, builtin_protocols, parse_protocol
    from nsee_core.readers import (
        Reading,
        UnknownColumn,
        UnknownFormat,
        UnknownKind,
        UnknownTable,
        parse_jsonl,
        read,
        read_csv,
        read_csv_folder,
        read_event_csv,
        read_excel,
        read_frames,
        read_json,
        read_jsonl,
        read_ocel,
        read_parquet,
        read_rows,
        read_xes,
    )
    from nsee_core.records.schema import document_schema, record_schema
    from nsee_core.reference import authorities, collaboratives, published_accounts, reported_claims
    from nsee_core.reports import Report, report_schema
    from nsee_core.rules import RULES, Hit, Rule, View, rule
    from nsee_core.safety import safe
    from nsee_core.streaming import FileChanged, LooksTooFar, check_jsonl
    from nsee_core.verifier import NoExemplar, Verification, exemplar, verify
    from nsee_core.workbooks.refusing import NotAWorkbook, UnsafeWorkbook
    from nsee_core.writers import (
        About,
        NoStatechart,
        NotAbout,
        Publisher,
        annotate,
        described,
        parse_about,
        row_of,
        template,
        to_data_package,
        to_dot,
        to_excel,
        to_gexf,
        to_graph,
        to_graphml,
        to_json,
        to_jsonl,
        to_mermaid,
        to_ocel,
        to_ocel_sqlite,
        to_prov,
        to_rows,
        to_scxml,
        to_tables,
        to_xes,
        why_no_scxml,
        write_csv,
        write_excel,
        write_gexf,
        write_graphml,
        write_json,
        write_jsonl,
        write_ocel_json,
        write_ocel_sqlite,
        write_parquet,
        write_prov,
        write_template,
        write_xes,
    )

__version__ = "0.1.0"  # the one place; a test holds CITATION.cff and CHANGELOG.md to it

__all__ = [
    "RULES",
    "About",
    "Authority",
    "Barrier",
    "Change",
    "Claim",
    "Consent",
    "Cycle",
    "DuplicateId",
    "Entry",
    "Evidence",
    "Exported",
    "FileChanged",
    "Finding",
    "FocusPupil",
    "FolderInUse",
    "Hit",
    "Insight",
    "Lesson",
    "LooksTooFar",
    "May",
    "Measure",
    "Measurement",
    "Membership",
    "MissingExtra",
    "Network",
    "NoExemplar",
    "NoStanding",
    "NoStatechart",
    "NoSuchStep",
    "NotADate",
    "NotAMoment",
    "NotARecord",
    "NotAWorkbook",
    "NotAbout",
    "Order",
    "Partner",
    "Person",
    "Place",
    "Practice",
    "Preview",
    "Profile",
    "Programme",
    "Protocol",
    "ProtocolError",
    "Publisher",
    "Quantity",
    "Question",
    "Reading",
    "Record",
    "Report",
    "Resource",
    "Rule",
    "School",
    "Severity",
    "Standing",
    "Success",
    "Survey",
    "Team",
    "Tie",
    "TieQuestion",
    "Transfer",
    "Trio",
    "Undated",
    "UnitMismatch",
    "UnknownCode",
    "UnknownColumn",
    "UnknownExport",
    "UnknownFormat",
    "UnknownKind",
    "UnknownMovement",
    "UnknownRecord",
    "UnknownTable",
    "UnsafeWorkbook",
    "Verification",
    "View",
    "When",
    "annotate",
    "authorities",
    "builtin_protocols",
    "check",
    "check_jsonl",
    "collaboratives",
    "described",
    "document_schema",
    "exemplar",
    "export",
    "flows",
    "parse_about",
    "parse_jsonl",
    "parse_protocol",
    "preview",
    "published_accounts",
    "read",
    "read_csv",
    "read_csv_folder",
    "read_event_csv",
    "read_excel",
    "read_frames",
    "read_json",
    "read_jsonl",
    "read_ocel",
    "read_parquet",
    "read_rows",
    "read_xes",
    "record_schema",
    "report_schema",
    "reported_claims",
    "row_of",
    "rule",
    "safe",
    "standing",
    "standing_rows",
    "standing_schema",
    "standings",
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
    "verify",
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

#: The rooms, and which of the names above are found in each; a test holds this to be all.
_ROOMS = {
    "nsee_core.checking": "UnknownCode check",
    "nsee_core.engine": "May NoStanding NoSuchStep NotAMoment Standing standing standing_rows"
    " standing_schema standings",
    "nsee_core.verifier": "NoExemplar Verification exemplar verify",
    "nsee_core.previewing": "Preview preview",
    "nsee_core.protocol": "Protocol ProtocolError builtin_protocols parse_protocol",
    "nsee_core.readers": "Reading UnknownColumn UnknownFormat UnknownKind UnknownTable parse_jsonl"
    " read read_csv read_csv_folder read_event_csv read_excel read_frames read_json read_jsonl"
    " read_ocel read_parquet read_rows read_xes",
    "nsee_core.records.schema": "document_schema record_schema",
    "nsee_core.reference": "authorities collaboratives published_accounts reported_claims",
    "nsee_core.reports": "Report report_schema",
    "nsee_core.rules": "Hit RULES Rule View rule",
    "nsee_core.safety": "safe",
    "nsee_core.workbooks.refusing": "NotAWorkbook UnsafeWorkbook",
    "nsee_core.writers": "About NoStatechart NotAbout Publisher annotate described parse_about"
    " row_of template to_data_package to_dot to_excel to_gexf to_graph to_graphml to_json to_jsonl"
    " to_mermaid to_ocel to_ocel_sqlite to_prov to_rows to_scxml to_tables to_xes why_no_scxml"
    " write_csv write_excel write_gexf write_graphml write_json write_jsonl write_ocel_json"
    " write_ocel_sqlite write_parquet write_prov write_template write_xes",
    "nsee_core.exporting": "Exported FolderInUse Undated UnknownExport export",
    "nsee_core.extras": "MissingExtra",
    "nsee_core.networks": "UnknownMovement flows",
    "nsee_core.streaming": "FileChanged LooksTooFar check_jsonl",
}

#: Rooms with names of their own, which are entered by theirs: ``nsee_core.networks.ties``.
_WINGS = ("networks", "plots")

if not TYPE_CHECKING:  # a type checker reads the imports above, and needs no other way in

    def __getattr__(name: str) -> object:
        if name in _WINGS:
            return import_module(f"nsee_core.{name}")
        for room, names in _ROOMS.items():
            if name in names.split():
                return globals().setdefault(name, getattr(import_module(room), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
