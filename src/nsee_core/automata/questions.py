"""What a verifier asks of a net: is it contradictory, is a constraint implied, can a step come?"""

from __future__ import annotations

from typing import Literal, NamedTuple

import attrs

from nsee_core.automata.marks import Mark
from nsee_core.automata.nets import Net, Word
from nsee_core.automata.quarrels import find_quarrel
from nsee_core.automata.search import BOUND, Course, course
from nsee_core.automata.tables import complement, table
from nsee_core.automata.templates import Template

__all__ = ["Contradiction", "Implied", "contradiction", "implied", "reachable"]


class Contradiction(NamedTuple):
    """Whether all constraints of a net can be met together.

    Attributes:
        answer: they can, they cannot, or the search gave up.
        constraints: where they cannot, the indices of some that cannot be met together, as
            few as could be told.
    """

    answer: Literal["consistent", "contradictory", "undecided"]
    constraints: tuple[int, ...] = ()


class Implied(NamedTuple):
    """Whether a constraint follows from the others of its net.

    Attributes:
        answer: it does, it does not, or the search gave up.
        witness: where it does not, a shortest word that the others accept and it rejects.
    """

    answer: Literal["yes", "no", "undecided"]
    witness: Word | None = None


def contradiction(net: Net, *, bound: int = 1_000) -> Contradiction:
    """Tell whether a net is contradictory, and which of its constraints quarrel.

    The set named is a smallest one where three constraints are enough to quarrel; else one of
    which none can be left out. Both as far as the bound allows to tell. It may well hold
    constraints that nobody wrote but that follow from what was written.

    Args:
        net: the constraints; what they can do is judged from the empty log.
        bound: how many joint states are examined of the whole, and in proportion, of its parts.

    Example:
        >>> at_least, at_most = table(Template.AT_LEAST, 2), table(Template.AT_MOST, 1)
        >>> contradiction(Net((at_least, at_most), (((0, Mark.A_BOTH), (1, Mark.A_BOTH)),)))
        Contradiction(answer='contradictory', constraints=(0, 1))
    """
    whole = course(net, net.start, bound=bound).outcome
    if whole == "found":
        return Contradiction("consistent")
    quarrel = find_quarrel(net, bound, certain=whole == "impossible")
    if quarrel is None:
        return Contradiction("undecided")
    return Contradiction("contradictory", tuple(sorted(quarrel)))


def implied(net: Net, index: int, *, bound: int = BOUND) -> Implied:
    """Tell whether the constraint at `index` follows from the others.

    Words are made of the symbols of the net. From others that contradict each other everything
    follows.

    Example:
        >>> tables = table(Template.SUCCESSION), table(Template.PRECEDENCE)
        >>> net = Net(tables, (((0, Mark.A_BOTH), (1, Mark.A_BOTH)),
        ...                    ((0, Mark.B_BOTH), (1, Mark.B_BOTH))))
        >>> implied(net, 1).answer, implied(net, 0)
        ('yes', Implied(answer='no', witness=(0,)))
    """
    tables = list(net.tables)
    tables[index] = complement(tables[index])
    against = course(attrs.evolve(net, tables=tuple(tables)), net.start, bound=bound)
    if against.symbols is not None:
        return Implied("no", against.symbols)
    return Implied("yes" if against.outcome == "impossible" else "undecided")


def reachable(net: Net, symbol: int, *, bound: int = BOUND) -> Course:
    """Find a shortest course from the empty log in which a symbol comes at least once.

    Example:
        >>> net = Net((table(Template.INIT),), symbols=(((0, Mark.A_BOTH),), ()))
        >>> reachable(net, 1).symbols
        (0, 1)
    """
    once = len(net.tables), Mark.A_BOTH
    asked = Net(
        tables=(*net.tables, table(Template.AT_LEAST, 1)),
        symbols=tuple(
            (*marks, once) if at == symbol else marks for at, marks in enumerate(net.symbols)
        ),
    )
    return course(asked, asked.start, bound=bound)
