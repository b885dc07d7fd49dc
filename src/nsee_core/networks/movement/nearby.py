"""Which ways past a barrier somebody knows near those who face it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.movement.belonging import Belonging
from nsee_core.networks.movement.knowing import Way, ways
from nsee_core.programme import Programme
from nsee_core.records import Barrier, Cycle

#: Ways, by their numbers.
Ways = NDArray[np.int64]
#: A network, and a type of barriers within it.
Like = tuple[str, str]


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
    alike: Mapping[Like, Ways]
    """Those past any barrier of a type, as far as they are known in a network."""
    set_aside: tuple[Like, ...]
    """Where so many are known that they say nothing of whom to ask."""

    @classmethod
    def of(cls, programme: Programme, *, alike: bool, at_most: int) -> Nearby:
        """What is known in a programme, and where."""
        belonging = Belonging.of(programme)
        known, found = list[tuple[str, Way]](), ways(programme)
        past, held = defaultdict[str, list[int]](list), defaultdict[str | None, list[int]](list)
        like = defaultdict[Like, list[int]](list)
        for barrier in programme.of_kind(Barrier):
            for number, way in enumerate(found.get(barrier.id, ()), start=len(known)):
                known.append((barrier.id, way))
                past[barrier.id].append(number)
                held[way.holder].append(number)
                if alike and barrier.type is not None:
                    for network in belonging.networks(way.holder):
                        like[network, barrier.type].append(number)
        few = {key: those for key, those in like.items() if len(those) <= at_most}
        return cls(
            programme,
            belonging,
            known,
            past=_as_numbers(past),
            held=_as_numbers(held),
            alike=_as_numbers(few),
            set_aside=tuple(sorted(like.keys() - few.keys())),
        )

    def facings(self) -> Iterator[Facing]:
        """Every barrier with each who faces it."""
        for barrier in self.programme.of_kind(Barrier):
            for facer in dict.fromkeys(barrier.faced_by) or (None,):
                yield Facing(barrier, facer)

    def near(self, facing: Facing) -> Near:
        """What somebody else knows of a barrier, and then of its like, from near to far."""
        barrier, networks = facing.barrier, self._networks(facing)
        own = self.past.get(barrier.id, _NO_WAYS)
        held = (self.held.get(id_, _NO_WAYS) for id_ in barrier.faced_by)
        theirs = np.concatenate([_NO_WAYS, *held])
        others = own[~np.isin(own, theirs)]
        like = [self.alike.get((network, barrier.type or ""), _NO_WAYS) for network in networks]
        met = np.concatenate([_NO_WAYS, *like])
        within = np.repeat(np.arange(len(like)), [len(each) for each in like])
        first = np.sort(np.unique(met, return_index=True)[1])
        first = first[~np.isin(met[first], np.concatenate((own, theirs)))]
        return Near(
            np.concatenate((others, met[first])),
            [
                *(self._shared(number, networks) for number in others.tolist()),
                *(networks[place] for place in within[first].tolist()),
            ],
        )

    def _networks(self, facing: Facing) -> list[str]:
        """The networks of who faces a barrier, the nearest first; of the cycle that found it."""
        cycle = self.programme.get(facing.barrier.cycle or "")
        network = cycle.network if isinstance(cycle, Cycle) else None
        ids = (facing.facer, network)
        return [each for id_ in ids for each in self.belonging.networks(id_)]

    def _shared(self, number: int, networks: Sequence[str]) -> str | None:
        """The nearest network that who knows of a way is in, too."""
        _, way = self.known[number]
        theirs = set(self.belonging.networks(way.holder))
        return next((each for each in networks if each in theirs), None)


_NO_WAYS: Ways = np.array([], np.int64)
_Key = TypeVar("_Key")


def _as_numbers(of: Mapping[_Key, Sequence[int]]) -> dict[_Key, Ways]:
    return {key: np.array(numbers, np.int64) for key, numbers in of.items()}
