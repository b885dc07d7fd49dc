"""What a picture of a protocol shows, whoever draws it: frames, boxes and arrows, each by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from nsee_core.automata import Template
from nsee_core.protocol import Protocol
from nsee_core.protocol.model import Step

LEGEND = (
    "A solid arrow leads to what begins later, a dotted one to what must follow. "
    "Boxes with double lines are done once in each lesson, rounded ones may be left out."
)


class Box(NamedTuple):
    """A step."""

    name: str
    step: Step

    def label(self, put: Callable[[str], str]) -> str:
        """Its key, title and guiding question, and in words what its shape says, as HTML.

        Args:
            put: makes a text of the protocol safe to stand there.
        """
        title, question = (put(text or "") for text in (self.step.title, self.step.question))
        asked = question and f"<i>{question}</i>"
        lines = (f"<b>{self.step.key}</b>", title, asked, self._note())
        return "<br/>".join(filter(None, lines))

    def _note(self) -> str:
        lesson, optional = self.step.per == "lesson", not self.step.required
        notes = ["in each lesson"] * lesson + ["may be left out"] * optional
        return f"({', '.join(notes)})" if notes else ""


class Frame(NamedTuple):
    """A phase, with its steps."""

    name: str
    title: str
    boxes: tuple[Box, ...]


class Arrow(NamedTuple):
    """What comes before what, or how else two steps are bound to each other."""

    tail: str
    head: str
    template: Template


def frames(protocol: Protocol) -> list[Frame]:
    """The phases, in order."""
    return [
        Frame(f"p{place}", phase.title or phase.key, tuple(_boxes(protocol, phase.key)))
        for place, phase in enumerate(protocol.phases)
    ]


def unframed(protocol: Protocol) -> Iterator[Box]:
    """The steps of no phase."""
    return _boxes(protocol, None)


def arrows(protocol: Protocol) -> list[Arrow]:
    """Each arrow once: from step to step, from phase to phase, and what constraints add."""
    return list(dict.fromkeys(_arrows(protocol)))


def _boxes(protocol: Protocol, phase: str | None) -> Iterator[Box]:
    for number, step in enumerate(protocol.steps):
        if step.phase == phase:
            yield Box(f"s{number}", step)


def _arrows(protocol: Protocol) -> Iterator[Arrow]:
    names = {step.key: f"s{number}" for number, step in enumerate(protocol.steps)}
    for step in protocol.steps:
        for after in step.after:
            yield Arrow(names[after.step], names[step.key], Template.PRECEDENCE)
    for place in range(1, len(protocol.phases)):
        yield Arrow(f"p{place - 1}", f"p{place}", Template.PRECEDENCE)
    for constraint in protocol.constraints:
        for a in constraint.a:
            for b in constraint.b:
                yield Arrow(names[a], names[b], constraint.template)
