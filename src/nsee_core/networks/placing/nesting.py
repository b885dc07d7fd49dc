"""Groups within groups, from the innermost outwards; those in circles together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import networkx as nx


def nested(group: str, inner: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """A group and every group within it, step by step: each after all that are within it.

    Groups that are all within each other come together, so that what they have in common is found
    once for all of them; any other group comes alone.

    Args:
        group: where to begin; it comes last.
        inner: the groups that are members of a group; those that one need not enter left out.

    >>> within = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["c", "e"], "e": []}
    >>> list(nested("a", within.get))
    [('e',), ('c', 'd'), ('b',), ('a',)]
    """
    waiting, within = [group], dict[str, Iterable[str]]()
    while waiting:
        outer = waiting.pop()
        if outer not in within:
            found = [*inner(outer)]
            within[outer] = found
            waiting += found
    if len(within) == 1:  # as most are, of which there are many
        yield (group,)
        return
    ways: nx.DiGraph[str] = nx.DiGraph(within)
    place = {each: number for number, each in enumerate(ways)}
    joined: nx.DiGraph[int] = nx.condensation(ways)
    for circle in reversed([*nx.topological_sort(joined)]):
        yield tuple(sorted(joined.nodes[circle]["members"], key=place.__getitem__))
