"""What several families of rules ask about time: which came first, and whether it is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nsee_core.records import Base, Order, When
from nsee_core.rules.view import View


def certainly_before(earlier: When | None, later: When | None) -> bool:
    """Whether both dates are known and the first lies certainly before the second."""
    if earlier is None or later is None:
        return False
    return earlier.before(later) is Order.CERTAINLY


def beyond(
    what: str, started: When | None, ended: When | None
) -> Callable[[When | None], str | None] | None:
    """How a date is asked whether it lies certainly outside what began and ended at some time.

    The answer is where it lies, in words, or None. Of what has no dates nothing is asked.

    >>> outside = beyond("the cycle", When("2018"), None)
    >>> outside(When("2017")), outside(When("2018")), outside(None)
    ('before the cycle started (2018)', None, None)
    """
    if started is None and ended is None:
        return None
    first = (started and started.earliest) or date.min
    last = date.max if ended is None else ended.earliest or date.min

    def outside(when: When | None) -> str | None:
        if when is None or (when.earliest and first <= when.earliest <= last):
            return None  # nearly every date, and quickly seen
        if certainly_before(when, started):
            return f"before {what} started ({started})"
        return f"after {what} ended ({ended})" if certainly_before(ended, when) else None

    return outside


def completed(record: Base, view: View) -> bool:
    """Whether the cycle of a record ended as completed: nothing more is to be expected then."""
    cycle = view.cycle_of(record)
    return cycle is not None and cycle.outcome == "completed"
