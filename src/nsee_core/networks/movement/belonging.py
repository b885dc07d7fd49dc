"""Which networks somebody is in, through all that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from nsee_core.networks.levels import Places
from nsee_core.programme import Programme
from nsee_core.records import Membership, Network, Team, Trio


@attrs.frozen
class Belonging:
    """What everybody in a programme belongs to, step by step upwards."""

    _up: Mapping[str, list[str]]
    _networks: frozenset[str]
    _memo: dict[str, tuple[str, ...]] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, programme: Programme) -> Belonging:
        """What the records say of who belongs to what, whenever that was."""
        up = defaultdict[str, list[str]](list)
        for low, high in _steps(programme):
            up[low].append(high)
        return cls(dict(up), frozenset(network.id for network in programme.of_kind(Network)))

    def networks(self, id_: str | None) -> tuple[str, ...]:
        """The networks that somebody is in, or that it is itself, the nearest first.

        Somebody is in a network by a membership of their own, of their school or authority, of a
        trio or team that they are in, or of a network within it.
        """
        if id_ is None:
            return ()
        if id_ not in self._memo:
            seen, last = {id_: None}, [id_]
            while last:
                above = [high for low in last for high in self._up.get(low, ()) if high not in seen]
                last = list(dict.fromkeys(above))
                seen.update(dict.fromkeys(last))
            self._memo[id_] = tuple(each for each in seen if each in self._networks)
        return self._memo[id_]


def _steps(programme: Programme) -> Iterator[tuple[str, str]]:
    """From each record to what it belongs to."""
    places = Places(programme)
    for membership in programme.of_kind(Membership):
        yield membership.member, membership.group
    groups: tuple[Trio | Team, ...] = (*programme.of_kind(Trio), *programme.of_kind(Team))
    for group in groups:
        yield from ((member, group.id) for member in group.members)
        if group.network is not None:
            yield group.id, group.network
    for network in programme.of_kind(Network):
        if network.within is not None:
            yield network.id, network.within
    for kind in ("person", "school", "team"):
        for id_ in programme.column(kind, "id"):
            at = places.school(id_), places.authority(id_)
            yield from ((id_, place) for place in at if place is not None)
