"""``nsee standing``: where every cycle stands, or one of them in detail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from nsee_core.cli.inputs import as_of, own_protocols, protocols_in
from nsee_core.cli.output import as_json, heading, labelled, table
from nsee_core.cli.reading import leave_if_nothing, read_together
from nsee_core.cli.telling import how_to_read
from nsee_core.engine import NoStanding, Standing, StepStanding, standing_rows
from nsee_core.engine import standing as placed
from nsee_core.engine.showing import NOTHING_REMAINS
from nsee_core.programme import UnknownRecord
from nsee_core.readers import Reading
from nsee_core.records import When
from nsee_core.wording import counted, visible

_EXAMPLES = """
\b
Examples:
  nsee standing partnerships.jsonl
  nsee standing partnerships.jsonl --as-of 2015-06-30
  nsee standing partnerships.jsonl reading-together
  cat partnerships.jsonl | nsee standing - --format json
"""
_HEADS = ("cycle", "protocol", "state", "phase", "done", "open", "next")
_MANY = 3  # of the steps that may come next


@click.command(short_help="Say where every cycle stands, or one in detail.", epilog=_EXAMPLES)
@click.argument("file")
@click.argument("cycle", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write it.",
)
@how_to_read
@own_protocols
@as_of
def standing(
    *,
    file: str,
    cycle: str | None,
    form: str,
    protocols: tuple[str, ...],
    as_of: When | None,
    **how: Any,  # noqa: ANN401 - what the options of how_to_read say
) -> None:
    """Say where every cycle in FILE stands, one row a cycle; or one CYCLE in detail.

    FILE is anything that nsee check reads; - is JSON Lines from standard input.
    What cannot be read of it is mentioned on standard error; if no record is read, the exit code
    is 1.
    """
    known, read = protocols_in(protocols), read_together([file], **how)
    leave_if_nothing(read, [file])
    for line in _unread(read, file):
        click.echo(line, err=True)
    if cycle is None:
        rows = standing_rows(read.programme, as_of=as_of, protocols=known)
        click.echo(as_json(rows) if form == "json" else _overview(rows))
        return
    try:
        where = placed(read.programme, cycle, as_of=as_of, protocols=known)
    except (NoStanding, UnknownRecord) as error:
        raise click.UsageError(str(error)) from None
    if form == "json":
        click.echo(as_json(where.to_dict()))
    else:
        for line in _detail(where):
            click.echo(line)


def _unread(read: Reading, file: str) -> Iterator[str]:
    """What could not be read, the first of it in full."""
    if read.report.errors:
        first, count = read.report.errors[0], len(read.report.errors)
        said = f"{first.place}: {visible(first.message)}"
        more = f", and {counted(count - 1, 'other error')}" if count > 1 else ""
        yield f"nsee: {said}{more}; nsee check {file} says more"


def _overview(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "no cycles"
    return table(_HEADS, [[_cell(row, head) for head in _HEADS] for row in rows])


def _cell(row: dict[str, Any], head: str) -> str:
    if head == "done" and row["steps"] is not None:
        return f"{row['done']} of {row['steps']}"
    if head == "next" and row["next"]:
        following = row["next"].split(", ")
        return ", ".join(following[:_MANY]) + (" ..." if len(following) > _MANY else "")
    return str(row[head] or "-")


def _detail(where: Standing) -> Iterator[str]:
    cycle, protocol = where.cycle, where.protocol
    yield heading(cycle.title or cycle.id)
    yield from labelled("Protocol", f"{protocol.title or protocol.key} ({protocol.key})", begins=10)
    ended = ", and ended" if where.ended and where.state in ("broken", "complete") else ""
    yield from labelled("State", f"{where.state}{ended}; told as a {cycle.account}", begins=10)
    if where.phase:
        yield from labelled("Phase", where.phase, begins=10)
    yield ""
    heads = ("step", "", "state", "may be begun")[: 3 if where.ended else 4]
    yield table(heads, [_step(step)[: len(heads)] for step in where.steps])
    yield ""
    remains = ", ".join(step + (f" ({lesson})" if lesson else "") for step, lesson in where.remains)
    yield from labelled("Remains", remains or NOTHING_REMAINS[where.course.outcome], begins=10)
    for label, told in (("Asks for", _asked(where)), ("In doubt", list(where.possibly))):
        if told:
            yield from labelled(label, "; ".join(told), begins=10)


def _step(step: StepStanding) -> tuple[str, str, str, str]:
    times = f" {step.times} times" if step.times > 1 else ""
    stale = ", before an earlier step was done again" if step.stale else ""
    reasons = dict.fromkeys(r.to_do or r.says.rstrip(".") for r in step.may.reasons)
    may = step.may.leave + (f": {'; '.join(reasons)}" if reasons else "")
    return step.key, step.title or "", f"{step.state}{times}{stale}", may


def _asked(where: Standing) -> list[str]:
    """What the protocol asks for besides an order of steps, and there is not enough of."""
    return [
        f"{f'{demand.step}: ' if demand.step else ''}{demand.what}, {demand.have} of {demand.asked}"
        for demand in where.demands
        if not demand.met
    ]
