"""Who adapted what from whom: a lineage of practices drawn between those who had them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
import networkx as nx

from nsee_core.networks.graphs.handing import Handing, described, parted
from nsee_core.networks.origins import began_with
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.presence import Presence
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.practices import known_practice
from nsee_core.programme import Programme
from nsee_core.records import Practice, Transfer


@attrs.frozen
class Adaptation:
    """That a practice was adapted from another, and the transfer that says so, if one does."""

    practices: tuple[str, str]
    """The parent and what it became."""
    transfer: str | None


def between_adapters(stays: Stays, practices: nx.DiGraph[str], at_most: int) -> nx.DiGraph[str]:
    """From where each practice was to whoever adapted it, as ``lineage()`` says.

    Args:
        stays: who stands for a group at a time, and whose graph it is.
        practices: the lineage over practices.
        at_most: the largest adaptation that counts.
    """
    homes = Homes.of(stays)
    handed = list(_handed(practices, homes))
    drawn, too_large = parted(handed, at_most)
    graph: nx.DiGraph[str] = nx.DiGraph(**practices.graph)
    graph.graph |= {
        "level": stays.level,
        "unplaced": tuple(dict.fromkeys((*graph.graph["unplaced"], *homes.unplaced))),
        "within": _pairs(each for each in handed if each.stayed),
        "set_aside": _pairs(too_large),
    }
    del graph.graph["circular"]  # those are circles of practices
    graph.add_nodes_from(described(stays.places, drawn))
    graph.add_edges_from(_edges(drawn))
    return graph


@attrs.frozen
class Homes:
    """With whom practices were before they were given away, at a level."""

    nodes: Placing
    _given: Mapping[str | None, list[Transfer]]
    """The transfers of each practice."""
    _became: Mapping[str | None, list[Transfer]]
    """The transfers that each practice came of."""
    _memo: dict[str, dict[str, Presence]] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, stays: Stays) -> Homes:
        """The homes that the records of a programme tell of."""
        given, became = defaultdict[str | None, list[Transfer]](list), defaultdict(list)
        for transfer in stays.places.programme.of_kind(Transfer):
            given[transfer.practice].append(transfer)
            became[transfer.adapted_as].append(transfer)
        return cls(Placing(stays), given, became)

    @property
    def programme(self) -> Programme:
        """The records."""
        return self.nodes.places.programme

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Who could not be placed, and the practices of which nobody is said to have them."""
        return (*self.nodes.unplaced, *(id_ for id_, home in self._memo.items() if not home))

    def of_practice(self, id_: str) -> dict[str, Presence]:
        """Who led the cycle in which it arose, adapted it, or gave it and was not given it."""
        if id_ not in self._memo:
            self._memo[id_] = self._found(known_practice(self.programme, id_))
        return self._memo[id_]

    def _found(self, practice: Practice) -> dict[str, Presence]:
        given = self._given.get(practice.id, [])
        became = self._became.get(practice.id, [])
        began = began_with(self.nodes, practice, given, became)
        return {node: Presence(certain) for node, certain in began.everybody.items()}


def _handed(practices: nx.DiGraph[str], homes: Homes) -> Iterator[Handing[Adaptation]]:
    """Each adaptation, from whom to whom: by its transfers, or else by where the two were."""
    for parent, child, said in practices.edges(data=True):
        for id_ in said["via"] or (None,):
            transfer = homes.programme.get(id_ or "")
            givers, receivers = homes.of_practice(parent), homes.of_practice(child)
            if isinstance(transfer, Transfer):
                if transfer.giver is not None:
                    givers = homes.nodes.of([transfer.giver], transfer)
                if transfer.receivers:
                    receivers = homes.nodes.of(transfer.receivers, transfer)
            yield Handing(Adaptation((parent, child), id_), givers, receivers)


def _pairs(handed: Iterable[Handing[Adaptation]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(each.of.practices for each in handed))


def _edges(handed: list[Handing[Adaptation]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Who adapted from whom: each edge with the practices, and the transfers that say so."""
    found = defaultdict[tuple[str, str], list[Adaptation]](list)
    for each in handed:
        for pair in each.pairs:
            found[pair].append(each.of)
    for (one, other), adaptations in found.items():
        practices = sorted({each.practices for each in adaptations})
        via = sorted({each.transfer for each in adaptations if each.transfer is not None})
        said = {"weight": float(len(practices)), "practices": tuple(practices), "via": tuple(via)}
        yield one, other, said
