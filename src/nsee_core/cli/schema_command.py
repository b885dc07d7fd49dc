"""``nsee schema``: the published JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import click

from nsee_core.cli.output import as_json
from nsee_core.engine import standing_schema
from nsee_core.records.schema import document_schema, record_schema
from nsee_core.reports.published import report_schema

_EXAMPLES = """
\b
Examples:
  nsee schema > record.schema.json
  nsee schema --of document
  nsee schema --of report
  nsee schema --of standing
"""

_SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {
        "record": record_schema,
        "document": document_schema,
        "report": report_schema,
        "standing": standing_schema,
    }
)


@click.command(short_help="Print the JSON Schema of what is written.", epilog=_EXAMPLES)
@click.option(
    "--of",
    type=click.Choice(list(_SCHEMAS)),
    default="record",
    show_default=True,
    help="What the schema is of.",
)
def schema(of: str) -> None:
    """Print the JSON Schema of a record, a whole document, a report, or a standing."""
    click.echo(as_json(_SCHEMAS[of]()))
