"""``nsee protocols``: the protocols that ship, and any other, in a list, in detail or drawn."""

from __future__ import annotations

from collections.abc import Iterator

import click

from nsee_core.cli.inputs import protocol_in
from nsee_core.cli.output import heading, labelled, paragraph, table
from nsee_core.protocol import Protocol, builtin_protocols
from nsee_core.protocol.compiling import compiled
from nsee_core.verifier.verifying import verify
from nsee_core.wording import listed, perhaps, shown
from nsee_core.writers import to_mermaid

_EXAMPLES = """
\b
Examples:
  nsee protocols                       the list
  nsee protocols sipp                  one in detail
  nsee protocols sipp --mermaid        as a diagram, for a wiki
  nsee protocols our-way.toml          one of your own
"""


@click.command(short_help="List the protocols, or show one.", epilog=_EXAMPLES)
@click.argument("key", required=False, metavar="[KEY|FILE.toml]")
@click.option("--mermaid", is_flag=True, help="Draw it as a Mermaid flowchart.")
def protocols(key: str | None, *, mermaid: bool) -> None:
    """List the protocols that ship; or show one, by its KEY or from a FILE of your own.

    What is shown is verified too: the exit code is 1 if no cycle could complete it.
    """
    if key is None:
        if mermaid:
            raise click.UsageError(
                "name the protocol that is to be drawn: nsee protocols KEY --mermaid"
            )
        click.echo(_overview())
        return
    protocol = protocol_in(key) if key.lower().endswith(".toml") else _shipped(key)
    if mermaid:
        click.echo(to_mermaid(protocol))
        return
    for line in _detail(protocol):
        click.echo(line)
    if not verify(protocol):
        click.get_current_context().exit(1)


def _overview() -> str:
    shipped = dict.fromkeys(builtin_protocols().values())
    rows = [(p.key, str(len(p.steps)), ", ".join(p.also) or "-", p.title or "") for p in shipped]
    return table(("key", "steps", "also", "title"), rows)


def _shipped(key: str) -> Protocol:
    known = builtin_protocols()
    if key not in known:
        hint = perhaps(key, known) or f"; those that ship are {listed([*known])}"
        raise click.UsageError(f"no protocol has the key {shown(key)}{hint}")
    return known[key]


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
