"""The command line: thin; every command reads, calls one function, and prints."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from nsee_core.cli.accounts import demo
from nsee_core.cli.checks import check
from nsee_core.cli.codes import explain
from nsee_core.cli.places import standing
from nsee_core.cli.processes import protocols
from nsee_core.cli.shapes import schema

_EXAMPLES = """
\b
Examples:
  nsee demo                             read the published accounts that ship
  nsee check partnerships.jsonl         what is wrong, and what to do
  nsee standing partnerships.jsonl      where every cycle stands
  nsee explain NSEE301                  why a finding matters

\b
Exit codes: 0 nothing found, 1 findings, 2 the command was not understood.
"""


class _OneSentence(click.Group):
    """A group whose misuse is told in one sentence on standard error."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run a command and exit with its code."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as misuse:
            click.echo(f"nsee: {misuse.format_message()}", err=True)
            sys.exit(2)
        except click.Abort:
            sys.exit(130)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=_OneSentence,
    invoke_without_command=True,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(package_name="nsee-core", prog_name="nsee", message="%(prog)s %(version)s")
@click.pass_context
def nsee(context: click.Context) -> None:
    """Records, protocols and checks for collaborative enquiry between schools."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (demo, check, standing, explain, protocols, schema):
    nsee.add_command(command)


def main() -> None:
    """Run ``nsee``; what the terminal cannot show is spelt out rather than refused."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stand-in may have none
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    nsee(prog_name="nsee")
