"""Where expertise sits against where barriers are: who in the network already knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs
import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.levels import Places
from nsee_core.networks.looking_back import seen
from nsee_core.networks.movement.belonging import Belonging
from nsee_core.networks.movement.ends import WORDS, end, how_far
from nsee_core.networks.movement.knowing import Way, ways
from nsee_core.programme import Programme
from nsee_core.records import Barrier, Cycle


def expertise(
    programme: Programme, *, alike: bool = True, as_of: Moment | None = None
) -> pd.DataFrame:
    """Who knows of a way past each barrier, and how far they are from those who face it.

    Somebody knows of a way past a barrier by one of these (``how``), and by nothing else:

    - ``expertise``: they provided a resource of the type expertise that names the barrier under
      ``against``. Expertise that names no barrier counts nowhere, nor do time, cover and funding;
    - ``worked out``: they led, or were the trio of, a cycle in which a practice arose
      (``Practice.cycle``) and which addressed the barrier: it found it, or a resource that it used,
      of whatever type, is against it;
    - ``gave``, ``took up``: they gave such a practice to somebody, or adopted or adapted it. To
      have been shown it does not count.

    With ``alike``, whoever so knows of a way past *another barrier of the same type* counts too,
    where they are in a network with those who face this one: they have met the like (``met`` says
    which). That is a place to ask, and not to say that the same would work.

    Who faces the barrier is not told as knowing of a way past it. Two are in a network together if
    both belong to it: by themselves, by their school or authority, by a trio or team they are in,
    or by a network within it. Those who face a barrier are in the network of the cycle that found
    it, too. Memberships that ended count as long as they are recorded.

    Columns, in order (``str`` unless said):

    - ``barrier``, ``type``, ``cycle``; ``faced_by`` (missing where nobody is named), with
      ``school`` and ``authority`` where all of that is in one;
    - ``met``: the barrier that is known of, this one or another; ``how``; ``record``: the resource,
      cycle or transfer that says so; ``holder``, who knows (missing where a resource names nobody
      who provided it), with ``holder_school`` and ``holder_authority``;
    - ``distance``: how far it is from who knows to who faces it, in the words of ``flows()``, from
      ``within school`` to ``beyond schools``; missing where that is open;
    - ``network``: one that the two are in together, the nearest to who faces it.

    A barrier that nobody knows of a way past is a row in which all from ``met`` on is missing:
    ``frame[frame["met"].isna()]`` are the unmet ones. Rows stand in the order of the barriers and
    of those who face them; what is known of the barrier itself comes before what is known of its
    like, and that from the nearest network to the furthest.

    Args:
        programme: the records.
        alike: whether what is known of other barriers of the same type counts; in a network of
            thousands, that makes many rows.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Resource, School
    >>> frame = expertise(Programme.of([
    ...     School(id="s1"), School(id="s2"),
    ...     Barrier(id="b1", type="participation", faced_by=("s1",)),
    ...     Barrier(id="b2", type="progress", faced_by=("s2",)),
    ...     Resource(id="r", type="expertise", against=("b1",), provided_by=("s2",)),
    ... ]))
    >>> frame[["barrier", "faced_by", "how", "holder"]]
      barrier faced_by        how holder
    0      b1       s1  expertise     s2
    1      b2       s2        NaN    NaN
    """
    then = seen(programme, as_of)
    known = _Known.of(then, alike=alike)
    return _frame(Places(then), [row for each in then.of_kind(Barrier) for row in known.rows(each)])


class _Row(NamedTuple):
    """A barrier, one who faces it, and how somebody knows of a way past it; None if nobody does."""

    barrier: Barrier
    faced_by: str | None
    met: str | None = None
    way: Way | None = None
    network: str | None = None


@attrs.frozen
class _Known:
    """Who knows of a way past which barrier."""

    programme: Programme
    belonging: Belonging
    ways: Mapping[str, Iterable[Way]]
    """Of each barrier."""
    alike: Mapping[tuple[str, str | None], list[tuple[str, Way]]]
    """Of all barriers of a type, by those who are in a network; each with the barrier."""

    @classmethod
    def of(cls, programme: Programme, *, alike: bool) -> _Known:
        belonging, known = Belonging.of(programme), ways(programme)
        like = defaultdict[tuple[str, str | None], list[tuple[str, Way]]](list)
        for barrier in programme.of_kind(Barrier) if alike else ():
            if barrier.type is not None:
                for way in known.get(barrier.id, ()):
                    for network in belonging.networks(way.holder):
                        like[network, barrier.type].append((barrier.id, way))
        return cls(programme, belonging, known, like)

    def rows(self, barrier: Barrier) -> Iterator[_Row]:
        """A row for each who faces a barrier and each who knows, or one without who knows."""
        for facer in dict.fromkeys(barrier.faced_by) or (None,):
            found = [
                _Row(barrier, facer, met, way, network)
                for met, way, network in self._met(barrier, facer)
                if way.holder is None or way.holder not in barrier.faced_by
            ]
            yield from found or [_Row(barrier, facer)]

    def _met(self, barrier: Barrier, facer: str | None) -> Iterator[tuple[str, Way, str | None]]:
        """Who knows of this barrier or of its like, and the nearest network that they share."""
        found_in = self.programme.get(barrier.cycle or "")
        network_of_cycle = found_in.network if isinstance(found_in, Cycle) else None
        near = [
            network for id_ in (facer, network_of_cycle) for network in self.belonging.networks(id_)
        ]
        for way in self.ways.get(barrier.id, ()):
            theirs = set(self.belonging.networks(way.holder))
            yield barrier.id, way, next((each for each in near if each in theirs), None)
        seen = set[tuple[str, Way]]()
        for network in near:
            for met, way in self.alike.get((network, barrier.type), ()):
                if met != barrier.id and (met, way) not in seen:
                    seen.add((met, way))
                    yield met, way, network


def _frame(places: Places, rows: Sequence[_Row]) -> pd.DataFrame:
    holders = [None if row.way is None else row.way.holder for row in rows]
    facers = [row.faced_by for row in rows]
    number = {id_: place for place, id_ in enumerate(dict.fromkeys((*holders, *facers)))}
    ends = [end(places, id_) for id_ in number]
    knows, faces = (np.array([number[id_] for id_ in ids], np.int64) for ids in (holders, facers))
    far: list[int] = how_far(ends, knows, faces).tolist()
    at_holders, at_facers = ([ends[place] for place in of.tolist()] for of in (knows, faces))
    columns: dict[str, list[str | None]] = {
        "barrier": [row.barrier.id for row in rows],
        "type": [row.barrier.type for row in rows],
        "cycle": [row.barrier.cycle for row in rows],
        "faced_by": facers,
        "school": [each.school for each in at_facers],
        "authority": [each.authority for each in at_facers],
        "met": [row.met for row in rows],
        "how": [None if row.way is None else row.way.how for row in rows],
        "record": [None if row.way is None else row.way.record for row in rows],
        "holder": holders,
        "holder_school": [each.school for each in at_holders],
        "holder_authority": [each.authority for each in at_holders],
        "distance": [
            None if holder is None else WORDS.get(bits)
            for holder, bits in zip(holders, far, strict=True)
        ],
        "network": [row.network for row in rows],
    }
    return typed_frame({name: ("str", values) for name, values in columns.items()})
