"""``nsee template``: a workbook for people to fill in, with the steps of a protocol."""

from __future__ import annotations

from pathlib import Path

import click

from nsee_core.cli.inputs import protocol_called, why
from nsee_core.readers.workbook import SUFFIXES
from nsee_core.reference.sources import sources
from nsee_core.writers.workbook import write_template

_EXAMPLES = """
\b
Examples:
  nsee template --protocol research-lesson-trio plan.xlsx
  nsee template --protocol sipp --kinds network,membership plan.xlsx
  nsee template --protocol our-way.toml plan.xlsx
"""


@click.command(short_help="Write a workbook to be filled in.", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option(
    "--protocol",
    "key",
    required=True,
    metavar="KEY|FILE.toml",
    help="The protocol whose steps are to be dated: one that ships, or one of your own.",
)
@click.option(
    "--kinds", default="", metavar="KIND,...", help="More kinds that are to have a sheet."
)
def template(*, file: Path, key: str, kinds: str) -> None:
    """Write a workbook to FILE.xlsx for people to fill in, with the steps of a protocol.

    Its first sheet explains it. nsee check FILE.xlsx says what is amiss in it, and with --annotate
    returns it with comments. A file that is there already is never replaced.
    """
    if file.suffix.lower() != SUFFIXES[0]:
        raise click.UsageError(f"{file} does not end in {SUFFIXES[0]}")
    if file.exists():
        raise click.UsageError(f"{file} is there already, and may be filled in; name another file")
    more = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    try:
        write_template(protocol_called(key), file, kinds=more, sources=sources())
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {why(error)}") from None
    click.echo(f"Written to {file}.")
