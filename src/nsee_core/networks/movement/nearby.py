"""Which ways past a barrier somebody knows near those who face it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.movement.belonging import Belonging, Networks
from nsee_core.networks.movement.knowing import Way, ways
from nsee_core.networks.placing.spans import Span, at_one_time
from nsee_core.networks.placing.stays import Stays
from nsee_core.programme import Programme
from nsee_core.records import Barrier, Base, Cycle

#: Ways, by their numbers.
Ways = NDArray[np.int64]
#: A network, and a type of barriers within it.
Like = tuple[str, str]
#: From when until when somebody was in a network.
Spans = tuple[Span, ...]


class Facing(NamedTuple):
    """A barrier, and one who faces it; None where nobody is named."""

    barrier: Barrier
    facer: str | None


class Near(NamedTuple):
    """Ways past a barrier or its like, with the network in which each is near; None if in none."""

    ways: Ways
    networks: Sequence[str | None]


@attrs.frozen
class Nearby:
    """Who knows of a way past which barrier, in which network.

    The ways are numbers, since what is known of the like of one barrier is known of the like of
    many others: a row then costs next to nothing.
    """

    programme: Programme
    belonging: Belonging
    known: Sequence[tuple[str, Way]]
    """All ways, each with the barrier that it leads past."""
    past: Mapping[str, Ways]
    """Those past each barrier."""
    held: Mapping[str | None, Ways]
    """Those that each knows; what nobody is named for is known to None."""
    alike: Mapping[Like, Mapping[Spans, Ways]]
    """Those past any barrier of a type that are known in a network, by when who knows was in it."""
    set_aside: tuple[Like, ...]
    """Where so many are known that they say nothing of whom to ask."""

    _met: dict[tuple[Like, Spans], Ways] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, stays: Stays, over: Span, *, alike: bool, at_most: int) -> Nearby:
        """What is known in a programme, and where: in networks as they were at a time."""
        programme, belonging = stays.places.programme, Belonging.of(stays, over)
        known, found = list[tuple[str, Way]](), ways(programme)
        past, held = defaultdict[str, list[int]](list), defaultdict[str | None, list[int]](list)
        like = defaultdict[Like, dict[Spans, list[int]]](dict)
        for barrier in programme.of_kind(Barrier):
            for number, way in enumerate(found.get(barrier.id, ()), start=len(known)):
                known.append((barrier.id, way))
                past[barrier.id].append(number)
                held[way.holder].append(number)
                if alike and barrier.type is not None:
                    for network, spans in belonging.networks(way.holder).items():
                        like[network, barrier.type].setdefault(spans, []).append(number)
        few = {key: by for key, by in like.items() if sum(map(len, by.values())) <= at_most}
        return cls(
            programme,
            belonging,
            known,
            past=_as_numbers(past),
            held=_as_numbers(held),
            alike={key: _as_numbers(by) for key, by in few.items()},
            set_aside=tuple(sorted(like.keys() - few.keys())),
        )

    def facings(self) -> Iterator[Facing]:
        """Every barrier with each who faces it."""
        for barrier in self.programme.of_kind(Barrier):
            for facer in dict.fromkeys(barrier.faced_by) or (None,):
                yield Facing(barrier, facer)

    def found_in(self, barrier: Barrier) -> Base:
        """The cycle that found a barrier; the barrier itself where that is not known."""
        return self.programme.get(barrier.cycle or "") or barrier

    def near(self, facing: Facing) -> Near:
        """What somebody else knows of a barrier, and then of its like, from near to far."""
        barrier, networks = facing.barrier, self._networks(facing)
        own = self.past.get(barrier.id, _NO_WAYS)
        held = (self.held.get(id_, _NO_WAYS) for id_ in barrier.faced_by)
        theirs = np.concatenate([_NO_WAYS, *held])
        others = own[~np.isin(own, theirs)]
        like = [
            self._of_like((network, barrier.type or ""), spans)
            for network, spans in networks.items()
        ]
        met = np.concatenate([_NO_WAYS, *like])
        within = np.repeat(np.arange(len(like)), [len(each) for each in like])
        first = np.sort(np.unique(met, return_index=True)[1])
        first = first[~np.isin(met[first], np.concatenate((own, theirs)))]
        names = [*networks]
        return Near(
            np.concatenate((others, met[first])),
            [
                *(self._shared(number, networks) for number in others.tolist()),
                *(names[place] for place in within[first].tolist()),
            ],
        )

    def _of_like(self, like: Like, spans: Spans) -> Ways:
        """The ways known to those who may have been in a network when somebody was."""
        if (known := self._met.get((like, spans))) is None:
            by_stay = self.alike.get(like, {}).items()
            met = [numbers for theirs, numbers in by_stay if at_one_time(spans, theirs)]
            known = self._met[like, spans] = np.sort(np.concatenate([_NO_WAYS, *met]))
        return known

    def _networks(self, facing: Facing) -> Networks:
        """The networks of who faces a barrier, the nearest first; of the cycle that found it."""
        cycle = self.found_in(facing.barrier)
        network = cycle.network if isinstance(cycle, Cycle) else None
        found = dict(self.belonging.networks(facing.facer))
        for each, spans in self.belonging.networks(network).items():
            found[each] = (*found.get(each, ()), *spans)
        return found

    def _shared(self, number: int, networks: Networks) -> str | None:
        """The nearest network that who knows of a way may have been in at the same time."""
        _, way = self.known[number]
        theirs = self.belonging.networks(way.holder)
        together = (
            each for each, spans in networks.items() if at_one_time(spans, theirs.get(each, ()))
        )
        return next(together, None)


_NO_WAYS: Ways = np.array([], np.int64)
_Key = TypeVar("_Key")


def _as_numbers(of: Mapping[_Key, Sequence[int]]) -> dict[_Key, Ways]:
    return {key: np.array(numbers, np.int64) for key, numbers in of.items()}
