"""Two waves, pair by pair of what could be seen in both: what is counted and tested of them."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import attrs
import networkx as nx
import numpy as np

from nsee_core.networks.measures.arrays import Indices
from nsee_core.networks.measures.compared_nodes import ComparedNodes
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.overlapping import Overlap, Ties, overlap
from nsee_core.networks.measures.permuting import permuted, swapped
from nsee_core.wording import shown


@attrs.frozen(eq=False)
class ComparedWaves:
    """Two waves of the same nodes."""

    nodes: ComparedNodes
    seen: Mapping[str, Observed]
    """The ``earlier`` and the ``later``."""
    one: Ties
    other: Ties
    shared: Overlap

    @classmethod
    def of(cls, earlier: nx.Graph[Any], later: nx.Graph[Any], between: str | None) -> ComparedWaves:
        """Two waves, or where it is asked for, what is of them between two groups.

        Raises:
            UnknownGroup: a wave has nodes, and none of them has the attribute.
            TypeError: a node says several things by it.
        """
        nodes = ComparedNodes.of(earlier, later, between)
        seen = {"earlier": Observed.of(earlier), "later": Observed.of(later)}
        one, other = (Ties.of(wave, nodes.nodes, nodes.groups) for wave in seen.values())
        return cls(nodes, seen, one, other, overlap(one, other, np.arange(one.n)))

    def row(self, permutations: int, seed: int) -> dict[str, Any]:
        """What there is to say of them, by the columns of ``change()``."""
        pairs = self.shared.pairs
        return {
            "nodes": self.one.n,
            "joined": self.nodes.joined,
            "left": self.nodes.left,
            "between": self.nodes.between,
            "without_group": self.nodes.without_group,
            "regrouped": self.nodes.regrouped,
            **{f"response_rate_{which}": seen.response_rate for which, seen in self.seen.items()},
            "pairs": pairs // self.one.ways,
            **(self._outcomes() if pairs else {"why_missing": self._why_missing()}),
            "density_p": self._density_p() if pairs and self.one.directed else None,
            **self._likeness(permutations, seed),
        }

    def _outcomes(self) -> dict[str, Any]:
        pairs, before, after, kept = (count // self.one.ways for count in self.shared)
        new, lost = after - kept, before - kept
        return {
            "density_earlier": before / pairs,
            "density_later": after / pairs,
            "kept": kept,
            "new": new,
            "lost": lost,
            "jaccard": kept / (kept + new + lost) if before or after else None,
            "hamming": new + lost,
            "density_change": (new - lost) / pairs,
        }

    def _why_missing(self) -> str:
        """Why there is no pair to compare."""
        if self.one.n < 2:
            return "fewer than two can be compared"
        if self.nodes.kinds < 2:
            return f"all who can be compared have one {shown(self.nodes.between)}"
        nameless = [which for which, seen in self.seen.items() if seen.nameless]
        if nameless:
            return f"who answered the {' and the '.join(nameless)} is not known"
        if any(seen.partly for seen in self.seen.values()):
            return "too few answered as a whole, and of who answered in part not all ties are known"
        return "nobody answered both" if self.one.directed else "of no two did one answer in each"

    def _density_p(self) -> float:
        given = self.other.given() - self.one.given()
        return swapped(given[self.one.whole & self.other.whole])

    def _likeness(self, permutations: int, seed: int) -> dict[str, Any]:
        """The correlation of both, and its test, if there is any."""
        qap = self.shared.correlation
        if isnan(qap):
            return {}
        within = None if self.nodes.between is None else self.nodes.groups
        if permutations == 0 or (within is not None and self.nodes.kinds == self.one.n):
            return {"qap": qap}

        def correlation(places: Indices) -> float:
            return overlap(self.one, self.other, places).correlation

        test = permuted(
            correlation, self.one.n, permutations=permutations, seed=seed, within=within
        )
        return {
            "qap": qap,
            "qap_p": test.at_least,
            "permutations": len(test.values),
            "exact": test.exact,
        }
