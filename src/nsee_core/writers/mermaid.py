"""A protocol as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nsee_core.automata import Template
from nsee_core.protocol import Protocol
from nsee_core.protocol.model import Step
from nsee_core.wording import visible

_ABOUT = (
    "A solid arrow leads to what begins later, a dotted one to what must follow. "
    "Boxes with double sides are done once in each lesson, rounded ones may be left out."
)
_ARROWS = {Template.PRECEDENCE: "-->", Template.RESPONSE: "-.->"}
_UNSAFE = re.compile(r"[^\w ,.?!:()'/-]")


def to_mermaid(protocol: Protocol) -> str:
    """A protocol as a flowchart in Mermaid, which many wikis and code hosts draw.

    Phases are frames, in order; each step has its name and guiding question. A solid arrow leads
    to what begins later, a dotted one to what must follow; other constraints between steps are
    dotted and named. Constraints on a single step, and what steps need, are not drawn.

    >>> toy = Protocol(key="toy", steps=[{"key": "try"}, {"key": "look", "after": ["try"]}])
    >>> print(to_mermaid(toy))
    flowchart TD
      accTitle: toy
      accDescr: A solid arrow ...
      s0["try"]
      s1["look"]
      s0 --> s1
    """
    numbers = {step.key: number for number, step in enumerate(protocol.steps)}
    return "\n".join(
        [
            "flowchart TD",
            f"  accTitle: {_escaped(protocol.title or protocol.key)}",
            f"  accDescr: {_ABOUT}",
            *_boxes(protocol),
            *(f"  {arrow}" for arrow in dict.fromkeys(_arrows(protocol, numbers))),
        ]
    )


def _boxes(protocol: Protocol) -> Iterator[str]:
    steps = list(enumerate(protocol.steps))
    for place, phase in enumerate(protocol.phases):
        yield f'  subgraph p{place}["{_escaped(phase.title or phase.key)}"]'
        yield from (f"    {_box(n, step)}" for n, step in steps if step.phase == phase.key)
        yield "  end"
    yield from (f"  {_box(n, step)}" for n, step in steps if step.phase is None)


def _box(number: int, step: Step) -> str:
    name = f"{step.key} {step.title}" if step.title else step.key
    notes = ["in each lesson"] * (step.per == "lesson") + ["may be left out"] * (not step.required)
    lines = [name, step.question or "", f"({', '.join(notes)})" if notes else ""]
    label = "<br/>".join(_escaped(line) for line in lines if line)
    left, right = ("[[", "]]") if step.per == "lesson" else ("[", "]") if step.required else "()"
    return f's{number}{left}"{label}"{right}'


def _arrows(protocol: Protocol, numbers: dict[str, int]) -> Iterator[str]:
    for step in protocol.steps:
        for after in step.after:
            yield f"s{numbers[after.step]} --> s{numbers[step.key]}"
    for place in range(1, len(protocol.phases)):
        yield f"p{place - 1} --> p{place}"
    for constraint in protocol.constraints:
        arrow = _ARROWS.get(constraint.template, f'-. "{constraint.template}" .->')
        for a in constraint.a:
            for b in constraint.b:
                yield f"s{numbers[a]} {arrow} s{numbers[b]}"


def _escaped(text: str) -> str:
    """A text as a label: whatever Mermaid or HTML could act upon is put as a number."""
    return _UNSAFE.sub(lambda letter: f"#{ord(letter[0])};", visible(text))
