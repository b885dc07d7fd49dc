"""Where expertise sits against where barriers are: who in the network already knows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from nsee_core.engine.distance import End, levels_between
from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.limits import known_limit
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.movement.knowing import Way
from nsee_core.networks.movement.nearby import Facing, Nearby
from nsee_core.networks.placing.ends import Ends
from nsee_core.networks.placing.levels import Places
from nsee_core.networks.placing.spans import Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.programme import Programme
from nsee_core.records.knowledge import MovementLevel


def expertise(
    programme: Programme,
    *,
    alike: bool = True,
    as_of: Moment | None = None,
    at_most: int = 500,
) -> pd.DataFrame:
    """Who knows of a way past each barrier, and how far they are from those who face it.

    Somebody knows of a way past a barrier by one of these (``how``), and by nothing else:

    - ``expertise``: they provided a resource of the type expertise that names the barrier under
      ``against``. Expertise that names no barrier counts nowhere, nor do time, cover and funding;
    - ``worked out``: they led, or were the trio of, a cycle in which a practice arose
      (``Practice.cycle``) and which worked on the barrier: a resource that it used, of whatever
      type, is against it. To have found a barrier is no way past it;
    - ``gave``, ``took up``: they gave such a practice to somebody, or adopted or adapted it. To
      have been shown it does not count.

    With ``alike``, whoever so knows of a way past *another barrier of the same type* counts too,
    where they are in a network with those who face this one: they have met the like (``met`` says
    which). That is a place to ask, and not to say that the same would work. A network in which
    more than ``at_most`` such ways past barriers of one type are known, as a whole country may be,
    says nothing of whom to ask, and is set aside for that type: ``frame.attrs["set_aside"]`` names
    each such network and type. The smaller networks within it count all the same.

    Who faces the barrier is not told as knowing of a way past it. Two are in a network together if
    both belong to it: by themselves, by their school or authority, by a trio or team they are in,
    or by a network within it. Those who face a barrier are in the network of the cycle that found
    it, too. They may have met there if they may have been in it at one time, whenever that was: two
    of whom one had certainly left before the other came, did not. Looking back from a date, it is
    asked who can be met then: whoever had certainly left is in the network no longer, and nobody is
    in one that had ended. To know of a way past the barrier itself counts all the same.

    A trio or team that knows, or faces a barrier, is where those are who may have been in it at the
    time: when the cycle lasted in which it worked that way out, or that found the barrier, and when
    the transfer was, or the expertise was provided.

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
        alike: whether what is known of other barriers of the same type counts.
        as_of: the date to look back from; None for all that is recorded.
        at_most: the most ways past barriers of one type that a network may know of for these to
            count as the like. What is known of the barrier itself counts always.

    Raises:
        NotALimit: ``at_most`` is no whole number of 0 or more.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Barrier, Resource, School
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
    then, limit = seen(programme, as_of), known_limit(at_most)
    stays = Stays(Places(then), "schools", programme)
    day = None if as_of is None else moment(as_of)
    nearby = Nearby.of(stays, Span(day, day), alike=alike, at_most=limit)
    frame = _frame(nearby, Ends(stays))
    frame.attrs["set_aside"] = nearby.set_aside
    return frame


#: The number of the way where nobody knows of one.
_NO_WAY = np.array([-1], np.int64)


def _frame(nearby: Nearby, ends: Ends) -> pd.DataFrame:
    facings, known = list(nearby.facings()), nearby.known
    found = [nearby.near(each) for each in facings]
    facing = np.repeat(np.arange(len(found)), [max(len(each.ways), 1) for each in found])
    way = np.concatenate(
        [_NO_WAY[:0], *(each.ways if each.networks else _NO_WAY for each in found)]
    )
    facers = [ends.of(facer, nearby.found_in(barrier)) for barrier, facer in facings]
    holders = [ends.of(way.holder, nearby.programme[way.record]) for _, way in known]
    distances = [
        None if number < 0 else _distance(known[number][1].holder, holders[number], facers[place])
        for place, number in zip(facing.tolist(), way.tolist(), strict=True)
    ]
    networks = [network for each in found for network in (each.networks or (None,))]
    told = typed_frame({"distance": ("str", distances), "network": ("str", networks)})
    sides = (_faced(facings, facers).reindex(facing), _known(known, holders).reindex(way))
    return pd.concat([*(side.reset_index(drop=True) for side in sides), told], axis=1)


def _distance(holder: str | None, theirs: End, facer: End) -> MovementLevel | None:
    """How far it is from who knows to who faces the barrier; None where that is open."""
    levels = levels_between(theirs, facer)
    return next(iter(levels)) if len(levels) == 1 and holder is not None else None


def _faced(facings: Sequence[Facing], at: Sequence[End]) -> pd.DataFrame:
    """Each barrier with each who faces it, and where they are."""
    return typed_frame(
        {
            "barrier": ("str", [barrier.id for barrier, _ in facings]),
            "type": ("str", [barrier.type for barrier, _ in facings]),
            "cycle": ("str", [barrier.cycle for barrier, _ in facings]),
            "faced_by": ("str", [facer for _, facer in facings]),
            "school": ("str", [end.school for end in at]),
            "authority": ("str", [end.authority for end in at]),
        }
    )


def _known(known: Sequence[tuple[str, Way]], at: Sequence[End]) -> pd.DataFrame:
    """Each way past a barrier, with who knows of it, and where they are."""
    return typed_frame(
        {
            "met": ("str", [barrier for barrier, _ in known]),
            "how": ("str", [way.how for _, way in known]),
            "record": ("str", [way.record for _, way in known]),
            "holder": ("str", [way.holder for _, way in known]),
            "holder_school": ("str", [end.school for end in at]),
            "holder_authority": ("str", [end.authority for end in at]),
        }
    )
