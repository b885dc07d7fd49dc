"""How far a network turns about one of its members."""

from __future__ import annotations

from collections.abc import Iterable

from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.shortest_paths import betweenness


def degree_centralisation(seen: Observed) -> float | None:
    """Of an undirected graph, over those whose ties are all known.

    The most, (r - 1)(n - 2), is of a star about one of the r of n who answered; with an answer
    from everybody it is Freeman's (n - 1)(n - 2).
    """
    degrees = [len(seen.out[node]) for node in seen.whole]
    return _of_most(degrees, (len(degrees) - 1) * (seen.others - 1))


def out_centralisation(seen: Observed) -> float | None:
    """Of a directed graph, over those who answered: the most, (r - 1)(n - 1), if one names all."""
    degrees = [len(seen.out[node]) for node in seen.whole]
    return _of_most(degrees, (len(degrees) - 1) * seen.others)


def in_centralisation(seen: Observed) -> float | None:
    """Of a directed graph, over everybody: the most, if all who could name one and the same."""
    received = seen.received(seen.whole)
    could = max(map(seen.fair_with, received), default=0)
    return _of_most(received.values(), could * seen.others)


def betweenness_centralisation(seen: Observed) -> float | None:
    """Among those whose ties are all known: of normalised values, the most is r - 1, in a star."""
    graph = seen.graph_of_answered()
    if len(graph) < 3:
        return None
    return _of_most(betweenness(graph)["betweenness"], len(graph) - 1)


def _of_most(values: Iterable[float], most: int) -> float | None:
    """The sum of how far each is below the highest, as a share of the most that it could be."""
    values = list(values)
    if not values or most <= 0:
        return None
    highest = max(values)
    return sum(highest - value for value in values) / most
