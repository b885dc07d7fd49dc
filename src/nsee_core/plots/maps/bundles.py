"""The ties of a map of many groups: one line for all ties between two groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from nsee_core.plots.grouping import Node
from nsee_core.plots.maps import lines
from nsee_core.plots.maps.courses import curves
from nsee_core.plots.maps.discs import Disc, Discs
from nsee_core.plots.maps.layout import Spot, Spots
from nsee_core.plots.maps.steps import Pair, Steps

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INWARD = 0.35  # how far from the middle of the map lines are pulled: all the way at 0
_THIN = 0.5

Between: TypeAlias = tuple[str | None, str | None]


@attrs.frozen
class Bundles:
    """Ties within groups, and how many there are between each two groups that have any."""

    within: Sequence[Pair]
    between: Mapping[Between, int]

    @classmethod
    def of(cls, ties: Iterable[Pair], group_of: Mapping[Node, str | None]) -> Bundles:
        """The bundles of ties; direction makes no difference."""
        within, between = list[Pair](), Counter[Between]()
        for pair in ties:
            one, other = sorted((group_of[end] for end in pair), key=str)
            if one == other:
                within.append(pair)
            else:
                between[one, other] += 1
        return cls(within, between)

    @property
    def steps(self) -> Steps:
        """Steps of how many ties there are between two groups."""
        return Steps.up_to_heaviest(self.between.values())

    def draw(
        self,
        ax: Axes,
        at: Spots,
        discs: Discs,
        steps: Steps,
        strokes: Sequence[lines.Stroke] = lines.FINE,
        *,
        inward: float = _INWARD,
    ) -> lines.Explained:
        """Draw ties within groups as thin lines, and one line between each two groups.

        The more ties there are between the two, the wider it is. It leads from the one circle to
        the other by way of the inside of the map.

        Args:
            ax: the map.
            at: where nodes are.
            discs: where groups are.
            steps: in which steps lines become wider.
            strokes: how lines look, from few ties to many.
            inward: how far from the middle of the map lines are pulled.

        Returns:
            What a legend says of the lines.
        """
        said: lines.Explained = []
        if self.within:
            thin = attrs.evolve(strokes[0], width=_THIN, colour=strokes[-2].colour)
            lines.add(ax, np.array([[at[end] for end in pair] for pair in self.within]), thin)
            said.append((thin.mark(), "tie within a group"))
        for step, stroke in enumerate(strokes):
            these = [pair for pair, count in self.between.items() if steps.step(count) == step]
            if these:
                rims = [[_rim(discs[end]) for end in pair] for pair in sorted(these, key=str)]
                one, other = np.array(rims).transpose(1, 0, 2)
                lines.add(ax, curves(one, inward * (one + other) / 2, other), stroke)
                said.append((stroke.mark(), _words(steps.words(step))))
        return said


def _rim(disc: Disc) -> Spot:
    """Where the circle of a group is nearest to the middle of the map."""
    x, y = disc.heading
    away = disc.away - disc.radius
    return x * away, y * away


def _words(number: str) -> str:
    return f"{number} {'tie' if number == '1' else 'ties'} between two groups"
