"""Which constraints of a contradictory net quarrel: as few of them as can be named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from nsee_core.automata.nets import Net
from nsee_core.automata.search import GaveUp
from nsee_core.automata.trials import Chosen, Trials

__all__ = ["find_quarrel"]

SMALL = 3
"""The size up to which all sets that come into question are tried, smallest first."""


def find_quarrel(net: Net, bound: int, *, certain: bool) -> Chosen | None:
    """Find constraints that cannot be met together, as few as the bound allows.

    Args:
        net: the constraints.
        bound: what each of the three ways of looking may cost, in proportion.
        certain: whether it is known that not all of them can be met together.

    Returns:
        A smallest such set, where three constraints are enough; else one of which none can be
        left out; or `None` when no such set was found.
    """
    quarrel = _any_quarrel(net, bound, certain=certain)
    most = SMALL
    if quarrel is not None:
        quarrel = _reduced(Trials(net, bound), quarrel)
        most = min(SMALL, len(quarrel) - 1)
    return _smallest(Trials(net, bound), most) or quarrel


def _any_quarrel(net: Net, bound: int, *, certain: bool) -> Chosen | None:
    """Return some constraints that quarrel, by the least work: at a glance, if it can be seen."""
    everything = frozenset(range(len(net.tables)))
    glance = Trials(net, bound, most=1)
    if glance.impossible(everything):
        return _reduced(glance, everything)
    return _followed(Trials(net, bound)) or (everything if certain else None)


def _smallest(trials: Trials, most: int) -> Chosen | None:
    """Return a smallest contradictory set, if it has no more than so many constraints."""
    try:
        for size in range(1, most + 1):
            quarrel = _grown(trials, frozenset(), size, set())
            if quarrel is not None:
                return quarrel
    except GaveUp:
        pass
    return None


def _grown(trials: Trials, chosen: Chosen, room: int, tried: set[Chosen]) -> Chosen | None:
    """Return a contradictory set of the chosen constraints and at most `room` more.

    A word that meets the chosen ones is rejected by some other member of any contradictory set
    that holds them, so only what rejects it need be added. And symbols join the members of a
    smallest contradictory set, one to the next, so it need not be looked for far away.
    """
    found = trials.course(chosen)
    if found.outcome == "impossible":
        return chosen
    if found.symbols is None or room == 0:
        return None
    for index in trials.objections(found.symbols, chosen, room):
        larger = chosen | {index}
        if larger not in tried:
            tried.add(larger)
            quarrel = _grown(trials, larger, room - 1, tried)
            if quarrel is not None:
                return quarrel
    return None


def _followed(trials: Trials) -> Chosen | None:
    """Return a contradictory set, grown by what objects first: quick, and not to be relied upon.

    From every constraint that objects to the empty word, all by one constraint at a time, since a
    quarrel is more often a short circle than a long one.
    """
    growing = [frozenset({seed}) for seed in trials.objections((), frozenset(), 0)]
    try:
        while growing:
            larger = []
            for chosen in growing:
                found = trials.course(chosen)
                if found.outcome == "impossible":
                    return chosen
                if found.symbols is not None:
                    word = found.symbols
                    by_distance = (trials.objections(word, chosen, steps) for steps in (1, 2))
                    first = islice(chain.from_iterable(by_distance), 1)
                    larger += [chosen | {index} for index in first]
            growing = larger
    except GaveUp:
        pass
    return None


def _reduced(trials: Trials, quarrel: Chosen) -> Chosen:
    """Leave out of a contradictory set what its contradiction does not need.

    By halves: U. Junker, QuickXplain (2004), Proceedings of AAAI-04, 167-172.
    """

    def needed(kept: Chosen, suspects: Sequence[int], *, tried: bool = False) -> Sequence[int]:
        if not tried and trials.impossible(kept):
            return ()
        if len(suspects) == 1:
            return suspects
        half = len(suspects) // 2
        late = needed(kept.union(suspects[:half]), suspects[half:])
        early = needed(kept.union(late), suspects[:half], tried=not late)
        return (*early, *late)

    return frozenset(needed(frozenset(), sorted(quarrel), tried=True))
