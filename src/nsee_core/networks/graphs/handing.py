"""From whom to whom something passed: each way that it went, and how many these are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from nsee_core.networks.levels import Places

What = TypeVar("What")


class Handing(NamedTuple, Generic[What]):
    """That something passed from all of some to all of others; nobody gives to themselves."""

    of: What
    givers: Collection[str]
    receivers: Collection[str]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """From whom to whom."""
        return (pair for pair in product(self.givers, self.receivers) if pair[0] != pair[1])

    @property
    def size(self) -> int:
        """How many pairs these are."""
        both = len(set(self.givers).intersection(self.receivers))
        return len(self.givers) * len(self.receivers) - both

    @property
    def stayed(self) -> bool:
        """Whether it went nowhere: from one to the same one."""
        return bool(self.givers and self.receivers) and not self.size


def described(
    places: Places, handed: Iterable[Handing[What]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Whoever gave or received, each once and with what is known of them."""
    nodes = dict.fromkeys(node for each in handed for node in (*each.givers, *each.receivers))
    return ((node, places.attributes(node)) for node in nodes)
