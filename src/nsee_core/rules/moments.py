"""What several families of rules ask about time: which came first, and whether it is over."""

from __future__ import annotations

from nsee_core.records import Cycle, Order, When
from nsee_core.rules.view import View


def certainly_before(earlier: When | None, later: When | None) -> bool:
    """Whether both dates are known and the first lies certainly before the second."""
    if earlier is None or later is None:
        return False
    return earlier.before(later) is Order.CERTAINLY


def completed(cycle: str | None, view: View) -> bool:
    """Whether a cycle ended as completed, after which nothing more is to be expected."""
    record = view.get(cycle, Cycle)
    return record is not None and record.outcome == "completed"
