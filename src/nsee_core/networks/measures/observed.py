"""What of a graph could be seen: the one rule of what is made of answers that are missing."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs
import networkx as nx

from nsee_core.networks.arguments.given import graph_given, whole_number
from nsee_core.networks.measures.answers import rate_stated, responded, says_of_answering


@attrs.frozen(slots=False)
class Observed:
    """The ties of a graph, each counted once and none to oneself, and what could be seen of them.

    Who answered is what the nodes say (``respondent``: true or false; and of a school, ``asked``
    and ``answered``, how many people behind it), or else the graph (``respondents``: ids of nodes;
    those of a larger graph count for nothing). A graph is in one of three states:

    - Nothing is said of answering, neither ``respondent``, ``respondents`` nor ``response_rate``,
      as of collaboration or of a graph from elsewhere; or everybody answered. Its ties are taken as
      they stand, and what is not tied is known not to be.
    - It is ``named`` who answered.
    - It is ``nameless``: only a share below 1 is stated, or all that is said is None, so that not
      even that is known, as of a survey that lists no respondents.

    Every node is of one of three sorts:

    - ``whole``: all who were asked behind it answered. What it reports is known, and so is that
      there is nothing else.
    - ``in_part``: it reports ties, but may have others: a school of which only some answered, a
      node that does not say whether it did where others do, and in a nameless graph everybody.
    - ``silent``: it is known by name that nobody answered. It reports nothing, and what is recorded
      of it all the same is left out.

    So every pair is tied, known not to be, or unknown. A tie that was reported is known
    (``reported``), whoever else is silent: its sender answered, if only in part, or without
    direction either end did. That there is no tie is known only of the pairs that are ``fair``:
    their sender is whole, or without direction either end is. Every measure reads a graph by this:

    - What counts reported ties takes all of them, and says how many pairs are unknown. Pairs that
      are known are those that are fair or tied.
    - A share that must be fair (density, reciprocity, change) is of fair pairs only: of those it is
      known whatever the answer was, while of a node in part only ties are known, and no absence.
      Bounds of density are those of all ways in which the unknown pairs may be tied.
    - What has no pair to rest on is missing, never 0.

    Where more were asked than are named (``unlisted``, as of a wave without a roster), whoever is
    not in the graph could be tied as well, and with how many is not known: there is no density,
    nor bounds of one, and that all answered does not say who they were.

    >>> graph = nx.DiGraph([("a", "b"), ("b", "a"), ("c", "b")])
    >>> nx.set_node_attributes(graph, {"a": True, "b": False, "c": True}, "respondent")
    >>> graph.nodes["c"].update(asked=5, answered=4)
    >>> seen = Observed.of(graph)
    >>> sorted(seen.whole), sorted(seen.in_part), sorted(seen.silent)
    (['a'], ['c'], ['b'])
    >>> seen.reported, seen.fair_pairs, seen.unknown_pairs
    ([('a', 'b'), ('c', 'b')], 2, 3)
    >>> for rate in (0.5, None):
    ...     seen = Observed.of(nx.DiGraph([("a", "b")], response_rate=rate))
    ...     seen.reported, seen.fair_pairs
    ([('a', 'b')], 0)
    ([('a', 'b')], 0)
    """

    directed: bool
    out: Mapping[Any, Collection[Any]]
    """To whom each node has a tie, in the order of the graph."""
    responded: Mapping[Any, bool]
    """Of whom it is said that they answered as a whole, or did not."""
    partly: frozenset[Hashable]
    """Of whom it is said that they answered in part."""
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
            TypeError: it is something else, or says of answering what is neither true nor false,
                or names no ids of respondents in the place of some.
            UnusableNumber: it states a response rate that is no share, from 0 to 1, or a number
                of people asked, answered or unlisted that is none.
        """
        out = {
            node: dict.fromkeys(other for other in others if other != node)
            for node, others in graph_given(graph).adjacency()
        }
        rate, (named, partly) = rate_stated(graph), responded(graph)
        unlisted = whole_number(graph.graph.get("unlisted", 0), "unlisted")
        if not named and rate == 1 and not unlisted:
            named = dict.fromkeys(out, True)
        if named and "response_rate" not in graph.graph:
            rate = sum(named.values()) / len(out)
        nameless = not named and bool(out) and says_of_answering(graph)
        return cls(graph.is_directed(), out, named, partly, rate, nameless, unlisted)

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
        """Of whom it is known by name that nobody answered."""
        told = (node for node, answered in self.responded.items() if not answered)
        return frozenset(told) - self.partly

    @cached_property
    def in_part(self) -> frozenset[Hashable]:
        """Who reports ties, and may have others."""
        return self.not_whole - self.silent

    @cached_property
    def not_whole(self) -> frozenset[Hashable]:
        """Who may have ties that nobody reported."""
        return frozenset(self.out.keys() - self.whole)

    @cached_property
    def unheard(self) -> frozenset[Hashable]:
        """Who may have such ties, where it is known by name who answered."""
        return self.not_whole if self.named else frozenset()

    def reports(self, one: Hashable, other: Hashable) -> bool:
        """Whether a tie that is recorded of a pair is one that was reported."""
        return one not in self.silent or not (self.directed or other in self.silent)

    def fair(self, one: Hashable, other: Hashable) -> bool:
        """Whether it is known of a pair if it is tied, whatever the answer was."""
        return one in self.whole or (not self.directed and other in self.whole)

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
        """A number of pairs that are unknown; None where it is not known who answered."""
        return unknown if self.named else None

    # ---------------------------------------------------------------- counts

    @cached_property
    def fair_ties(self) -> int:
        """How many ties there are in the pairs that are fair."""
        return sum(self.fair(*pair) for pair in self.reported)

    @cached_property
    def others(self) -> int:
        """With how many each could be tied; 0 where some are unlisted, and it is not known."""
        return 0 if self.unlisted else len(self.out) - 1

    @cached_property
    def pairs(self) -> int:
        """How many ties there could be; 0 where it is not known."""
        return self._once(len(self.out) * self.others)

    @cached_property
    def fair_pairs(self) -> int:
        """How many of them are fair: the sender is whole, or without direction either end."""
        if self.directed:
            return len(self.whole) * self.others
        others = len(self.not_whole)
        return max(self.pairs - others * (others - 1) // 2, 0)

    @cached_property
    def unknown_pairs(self) -> int:
        """How many of them are neither fair nor tied."""
        return max(self.pairs - self.fair_pairs - (len(self.reported) - self.fair_ties), 0)

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

    def fair_with(self, node: Any) -> int:  # noqa: ANN401 - a node may be anything
        """With how many others this node's pair (where directed: that towards it) is fair."""
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
