"""How heavy ties are, and the steps in which that is drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import floor, isfinite, log2
from numbers import Real
from typing import TypeAlias

import attrs

from nsee_core.plots.grouping import AnyGraph, Node, by_id

Pair: TypeAlias = tuple[Node, Node]

#: In how many steps weights are drawn; each takes in up to twice those of the one before.
STEPS = 4


def weights(graph: AnyGraph) -> dict[Pair, float]:
    """Each two with a tie, sorted, and what their ties weigh together; ties to oneself left out.

    A tie without a weight, or with one that is no number, weighs 1.
    """
    found: dict[Pair, float] = {}
    for one, other, said in graph.edges(data=True):
        if one != other:
            pair = _pair_of(graph, one, other)
            found[pair] = found.get(pair, 0.0) + _weight(said.get("weight"))
    return dict(sorted(found.items(), key=lambda item: tuple(map(by_id, item[0]))))


def _weight(said: object) -> float:
    return float(said) if isinstance(said, Real) and isfinite(said) else 1.0


def _pair_of(graph: AnyGraph, one: Node, other: Node) -> Pair:
    """The two ends of a tie: as it goes if it has a direction, otherwise sorted."""
    if graph.is_directed() or by_id(one) <= by_id(other):
        return one, other
    return other, one


@attrs.frozen
class Steps:
    """Weights in four steps, each up to twice the one before; the last takes all that is heavier.

    >>> steps = Steps.of([1, 2, 3, 9])
    >>> [steps.step(weight) for weight in (1, 2, 3, 9)], steps.words(1)
    ([0, 1, 1, 3], '2 to 3')
    >>> steps = Steps.up_to_heaviest([1, 2, 3, 40])
    >>> [steps.step(weight) for weight in (1, 2, 3, 40)], steps.words(0), steps.words(3)
    ([0, 0, 0, 3], 'up to 7', '32 and more')
    """

    first: float
    """Where the first step begins; what is lighter is in it too."""
    whole: bool
    lighter: bool = False
    """Whether anything is lighter."""

    @classmethod
    def of(cls, weights: Iterable[float]) -> Steps:
        """Steps from the lightest of some weights on."""
        positive = [weight for weight in weights if weight > 0]
        return cls(min(positive, default=1.0), all(weight == round(weight) for weight in positive))

    @classmethod
    def up_to_heaviest(cls, counts: Collection[int]) -> Steps:
        """Steps of which the last has the greatest of some numbers, and so not most of them."""
        first = 1
        while 2**STEPS * first <= max(counts, default=1):
            first *= 2
        return cls(first, whole=True, lighter=min(counts, default=1) < first)

    def step(self, weight: float) -> int:
        """The step of a weight; what weighs nothing or less is in the first."""
        if weight <= self.first:
            return 0
        return min(STEPS - 1, floor(log2(weight / self.first)))

    def words(self, step: int) -> str:
        """What a step takes in, for a legend."""
        low, end = (self.first * 2 ** (step + up) for up in (0, 1))
        if step == STEPS - 1:
            return f"{low:g} and more"
        if not self.whole:
            return f"{low:g} to under {end:g}"
        if self.lighter and not step:
            return f"up to {end - 1:g}"
        return f"{low:g}" if end - 1 == low else f"{low:g} to {end - 1:g}"
