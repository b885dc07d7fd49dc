"""The command line: thin; every command reads, calls one function, and prints."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any

import click

from nsee_core import __version__
from nsee_core.cli.check_command import check
from nsee_core.cli.demo_command import demo
from nsee_core.cli.explain_command import explain
from nsee_core.cli.export_command import export
from nsee_core.cli.protocols_command import protocols
from nsee_core.cli.schema_command import schema
from nsee_core.cli.standing_command import standing
from nsee_core.cli.template_command import template

#: As shells count: 128, and the number of the signal SIGPIPE.
_BROKEN_PIPE = 141

_EXAMPLES = """
\b
Examples:
  nsee demo                                read the published accounts that ship
  nsee template --protocol sipp plan.xlsx  a workbook to be filled in
  nsee check plan.xlsx                     what is wrong, and what to do
  nsee standing partnerships.jsonl         where every cycle stands
  nsee export partnerships.jsonl out       the same for other tools
  nsee explain NSEE301                     why a finding matters

\b
Exit codes:
  0  nothing was found, or nothing as grave as --fail-on says
  1  something was; or no cycle could complete the protocol; or no record was read
  2  the command was not understood, or a file cannot be read or written
"""


class _OneSentence(click.Group):
    """A group whose misuse is told in one sentence on standard error."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run a command and exit with its code.

        Who reads the output may have enough of it, as ``head`` has: then there is nothing to say,
        and the code is that of a program that such a pipe has ended.
        """
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as misuse:
            click.echo(f"nsee: {misuse.format_message()}", err=True)
            sys.exit(2)
        except click.Abort:
            sys.exit(130)
        except OSError as error:  # whatever is read says so itself, so this was written
            why = (error.strerror or "nobody takes it").lower()
            click.echo(f"nsee: the output cannot be written: {why}", err=True)
            _drop_output()
            sys.exit(2)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a command; click itself would take a broken pipe for a finding."""
        try:
            done = super().invoke(context)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            context.exit(_BROKEN_PIPE)
        return done


def _drop_output() -> None:
    """Let Python forget what it could not write, or it would try again when it ends."""
    with suppress(OSError):  # a stand-in has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=_OneSentence,
    invoke_without_command=True,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, prog_name="nsee", message="%(prog)s %(version)s")
@click.pass_context
def nsee(context: click.Context) -> None:
    """Records, protocols and checks for collaborative enquiry between schools."""
    if os.environ.get("NO_COLOR"):
        context.color = False
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (demo, template, check, standing, export, explain, protocols, schema):
    nsee.add_command(command)


def main() -> None:
    """Run ``nsee``; what the terminal cannot show is spelt out rather than refused."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stand-in may have none
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    nsee(prog_name="nsee")
