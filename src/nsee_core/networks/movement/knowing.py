"""How somebody comes to know of a way past a barrier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from nsee_core.programme import Programme
from nsee_core.records import Cycle, Practice, Resource, Transfer

#: How somebody comes to know: they provided expertise against the barrier, worked in the
#: cycle in which a practice arose, gave that practice to somebody, or took it up.
Knowing = Literal["expertise", "worked out", "gave", "took up"]


class Way(NamedTuple):
    """That somebody knows of a way past a barrier, and what says so."""

    holder: str | None
    how: Knowing
    record: str


def ways(programme: Programme) -> Mapping[str, Iterable[Way]]:
    """Who knows of a way past each barrier, and how: each once, as ``expertise()`` counts them."""
    known = defaultdict[str, dict[Way, None]](dict)
    addressed = defaultdict[str, dict[str, None]](dict)
    for resource in programme.of_kind(Resource):
        if resource.cycle is not None:
            addressed[resource.cycle].update(dict.fromkeys(resource.against))
        if resource.type == "expertise":
            for id_ in resource.against:
                for holder in resource.provided_by or (None,):
                    known[id_][Way(holder, "expertise", resource.id)] = None
    for cycle, way in _through_practices(programme):
        for id_ in addressed[cycle]:
            known[id_][way] = None
    return known


def _through_practices(programme: Programme) -> Iterator[tuple[str, Way]]:
    """Who knows of a practice, by the cycle in which it arose."""
    arose = {each.id: each.cycle for each in programme.of_kind(Practice) if each.cycle is not None}
    for id_ in dict.fromkeys(arose.values()):
        cycle = programme.get(id_)
        if isinstance(cycle, Cycle):
            trio = () if cycle.trio is None else (cycle.trio,)
            yield from ((id_, Way(each, "worked out", id_)) for each in (*cycle.led_by, *trio))
    for transfer in programme.of_kind(Transfer):
        cycle_id = arose.get(transfer.practice or "")
        if cycle_id is None:
            continue
        if transfer.giver is not None:
            yield cycle_id, Way(transfer.giver, "gave", transfer.id)
        if transfer.type in ("adopted", "adapted"):
            for receiver in transfer.receivers:
                yield cycle_id, Way(receiver, "took up", transfer.id)
