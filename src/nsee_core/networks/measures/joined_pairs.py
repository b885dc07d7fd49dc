"""The pairs that somebody joins and that are not joined themselves, and in which role."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import attrs

from nsee_core.networks.measures.groups import Grouped

#: What somebody in the middle does, by the groups of both ends and their own.
ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


@attrs.frozen
class Joined:
    """The pairs that somebody joins: by role, and how many pairs of pairs share an end.

    Two pairs can be one (``n`` times), each other's reverse, begin or end in one node, or follow on
    one another; all others have four ends.
    """

    roles: tuple[int, ...]
    undecided: tuple[int, ...]
    """How many pairs more may be joined, by role."""
    overlaps: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many pairs there are."""
        return sum(self.roles)


def joined(of: Grouped) -> list[Joined | None]:
    """What each node joins, in their order; None of those of whom it is not known."""
    after: list[set[int]] = [set() for _ in of.nodes]
    before: list[set[int]] = [set() for _ in of.nodes]
    for one, other in of.ties.tolist():
        for a, b in ((one, other),) if of.seen.directed else ((one, other), (other, one)):
            after[a].add(b)
            before[b].add(a)
    silent = frozenset(at for at, node in enumerate(of.nodes) if node in of.seen.not_whole)
    tied = _Tied(of.seen.directed, before, after, of.of.tolist(), silent)
    return [None if b in silent else tied.joined_by(b) for b in range(len(of.nodes))]


@attrs.frozen
class _Tied:
    """Who is tied to whom by number, who is in which group, and who did not answer as a whole."""

    directed: bool
    before: Sequence[set[int]]
    after: Sequence[set[int]]
    groups: Sequence[int]
    silent: frozenset[int]
    silent_in: Counter[int] = attrs.field(init=False)

    @silent_in.default
    def _silent_in(self) -> Counter[int]:
        return self._by_group(self.silent)

    def joined_by(self, b: int) -> Joined:
        """The pairs from a to c that b, who answered, joins."""
        found = {a: self.after[b] - self.after[a] - {a} for a in self.before[b]}
        open_ = {
            a: ends if self.directed else ends & self.silent
            for a, ends in found.items()
            if a in self.silent
        }
        certain = found | {a: found[a] - ends for a, ends in open_.items()}
        return Joined(
            self._roles(b, certain),
            self._from_silent(b) if self.directed else self._roles(b, open_),
            _overlaps(certain),
        )

    def _roles(self, b: int, pairs: Mapping[int, set[int]]) -> tuple[int, ...]:
        """How many pairs make each role, given where those end that begin in each node."""
        own, roles = self.groups[b], [0] * len(ROLES)
        for a, ends in pairs.items():
            of_a = _by_role(own, {self.groups[a]: 1}, self._by_group(ends), {})
            roles = [sum(both) for both in zip(roles, of_a, strict=True)]
        return tuple(roles)

    def _from_silent(self, b: int) -> tuple[int, ...]:
        """The pairs, by role, from somebody who may be tied to b and not to whom b is tied to."""
        ends = self.after[b]
        same = self._by_group(ends & self.silent)
        every = _by_role(self.groups[b], self.silent_in, self._by_group(ends), same)
        tied = defaultdict[int, set[int]](set)
        for c in ends:
            for a in self.before[c] & self.silent:
                tied[a].add(c)
        known = self._roles(b, tied)
        return tuple(pairs - joined for pairs, joined in zip(every, known, strict=True))

    def _by_group(self, nodes: set[int] | frozenset[int]) -> Counter[int]:
        return Counter(self.groups[node] for node in nodes)


def _by_role(
    own: int, first: Mapping[int, int], last: Mapping[int, int], same: Mapping[int, int]
) -> tuple[int, ...]:
    """How many pairs make each role for a broker of a group, in the order of the roles.

    Args:
        own: the broker's group.
        first: how many nodes of each group a pair may begin in.
        last: how many it may end in.
        same: how many are among both, and make no pair with themselves.
    """
    few, many = sorted((first, last), key=len)
    alike = sum(n * many.get(group, 0) for group, n in few.items()) - sum(same.values())
    begin, end = sum(first.values()), sum(last.values())
    begin_own, end_own = first.get(own, 0), last.get(own, 0)
    coordinator = begin_own * end_own - same.get(own, 0)
    gatekeeper = (begin - begin_own) * end_own
    representative = begin_own * (end - end_own)
    liaison = begin * end - sum(same.values()) - alike - gatekeeper - representative
    return coordinator, alike - coordinator, gatekeeper, representative, liaison


def _overlaps(pairs: Mapping[int, set[int]]) -> tuple[int, ...]:
    """How many pairs of pairs share an end in each way: see ``Joined``."""
    ends = Counter(c for reached in pairs.values() for c in reached)
    n = ends.total()
    reversed_ = sum(a in pairs.get(c, ()) for a, reached in pairs.items() for c in reached)
    begin = sum(len(reached) * (len(reached) - 1) for reached in pairs.values())
    end = sum(k * (k - 1) for k in ends.values())
    follow = 2 * (sum(len(reached) * ends[a] for a, reached in pairs.items()) - reversed_)
    return n, reversed_, begin, end, follow, n * n - n - reversed_ - begin - end - follow
