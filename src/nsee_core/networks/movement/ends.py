"""Where the two ends of a movement are, and how far apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import attrs
import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.levels import Group, Places, is_group
from nsee_core.records import Authority, Base, Network, Partner, Person, School, Team
from nsee_core.records.knowledge import MovementLevel

Numbers = NDArray[np.int64]

LEVELS: tuple[MovementLevel, ...] = get_args(MovementLevel)
#: What a movement may have been, each level a bit: several where the ends leave it open.
WORDS = {1 << place: level for place, level in enumerate(LEVELS)}
BITS: Mapping[str | None, int] = {level: bit for bit, level in WORDS.items()}
_WITHIN, _SCHOOLS, _AUTHORITIES, _BEYOND = WORDS
_ANY = sum(WORDS)


@attrs.frozen
class End:
    """Where somebody, or a group, is: one end of a movement."""

    schools: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    outside: bool = False
    """In no school and no authority: a partner organisation, a parent."""
    vague: bool = False
    """Of somebody nothing is known."""
    unsure: bool = False
    """Of somebody the authority is not known."""

    @property
    def school(self) -> str | None:
        """The one school that all of it is in; None if there is none, or that is not known."""
        return None if self.vague else _only(self.schools)

    @property
    def authority(self) -> str | None:
        """The one authority that all of it is in; None if there is none, or that is not known."""
        return None if self.unsure else _only(self.authorities)

    @property
    def placed(self) -> bool:
        """Whether it is known to be in a school or to be an authority's."""
        return bool(self.schools or self.authorities) or (self.unsure and not self.vague)


NOWHERE = End(vague=True, unsure=True)


def _only(ids: frozenset[str]) -> str | None:
    return next(iter(ids)) if len(ids) == 1 else None


def end(places: Places, id_: str | None) -> End:
    """Where a giver or receiver is.

    A team that names its school is there; any other group is wherever its members are. One that
    has members in schools is a group of schools: an officer or a university among them does not
    take it out of school. A parent or carer is outside, whatever school is named for them; so are
    partner organisations, those who work for one, and researchers and partners for whom neither a
    school nor an authority is named. Where a group says that more belong to it than are named, the
    others may be anywhere.
    """
    record = places.programme.get(id_ or "")
    if not is_group(record) or places.scattered(record) is None:
        return _of_one(places, record)
    members = list(map(places.programme.get, places.everybody([record.id], places.scattered)))
    parts = [_of_one(places, member) for member in members]
    if not parts or _more(places, record, members):
        parts.append(NOWHERE)
    if any(part.schools for part in parts):
        parts = [part for part in parts if part.schools or part.vague]
    return End(
        schools=frozenset().union(*(part.schools for part in parts)),
        authorities=frozenset().union(*(part.authorities for part in parts)),
        outside=all(part.outside for part in parts),
        vague=any(part.vague for part in parts),
        unsure=any(part.unsure for part in parts),
    )


def _more(places: Places, group: Group, members: Sequence[Base | None]) -> bool:
    """Whether more belong to a group than are named, by the number that it gives."""
    match group:
        case Team(size=int(size)):  # of people; an organisation may stand for any number
            return size > len(members) and all(isinstance(each, Person) for each in members)
        case Network(size=int(size), size_of="schools" | "authorities" as what):
            named = {id_ for each in members if each for id_ in places.at(each.id, what)}
            kinds = School if what == "schools" else Authority
            return size > sum(isinstance(places.programme.get(id_), kinds) for id_ in named)
    return False


def _of_one(places: Places, record: Base | None) -> End:
    if record is None:
        return NOWHERE
    if _outside(places, record):
        return End(outside=True)
    school, authority = places.school(record.id), places.authority(record.id)
    officer = isinstance(record, Person) and record.type == "officer"
    return End(
        schools=frozenset(() if school is None else (school,)),
        authorities=frozenset(() if authority is None else (authority,)),
        vague=school is None and authority is None and not officer,
        unsure=authority is None,
    )


def _outside(places: Places, record: Base) -> bool:
    if not isinstance(record, Person):
        return isinstance(record, Partner)
    if record.type == "parent or carer":
        return True
    if record.school is not None or places.authority(record.id) is not None:
        return False
    works_for_one = isinstance(places.programme.get(record.employer or ""), Partner)
    return works_for_one or record.type in ("partner", "researcher")


def how_far(ends: Sequence[End], givers: Numbers, receivers: Numbers) -> Numbers:
    """The levels that each of many movements may have had, as bits: one where the ends decide it.

    - beyond schools: an end is outside of schools and authorities;
    - between authorities: the ends are in more than one authority;
    - beyond schools: an end is in no school, as an officer of the authority is;
    - between schools: the ends are in more than one school;
    - within school: both are in one and the same.

    The first that holds counts. What is not known of an end leaves open every level that it might
    have made.

    Args:
        ends: the ends that there are.
        givers: of each movement, the place of its giver among these.
        receivers: and of its receiver.
    """
    (a, b) = (_Sides.of(ends).take(each) for each in (givers, receivers))
    outside = a.outside | b.outside
    crossing = _several(a.authorities, b.authorities)
    nowhere = ~(a.placed & b.placed)
    schools = _several(a.schools, b.schools)
    in_no_school = (a.schools == _NONE) | (b.schools == _NONE)
    near = np.select([in_no_school, schools], [_BEYOND, _SCHOOLS], _WITHIN)
    vague = a.vague | b.vague
    one_school = (near == _WITHIN) & ~vague
    further = np.where(a.unsure | b.unsure, _AUTHORITIES, 0)
    further |= np.where(vague & (near == _WITHIN), _SCHOOLS, 0)
    return np.select(
        [outside, nowhere, crossing, one_school],
        [_BEYOND, _ANY, _AUTHORITIES, _WITHIN],
        near | further,
    ).astype(np.int64)


_NONE, _MANY = -1, -2


def _several(a: Numbers, b: Numbers) -> NDArray[np.bool_]:
    """Whether two sides are in more than one of something, together."""
    more: NDArray[np.bool_] = (a == _MANY) | (b == _MANY)
    more |= (a != b) & (a != _NONE) & (b != _NONE)
    return more


@attrs.frozen
class _Sides:
    """What decides how far apart ends are, a column each: which school, none or several."""

    schools: Numbers
    authorities: Numbers
    outside: NDArray[np.bool_]
    placed: NDArray[np.bool_]
    vague: NDArray[np.bool_]
    unsure: NDArray[np.bool_]

    @classmethod
    def of(cls, ends: Sequence[End]) -> _Sides:
        return cls(
            schools=_numbered([each.schools for each in ends]),
            authorities=_numbered([each.authorities for each in ends]),
            outside=np.array([each.outside for each in ends], bool),
            placed=np.array([each.placed for each in ends], bool),
            vague=np.array([each.vague for each in ends], bool),
            unsure=np.array([each.unsure for each in ends], bool),
        )

    def take(self, which: Numbers) -> _Sides:
        return _Sides(*(column[which] for column in attrs.astuple(self, recurse=False)))


def _numbered(sets: Sequence[frozenset[str]]) -> Numbers:
    known: dict[str | None, int] = {}

    def number(ids: frozenset[str]) -> int:
        if len(ids) > 1:
            return _MANY
        return known.setdefault(_only(ids), len(known)) if ids else _NONE

    return np.array([number(ids) for ids in sets], np.int64)
