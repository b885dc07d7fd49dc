"""Who gave what to whom, as a directed graph with an edge for each transfer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import attrs
import networkx as nx
import numpy as np

from nsee_core.engine.moment import Moment
from nsee_core.networks.levels import Level, Places, known_level
from nsee_core.networks.looking_back import in_words, seen
from nsee_core.networks.movement.ends import BITS, WORDS, end, how_far
from nsee_core.networks.movement.practices import known_practice
from nsee_core.programme import Programme
from nsee_core.records import Transfer


def transfers(
    programme: Programme,
    *,
    level: Level = "people",
    practice: str | None = None,
    as_of: Moment | None = None,
) -> nx.MultiDiGraph[str]:
    """Who gave what to whom: an edge from each giver to each receiver, for each transfer.

    At the level, a giver or receiver is the person, school or authority that they stand for; a
    trio, team or network is each of its members. Nobody gives to themselves: what stayed within one
    school, in a graph of schools, is no edge.

    Nodes: whoever gave or received, with ``kind`` and, where known, ``school``, ``authority``,
    ``role`` and of organisations ``name``. Edges: the key is the id of the transfer; ``weight`` is
    1; where known ``practice``, ``type`` (adopted, adapted or shared), ``when``, and ``level``: how
    far it moved between these two, as ``flows()`` computes it, or else as the source prints it.

    The graph says of itself: ``about``, ``level``, ``as_of``; ``unplaced``, the givers and
    receivers that cannot be placed at the level; ``undated``, the transfers without a date; and
    ``within``, those that stayed within one node and so are no edge.

    Args:
        programme: the records.
        level: whose graph it is.
        practice: only the transfers of this practice; None for all.
        as_of: the date to look back from; None for all that is recorded. A transfer without a date
            stays.

    Raises:
        UnknownLevel: there is no such level.
        NoSuchPractice: there is no such practice.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Trio
    >>> rows = [Person(id=id_) for id_ in ("p1", "p2", "p3")]
    >>> rows.append(Trio(id="trio", members=("p1", "p2", "p3")))
    >>> rows.append(Transfer(id="t", giver="p1", receivers=("trio",), type="shared"))
    >>> list(transfers(Programme.of(rows)).edges(keys=True, data="type"))
    [('p1', 'p2', 't', 'shared'), ('p1', 'p3', 't', 'shared')]
    """
    level = known_level(level)
    then = seen(programme, as_of)
    wanted = None if practice is None else known_practice(programme, practice).id
    moved = [each for each in then.of_kind(Transfer) if wanted in (None, each.practice)]
    places = Places(then)
    ends = [_Ends.of(each, places, level) for each in moved]
    edges = [(one, other, each) for each in ends for one, other in each.apart]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        about="transfers",
        level=level,
        as_of=in_words(as_of),
        unplaced=tuple(dict.fromkeys(id_ for each in ends for id_ in each.unplaced)),
        undated=tuple(each.id for each in moved if each.when is None),
        within=tuple(each.transfer.id for each in ends if each.within),
    )
    nodes = dict.fromkeys(node for each in ends for node in (*each.givers, *each.receivers))
    graph.add_nodes_from((node, places.attributes(node)) for node in nodes)
    for (one, other, each), open_ in zip(edges, _levels(places, nodes, edges), strict=True):
        graph.add_edge(one, other, key=each.transfer.id, **_said(each.transfer, open_))
    return graph


@attrs.frozen
class _Ends:
    """A transfer with whom its giver and its receivers stand for at a level."""

    transfer: Transfer
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    unplaced: tuple[str, ...]

    @classmethod
    def of(cls, transfer: Transfer, places: Places, level: Level) -> _Ends:
        givers = () if transfer.giver is None else (transfer.giver,)
        at = {id_: places.at(id_, level) for id_ in (*givers, *transfer.receivers)}
        return cls(
            transfer,
            givers=tuple(node for id_ in givers for node in at[id_]),
            receivers=tuple(node for id_ in transfer.receivers for node in at[id_]),
            unplaced=tuple(id_ for id_, nodes in at.items() if not nodes),
        )

    @property
    def apart(self) -> list[tuple[str, str]]:
        """Who gave to whom; nobody to themselves."""
        return [pair for pair in product(self.givers, self.receivers) if pair[0] != pair[1]]

    @property
    def within(self) -> bool:
        """Whether it went nowhere, at this level."""
        return bool(self.givers and self.receivers) and not self.apart


def _levels(
    places: Places, nodes: Iterable[str], edges: Sequence[tuple[str, str, _Ends]]
) -> list[int]:
    """How far it is from one end of each edge to the other, as bits."""
    number = {node: place for place, node in enumerate(nodes)}
    givers = np.array([number[one] for one, _, _ in edges], np.int64)
    receivers = np.array([number[other] for _, other, _ in edges], np.int64)
    found: list[int] = how_far([end(places, node) for node in number], givers, receivers).tolist()
    return found


def _said(transfer: Transfer, open_: int) -> dict[str, str | float]:
    """What the edge of a transfer says; what is not known is left out."""
    printed = BITS.get(transfer.level_printed, 0)
    said = {
        "practice": transfer.practice,
        "type": transfer.type,
        "when": None if transfer.when is None else transfer.when.text,
        "level": WORDS.get(open_) or WORDS.get(open_ & printed),
    }
    return {"weight": 1.0, **{name: value for name, value in said.items() if value is not None}}
