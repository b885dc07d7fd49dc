"""From whom to whom something passed: each way that it went, and how many these are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from nsee_core.networks.arguments.limits import most_pairs
from nsee_core.networks.placing.levels import Places
from nsee_core.networks.placing.presence import Presence

What = TypeVar("What")


class Handing(NamedTuple, Generic[What]):
    """That something passed from all of some to all of others who may have been there at once.

    Nobody gives to themselves.
    """

    of: What
    givers: Mapping[str, Presence]
    receivers: Mapping[str, Presence]

    @property
    def ways(self) -> Iterator[tuple[str, str, bool]]:
        """From whom to whom, and whether it certainly passed from the one to the other."""
        for one, gave in self.givers.items():
            for other, took in self.receivers.items():
                if one != other and gave.may_meet(took):
                    yield one, other, gave.certain and took.certain

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """From whom to whom."""
        return ((one, other) for one, other, _ in self.ways)

    @property
    def size(self) -> int:
        """How many pairs these are at most, told without making them."""
        both = len(self.givers.keys() & self.receivers.keys())
        return len(self.givers) * len(self.receivers) - both

    @property
    def stayed(self) -> bool:
        """Whether it went nowhere: from one to the same one."""
        return bool(self.givers and self.receivers) and not self.size


def parted(
    handed: Iterable[Handing[What]], at_most: int
) -> tuple[list[Handing[What]], list[Handing[What]]]:
    """Those that count, and those that are too large to: of more pairs than are among so many.

    Raises:
        NotALimit: ``at_most`` is no whole number of 0 or more.
    """
    most = most_pairs(at_most)
    counted, set_aside = list[Handing[What]](), list[Handing[What]]()
    for each in handed:
        (counted if each.size <= most else set_aside).append(each)
    return counted, set_aside


def described(
    places: Places, handed: Iterable[Handing[What]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Whoever gave or received, each once and with what is known of them."""
    nodes = dict.fromkeys(node for each in handed for node in (*each.givers, *each.receivers))
    return ((node, places.attributes(node)) for node in nodes)
