"""What one constraint sees of a log entry, and what it says of a log."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Literal, Self

__all__ = ["Mark", "Side", "Verdict"]

Side = Literal["a", "b"]
"""The first or the second set of steps of a constraint."""


class Mark(IntEnum):
    """What one constraint sees of one log entry.

    A constraint speaks of one or two disjoint sets of steps, A and B. An entry begins a step of
    one of them, completes one, does both at once (a step that simply took place), or is about
    some other step. The number is the column of a `Table`.

    Attributes:
        begins: the set whose step the entry begins, if any. Bans count beginnings.
        completes: the set whose step the entry completes, if any. Demands count completions.

    Example:
        >>> Mark.A_BOTH.begins, Mark.A_BOTH.completes, Mark.B_BEGAN.completes
        ('a', 'a', None)
    """

    begins: Side | None
    completes: Side | None

    OTHER = 0, None, None
    A_BEGAN = 1, "a", None
    A_DONE = 2, None, "a"
    A_BOTH = 3, "a", "a"
    B_BEGAN = 4, "b", None
    B_DONE = 5, None, "b"
    B_BOTH = 6, "b", "b"

    def __new__(cls, column: int, begins: Side | None, completes: Side | None) -> Self:
        """Make the member that is its column and knows what it begins and completes."""
        mark = int.__new__(cls, column)
        mark._value_ = column
        mark.begins = begins
        mark.completes = completes
        return mark


class Verdict(StrEnum):
    """What a constraint says of a log, in view of all that may still be appended to it.

    Example:
        >>> [verdict.value for verdict in Verdict if verdict.final]
        ['satisfied', 'violated']
    """

    SATISFIED = "satisfied"
    """Met, whatever follows."""
    HOLDING = "holding"
    """Met so far; something that follows could break it."""
    PENDING = "pending"
    """Not met yet; something that follows could meet it."""
    VIOLATED = "violated"
    """Broken, whatever follows."""

    @property
    def final(self) -> bool:
        """Whether no later entry can change it."""
        return self in (Verdict.SATISFIED, Verdict.VIOLATED)
