"""``nsee demo``: the published accounts, told by the guiding questions."""

from __future__ import annotations

from pathlib import Path

import click

from nsee_core.cli.export_command import say_written, told_as_misuse
from nsee_core.cli.output import heading
from nsee_core.demo import Page, tell, write_folder
from nsee_core.protocol import builtin_protocols
from nsee_core.records import Cycle
from nsee_core.reference import all_published, published_accounts

_ABOUT = """\
Seven published accounts of collaborative enquiry, read with the nine guiding questions of the
School Improvement Partnership Programme. Which question a printed sentence answers is our reading;
nothing is added that no source prints, and what an account leaves out is no fault of the school."""

_EXAMPLES = """
\b
Examples:
  nsee demo                  the accounts
  nsee demo my-folder        the accounts, and a folder that other tools open
"""


@click.command(short_help="Tell the published accounts that ship.", epilog=_EXAMPLES)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def demo(folder: Path | None) -> None:
    """Tell the published accounts that ship: what each mentions, and what would complete it.

    With FOLDER, also write them there, in every format that nsee export has.
    """
    click.echo(_ABOUT)
    page = Page(emphasis=heading)
    lens, everything = builtin_protocols()["sipp"], all_published()
    for key, account in published_accounts().items():
        told = account.of_kind(Cycle)
        lines = page.of(tell(everything, key, lens)) if told else page.plain(account)
        click.echo()
        for line in lines:
            click.echo(line)
    if folder is not None:
        _write(folder)


def _write(folder: Path) -> None:
    with told_as_misuse(folder):
        written = write_folder(folder)
    click.echo()
    say_written(folder, written)
