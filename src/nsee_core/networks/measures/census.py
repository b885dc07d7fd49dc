"""What a graph is made of: its cliques, and the programme's own trios."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from itertools import combinations
from math import comb
from typing import Any

import attrs
import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.levels import Places, known_level
from nsee_core.networks.measures.groups import if_known, silent, ties_seen
from nsee_core.networks.measures.observed import Observed
from nsee_core.programme import Programme
from nsee_core.records import Trio


class TooManyCliques(ValueError):
    """A graph has more cliques than were to be counted."""


def cliques(graph: nx.Graph[Any], *, smallest: int = 3, at_most: int = 100_000) -> pd.DataFrame:
    """How many cliques of which size there are, and in how many each node is.

    A clique is a set of nodes that are all tied to one another, and that nobody else could join
    (Luce & Perry 1949, "A method of matrix analysis of group structure", Psychometrika 14, 95-116);
    they may overlap. They are found with ``networkx.find_cliques``.

    Direction: in a directed graph a tie counts where both point to each other, as in the paper.
    Weights, parallel ties and ties to oneself do not count.

    Missing data: where it is known who answered, a mutual tie with somebody who did not is not
    known, and is taken as none, so that cliques are those that could be seen. ``unknown`` counts
    the pairs of which that is not known.

    Columns: ``node`` (``str``), missing in the first rows, which count the cliques of each size;
    ``size`` (``Int64``); ``cliques`` (``Int64``); ``unknown`` (``Int64``, missing where it is not
    known who answered); ``response_rate`` (``Float64``). A node has a row for each size of clique
    that it is in, or one without a size and of 0.

    Args:
        graph: any graph; of a bipartite one take the projection.
        smallest: the fewest nodes that make a clique.
        at_most: how many cliques are counted, of any size. There can be 3 ** (n / 3) of them, so
            that a dense graph is refused and not counted in part: a part of a census says nothing.

    Raises:
        TooManyCliques: there are more cliques than ``at_most``.

    >>> graph = nx.Graph([("p1", "p2"), ("p2", "p3"), ("p3", "p1"), ("p3", "p4")])
    >>> cliques(graph)[["node", "size", "cliques"]]
      node  size  cliques
    0  NaN     3        1
    1   p1     3        1
    2   p2     3        1
    3   p3     3        1
    4   p4  <NA>        0
    """
    seen = Observed.of(graph)
    whole, of_node = _counted_cliques(_joined(seen), smallest, at_most)
    rows: list[tuple[str | None, int | None, int]] = [
        (None, size, whole[size]) for size in sorted(whole)
    ]
    for node, sizes in of_node.items():
        rows += [(str(node), size, sizes[size]) for size in sorted(sizes)]
        if not sizes:
            rows.append((str(node), None, 0))
    unknown = if_known(seen, _unknown_pairs(seen))
    return typed_frame(
        {
            "node": ("str", [node for node, _, _ in rows]),
            "size": ("Int64", [size for _, size, _ in rows]),
            "cliques": ("Int64", [number for _, _, number in rows]),
            "unknown": ("Int64", [unknown] * len(rows)),
            "response_rate": ("Float64", [seen.response_rate] * len(rows)),
        }
    )


def _joined(seen: Observed) -> nx.Graph[Any]:
    """Who is tied to whom both ways, as far as it could be seen."""
    ties = ties_seen(seen)
    if seen.directed:
        arcs = set(ties)
        ties = [(one, other) for one, other in ties if (other, one) in arcs]
    joined: nx.Graph[Any] = nx.Graph()
    joined.add_nodes_from(seen.out)
    joined.add_edges_from(ties)
    return joined


def _counted_cliques(
    graph: nx.Graph[Any], smallest: int, at_most: int
) -> tuple[Counter[int], dict[Hashable, Counter[int]]]:
    """How many cliques of each size there are: in all, and with each node."""
    whole: Counter[int] = Counter()
    of_node: dict[Hashable, Counter[int]] = {node: Counter() for node in graph}
    twins = _twins(graph)
    for number, found in enumerate(nx.find_cliques(graph.subgraph(twins)), start=1):
        if number > at_most:
            msg = (
                f"there are more than {at_most} cliques; take a sparser graph, such as its "
                "stronger ties, or raise at_most"
            )
            raise TooManyCliques(msg)
        clique = [node for one in found for node in twins[one]]
        if len(clique) >= smallest:
            whole[len(clique)] += 1
            for node in clique:
                of_node[node][len(clique)] += 1
    return whole, of_node


def _twins(graph: nx.Graph[Any]) -> dict[Hashable, list[Hashable]]:
    """The nodes that are tied to one another and to the same others, by one that stands for them.

    They are in the same cliques. Whoever took part in just one meeting is a twin of all who did,
    so that a meeting of hundreds takes no longer than a trio.
    """
    alike: dict[frozenset[Hashable], list[Hashable]] = {}
    for node, tied in graph.adjacency():
        alike.setdefault(frozenset((node, *tied)), []).append(node)
    return {nodes[0]: nodes for nodes in alike.values()}


def _unknown_pairs(seen: Observed) -> int:
    """The pairs of which it is not known whether they are tied both ways."""
    unheard = silent(seen)
    among = comb(len(unheard), 2)
    if not seen.directed:
        return among
    return among + sum(other in unheard for _, other in ties_seen(seen))


def trios(programme: Programme, graph: nx.Graph[Any]) -> pd.DataFrame:
    """Whether the programme's trios really work together: what the graph says of each.

    The graph should come from elsewhere than the trios themselves: the ties of a survey, transfers,
    or collaboration that does not count trios; in a projection of trios every trio is complete.
    Members are looked for at the level of the graph: in a graph of schools, a trio of teachers is
    their schools.

    Direction: a pair is tied if either names the other; ``both_ways`` counts the pairs of which
    both do. Weights, parallel ties and ties to oneself do not count.

    Missing data: where it is known who answered, a pair that is not seen tied is ``unknown``
    unless both answered (in an undirected graph: unless one did); then whether the trio is complete
    and who its broker is may be missing.

    Columns, a row for each trio record: ``trio``, ``type`` (``str``); ``members``, by the record
    or by memberships, and ``present``, how many nodes of the graph they are; ``pairs`` of those,
    ``tied``, ``both_ways`` (missing in an undirected graph) and ``unknown`` (missing where it is
    not known who answered), all ``Int64``; ``complete`` (``boolean``), whether all pairs of the
    whole trio are tied, missing where that is not known; ``broker`` (``str``), the one through whom
    alone the others are joined; ``response_rate`` (``Float64``).

    Args:
        programme: the records, for its trios and their members.
        graph: any graph of the same people, schools or authorities.

    >>> rows = [Trio(id="t1", members=("p1", "p2", "p3"))]
    >>> graph = nx.DiGraph([("p1", "p2"), ("p2", "p1"), ("p3", "p2")])
    >>> trios(Programme.of(rows), graph)[["trio", "pairs", "tied", "both_ways", "broker"]]
      trio  pairs  tied  both_ways broker
    0   t1      3     2          1     p2
    """
    places, seen = Places(programme), Observed.of(graph)
    among = _Among(graph.graph.get("level"), frozenset(ties_seen(seen)), seen, silent(seen))
    found = [_Trio.of(trio, places, among) for trio in programme.of_kind(Trio)]
    return typed_frame(
        {
            "trio": ("str", [each.record.id for each in found]),
            "type": ("str", [each.record.type for each in found]),
            "members": ("Int64", [each.members for each in found]),
            "present": ("Int64", [len(each.present) for each in found]),
            "pairs": ("Int64", [each.pairs for each in found]),
            "tied": ("Int64", [len(each.tied) for each in found]),
            "both_ways": ("Int64", [each.both_ways if seen.directed else None for each in found]),
            "unknown": ("Int64", [if_known(seen, each.unknown) for each in found]),
            "complete": ("boolean", [each.complete for each in found]),
            "broker": ("str", [each.broker for each in found]),
            "response_rate": ("Float64", [seen.response_rate] * len(found)),
        }
    )


@attrs.frozen
class _Among:
    """Among whom trios are looked for: a graph's level, and what could be seen of it."""

    level: str | None
    ties: frozenset[tuple[Hashable, Hashable]]
    seen: Observed
    unheard: frozenset[Hashable]

    def nodes_of(self, member: str, places: Places) -> tuple[str, ...]:
        """The nodes that a member of a trio is, at the level that the graph states."""
        at = (member,) if self.level is None else places.at(member, known_level(self.level))
        return tuple(node for node in at if node in self.seen.out)

    def open(self, one: str, other: str) -> bool:
        """Whether a tie between two could be there without having been seen."""
        unheard = [node in self.unheard for node in (one, other)]
        return any(unheard) if self.seen.directed else all(unheard)


@attrs.frozen
class _Trio:
    """A trio with its pairs in the graph."""

    record: Trio
    members: int
    present: tuple[str, ...]
    all_present: bool
    tied: tuple[tuple[str, str], ...]
    both_ways: int
    unknown: int

    @classmethod
    def of(cls, trio: Trio, places: Places, among: _Among) -> _Trio:
        at = [among.nodes_of(member, places) for member in places.members(trio)]
        present = tuple(dict.fromkeys(node for nodes in at for node in nodes))
        pairs = list(combinations(present, 2))
        ways = [(pair in among.ties) + (pair[::-1] in among.ties) for pair in pairs]
        found = list(zip(pairs, ways, strict=True))
        return cls(
            trio,
            len(at),
            present,
            all(at),
            tied=tuple(pair for pair, way in found if way),
            both_ways=ways.count(2),
            unknown=sum(among.open(*pair) for pair, way in found if not way),
        )

    @property
    def pairs(self) -> int:
        return comb(len(self.present), 2)

    @property
    def complete(self) -> bool | None:
        """Whether all are tied; None where it is not known, or there are not two."""
        if len(self.tied) + self.unknown < self.pairs:
            return False
        known = self.all_present and self.pairs and not self.unknown
        return True if known else None

    @property
    def broker(self) -> str | None:
        """The one without whom the others are not joined; None where there is none, or several."""
        among: nx.Graph[str] = nx.Graph(self.tied)
        joining = list(nx.articulation_points(among))
        return joining[0] if len(joining) == 1 and not self.unknown else None
