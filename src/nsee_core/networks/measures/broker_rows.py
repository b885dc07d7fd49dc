"""What is said of brokers, role by role: of each by itself, and of several together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from nsee_core.networks.measures.joined_pairs import ROLES, Joined
from nsee_core.networks.measures.role_chances import Chances


@attrs.frozen
class Row:
    """What is said of a broker, or of several together, in one role."""

    node: str | None
    group: str | None
    role: str
    brokers: int = 1
    count: int | None = None
    undecided: int | None = None
    expected: float | None = None
    deviation: float | None = None

    @property
    def z(self) -> float | None:
        """How many deviations the count is from what is expected."""
        if self.count is None or self.expected is None or not self.deviation:
            return None
        return (self.count - self.expected) / self.deviation


@attrs.frozen
class Broker:
    """A node with the pairs that it joins; None where that is not known."""

    node: str
    group: str
    joined: Joined | None
    chances: Chances

    def rows(self) -> Iterable[Row]:
        """A row for each role, and one for the total."""
        joined, chances = self.joined, self.chances
        if joined is None:
            for role in (*ROLES, "total"):
                yield Row(self.node, self.group, role)
            return
        for place, role in enumerate(ROLES):
            yield Row(
                self.node,
                self.group,
                role,
                count=joined.roles[place],
                undecided=joined.undecided[place],
                expected=joined.n * chances.of_one[place],
                deviation=chances.deviation(place, joined),
            )
        undecided = sum(joined.undecided)
        yield Row(self.node, self.group, "total", count=joined.n, undecided=undecided)


@attrs.frozen
class Sum:
    """All brokers together, or those of a group."""

    group: str | None
    brokers: Sequence[Broker]

    @classmethod
    def each(cls, brokers: Sequence[Broker], groups: Iterable[str]) -> Iterable[Sum]:
        """All brokers together, and then those of each group."""
        members: dict[str, list[Broker]] = {group: [] for group in groups}
        for broker in brokers:
            members[broker.group].append(broker)
        yield cls(None, brokers)
        yield from (cls(group, its) for group, its in members.items())

    def rows(self) -> Iterable[Row]:
        """The sums over those of whom anything is known; missing where it is of none of them."""
        known = [list(each.rows()) for each in self.brokers if each.joined is not None]
        for place, role in enumerate((*ROLES, "total")):
            if self.brokers and not known:
                yield Row(None, self.group, role, brokers=0)
                continue
            rows = [rows[place] for rows in known]
            yield Row(
                None,
                self.group,
                role,
                len(rows),
                count=sum(row.count or 0 for row in rows),
                undecided=sum(row.undecided or 0 for row in rows),
                expected=None if role == "total" else sum(row.expected or 0.0 for row in rows),
            )
