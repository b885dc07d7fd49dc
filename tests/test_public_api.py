"""What the library promises to those who import it: which names there are, and that each is told.

A name that is added or taken away is added or taken away here too, on purpose.
"""

import inspect
import re
import subprocess
import sys
from types import FunctionType, ModuleType

import pytest

import nsee_core
from nsee_core import records
from tools.pages import DOCS

PUBLIC = """
    Programme safe UnknownRecord DuplicateId NotARecord
    check preview Preview UnknownCode
    Report Finding Severity Place report_schema
    standing Standing May standings standing_rows standing_schema NoStanding NoSuchStep
    Protocol parse_protocol builtin_protocols verify Verification exemplar ProtocolError NoExemplar
    read read_jsonl parse_jsonl read_json read_rows Reading UnknownFormat
    read_excel read_csv read_csv_folder read_frames read_parquet UnknownColumn UnknownKind
    UnknownTable MissingExtra
    read_xes read_ocel read_event_csv
    check_jsonl FileChanged LooksTooFar
    write_jsonl to_jsonl write_json to_json to_rows row_of to_tables
    write_excel to_excel template write_template annotate NotAWorkbook UnsafeWorkbook
    write_csv write_parquet to_data_package
    write_xes to_xes write_ocel_json write_ocel_sqlite to_ocel to_ocel_sqlite
    write_prov to_prov to_graph write_graphml to_graphml write_gexf to_gexf
    to_mermaid to_dot to_scxml why_no_scxml NoStatechart
    export Exported About Publisher parse_about described NotAbout Undated FolderInUse UnknownExport
    rule Rule Hit View RULES
    When Order NotADate NotAMoment Quantity UnitMismatch
    published_accounts authorities collaboratives reported_claims
    flows UnknownMovement
    record_schema document_schema Record
    Authority Partner School Profile Person Network Membership Trio Team Cycle Entry Lesson
    Evidence Insight Change Practice Transfer Barrier Resource Consent Claim
    Measure Measurement Survey Tie
    Question Success FocusPupil TieQuestion
""".split()  # noqa: SIM905 - a line a theme

API_PAGE = (DOCS / "reference" / "api.md").read_text("utf-8")
#: Every example of the pages, which the tests run.
EXAMPLES = "".join(
    example
    for page in DOCS.rglob("*.md")
    for example in re.findall(
        r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
)
OBJECTS = {name: getattr(nsee_core, name) for name in PUBLIC}
FUNCTIONS = [name for name, public in OBJECTS.items() if callable(public) and name.islower()]
CLASSES = [name for name, public in OBJECTS.items() if isinstance(public, type)]


def test_the_public_names_are_these_and_each_is_there() -> None:
    assert sorted(nsee_core.__all__) == sorted(PUBLIC)


def test_the_names_stand_in_order_and_each_once() -> None:
    constants, classes, functions = (
        sorted(name for name in nsee_core.__all__ if fits(name))
        for fits in (str.isupper, lambda n: n[0].isupper() and not n.isupper(), str.islower)
    )
    assert nsee_core.__all__ == [*constants, *classes, *functions]


def test_the_top_level_shows_nothing_but_public_names_and_modules() -> None:
    shown = {name for name in dir(nsee_core) if not name.startswith("_")}
    modules = {name for name in shown if isinstance(getattr(nsee_core, name), ModuleType)}
    assert shown - modules == set(PUBLIC)


def test_the_wings_are_entered_by_their_names() -> None:
    question = "import nsee_core as n; print(n.networks.flows is n.flows, n.plots.__name__)"
    said = subprocess.check_output([sys.executable, "-c", question], text=True)
    assert said == "True nsee_core.plots\n"


def test_no_module_is_called_as_a_public_name() -> None:
    assert [name for name, public in OBJECTS.items() if isinstance(public, ModuleType)] == []


def test_every_kind_of_record_is_public() -> None:
    assert {model.__name__ for model in records.KINDS.values()} <= set(PUBLIC)


def test_the_api_page_has_every_public_name_once_and_the_base_of_records() -> None:
    told = re.findall(r"^::: nsee_core\.(\S+)$", API_PAGE, re.MULTILINE)
    assert sorted(told) == sorted([*PUBLIC, "records.Base"])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_has_a_docstring_and_an_example_that_runs(name: str) -> None:
    docstring = inspect.getdoc(OBJECTS[name])
    assert docstring
    assert ">>> " in docstring or re.search(rf"\b{name}\(", EXAMPLES)


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_and_all_that_can_be_called_on_it_has_a_docstring(name: str) -> None:
    members = {
        f"{name}.{key}": member
        for key, member in vars(OBJECTS[name]).items()
        if not key.startswith("_") and isinstance(member, FunctionType | property | classmethod)
    }
    silent = [key for key, member in members.items() if not inspect.getdoc(member)]
    assert (bool(OBJECTS[name].__doc__), silent) == (True, [])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_public_function_raises_is_public_or_built_in(name: str) -> None:
    _, _, raises = (inspect.getdoc(OBJECTS[name]) or "").partition("Raises:\n")
    named = re.findall(r"^    (\w+): ", raises.partition("\n\n")[0], re.MULTILINE)
    builtins = {"LookupError", "OSError", "TypeError", "ValueError"}
    assert set(named) <= set(PUBLIC) | builtins
