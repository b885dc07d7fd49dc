"""What of a graph could be seen: its ties, and the pairs of which somebody answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs
import networkx as nx


@attrs.frozen(slots=False)
class Observed:
    """The ties of a graph, each counted once and none to oneself, and whose ties are all known.

    Who answered is what the nodes say (``respondent``) or else the graph (``respondents``). Who is
    not known to have answered may have ties that nobody reported; so may a school of which only
    some of those who were asked did. Where the graph says only what
    share answered, everybody did if that is all of them, and otherwise nobody is known to have.
    Where it says nothing, as a graph of collaboration or one from elsewhere does not, its ties are
    taken as they stand.

    >>> seen = Observed.of(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")], respondents=("a", "b")))
    >>> seen.ties, seen.possible, seen.among_answered
    (3, 4, {'a': {'b'}, 'b': {'a'}})
    """

    directed: bool
    out: Mapping[Any, Collection[Any]]
    """To whom each node has a tie, in the order of the graph."""
    responded: Mapping[Any, bool]
    """Of whom it is said that they answered, or did not."""
    response_rate: float | None
    """As the graph states it, or else of all nodes; None where the graph says that it is not known,
    as of a wave without a roster, or says nothing of answering."""

    @classmethod
    def of(cls, graph: nx.Graph[Any]) -> Observed:
        """What could be seen of any networkx graph."""
        out = {
            node: dict.fromkeys(other for other in others if other != node)
            for node, others in graph.adjacency()
        }
        rate, responded = graph.graph.get("response_rate"), _responded(graph)
        if not responded and rate is not None and rate >= 1:
            responded = dict.fromkeys(out, True)
        if responded and "response_rate" not in graph.graph:
            rate = sum(responded.values()) / len(out)
        return cls(graph.is_directed(), out, responded, rate)

    @cached_property
    def told(self) -> bool:
        """Whether anything is said of answering."""
        return bool(self.responded) or self.response_rate is not None

    @cached_property
    def whole(self) -> Collection[Any]:
        """Whose ties are all known, or are taken to be."""
        if not self.told:
            return self.out.keys()
        return frozenset(node for node, answered in self.responded.items() if answered)

    @cached_property
    def ties(self) -> int:
        """How many ties are known."""
        return self._once(sum(map(len, self.out.values())))

    @cached_property
    def ties_seen(self) -> int:
        """How many ties there are in the pairs that could be seen."""
        ends = sum(len(self.out[node]) for node in self.whole)
        return ends if self.directed else ends - sum(map(len, self.among_answered.values())) // 2

    @cached_property
    def pairs(self) -> int:
        """How many ties there could be."""
        return self._once(len(self.out) * (len(self.out) - 1))

    @cached_property
    def possible(self) -> int:
        """How many of them could be seen: the sender answered, or without direction either end."""
        nodes, silent = len(self.out), len(self.out) - len(self.whole)
        if self.directed:
            return len(self.whole) * (nodes - 1)
        return self.pairs - silent * (silent - 1) // 2

    @cached_property
    def among_answered(self) -> dict[Any, set[Any]]:
        """The ties between those whose ties are all known."""
        whole = set(self.whole)
        return {node: whole.intersection(self.out[node]) for node in self.out if node in whole}

    def received(self, senders: Iterable[Any]) -> dict[Any, int]:
        """How many ties each node has from some of them."""
        count = dict.fromkeys(self.out, 0)
        for node in senders:
            for other in self.out[node]:
                count[other] += 1
        return count

    def possible_with(self, node: Any) -> int:  # noqa: ANN401 - a node may be anything
        """With how many others this node's tie (where directed: a tie to it) could be seen."""
        if node in self.whole:
            return len(self.whole if self.directed else self.out) - 1
        return len(self.whole)

    def graph_of_answered(self) -> nx.Graph[Any]:
        """The ties between those whose ties are all known, as a graph of its own."""
        graph: nx.Graph[Any] = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.among_answered)
        for node, known in self.among_answered.items():
            graph.add_edges_from((node, other) for other in self.out[node] if other in known)
        return graph

    def _once(self, ends: int) -> int:
        return ends if self.directed else ends // 2


def _responded(graph: nx.Graph[Any]) -> dict[Any, bool]:
    said = {
        node: bool(data["respondent"]) and data.get("answered") == data.get("asked")
        for node, data in graph.nodes(data=True)
        if "respondent" in data
    }
    respondents = graph.graph.get("respondents")
    if said or respondents is None:
        return said
    named = set(respondents)
    return {node: node in named for node in graph}
