"""Where a practice began: with whom it was before anybody gave it to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.presence import either
from nsee_core.records import Cycle, Order, Practice, Transfer, When


class Origin(NamedTuple):
    """With whom a practice began, each with whether it is certain that it was they."""

    leaders: Mapping[str, bool]
    """Who led the cycle in which it arose: they had it from the beginning."""
    others: Mapping[str, bool]
    """Who adapted another to it; and who gave it, and is not known to have been given it before."""

    @property
    def everybody(self) -> dict[str, bool]:
        """All of them, the leaders first."""
        nodes = dict.fromkeys((*self.leaders, *self.others))
        return {
            node: self.leaders.get(node, False) or self.others.get(node, False) for node in nodes
        }


#: Of what was not there yet, or of whose beginning nothing is known.
NOBODY = Origin({}, {})


def began_with(
    nodes: Placing, practice: Practice, given: Iterable[Transfer], became: Iterable[Transfer]
) -> Origin:
    """With whom a practice began, and of each whether that is certain, as far as who they were is.

    It was with those who led the cycle in which it arose, with those who were given another and
    adapted it to this one, and with those who gave it and were not given it, or certainly later
    than they gave it. Somebody who only may have been in the team that did so, only may have had
    it.

    Args:
        nodes: who stands for whom.
        practice: the practice.
        given: its transfers.
        became: the transfers that it came of.
    """
    cycle = nodes.places.programme.get(practice.cycle or "")
    led = nodes.of(cycle.led_by, cycle) if isinstance(cycle, Cycle) else {}
    adapted = either(nodes.of(each.receivers, each) for each in became)
    first = _gave_first(nodes, given)
    others = {node: was.certain for node, was in adapted.items()}
    for node, certain in first.items():
        others[node] = certain or others.get(node, False)
    return Origin({node: was.certain for node, was in led.items()}, others)


def _gave_first(nodes: Placing, moved: Iterable[Transfer]) -> dict[str, bool]:
    """Who gave something and was not given it, or certainly later than they gave it.

    What moved within one node tells neither. It is certain of whom it is so by what they certainly
    gave alone, even if they were given all that they may have been.
    """
    gave: dict[str, list[tuple[When | None, bool]]] = {}
    was_given: dict[str, list[When | None]] = {}
    for each in moved:
        givers = nodes.of((each.giver,), each)
        receivers = either(nodes.at(id_, each) for id_ in each.receivers)
        for node in givers.keys() - receivers.keys():
            gave.setdefault(node, []).append((each.when, givers[node].certain))
        for node in receivers.keys() - givers.keys():
            was_given.setdefault(node, []).append(each.when)
    first: dict[str, bool] = {}
    for node in sorted(gave):
        given = was_given.get(node, ())
        if _all_later(given, [when for when, _ in gave[node]]):
            sure = [when for when, certain in gave[node] if certain]
            first[node] = bool(sure) and _all_later(given, sure)
    return first


def _all_later(these: Sequence[When | None], those: Sequence[When | None]) -> bool:
    """Whether one of those certainly lies before each of these."""
    return all(
        any(one and each and one.before(each) is Order.CERTAINLY for one in those) for each in these
    )
