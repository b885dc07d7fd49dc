"""A protocol as a statechart in SCXML."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.automata import Chart, chart
from nsee_core.engine.joint import joint
from nsee_core.engine.machine import machines
from nsee_core.engine.position import Position
from nsee_core.protocol import Protocol, protocol_given
from nsee_core.wording import listed

#: As many moves as twelve steps in any order have; past that a statechart serves nobody.
MOST_MOVES = 50_000

_ABOUT = """\
 <!--
  step.KEY: that step took place; a point in its key is written as _.
  end: the cycle ends, where it is complete.
  A step that breaks the protocol, or after which no way leads to the end, leads to "broken".
  What steps need, such as evidence or people, is not asked here.
 -->"""


class NoStatechart(ValueError):
    """The courses of a protocol cannot be written as a statechart."""


def to_scxml(protocol: Protocol) -> str:
    """A protocol as a statechart: SCXML 1.0 (W3C Recommendation, 2015), data model ``null``.

    Each step is an event, called by its key: ``step.1_1`` is that step 1.1 took place. A course is
    accepted if ``end`` after it leads to the final state ``complete``; that is so for exactly the
    courses of whole steps that the engine calls complete. A step that breaks the protocol, or after
    which no way leads to the end, leads to the final state ``broken``. What steps need, such as
    evidence or people, is not part of it.

    Raises:
        NoStatechart: it cannot be written so; ``why_no_scxml`` says why.

    >>> toy = Protocol(key="toy", steps=[{"key": "try"}, {"key": "look", "after": ["try"]}])
    >>> print(to_scxml(toy))
    <?xml version="1.0" encoding="UTF-8"?>
    <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null" ...>
     <!--
      step.KEY: ...
     -->
     <state id="course" initial="s0">
      <transition event="step" target="broken"/>
      <state id="s0">
       <transition event="step.try" target="s1"/>
      </state>
      <state id="s1">
       <transition event="step.try" target="s1"/>
       <transition event="step.look" target="s2"/>
      </state>
      <state id="s2">
       <transition event="step.try step.look" target="s2"/>
       <transition event="end" target="complete"/>
      </state>
     </state>
     <final id="complete"/>
     <final id="broken"/>
    </scxml>
    """
    courses = _courses(protocol)
    if isinstance(courses, str):
        raise NoStatechart(f"{protocol.key} has no statechart: {courses}")
    return "\n".join(_lines(protocol, courses))


def why_no_scxml(protocol: Protocol) -> str | None:
    """Why the courses of a protocol cannot be written as a statechart; None, if they can.

    >>> toy = Protocol(key="toy", steps=[{"key": "teach", "per": "lesson"}])
    >>> why_no_scxml(toy)
    'teach is done in each lesson; a statechart cannot follow any number of lessons'
    """
    courses = _courses(protocol)
    return courses if isinstance(courses, str) else None


def _courses(protocol: Protocol) -> Chart | str:
    """All its courses, or why they cannot be written."""
    in_each = [step.key for step in protocol_given(protocol).steps if step.per == "lesson"]
    if in_each:
        done = f"{listed(in_each)} {'is' if len(in_each) == 1 else 'are'} done in each lesson"
        return f"{done}; a statechart cannot follow any number of lessons"
    courses = chart(joint(Position(machines(protocol)), needed=0).net, most=MOST_MOVES)
    if courses is None:
        return f"its steps may be taken in too many orders: more than {MOST_MOVES:,} moves"
    return courses if courses.next else "no cycle can complete it"


def _lines(protocol: Protocol, courses: Chart) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="null"'
        f' name="{protocol.key}" initial="course">'
    )
    yield _ABOUT
    yield ' <state id="course" initial="s0">'
    yield '  <transition event="step" target="broken"/>'
    events = [f"step.{step.key.replace('.', '_')}" for step in protocol.steps]
    for state, (row, accepting) in enumerate(zip(courses.next, courses.accepting, strict=True)):
        yield f'  <state id="s{state}">'
        yield from (f"   {move}" for move in _moves(events, row))
        if accepting:
            yield '   <transition event="end" target="complete"/>'
        yield "  </state>"
    yield " </state>"
    yield ' <final id="complete"/>'
    yield ' <final id="broken"/>'
    yield "</scxml>"


def _moves(events: list[str], row: tuple[int | None, ...]) -> Iterator[str]:
    """A transition to each state that a step leads to, for all the steps that lead there."""
    leading: dict[int, list[str]] = {}
    for event, after in zip(events, row, strict=True):
        if after is not None:
            leading.setdefault(after, []).append(event)
    for after, together in leading.items():
        yield f'<transition event="{" ".join(together)}" target="s{after}"/>'
