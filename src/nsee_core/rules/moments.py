"""What several families of rules ask about time: which came first, and whether it is over."""

from __future__ import annotations

from nsee_core.records import Base, Order, When
from nsee_core.rules.view import View


def certainly_before(earlier: When | None, later: When | None) -> bool:
    """Whether both dates are known and the first lies certainly before the second."""
    if earlier is None or later is None:
        return False
    return earlier.before(later) is Order.CERTAINLY


def completed(record: Base, view: View) -> bool:
    """Whether the cycle of a record ended as completed: nothing more is to be expected then."""
    cycle = view.cycle_of(record)
    return cycle is not None and cycle.outcome == "completed"
