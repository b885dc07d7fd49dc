"""``nsee protocols``: the protocols that ship, and any other, in a list, in detail or drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import click

from nsee_core.cli.inputs import protocol_called
from nsee_core.cli.output import heading, labelled, paragraph, table
from nsee_core.protocol import Protocol, builtin_protocols
from nsee_core.protocol.compiling import compiled
from nsee_core.verifier.verifying import verify
from nsee_core.writers import to_mermaid
from nsee_core.writers.dot import to_dot
from nsee_core.writers.scxml import NoStatechart, to_scxml

_EXAMPLES = """
\b
Examples:
  nsee protocols                       the list
  nsee protocols sipp                  one in detail
  nsee protocols sipp --mermaid        as a diagram, for a wiki
  nsee protocols sipp --dot | dot -Tpdf -o sipp.pdf
  nsee protocols our-way.toml          one of your own
"""


_FORMS: Mapping[str, Callable[[Protocol], str]] = MappingProxyType(
    {"mermaid": to_mermaid, "dot": to_dot, "scxml": to_scxml}
)


@click.command(short_help="List the protocols, or show one.", epilog=_EXAMPLES)
@click.argument("key", required=False, metavar="[KEY|FILE.toml]")
@click.option("--mermaid", "form", flag_value="mermaid", help="Draw it as a Mermaid flowchart.")
@click.option("--dot", "form", flag_value="dot", help="Draw it in DOT, for Graphviz.")
@click.option("--scxml", "form", flag_value="scxml", help="Write it as a statechart (W3C SCXML).")
def protocols(key: str | None, form: str | None) -> None:
    """List the protocols that ship; or show one, by its KEY or from a FILE of your own.

    What is shown is verified too: the exit code is 1 if no cycle could complete it.
    """
    if key is None:
        if form is not None:
            raise click.UsageError(
                f"name the protocol that is to be drawn: nsee protocols KEY --{form}"
            )
        click.echo(_overview())
        return
    protocol = protocol_called(key)
    if form is not None:
        click.echo(_written(protocol, form))
        return
    for line in _detail(protocol):
        click.echo(line)
    if not verify(protocol):
        click.get_current_context().exit(1)


def _written(protocol: Protocol, form: str) -> str:
    try:
        return _FORMS[form](protocol)
    except NoStatechart as error:
        raise click.UsageError(str(error)) from None


def _overview() -> str:
    shipped = dict.fromkeys(builtin_protocols().values())
    rows = [(p.key, str(len(p.steps)), ", ".join(p.also) or "-", p.title or "") for p in shipped]
    return table(("key", "steps", "also", "title"), rows)


def _detail(protocol: Protocol) -> Iterator[str]:
    yield heading(f"{protocol.title or protocol.key} ({protocol.key})")
    yield from paragraph(protocol.about or "")
    phases: dict[str | None, str | None] = {phase.key: phase.title for phase in protocol.phases}
    for key, title in (phases | {None: None}).items():
        steps = [step for step in protocol.steps if step.phase == key]
        if steps:
            yield from ("", heading(title or key or "Steps"))
        for step in steps:
            told = " - ".join(filter(None, (step.title, step.question)))
            yield from labelled(f"  {step.key}", told, begins=_widest(protocol) + 4)
    yield from ("", heading("Requirements"))
    yield from _requirements(protocol)
    yield from ("", heading("Verified"))
    for sentence in verify(protocol).sentences():
        yield from labelled("  -", sentence, begins=4)


def _widest(protocol: Protocol) -> int:
    return max(len(step.key) for step in protocol.steps)


def _requirements(protocol: Protocol) -> Iterator[str]:
    """What it requires, each sentence with its basis and source."""
    made = compiled(protocol)
    for requirement in made.requirements:
        source = f", {requirement.source}" if requirement.source else ""
        yield from labelled(
            "  -", f"{made.says(requirement)} ({requirement.basis}{source})", begins=4
        )
