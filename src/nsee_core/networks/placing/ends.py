"""Where the two ends of a movement are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import attrs

from nsee_core.engine.distance import NOWHERE, End
from nsee_core.networks.placing.at_a_time import who_stood
from nsee_core.networks.placing.levels import Group, Places, is_group
from nsee_core.networks.placing.spans import Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.protocol.model import TRIO
from nsee_core.records import Authority, Base, Network, Partner, Person, School, Team, Trio


@attrs.frozen
class Ends:
    """Where givers and receivers are, when something was done.

    A group is wherever those are who may have been in it then: who certainly was not, is left out.
    """

    stays: Stays
    _alone: dict[str | None, End] = attrs.field(factory=dict, init=False)
    _shared: dict[End, End] = attrs.field(factory=dict, init=False)
    """Each end once: of all who are in one school, it is the same."""
    _of_groups: dict[tuple[str | None, Span], End] = attrs.field(factory=dict, init=False)

    def of(self, id_: str | None, record: Base) -> End:
        """Where one was, when something was done."""
        if (alone := self._alone.get(id_)) is not None:
            return alone
        places = self.stays.places
        if not is_group(places.programme.get(id_ or "")):
            return self._one(id_)
        over = self.stays.over(record)
        if (known := self._of_groups.get((id_, over))) is None:
            within = None
            if self.stays.told:
                within = who_stood(self.stays, lambda stays: any(map(over.may_meet, stays)))
            known = self._of_groups[id_, over] = end(places, id_, within, self._one)
        return known

    def _one(self, id_: str | None) -> End:
        if (known := self._alone.get(id_)) is None:
            found = _of_one(self.stays.places, id_)
            known = self._alone[id_] = self._shared.setdefault(found, found)
        return known


def end(
    places: Places,
    id_: str | None,
    within: Callable[[Group], Iterable[str] | None] | None = None,
    one: Callable[[str], End] | None = None,
) -> End:
    """Where a giver or receiver is.

    A team that names its school is there; any other group is wherever its members are. One that
    has members in schools is a group of schools: an officer or a university among them does not
    take it out of school. A parent or carer is outside, whatever school is named for them; so are
    partner organisations, those who work for one, and researchers and partners for whom neither a
    school nor an authority is named. Where a group says that more belong to it than are named, the
    others may be anywhere.

    Args:
        places: who is where.
        id_: whose end it is.
        within: who stands in the stead of a group; all of its members where it is not given.
        one: where each of them is, if that is known from before.
    """
    record = places.programme.get(id_ or "")
    if not is_group(record) or places.scattered(record) is None:
        return _of_one(places, id_)
    everyone = places.everyone(record)
    members = everyone if within is None else places.everybody([record.id], within)
    parts = [*dict.fromkeys(map(one or partial(_of_one, places), members))]
    if not parts or _more(places, record, everyone):
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


def _more(places: Places, group: Group, everyone: Sequence[str]) -> bool:
    """Whether more belong to a group than are named, by the number that it gives."""
    if not isinstance(group, Trio) and group.size is None:
        return False
    members = list(map(places.programme.get, everyone))
    match group:
        case Team(size=int(size)):  # of people; an organisation may stand for any number
            return size > len(members) and all(isinstance(each, Person) for each in members)
        case Trio():
            return len(members) < TRIO
        case Network(size=int(size), size_of="schools" | "authorities" as what):
            named = {id_ for each in members if each for id_ in places.at(each.id, what)}
            kinds = School if what == "schools" else Authority
            return size > sum(isinstance(places.programme.get(id_), kinds) for id_ in named)
    return False


def _of_one(places: Places, id_: str | None) -> End:
    record = places.programme.get(id_ or "")
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
