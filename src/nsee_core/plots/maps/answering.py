"""Who answered of those whose ties a map shows."""

from __future__ import annotations

from collections.abc import Hashable

import attrs

from nsee_core.networks.measures.observed import Observed
from nsee_core.plots.grouping import AnyGraph
from nsee_core.plots.paper.style import CannotDraw


@attrs.frozen
class Answering:
    """Who of a graph is known not to have answered as a whole, and what is said of all."""

    seen: Observed
    silent: frozenset[Hashable]
    in_part: bool
    """Whether some of the silent, as a school may, answered in part."""
    words: str
    """How many of those asked answered; nothing of a graph that says nothing of answering."""

    @classmethod
    def of(cls, graph: AnyGraph) -> Answering:
        """What a graph says of it.

        Raises:
            CannotDraw: its response rate or its respondents are none.
        """
        try:
            seen = Observed.of(graph)
        except (TypeError, ValueError) as wrong:
            raise CannotDraw(str(wrong)) from wrong
        silent = frozenset(node for node, answered in seen.responded.items() if not answered)
        in_part = any(graph.nodes[node].get("respondent") for node in silent)
        return cls(seen, silent, in_part, _words(graph, seen))

    def could_see(self, pair: tuple[Hashable, Hashable]) -> bool:
        """Whether it could be seen if two are tied: the sender answered, or either end."""
        senders = pair[:1] if self.seen.directed else pair
        return any(node in self.seen.whole for node in senders)


def _words(graph: AnyGraph, seen: Observed) -> str:
    said, rate = graph.graph, seen.response_rate
    if said.get("response_rate") is None and len(seen.responded) < len(graph):
        rate = None  # of some nothing is known
    if rate is None:
        return "response rate not known" if said.get("about") == "ties" else ""
    asked, answered = said.get("asked"), said.get("answered")
    if asked is None or answered is None:
        return f"{rate:.0%} answered"
    return f"{answered} of {asked} answered ({rate:.0%})"
