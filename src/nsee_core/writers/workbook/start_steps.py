"""What the first sheet of a workbook says of the steps of a protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nsee_core.protocol import Protocol
from nsee_core.protocol.model import Step
from nsee_core.writers.workbook.sheets import Cell
from nsee_core.writers.workbook.styles import Style

_BASES = {
    "printed": "as the source prints it",
    "agreed": "as agreed",
    "ethics": "as research ethics asks",
    "inferred": "inferred from the source",
    "unsourced": "no source prints it",
}


def in_words(step: Step) -> str:
    """What a step is, for those to whom its key says nothing.

    >>> in_words(Step(key="3.1", title="Test", question="Does it work?")), in_words(Step(key="try"))
    ('Test - Does it work?', 'try')
    """
    return " - ".join(filter(None, (step.title, step.question))) or step.key


def step_rows(protocol: Protocol, sources: Mapping[str, object]) -> Iterator[list[Cell]]:
    """Every step in its order, with its words, and what it rests on.

    Args:
        protocol: the protocol.
        sources: what the keys of its sources stand for.
    """
    heads = ("Step", "In words", "Where it stands in SIPP", "Where it comes from")
    yield [Cell(head, Style.TABLE_HEAD) for head in heads]
    for step in protocol.steps:
        each = " (in each research lesson)" if step.per == "lesson" else ""
        yield [
            Cell(step.key, Style.CELL),
            Cell(in_words(step) + each, Style.CELL),
            Cell(step.sipp, Style.CELL),
            Cell(_origin(protocol, step, sources), Style.CELL_MUTED),
        ]


def _origin(protocol: Protocol, step: Step, sources: Mapping[str, object]) -> str:
    """On what a step rests, and where that is stated."""
    key = protocol.source_of(step)
    stated = str(sources.get(key, key)) if key else ""
    return ": ".join(filter(None, (_BASES[protocol.basis_of(step)], stated)))
