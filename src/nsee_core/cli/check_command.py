"""``nsee check``: what is wrong with some records, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nsee_core.checking import Selection, UnknownCode
from nsee_core.checking import check as checked
from nsee_core.cli.annotated import refuse_others, write_annotated
from nsee_core.cli.inputs import as_of, own_protocols, protocols_in
from nsee_core.cli.output import as_json, on_terminal
from nsee_core.cli.reading import leave_with_nothing, read_together
from nsee_core.cli.streamed import Told, check_large, is_large
from nsee_core.cli.telling import how_to_read
from nsee_core.findings import Severity
from nsee_core.records import When
from nsee_core.reports import Report

#: So many findings of one code are shown unless all are asked for.
MOST = 50

_EXAMPLES = """
\b
Examples:
  nsee check partnerships.jsonl
  nsee check people.jsonl cycles.jsonl --as-of "June 2018"
  nsee check cycles.jsonl --protocol our-way.toml --ignore NSEE6
  nsee check plan.xlsx --annotate checked.xlsx
  nsee check lessons.csv --columns Teacher=taught_by --encoding cp1252
  nsee check cycles.jsonl --format sarif --fail-on warning > findings.sarif
  cat cycles.jsonl | nsee check -
"""


def _grade(text: str) -> tuple[str, Severity]:
    """Another severity for a code, from ``CODE=severity``."""
    code, _, grade = text.partition("=")
    try:
        return code, Severity(grade)
    except ValueError:
        raise click.BadParameter(
            f'"{text}" is not like NSEE415=info; a grade is error, warning or info'
        ) from None


@click.command(short_help="Say what is wrong with records, and what to do.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(grade.value for grade in Severity), "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 if there is a finding as grave as this, or graver.",
)
@click.option("--select", multiple=True, metavar="CODE", help="Only codes that begin so.")
@click.option("--ignore", multiple=True, metavar="CODE", help="No codes that begin so.")
@click.option(
    "--regrade",
    multiple=True,
    type=_grade,
    metavar="CODE=GRADE",
    help="Another severity for a code, such as NSEE415=info.",
)
@how_to_read
@own_protocols
@as_of
@click.option(
    "--show-values/--hide-values",
    "values",
    default=None,
    help="Whether to show offending values, which may be sensitive; by default only as text "
    "on a terminal.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=f"Show every finding, and not the first {MOST} of each code; the counts and the exit code "
    "are of all anyway.",
)
@click.option(
    "--annotate",
    "target",
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx",
    help="Also write the workbook that was checked, with each finding as a comment on its cell.",
)
def check(
    *,
    files: tuple[str, ...],
    form: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    regrade: tuple[tuple[str, Severity], ...],
    protocols: tuple[str, ...],
    as_of: When | None,
    values: bool | None,
    everything: bool,
    target: Path | None,
    **how: Any,  # noqa: ANN401 - what the options of how_to_read say
) -> None:
    """Check the records in FILE... and say what is wrong and what to do.

    Several files are read as one programme. A FILE is JSON Lines (.jsonl, .ndjson), JSON (.json),
    an Excel workbook (.xlsx, .xlsm), a table (.csv, .tsv, .parquet) or a folder of tables, or an
    event log (.xes, .xes.gz, .ocel.json, .jsonocel, .sqlite, .sqlite3, .db); - is JSON Lines from
    standard input. One large file of JSON Lines (over 64 MB) is not held in memory: it is read
    twice, with a bar on a terminal that says how far it has come.
    """
    if target is not None:
        refuse_others(files, target)
    try:
        chosen = Selection.of(select=select, ignore=ignore, regrade=dict(regrade))
    except UnknownCode as error:
        raise click.UsageError(str(error)) from None
    options: dict[str, Any] = {
        "protocols": protocols_in(protocols),
        "select": select,
        "ignore": ignore,
        "regrade": dict(regrade),
        "as_of": as_of,
    }
    if values is None:
        values = form == "text" and on_terminal()
    most = None if everything else MOST
    if is_large(files) and not any(how.values()):
        told = Told(form, values=values, most=most)
        worst, records = check_large(files[0], told, **options)
    else:
        read = read_together(files, **how)
        found = checked(read.programme, **options)
        report = chosen.among(read.report) + read.located(found)
        click.echo(_written(report, form, include_values=values, most=most, rows=read.rows))
        if target is not None:
            write_annotated(files[0], report, target)
        worst, records = report.worst, len(read.programme)
    if fail_on != "never":
        if not records:
            leave_with_nothing()
        if worst and worst.at_least(Severity(fail_on)):
            click.get_current_context().exit(1)


def _written(report: Report, form: str, **how: Any) -> str:  # noqa: ANN401 - passed on to the form's writer as it is
    match form:
        case "markdown":
            return report.to_markdown(**how)
        case "json":
            return as_json(report.to_dict(**how))
        case "sarif":
            return as_json(report.to_sarif(**how))
    return report.to_text(colour=True, **how)
