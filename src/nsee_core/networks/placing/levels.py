"""Who is where: the person, school or authority that an id stands for at each level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import chain
from typing import Literal, TypeGuard, get_args

import attrs

from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.placing.nesting import nested
from nsee_core.networks.posts import post_of
from nsee_core.programme import Programme
from nsee_core.records import (
    Authority,
    Base,
    Membership,
    Network,
    Partner,
    Person,
    School,
    Team,
    Trio,
)

#: Of whom a graph is: of people, of schools, or of local authorities.
Level = Literal["people", "schools", "authorities"]
LEVELS: tuple[Level, ...] = get_args(Level)

#: What has members.
Group = Network | Team | Trio
_GROUPS = frozenset(("network", "team", "trio"))


class UnknownLevel(ValueError):
    """A graph was asked for at a level that there is not."""


def known_level(level: str) -> Level:
    """The level of this name.

    Raises:
        UnknownLevel: there is none.

    >>> known_level("pupils")
    Traceback (most recent call last):
    ...
    nsee_core.networks.placing.levels.UnknownLevel: "pupils" is no level; give people, schools or
    authorities
    """
    return chosen(level, LEVELS, UnknownLevel, '"{}" is no level')


def is_group(record: Base | None) -> TypeGuard[Group]:
    """Whether something has members: a network, team or trio."""
    return record is not None and record.kind in _GROUPS


def is_person(record: Base | None) -> TypeGuard[Person]:
    """Whether something is a person; asked of whole countries, where ``isinstance`` takes long."""
    return record is not None and record.kind == "person"


def groups(programme: Programme) -> Iterator[Group]:
    """Every network, team and trio, in this order."""
    yield from programme.of_kind(Network)
    yield from programme.of_kind(Team)
    yield from programme.of_kind(Trio)


@attrs.frozen(slots=False)
class Places:
    """Where everybody in a programme is: in which school, and in which authority.

    A person is in the school they work or learn in, and where they have none with the organisation
    that employs them. A school is in its authority. A team is in its school where it names one;
    otherwise a trio or team is wherever its members are, and so is a network. At the levels of
    schools and authorities, an organisation that is neither stands for itself: a university that
    takes part is a node, beyond schools.

    >>> from nsee_core import Authority, Person, School
    >>> places = Places(Programme.of([
    ...     Authority(id="moray"), School(id="s1", authority="moray"), Person(id="p1", school="s1"),
    ... ]))
    >>> [places.at("p1", level) for level in LEVELS]
    [('p1',), ('s1',), ('moray',)]
    """

    programme: Programme
    at_most: int | None = None
    """Of a group that stands for more, only one more than so many are told; None for all."""

    def at(self, id_: str, level: Level) -> tuple[str, ...]:
        """What an id stands for at a level, each once; nothing where that is not known.

        Somebody is one person, school or authority; a trio, team or network is all of its members,
        and those of the groups in it. Groups that are in each other stand for the same.
        """
        memo = self._memo[level]
        if (known := memo.get(id_)) is None:
            known = memo[id_] = tuple(dict.fromkeys(self._found(id_, level)))
        return known

    def school(self, id_: str) -> str | None:
        """The school of a person, or of a team that names one; a school is its own."""
        return _school_of(self._look_up(id_))

    def authority(self, id_: str) -> str | None:
        """The authority of a school, or of a person by their school or employer."""
        return self._authority_of(self._look_up(id_))

    def attributes(self, id_: str) -> dict[str, str]:
        """What a node of this id says of itself: kind, school, authority, role, position, name.

        What is not known is left out. Only organisations have a name: a person's never leaves the
        records, nor does what was typed of their position, but only which post it is.
        """
        record = self._look_up(id_)
        if record is None:
            return {}
        said = {"kind": record.kind}
        if (school := _school_of(record)) is not None:
            said["school"] = school
        if (authority := self._authority_of(record)) is not None:
            said["authority"] = authority
        if is_person(record):
            if record.type is not None:
                said["role"] = record.type
            if (post := post_of(record.position)) is not None:
                said["position"] = post
        elif isinstance(record, (School, Authority, Partner)) and record.name is not None:
            said["name"] = record.name
        return said

    def members(self, group: Group) -> tuple[str, ...]:
        """Who belongs to a trio, team or network, by its own list or by a membership, each once."""
        if (known := self._members.get(group.id)) is None:
            listed_in: tuple[str, ...] = group.__dict__.get("members", ())  # no network lists any
            joined = (part.member for part in self.programme.within(group.id, Membership))
            known = self._members[group.id] = tuple(dict.fromkeys((*listed_in, *joined)))
        return known

    def scattered(self, group: Group) -> tuple[str, ...] | None:
        """The members of a group that is wherever they are; None for a team that is at a school."""
        return None if _at_a_school(group) else self.members(group)

    def everybody(
        self, ids: Iterable[str], within: Callable[[Group], Iterable[str] | None]
    ) -> list[str]:
        """These, with the members of groups in their stead, each once; also who is not recorded.

        Groups in circles are entered once.

        Args:
            ids: whom to begin with.
            within: who stands in the stead of a group, such as ``members`` or ``scattered``; None
                where the group stands for itself.

        >>> places = Places(Programme.of([
        ...     Trio(id="trio", members=("p1", "team")), Team(id="team", members=("p2", "trio")),
        ... ]))
        >>> places.everybody(["trio"], places.members)
        ['p1', 'p2']
        """
        found, seen, waiting = list[str](), set[str](), [*ids][::-1]
        while waiting:
            id_ = waiting.pop()
            if id_ in seen:
                continue
            seen.add(id_)
            record = self._look_up(id_)
            instead = within(record) if is_group(record) else None
            if instead is None:
                found.append(id_)
            else:
                waiting.extend([*instead][::-1])
        return found

    @cached_property
    def _look_up(self) -> Callable[[str | None], Base | None]:
        return self.programme.look_up

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _memo(self) -> dict[Level, dict[str, tuple[str, ...]]]:
        return {level: {} for level in LEVELS}

    def _found(self, id_: str, level: Level) -> Iterable[str]:
        record = self._look_up(id_)
        if record is None:
            return ()
        if is_group(record):
            if self.gives_way(id_, level) is not None:
                return self._of_group(record, level)
            school = self.school(id_)
            return (
                () if school is None or is_group(self._look_up(school)) else self.at(school, level)
            )
        if level == "people":
            return (id_,) if is_person(record) else ()
        return self._of_organisation(record, level)

    def gives_way(self, id_: str, level: Level) -> Group | None:
        """The group that this is, if its members stand in its stead at a level."""
        record = self._look_up(id_)
        if not is_group(record) or (level != "people" and _at_a_school(record)):
            return None
        return record

    def everyone(self, group: Group) -> tuple[str, ...]:
        """Who is in a group that is wherever its members are, through all groups in it.

        Groups that are in each other have the same, and it is the same tuple.
        """
        if (known := self._everyone.get(group.id)) is None:
            gives_way = partial(self.gives_way, level="schools")
            self._gather(group, self._everyone, gives_way, lambda id_: (id_,))
            known = self._everyone[group.id]
        return known

    @cached_property
    def _everyone(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _of_group(self, group: Group, level: Level) -> tuple[str, ...]:
        """Whom a group stands for; noted also of every group within it."""
        gives_way, at = partial(self.gives_way, level=level), partial(self.at, level=level)
        self._gather(group, self._memo[level], gives_way, at, self.at_most)
        return self._memo[level][group.id]

    def _gather(
        self,
        group: Group,
        memo: dict[str, tuple[str, ...]],
        gives_way: Callable[[str], Group | None],
        leaf: Callable[[str], tuple[str, ...]],
        at_most: int | None = None,
    ) -> None:
        """Note what the members of a group are, and those of every group within it.

        Args:
            group: where to begin.
            memo: what is known of groups, to be filled in.
            gives_way: the group that an id is, if its members stand in its stead.
            leaf: what any other member is.
            at_most: of how many to tell, and of one more.
        """
        groups, upto = {group.id: group}, None if at_most is None else at_most + 1
        if not any(map(gives_way, self.members(group))):  # as most groups, of which there are many
            found = map(leaf, self.members(group))
            memo[group.id] = tuple(dict.fromkeys(chain.from_iterable(found)))[:upto]
            return

        def inner(id_: str) -> Iterator[str]:
            for one in self.members(groups[id_]):
                if one not in memo and (within := gives_way(one)) is not None:
                    groups[one] = within
                    yield one

        for circle in map(dict.fromkeys, nested(group.id, inner)):
            members = chain.from_iterable(self.members(groups[each]) for each in circle)
            others = (one for one in dict.fromkeys(members) if one not in circle)
            standing = (memo[one] if one in memo else leaf(one) for one in others)
            everybody = tuple(dict.fromkeys(chain.from_iterable(standing)))[:upto]
            memo.update(dict.fromkeys(circle, everybody))

    def _of_organisation(self, record: Base, level: Level) -> Iterable[str]:
        """Where a person is, or what an organisation stands for, above the level of people."""
        if level == "authorities" and (authority := self.authority(record.id)) is not None:
            return (authority,)
        if level == "schools" and (school := self.school(record.id)) is not None:
            return (school,)
        if isinstance(record, Person):
            employer = self._employer(record)
            return () if employer is None else self.at(employer, level)
        stands_for_itself = isinstance(record, (Partner, Authority))
        return (record.id,) if stands_for_itself else ()

    def _authority_of(self, record: Base | None) -> str | None:
        if record is None or record.kind == "authority":
            return None if record is None else record.id
        school = self._look_up(_school_of(record))
        if _is_school(school) and school.authority is not None:
            return school.authority
        employer = self._employer(record)
        return None if employer is None else self.authority(employer)

    def _employer(self, record: Base | None) -> str | None:
        """The organisation that employs a person; people and groups employ nobody."""
        employer = record.employer if is_person(record) else None
        if employer is None:
            return None
        is_organisation = isinstance(self._look_up(employer), (School, Authority, Partner))
        return employer if is_organisation else None


def _school_of(record: Base | None) -> str | None:
    if record is None:
        return None
    if is_person(record) or _is_team(record):
        return record.school
    return record.id if record.kind == "school" else None


def _at_a_school(group: Group) -> bool:
    return _is_team(group) and group.school is not None


def _is_school(record: Base | None) -> TypeGuard[School]:
    return record is not None and record.kind == "school"


def _is_team(record: Base) -> TypeGuard[Team]:
    return record.kind == "team"
