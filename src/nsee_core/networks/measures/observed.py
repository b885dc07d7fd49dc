"""What of a graph could be seen: the one rule of what is made of answers that are missing."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs
import networkx as nx

from nsee_core.networks.given import UnusableNumber, graph_given, is_amount, whole_number
from nsee_core.networks.measures.undefined import is_missing
from nsee_core.wording import shown


@attrs.frozen(slots=False)
class Observed:
    """The ties of a graph, each counted once and none to oneself, and what could be seen of them.

    Who answered is what the nodes say (``respondent``), or else the graph (``respondents``). A
    school of which only some of those who were asked answered did not, as a whole. A graph is in
    one of three states, and every measure reads it by the same rule:

    - Nothing is said of answering, neither ``respondents`` nor ``response_rate``, as of
      collaboration or of a graph from elsewhere; or everybody answered. Its ties are taken as they
      stand, and what is not tied is known not to be.
    - It is ``named`` who answered. A pair could be seen where its sender answered, or without
      direction either end. All other pairs are unknown; what is recorded of one all the same, as of
      a school that answered in part, is no fair share of what would have been said, and left out.
    - It is ``nameless``: only a share below 1 is stated, or both are None, which says that not even
      that is known, as of a survey that lists no respondents. A measure of the ties that were
      reported takes them as they stand. A measure for which it matters that two are not tied is
      missing, for of nobody is it known that they answered.

    Where more were asked than are named (``unlisted``, as of a wave without a roster), whoever is
    not in the graph could be tied as well, and with how many is not known: there is no density,
    nor bounds of one, and that all answered does not say who they were.

    So what was reported is ``reported``, and whose ties are all known, so that what is not there
    is not there, is ``whole``; ``silent`` is everybody else.

    >>> seen = Observed.of(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")], respondents=("a", "b")))
    >>> seen.ties, seen.possible, seen.among_answered
    (3, 4, {'a': {'b'}, 'b': {'a'}})
    >>> for rate in (0.5, None):
    ...     seen = Observed.of(nx.DiGraph([("a", "b")], response_rate=rate))
    ...     seen.reported, seen.possible
    ([('a', 'b')], 0)
    ([('a', 'b')], 0)
    """

    directed: bool
    out: Mapping[Any, Collection[Any]]
    """To whom each node has a tie, in the order of the graph."""
    responded: Mapping[Any, bool]
    """Of whom it is said that they answered, or did not."""
    response_rate: float | None
    """As the graph states it, or else of all nodes; None where the graph says that it is not known,
    as of a wave without a roster, or says nothing of answering."""
    nameless: bool
    """Whether it is not known by name who answered, though the graph does say something of it: what
    share did, or that it is not known."""
    unlisted: int
    """How many more were asked than are named."""

    @classmethod
    def of(cls, graph: nx.Graph[Any]) -> Observed:
        """What could be seen of any networkx graph.

        Raises:
            TypeError: it is something else, or names no respondents in the place of some.
            UnusableNumber: it states a response rate that is no share, from 0 to 1, or a number
                of unlisted people that is none.
        """
        out = {
            node: dict.fromkeys(other for other in others if other != node)
            for node, others in graph_given(graph).adjacency()
        }
        rate, responded = _stated(graph), _responded(graph)
        unlisted = whole_number(graph.graph.get("unlisted", 0), "unlisted")
        if not responded and rate == 1 and not unlisted:
            responded = dict.fromkeys(out, True)
        if responded and "response_rate" not in graph.graph:
            rate = sum(responded.values()) / len(out)
        nameless = not responded and bool(out) and _says_of_answering(graph)
        return cls(graph.is_directed(), out, responded, rate, nameless, unlisted)

    # ---------------------------------------------------------------- the rule

    @cached_property
    def named(self) -> bool:
        """Whether it is known by name who answered."""
        return bool(self.responded)

    @cached_property
    def told(self) -> bool:
        """Whether anything is said of answering."""
        return self.named or self.nameless

    @cached_property
    def whole(self) -> Collection[Any]:
        """Whose ties are all known, or are taken to be."""
        if not self.told:
            return self.out.keys()
        return frozenset(node for node, answered in self.responded.items() if answered)

    @cached_property
    def silent(self) -> frozenset[Hashable]:
        """Who may have ties that nobody reported."""
        return frozenset(self.out.keys() - self.whole)

    @cached_property
    def unheard(self) -> frozenset[Hashable]:
        """Of whom it is known by name that they did not answer, at least not as a whole."""
        return self.silent if self.named else frozenset()

    def reports(self, one: Hashable, other: Hashable) -> bool:
        """Whether a tie that is recorded of a pair is one that was reported."""
        return one not in self.unheard or not (self.directed or other in self.unheard)

    @cached_property
    def reported(self) -> list[tuple[Any, Any]]:
        """The ties that were reported, each once."""
        done = set[Any]()
        ties = []
        for one, others in self.out.items():
            if not self.directed:
                done.add(one)
            ties += [
                (one, other) for other in others if other not in done and self.reports(one, other)
            ]
        return ties

    def if_named(self, unknown: int) -> int | None:
        """A number of pairs that could not be seen; None where it is not known who answered."""
        return unknown if self.named else None

    # ---------------------------------------------------------------- counts

    @cached_property
    def ties(self) -> int:
        """How many ties are known."""
        return self._once(sum(map(len, self.out.values())))

    @cached_property
    def ties_seen(self) -> int:
        """How many ties there are in the pairs that could be seen."""
        return 0 if self.nameless else len(self.reported)

    @cached_property
    def others(self) -> int:
        """With how many each could be tied; 0 where some are unlisted, and it is not known."""
        return 0 if self.unlisted else len(self.out) - 1

    @cached_property
    def pairs(self) -> int:
        """How many ties there could be; 0 where it is not known."""
        return self._once(len(self.out) * self.others)

    @cached_property
    def possible(self) -> int:
        """How many of them could be seen: the sender answered, or without direction either end."""
        silent = len(self.silent)
        if self.directed:
            return len(self.whole) * self.others
        return max(self.pairs - silent * (silent - 1) // 2, 0)

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


def _stated(graph: nx.Graph[Any]) -> float | None:
    rate: float | None = graph.graph.get("response_rate")
    if rate is None or (is_amount(rate) and rate <= 1):
        return rate
    raise UnusableNumber(
        f"the response_rate of a graph cannot be {shown(rate)}; "
        "give the share that answered, or None"
    )


def _says_of_answering(graph: nx.Graph[Any]) -> bool:
    return not graph.graph.keys().isdisjoint(("respondents", "response_rate"))


def _responded(graph: nx.Graph[Any]) -> dict[Any, bool]:
    said = {
        node: bool(data["respondent"]) and data.get("answered") == data.get("asked")
        for node, data in graph.nodes(data=True)
        if not is_missing(data.get("respondent"))
    }
    respondents = graph.graph.get("respondents")
    if said or respondents is None:
        return said
    if isinstance(respondents, Collection) and not isinstance(respondents, str):
        named = dict.fromkeys(respondents)
        return {node: node in named for node in graph}
    msg = f"the respondents of a graph cannot be {shown(respondents)}; give the ids of its nodes"
    raise TypeError(msg)
