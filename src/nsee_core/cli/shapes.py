"""``nsee schema``: the published JSON Schemas."""

from __future__ import annotations

import click

from nsee_core.cli.printing import as_json
from nsee_core.records.schema import record_schema
from nsee_core.reports.published import report_schema

_EXAMPLES = """
\b
Examples:
  nsee schema > record.schema.json
  nsee schema --of report
"""


@click.command(short_help="Print the JSON Schema of a record or report.", epilog=_EXAMPLES)
@click.option(
    "--of",
    type=click.Choice(["record", "report"]),
    default="record",
    show_default=True,
    help="What the schema is of.",
)
def schema(of: str) -> None:
    """Print the JSON Schema of a record, or of a report."""
    document = record_schema() if of == "record" else report_schema()
    click.echo(as_json(document))
