"""A protocol as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nsee_core.automata import Template
from nsee_core.protocol import Protocol, protocol_given
from nsee_core.wording import visible
from nsee_core.writers.drawing import LEGEND, Box, arrows, frames, unframed

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
      s0["<b>try</b>"]
      s1["<b>look</b>"]
      s0 --> s1
    """
    return "\n".join(_lines(protocol_given(protocol)))


def _lines(protocol: Protocol) -> Iterator[str]:
    yield "flowchart TD"
    yield f"  accTitle: {_escaped(protocol.title or protocol.key)}"
    yield f"  accDescr: {LEGEND}"
    for frame in frames(protocol):
        yield f'  subgraph {frame.name}["{_escaped(frame.title)}"]'
        yield from (f"    {_drawn(box)}" for box in frame.boxes)
        yield "  end"
    yield from (f"  {_drawn(box)}" for box in unframed(protocol))
    for tail, head, template in arrows(protocol):
        arrow = _ARROWS.get(template, f'-. "{template}" .->')
        yield f"  {tail} {arrow} {head}"


def _drawn(box: Box) -> str:
    name, step = box
    left, right = ("[[", "]]") if step.per == "lesson" else ("[", "]") if step.required else "()"
    return f'{name}{left}"{box.label(_escaped)}"{right}'


def _escaped(text: str) -> str:
    """A text as a label: whatever Mermaid or HTML could act upon is put as a number."""
    return _UNSAFE.sub(lambda letter: f"#{ord(letter[0])};", visible(text))
