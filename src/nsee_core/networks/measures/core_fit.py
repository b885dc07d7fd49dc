"""How like a division into core and periphery is to its ideal: the discrete model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs
import numpy as np

from nsee_core.networks.measures.arrays import Flags, Floats, Indices, Wholes
from nsee_core.networks.measures.observed import Observed


class Totals(NamedTuple):
    """What the correlation with an ideal pattern rests on, for one division or for many."""

    covered: Any
    """The sum of the ties that the ideal has, too."""
    ideal: Any
    """How many known pairs are tied in the ideal."""


@attrs.frozen(eq=False)
class KnownPairs:
    """The known pairs of a graph: between whom, and how strongly, tied in either direction."""

    nodes: list[Any]
    """In the order of their names, so that the order in the graph changes nothing."""
    known: Wholes
    """1 where all ties of a node are known, else 0."""
    directed: bool
    neighbours: list[Indices]
    strengths: list[Floats]
    total: float
    squares: float

    @classmethod
    def of(cls, seen: Observed, strong: Mapping[tuple[Any, Any], float]) -> KnownPairs:
        """The pairs of which it is known whether they are tied, given how strong each tie is."""
        nodes = sorted(seen.out, key=str)
        place = {node: number for number, node in enumerate(nodes)}
        tied: list[dict[int, float]] = [{} for _ in nodes]
        valued = {pair: value for pair, value in strong.items() if seen.fair(*pair)}
        for (one, other), value in valued.items():
            for a, b in ((place[one], place[other]), (place[other], place[one])):
                tied[a][b] = tied[a].get(b, 0.0) + value
        return cls(
            nodes=nodes,
            known=np.array([node in seen.whole for node in nodes], np.int64),
            directed=seen.directed,
            neighbours=[np.fromiter(sorted(each), np.intp) for each in tied],
            strengths=[np.array([each[other] for other in sorted(each)]) for each in tied],
            total=sum(valued.values()),
            squares=sum(value * value for value in valued.values()),
        )

    @property
    def pairs(self) -> int:
        """How many there are."""
        return int(self.ideal(len(self.nodes), int(self.known.sum())))

    @property
    def pairs_unknown(self) -> int:
        """How many others there are."""
        n = len(self.nodes)
        return n * (n - 1) // (1 if self.directed else 2) - self.pairs

    def fit(self, core: Flags) -> Any:  # noqa: ANN401 - numpy has no type for a number
        """The correlation of the ties with the ideal pattern of a core; minus infinity for none."""
        return self.correlated(self.totals(core))

    def after_each(self, core: Flags, outside: Floats, totals: Totals) -> Totals:
        """The totals after each node, alone, has changed sides."""
        step = np.where(core, -1, 1)
        size, known = core.sum() + step, (core * self.known).sum() + step * self.known
        return Totals(totals.covered + step * outside, self.ideal(size, known))

    def totals(self, core: Flags) -> Totals:
        """What the fit of a core rests on."""
        within_periphery = self.outside(core)[~core].sum() / 2
        return Totals(self.total - within_periphery, self.ideal(core.sum(), core @ self.known))

    def outside(self, core: Flags) -> Floats:
        """How strongly each node is tied to the periphery."""
        return np.array(
            [
                strengths[~core[others]].sum()
                for others, strengths in zip(self.neighbours, self.strengths, strict=True)
            ]
        )

    def ideal(self, size: Any, known: Any) -> Any:  # noqa: ANN401 - one number, or one for each
        """How many known pairs have an end in a core of a size, of whom so many are known."""
        n, reporting = len(self.nodes), self.known.sum()
        if self.directed:
            return known * (n - 1) + (reporting - known) * size
        silent, silent_core = n - reporting, size - known
        return _touching(n, size) - _touching(silent, silent_core)

    def correlated(self, totals: Totals) -> Any:  # noqa: ANN401 - one number, or one for each
        """The correlation of the ties with an ideal pattern, by its totals."""
        pairs = self.pairs
        spread = pairs * self.squares - self.total**2
        ideal = np.asarray(totals.ideal, np.float64)
        divided = pairs * ideal - ideal**2
        there = (divided > 0) & (spread > 1e-12)
        shared = pairs * np.asarray(totals.covered) - self.total * ideal
        return np.where(there, shared / np.sqrt(np.where(there, spread * divided, 1.0)), -np.inf)


def _touching(n: Any, size: Any) -> Any:  # noqa: ANN401 - one number, or one for each
    """How many pairs of n have an end among so many of them."""
    return (n * (n - 1) - (n - size) * (n - size - 1)) // 2
