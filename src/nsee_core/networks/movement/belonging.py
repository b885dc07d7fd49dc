"""Which networks somebody is in, through all that they belong to, and from when until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from nsee_core.networks.placing.levels import groups
from nsee_core.networks.placing.spans import ALWAYS, Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.placing.tenures import Tenure
from nsee_core.records import Base, Network, Team, Trio

#: From when until when somebody is in each of several networks, perhaps several times.
Networks = Mapping[str, tuple[Span, ...]]


@attrs.frozen
class Belonging:
    """What everybody in a programme belongs to, step by step upwards."""

    _up: Mapping[str, list[tuple[str, Span]]]
    _networks: Mapping[str, Span]
    """Each network, with from when until when there is one."""
    _over: Span
    _memo: dict[str, Networks] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, stays: Stays, over: Span = ALWAYS) -> Belonging:
        """What the records say of who belongs to what, so far as it may be at a time.

        Args:
            stays: who belonged to a group, from when until when.
            over: the time; any, where it is not given.
        """
        up = defaultdict[str, list[tuple[str, Span]]](list)
        for low, high, span in _steps(stays):
            up[low].append((high, span))
        networks = stays.places.programme.of_kind(Network)
        return cls(dict(up), {each.id: _lasting(each) for each in networks}, over)

    def networks(self, id_: str | None) -> Networks:
        """The networks that somebody is in, or that it is itself, the nearest first.

        Somebody is in a network by a membership of their own, of their school or authority, of a
        trio or team that they are in, or of a network within it; and as long as all of these are.
        """
        if id_ is None:
            return {}
        if (known := self._memo.get(id_)) is None:
            above = self._above(id_)
            known = self._memo[id_] = {
                each: tuple(spans) for each, spans in above.items() if each in self._networks
            }
        return known

    def _above(self, id_: str) -> Mapping[str, list[Span]]:
        """Itself and all that it belongs to, from near to far, each time with how long."""
        seen = defaultdict[str, list[Span]](list)
        own = self._networks.get(id_, ALWAYS)
        last = [(id_, own)] if own.may_meet(self._over) else []
        while last:
            reached, last = last, []
            for each, span in reached:
                known = seen[each]
                if span in known or ALWAYS in known:
                    continue
                known.append(span)
                for high, stay in self._up.get(each, ()):
                    if stay.may_meet(span) and (both := _both(stay, span)).may_meet(self._over):
                        last.append((high, both))
        return seen


def _lasting(group: Base | None, stay: Span = ALWAYS) -> Span:
    """From when until when somebody was in a group; at most as long as there was one."""
    if not isinstance(group, Network) or (group.started is None and group.ended is None):
        return stay
    tenure = Tenure(group, *stay)
    return Span(tenure.begun, tenure.ended)


def _both(one: Span, other: Span) -> Span:
    """What is in both; most are without dates, and cost nothing."""
    return one if other is ALWAYS else other if one is ALWAYS else one.within(other)


def _steps(stays: Stays) -> Iterator[tuple[str, str, Span]]:
    """From each record to what it belongs to, and from when until when it does."""
    programme = stays.places.programme
    for group in groups(programme):
        for member, stay in stays.members(group):
            yield member, group.id, _lasting(group, stay)
        larger = group.network if isinstance(group, (Trio, Team)) else group.within
        if larger is not None:
            yield group.id, larger, _lasting(programme.get(larger))
    for kind in ("person", "school", "team"):
        for id_ in programme.column(kind, "id"):
            at = stays.places.school(id_), stays.places.authority(id_)
            yield from ((id_, place, ALWAYS) for place in at if place is not None)
