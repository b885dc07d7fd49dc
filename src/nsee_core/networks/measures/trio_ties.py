"""Whether the programme's trios really work together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations
from typing import Any

import attrs
import networkx as nx
import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments import looking_back
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.attributes import one_said
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.placing.levels import Places, known_level
from nsee_core.networks.placing.spans import ALWAYS, Span, at_one_time
from nsee_core.networks.placing.stays import Stays
from nsee_core.programme import Programme
from nsee_core.records import Trio


def trios(programme: Programme, graph: Graphs, *, as_of: Moment | None = None) -> pd.DataFrame:
    """Whether the programme's trios really work together: what the graph says of each.

    The graph should come from elsewhere than the trios themselves: the ties of a survey, transfers,
    or collaboration that does not count trios; in a projection of trios every trio is complete.
    Members are looked for at the level of the graph: in a graph of schools, a trio of teachers is
    their schools.

    Turnover: two who by their memberships were certainly never in the trio together are no pair,
    neither of its ``pairs`` nor of those that its broker joins. Looking back from a date, who had
    certainly left by then is no member: the trio is as it stood. Dates that are not exact or not
    said part nobody. Without a date, members are all who ever were.

    Direction: a pair is tied if either names the other; ``both_ways`` counts the pairs of which
    both do. Weights, parallel ties and ties to oneself do not count.

    Missing data: where nothing is said of answering, ties are taken as they stand. Where it is
    named who answered, a pair that is not seen tied is ``unknown`` unless both answered as a whole
    (in an undirected graph: unless one did). Where only a share is stated, or who answered is said
    not to be known, every pair that was not reported is. Whether a trio with such pairs is
    complete, and who its broker is, may be missing.

    Columns, a row for each trio record: ``trio``, ``type`` (``str``); ``members``, by the record
    or by memberships, and ``present``, how many nodes of the graph they are; ``pairs`` of those
    who may have been there together, ``tied``, ``both_ways`` (missing in an undirected graph) and
    ``unknown`` (missing where nothing is said of answering), all ``Int64``; ``complete``
    (``boolean``), whether all pairs of the whole trio are tied, missing where that is not known;
    ``broker`` (``str``), the one through whom alone the others are joined; ``response_rate``
    (``Float64``).

    Args:
        programme: the records, for its trios and their members.
        graph: any graph of the same people, schools or authorities, or several by label, as
            ``waves()`` gives them: then a first column ``graph`` (``str``) says of which a row is.
        as_of: the date to look back from: members are those who had certainly joined by then and
            had not certainly left. None for the date that the graph says it looks back from
            (``graph.graph["as_of"]``), or for all that is recorded where it says none.

    Raises:
        UnknownLevel: the graph says that it is of a level that there is not.
        TypeError: it is no programme, or neither a graph nor graphs by label.
        NotADate: ``as_of``, or that of the graph, is no date at all.
        NotAMoment: it is none to look back from.

    >>> rows = [Trio(id="t1", members=("p1", "p2", "p3"))]
    >>> graph = nx.DiGraph([("p1", "p2"), ("p2", "p1"), ("p3", "p2")])
    >>> trios(Programme.of(rows), graph)[["trio", "pairs", "tied", "both_ways", "broker"]]
      trio  pairs  tied  both_ways broker
    0   t1      3     2          1     p2
    """
    return of_each(graph, lambda one: _seen_in(one, programme, as_of))


def _seen_in(graph: nx.Graph[Any], programme: Programme, as_of: Moment | None) -> pd.DataFrame:
    seen = Observed.of(graph)
    then = one_said(graph, "as_of") if as_of is None else as_of
    among = _Among.of(programme, one_said(graph, "level"), then, seen)
    found = [_Trio.of(trio, among) for trio in programme.of_kind(Trio)]
    return typed_frame(
        {
            "trio": ("str", [each.record.id for each in found]),
            "type": ("str", [each.record.type for each in found]),
            "members": ("Int64", [each.members for each in found]),
            "present": ("Int64", [len(each.present) for each in found]),
            "pairs": ("Int64", [len(each.pairs) for each in found]),
            "tied": ("Int64", [len(each.tied) for each in found]),
            "both_ways": ("Int64", [each.both_ways if seen.directed else None for each in found]),
            "unknown": ("Int64", [each.unknown if seen.told else None for each in found]),
            "complete": ("boolean", [each.complete for each in found]),
            "broker": ("str", [each.broker for each in found]),
            "response_rate": ("Float64", [seen.response_rate] * len(found)),
        }
    )


@attrs.frozen
class _Among:
    """Among whom trios are looked for: a graph's level, and what could be seen of it."""

    stays: Stays
    placed: bool
    on: Span
    ties: frozenset[tuple[Hashable, Hashable]]
    seen: Observed

    @classmethod
    def of(
        cls, programme: Programme, level: str | None, as_of: Moment | None, seen: Observed
    ) -> _Among:
        places = Places(looking_back.seen(programme, as_of))
        stays = Stays(places, "people" if level is None else known_level(level), programme)
        on = ALWAYS if as_of is None else Span(moment(as_of))
        return cls(stays, level is not None, on, frozenset(seen.reported), seen)

    def members(self, trio: Trio) -> Iterator[tuple[str, Span]]:
        """Who was in a trio and had not certainly left, each time with when they were there."""
        members = self.stays.members(trio)
        return ((member, stay) for member, stay in members if stay.may_meet(self.on))

    def nodes_of(self, member: str, stay: Span) -> list[tuple[str, Span]]:
        """The nodes that a member of a trio is, at the level that the graph states."""
        at = self.stays.of(member, stay) if self.placed else ((member, stay),)
        return [each for each in at if each[0] in self.seen.out]

    def open(self, one: str, other: str) -> bool:
        """Whether a tie between two could be there without having been seen."""
        silent = [node in self.seen.not_whole for node in (one, other)]
        return any(silent) if self.seen.directed else all(silent)


@attrs.frozen
class _Trio:
    """A trio with its pairs in the graph."""

    record: Trio
    members: int
    present: tuple[str, ...]
    all_present: bool
    pairs: tuple[tuple[str, str], ...]
    parted: tuple[tuple[str, str], ...]
    tied: tuple[tuple[str, str], ...]
    both_ways: int
    unknown: int

    @classmethod
    def of(cls, trio: Trio, among: _Among) -> _Trio:
        at, spans = defaultdict[str, set[str]](set), defaultdict[str, set[Span]](set)
        for member, stay in among.members(trio):
            nodes = among.nodes_of(member, stay)
            at[member].update(node for node, _ in nodes)
            for node, span in nodes:
                spans[node].add(span)
        both = list(combinations(spans, 2))
        pairs = tuple(pair for pair in both if at_one_time(*(spans[node] for node in pair)))
        ways = [(pair in among.ties) + (pair[::-1] in among.ties) for pair in pairs]
        found = list(zip(pairs, ways, strict=True))
        return cls(
            trio,
            len(at),
            tuple(spans),
            all(at.values()),
            pairs,
            parted=tuple(pair for pair in both if pair not in pairs),
            tied=tuple(pair for pair, way in found if way),
            both_ways=ways.count(2),
            unknown=sum(among.open(*pair) for pair, way in found if not way),
        )

    @property
    def complete(self) -> bool | None:
        """Whether all are tied; None where it is not known, or there are not two."""
        if len(self.tied) + self.unknown < len(self.pairs):
            return False
        known = self.all_present and self.pairs and not self.unknown
        return True if known else None

    @property
    def broker(self) -> str | None:
        """The one without whom the others are not joined; None where there is none, or several."""
        joining = _joining(self.tied) & _joining(self.tied + self.parted)
        return joining.pop() if len(joining) == 1 and not self.unknown else None


def _joining(pairs: tuple[tuple[str, str], ...]) -> set[str]:
    """Those without whom others are not joined."""
    among: nx.Graph[str] = nx.Graph(pairs)
    return set(nx.articulation_points(among))
