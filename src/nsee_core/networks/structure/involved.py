"""Whom an id involves: the members of a group, their schools and authorities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple, get_args

from nsee_core.networks.placing.levels import Places
from nsee_core.programme import Programme
from nsee_core.records import Membership, Network, Person, Team, Trio

#: What is counted.
What = Literal["teams", "trios", "schools", "authorities", "practitioners"]
WHAT: tuple[What, ...] = get_args(What)


class Headcount(NamedTuple):
    """That a group says how many belong to it, and how many of those it does not name."""

    group: str
    what: What
    size: int
    unnamed: int


def _counting(group: Network | Team) -> What | None:
    """What the size of a group counts."""
    return "practitioners" if isinstance(group, Team) else group.size_of


class Involved:
    """Whom an id involves: the members of a group with it, and what each of them counts as."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.places = Places(programme)
        self._with_members: dict[str, tuple[str, ...]] = {}
        self._counting_as: dict[str, tuple[tuple[What, str], ...]] = {}

    def everybody(self, ids: Iterable[str]) -> Iterator[str]:
        """These, and with each team or trio its network, and its members without dates."""
        for id_ in ids:
            if (known := self._with_members.get(id_)) is None:
                known = self._with_members[id_] = tuple(self._found(id_))
            yield from known

    def counted_as(self, ids: Iterable[str]) -> dict[What, set[str]]:
        """The teams, trios, schools, authorities and practitioners that these are."""
        found: dict[What, set[str]] = {what: set() for what in WHAT}
        for id_ in ids:
            if (known := self._counting_as.get(id_)) is None:
                known = self._counting_as[id_] = tuple(self._as(id_))
            for what, one in known:
                found[what].add(one)
        return found

    @cached_property
    def headcounts(self) -> list[Headcount]:
        """The groups that say how many belong to them."""
        groups: Iterable[Network | Team] = chain(
            self.programme.of_kind(Network), self.programme.of_kind(Team)
        )
        return [
            self._headcount(group, what, group.size)
            for group in groups
            if group.size is not None and (what := _counting(group)) is not None
        ]

    def _headcount(self, group: Network | Team, what: What, size: int) -> Headcount:
        """How many of one sort there are in a group, and how many of those it does not name.

        The size of a team counts everybody in it: an officer who is named is no practitioner.
        """
        members = self.places.members(group)
        people = sum(isinstance(self.programme.get(each), Person) for each in members)
        named = len(self.counted_as(members)[what])
        of_this_sort = size - (people - named) if isinstance(group, Team) else size
        return Headcount(group.id, what, max(of_this_sort, 0), max(of_this_sort - named, 0))

    def _found(self, id_: str) -> Iterator[str]:
        yield id_
        group = self.programme.get(id_)
        if isinstance(group, (Team, Trio)):
            yield from () if group.network is None else (group.network,)
            joined = self.programme.within(id_, Membership)
            dated = {each.member for each in joined if each.since or each.until}
            yield from (each for each in self.places.members(group) if each not in dated)

    def _as(self, id_: str) -> Iterator[tuple[What, str]]:
        match self.programme.get(id_):
            case Team():
                yield "teams", id_
            case Trio():
                yield "trios", id_
            case Person(type="practitioner" | None):
                yield "practitioners", id_
        if (school := self.places.school(id_)) is not None:
            yield "schools", school
        if (authority := self.places.authority(id_)) is not None:
            yield "authorities", authority
