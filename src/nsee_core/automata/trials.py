"""Trying whether some of the constraints of a net can be met together, at limited cost."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from nsee_core.automata.nets import Net, Word
from nsee_core.automata.search import Course, GaveUp, course

__all__ = ["Chosen", "Trials"]

PURSE = 100
"""What all trials together may cost, for each joint state of the bound."""

TRIAL = 40
"""What one trial costs before it begins; each joint state then costs one for each constraint."""

Chosen = frozenset[int]
"""Constraints, by index."""


@attrs.define
class Trials:
    """Searches for courses that meet some of the constraints, each set tried once, on a purse.

    Attributes:
        net: the constraints.
        bound: how much work is allowed, as joint states.
        most: how many joint states may be examined in one trial, if not as many as `bound`.
        purse: what is left to spend.
        courses: what was found.
    """

    net: Net
    bound: int
    most: int = attrs.field(default=attrs.Factory(lambda self: self.bound, takes_self=True))
    purse: int = attrs.field(
        init=False, default=attrs.Factory(lambda self: PURSE * self.bound, takes_self=True)
    )
    courses: dict[Chosen, Course] = attrs.field(init=False, factory=dict)

    def course(self, chosen: Chosen) -> Course:
        """Search for a course that meets the chosen constraints.

        Raises:
            GaveUp: the purse is empty.
        """
        if chosen not in self.courses:
            if self.purse <= 0:
                raise GaveUp
            size = max(1, len(chosen))
            others = frozenset(range(len(self.net.tables))) - chosen
            bound = min(self.most, 1 + self.purse // size)
            found = course(self.net, self.net.start, ignoring=others, bound=bound)
            self.purse -= TRIAL + size * found.expansions
            self.courses[chosen] = found
        return self.courses[chosen]

    def impossible(self, chosen: Chosen) -> bool:
        """Tell whether it is sure that the chosen constraints cannot be met together."""
        try:
            return self.course(chosen).outcome == "impossible"
        except GaveUp:
            return False

    def objections(self, word: Word, near: Chosen, steps: int) -> Iterator[int]:
        """Yield what rejects a word and is joined to some constraints (if any) by so many steps."""
        neighbours = self.net.neighbours
        for _ in range(steps - 1):
            near = near.union(*(neighbours[index] for index in near))
        state = self.net.run(self.net.start, word)
        for index, (table, at) in enumerate(zip(self.net.tables, state, strict=True)):
            if not table.accepting[at] and not (near and near.isdisjoint(neighbours[index])):
                yield index
