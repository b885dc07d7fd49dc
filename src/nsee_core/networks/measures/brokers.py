"""Who joins whom across groups: the brokerage roles of Gould and Fernandez."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs
import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.frames import typed_frame
from nsee_core.networks.measures.groups import Grouped, Numbers, grouped

#: What somebody in the middle does, by the groups of both ends and their own.
ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


def brokerage(graph: nx.Graph[Any], by: str = "authority") -> pd.DataFrame:
    """Who joins two that are not joined themselves, and across which boundaries.

    Somebody, b, brokers for each ordered pair a, c with a tie from a to b and one from b to c but
    none from a to c. By their groups they do so in one of five roles (Gould & Fernandez 1989,
    "Structures of mediation", Sociological Methodology 19, 89-126):

    - ``coordinator``: all three are in one group;
    - ``consultant`` (or itinerant): a and c are in one group, b is in another;
    - ``gatekeeper``: b is in the group of c, and lets in what comes from a;
    - ``representative``: b is in the group of a, and takes out what goes to c;
    - ``liaison``: all three are in different groups;
    - ``total``: the sum of these.

    ``expected`` and ``deviation`` (a standard deviation) are exact: those of the count if all
    others' groups were dealt out at random among them, while the ties and the broker's own group
    stay. ``z`` is how many deviations the count is from there. This is not the expectation by size
    and density of the R package ``sna``: it holds who is tied to whom as it is.

    Direction: arcs point from a to c. In an undirected graph each tie goes both ways, so that every
    pair counts twice, and gatekeeper equals representative. Weights, parallel ties and ties to
    oneself do not count.

    Missing data: nodes without the attribute are set aside with their ties, and counted. Nobody
    knows whom those would have brokered for who did not answer: their counts are missing. In an
    undirected graph it is open whether two who did not answer are tied; such pairs are not counted
    in a role, but in ``undecided``.

    Columns: ``node``, ``group``, ``role`` (``str``); ``brokers`` (``Int64``), of how many nodes the
    row is the sum; ``count`` (``Int64``), ``expected``, ``deviation``, ``z`` (``Float64``);
    ``undecided``, ``without_group`` (``Int64``), ``response_rate`` (``Float64``). Six rows for the
    whole graph (``node`` and ``group`` missing), six for each group (``node`` missing), then six
    for each node. Deviations are of nodes only.

    Args:
        graph: any graph; of a bipartite one take the projection.
        by: the node attribute that names the group.

    Raises:
        UnknownGroup: no node has this attribute.

    >>> graph = nx.DiGraph([("p1", "p2"), ("p2", "p3")])
    >>> nx.set_node_attributes(graph, {"p1": "moray", "p2": "moray", "p3": "highland"}, "authority")
    >>> frame = brokerage(graph)
    >>> frame.loc[frame["count"] > 0, ["node", "group", "role", "count", "expected"]]
       node  group            role  count  expected
    3   NaN    NaN  representative      1       0.5
    5   NaN    NaN           total      1      <NA>
    9   NaN  moray  representative      1       0.5
    11  NaN  moray           total      1      <NA>
    27   p2  moray  representative      1       0.5
    29   p2  moray           total      1      <NA>
    """
    of = grouped(graph, by)
    brokers = _brokers(of)
    answered = [broker for broker in brokers if broker.paths is not None]
    sums = [_Sum.of(answered), *(_Sum.of(answered, group) for group in of.groups)]
    rows = [row for each in sums for row in each.rows()]
    rows += [row for each in brokers for row in each.rows()]
    return typed_frame(
        {
            "node": ("str", [row.node for row in rows]),
            "group": ("str", [row.group for row in rows]),
            "role": ("str", [row.role for row in rows]),
            "brokers": ("Int64", [row.brokers for row in rows]),
            "count": ("Int64", [row.count for row in rows]),
            "expected": ("Float64", [row.expected for row in rows]),
            "deviation": ("Float64", [row.deviation for row in rows]),
            "z": ("Float64", [row.z for row in rows]),
            "undecided": ("Int64", [row.undecided for row in rows]),
            "without_group": ("Int64", [of.without_group] * len(rows)),
            "response_rate": ("Float64", [of.seen.response_rate] * len(rows)),
        }
    )


@attrs.frozen
class _Row:
    node: str | None
    group: str | None
    role: str
    brokers: int
    count: int | None
    undecided: int
    expected: float | None = None
    deviation: float | None = None

    @property
    def z(self) -> float | None:
        if self.count is None or self.expected is None or not self.deviation:
            return None
        return (self.count - self.expected) / self.deviation


@attrs.frozen
class _Paths:
    """The pairs that somebody joins: by role, and how many pairs of pairs share an end.

    Two pairs can be one (``n`` times), each other's reverse, begin or end in one node, or follow on
    one another; all others have four ends.
    """

    roles: tuple[int, ...]
    undecided: int
    overlaps: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.roles)


@attrs.frozen
class _Broker:
    """A node with the pairs that it joins; None if it did not answer."""

    node: str
    group: str
    paths: _Paths | None
    chances: _Chances

    def rows(self) -> Iterable[_Row]:
        paths, chances = self.paths, self.chances
        if paths is None:
            for role in (*ROLES, "total"):
                yield _Row(self.node, self.group, role, 1, count=None, undecided=0)
            return
        for place, role in enumerate(ROLES):
            yield _Row(
                self.node,
                self.group,
                role,
                1,
                count=paths.roles[place],
                undecided=paths.undecided,
                expected=paths.n * chances.of_one[place],
                deviation=chances.deviation(place, paths),
            )
        yield _Row(self.node, self.group, "total", 1, paths.n, paths.undecided)


@attrs.frozen
class _Sum:
    """All brokers together, or those of a group."""

    group: str | None
    brokers: Sequence[_Broker]

    @classmethod
    def of(cls, brokers: Iterable[_Broker], group: str | None = None) -> _Sum:
        return cls(group, [each for each in brokers if group in (None, each.group)])

    def rows(self) -> Iterable[_Row]:
        of_all = [list(each.rows()) for each in self.brokers]
        undecided = sum(rows[0].undecided for rows in of_all)
        for place, role in enumerate((*ROLES, "total")):
            rows = [rows[place] for rows in of_all]
            yield _Row(
                None,
                self.group,
                role,
                len(rows),
                count=sum(row.count or 0 for row in rows),
                undecided=undecided,
                expected=None if role == "total" else sum(row.expected or 0.0 for row in rows),
            )


def _brokers(of: Grouped) -> list[_Broker]:
    """Every node of a known group with the pairs that it joins."""
    after: list[set[int]] = [set() for _ in of.nodes]
    before: list[set[int]] = [set() for _ in of.nodes]
    for one, other in of.ties.tolist():
        for a, b in ((one, other),) if of.seen.directed else ((one, other), (other, one)):
            after[a].add(b)
            before[b].add(a)
    silent = frozenset(np.flatnonzero(of.silent).tolist())
    groups, sizes = of.of.tolist(), of.sizes
    chances = [_Chances.of(sizes, own) for own in range(len(of.groups))]
    return [
        _Broker(
            str(node),
            of.groups[own],
            None if b in silent else _paths(b, before[b], after, groups, silent),
            chances[own],
        )
        for b, (node, own) in enumerate(zip(of.nodes, groups, strict=True))
    ]


def _paths(
    b: int,
    before: set[int],
    after: Sequence[set[int]],
    groups: Sequence[int],
    silent: frozenset[int],
) -> _Paths:
    """The pairs a, c that b joins and that are not joined themselves."""
    roles = dict.fromkeys(ROLES, 0)
    begins: dict[int, int] = {}
    ends: Counter[int] = Counter()
    undecided = reversed_ = 0
    for a in before:
        reached = after[b] - after[a] - {a}
        if a in silent:
            undecided += len(reached & silent)
            reached -= silent
        begins[a] = len(reached)
        ends.update(reached)
        if a in after[b]:
            back = reached & before
            reversed_ += sum(a not in after[c] for c in back)
        _count_in(roles, groups[b], groups[a], Counter(groups[c] for c in reached))
    n = sum(begins.values())
    begin = sum(k * (k - 1) for k in begins.values())
    end = sum(k * (k - 1) for k in ends.values())
    follow = 2 * (sum(k * ends[a] for a, k in begins.items()) - reversed_)
    four = n * n - n - reversed_ - begin - end - follow
    return _Paths(tuple(roles.values()), undecided, (n, reversed_, begin, end, follow, four))


def _count_in(roles: dict[str, int], own: int, first: int, last: Mapping[int, int]) -> None:
    """Add the pairs that begin in one node to the roles, by the groups in which they end."""
    among, all_ = last.get(own, 0), sum(last.values())
    if first == own:
        roles["coordinator"] += among
        roles["representative"] += all_ - among
    else:
        alike = last.get(first, 0)
        roles["gatekeeper"] += among
        roles["consultant"] += alike
        roles["liaison"] += all_ - among - alike


@attrs.frozen
class _Chances:
    """How likely each role is if all groups but the broker's are dealt out at random."""

    of_one: tuple[float, ...]
    """That a pair makes the role, in the order of the roles."""
    of_two: tuple[tuple[float, ...], ...]
    """That two pairs both make it, by the way they overlap: see ``_Paths``."""

    @classmethod
    def of(cls, sizes: Numbers, own: int) -> _Chances:
        """The chances of a broker whose group is ``own``.

        Ways to deal m mates and d others, in groups of h, to the two, three or four ends of one
        pair or two: ``alike`` counts ends in one other group, ``apart`` in two.
        """
        m, others = float(sizes[own]) - 1, np.delete(sizes, own).astype(np.float64)
        d = float(others.sum())
        alike = [float(_falling(others, k).sum()) for k in range(5)]
        alike_twice = alike[4] + alike[2] ** 2 - float((_falling(others, 2) ** 2).sum())
        apart = _falling(d, 2) - alike[2]
        apart_shared = float((others * _falling(d - others, 2)).sum())
        apart_twice = _falling(d, 4) - 2 * alike[2] * _falling(d - 2, 2) + alike_twice
        mates = [_falling(m, k) for k in range(5)]
        one_in, two_in = m * _falling(d, 2), mates[2] * d
        mixed = mates[2] * _falling(d, 2)
        ways = (
            (mates[2], mates[2], mates[3], mates[3], mates[3], mates[4]),
            (alike[2], alike[2], alike[3], alike[3], alike[3], alike_twice),
            (m * d, 0.0, two_in, one_in, 0.0, mixed),
            (m * d, 0.0, one_in, two_in, 0.0, mixed),
            (apart, apart, apart_shared, apart_shared, apart_shared, apart_twice),
        )
        deals = [max(_falling(m + d, k), 1.0) for k in (2, 2, 3, 3, 3, 4)]
        of_two = tuple(
            tuple(way / all_ for way, all_ in zip(role, deals, strict=True)) for role in ways
        )
        return cls(tuple(chances[0] for chances in of_two), of_two)

    def deviation(self, role: int, paths: _Paths) -> float:
        """The standard deviation of how often these pairs make a role."""
        squares = np.dot(self.of_two[role], paths.overlaps)
        return float(np.sqrt(max(squares - (paths.n * self.of_one[role]) ** 2, 0.0)))


N = TypeVar("N", float, NDArray[np.float64])


def _falling(n: N, k: int) -> N:
    """The falling factorial: n (n - 1) ... of k factors."""
    product = n * 0.0 + 1.0
    for step in range(k):
        product = product * (n - step)
    return product
