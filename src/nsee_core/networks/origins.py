"""Where a practice began: with whom it was before anybody gave it to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nsee_core.networks.levels import Level, Places
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Order, Practice, Transfer, When


def led_where_it_arose(programme: Programme, practice: Practice) -> tuple[str, ...]:
    """Who led the cycle in which a practice arose; nobody where that is not said."""
    cycle = programme.get(practice.cycle or "")
    return cycle.led_by if isinstance(cycle, Cycle) else ()


def adapted_by(transfers: Iterable[Transfer]) -> Iterator[str]:
    """Who adapted what they were given: the receivers of the transfers that a practice came of."""
    return (receiver for each in transfers for receiver in each.receivers)


def gave_first(
    places: Places, practice: Practice, moved: Iterable[Transfer], level: Level
) -> list[str]:
    """Who gave a practice to others and was not given it, or certainly later than they gave it.

    What moved within one node tells neither.

    Args:
        places: who is where.
        practice: the practice.
        moved: transfers, of this practice and others.
        level: whom to name.
    """
    gave: dict[str, list[When | None]] = {}
    was_given: dict[str, list[When | None]] = {}
    for each in moved:
        if each.practice == practice.id:
            givers = set(places.at(each.giver or "", level))
            receivers = {node for id_ in each.receivers for node in places.at(id_, level)}
            for told, nodes in ((gave, givers - receivers), (was_given, receivers - givers)):
                for node in nodes:
                    told.setdefault(node, []).append(each.when)
    return sorted(node for node in gave if _all_later(was_given.get(node, ()), gave[node]))


def _all_later(these: Iterable[When | None], those: Iterable[When | None]) -> bool:
    """Whether one of those certainly lies before each of these."""
    return all(
        any(one and each and one.before(each) is Order.CERTAINLY for one in those) for each in these
    )
