"""A protocol as a drawing in DOT, which Graphviz draws."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from nsee_core.automata import Template
from nsee_core.protocol import Protocol, protocol_given
from nsee_core.protocol.model import Step
from nsee_core.wording import visible
from nsee_core.writers.drawing import LEGEND, Arrow, Box, Frame, arrows, frames, unframed
from nsee_core.writers.xml import escaped

#: Letters to a line.
_WIDTH, _WIDE = 34, 64
_STYLE = """\
  graph [fontname="Helvetica", fontsize=12, labelloc=b, compound=true, nodesep=0.4, ranksep=0.35]
  node [fontname="Helvetica", fontsize=12, shape=box, margin="0.2,0.1", color="#555555"]
  edge [fontname="Helvetica", fontsize=10, color="#555555", arrowsize=0.8]"""
_ARROWS = {Template.PRECEDENCE: "", Template.RESPONSE: " [style=dotted, penwidth=1.5]"}


def to_dot(protocol: Protocol) -> str:
    """A protocol as a directed graph in DOT, the language of Graphviz (``dot -Tsvg``).

    It shows what ``to_mermaid`` shows, in black and grey, with the legend below: phases are frames,
    in order; a solid arrow leads to what begins later, a dotted one to what must follow.

    >>> toy = Protocol(key="toy", steps=[{"key": "try"}, {"key": "look", "after": ["try"]}])
    >>> print(to_dot(toy))
    digraph "toy" {
      graph ...
      label=<<br/><b>toy</b><br/>A solid arrow ...>
      s0 [label=<<b>try</b>>, style="filled", fillcolor="#f4f4f4"]
      s1 [label=<<b>look</b>>, style="filled", fillcolor="#f4f4f4"]
      s0 -> s1
    }
    """
    return "\n".join(_lines(protocol_given(protocol)))


def _lines(protocol: Protocol) -> Iterator[str]:
    framed = {frame.name: frame for frame in frames(protocol)}
    yield f'digraph "{protocol.key}" {{'
    yield _STYLE
    title = _put(protocol.title or protocol.key, _WIDE)
    yield f"  label=<<br/><b>{title}</b><br/>{_put(LEGEND, _WIDE)}>"
    for frame in framed.values():
        yield from (f"  {line}" for line in _framed(frame))
    yield from (f"  {_drawn(box)}" for box in unframed(protocol))
    yield from (f"  {_arrow(arrow, framed)}" for arrow in arrows(protocol))
    yield "}"


def _framed(frame: Frame) -> Iterator[str]:
    yield f"subgraph cluster_{frame.name} {{"
    yield f'  label=<{_put(frame.title)}>; labelloc=t; color="#999999"'
    yield from (f"  {_drawn(box)}" for box in frame.boxes)
    if not frame.boxes:
        yield f'  {frame.name} [label="", shape=none]'
    yield "}"


def _drawn(box: Box) -> str:
    return f"{box.name} [label=<{box.label(_put)}>, {_shape(box.step)}]"


def _shape(step: Step) -> str:
    style = "filled" if step.required else "filled,rounded"
    double = ", peripheries=2" if step.per == "lesson" else ""
    return f'style="{style}", fillcolor="#f4f4f4"{double}'


def _arrow(arrow: Arrow, framed: dict[str, Frame]) -> str:
    """An arrow between steps; that of two phases leads from their last to their first step."""
    tail, head, template = arrow
    drawn = _ARROWS.get(template, f' [style=dotted, label="{template}"]')
    if tail not in framed:
        return f"{tail} -> {head}{drawn}"
    last, first = _ends(framed[tail])[1], _ends(framed[head])[0]
    return f"{last} -> {first} [ltail=cluster_{tail}, lhead=cluster_{head}, minlen=2]"


def _ends(frame: Frame) -> tuple[str, str]:
    """The first and the last thing in a frame."""
    names = [box.name for box in frame.boxes] or [frame.name]
    return names[0], names[-1]


def _put(text: str, width: int = _WIDTH) -> str:
    r"""A text as lines of a label, which is markup, and in which \N would be the node's name."""
    return "<br/>".join(map(escaped, wrap(visible(text), width))).replace("\\", r"\\")
