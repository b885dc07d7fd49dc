"""``nsee explain``: what a code means, why it matters, and an example of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from nsee_core.cli.output import heading, labelled, paragraph, table
from nsee_core.reference.citing import MEANS, cited
from nsee_core.rules import RULES, Rule
from nsee_core.rules.exhibits import Name, exhibits
from nsee_core.wording import perhaps, shown

_EXAMPLES = """
\b
Examples:
  nsee explain                  every code in a line
  nsee explain NSEE301          one code
  nsee explain begun-too-early  the same, by its name
"""
#: What an example consists of, each under its heading.
_PARTS: tuple[tuple[str, Name], ...] = (
    ("An example that brings it", "bad"),
    ("An example that does not", "good"),
    ("The protocol of the examples", "protocol"),
)
_ARGUMENT = re.compile(r"\{(\w+)\}")


@click.command(short_help="Explain a code, with examples.", epilog=_EXAMPLES)
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a CODE: why it matters, what it says, what to do, on what it rests; with examples.

    Without CODE, list them all.
    """
    if code is None:
        rows = [(r.code, r.about.grade.value, r.about.slug) for r in RULES]
        click.echo(table(("code", "severity", "name"), rows))
        return
    for line in _explained(_found(code)):
        click.echo(line)


def _found(code: str) -> Rule:
    known = {name: rule for rule in RULES for name in (rule.code, rule.about.slug)}
    rule = known.get(code.upper()) or known.get(code.lower())
    if rule is None:
        hint = perhaps(code, known) or "; nsee explain lists them all"
        raise click.UsageError(f"there is no code {shown(code)}{hint}")
    return rule


def _explained(rule: Rule) -> Iterator[str]:
    about = rule.about
    yield heading(f"{about.code} {about.slug} ({about.grade})")
    yield from paragraph(about.reason)
    yield ""
    yield from labelled("Says", _ARGUMENT.sub(r"<\1>", about.says))
    yield from labelled("Fix", _ARGUMENT.sub(r"<\1>", about.fix))
    yield from labelled("Basis", MEANS[about.basis])
    for text in _sources(about.source):
        yield from labelled("Source", text)
    for title, name in _PARTS:
        for exhibit in exhibits(about.code, name):
            named = f"{title}: {exhibit.name}" if exhibit.name else title
            yield from ("", heading(named), *(f"  {line}".rstrip() for line in exhibit.lines))


def _sources(text: str | None) -> Iterator[str]:
    """Each source by its title and address; one that is no key is its own."""
    found = [f"[{source.key}] {source}" for source in cited(text)]
    yield from found or filter(None, [text])
