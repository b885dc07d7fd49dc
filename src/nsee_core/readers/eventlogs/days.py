"""The days in the column of timestamps: which of them stand with the month first, or may."""

from __future__ import annotations

import attrs

from nsee_core.eventlogs import taken_apart
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.readers.tabular.orders import Orders
from nsee_core.readers.tabular.plans import Slot
from nsee_core.readers.tabular.specs import specs
from nsee_core.rules import reading as codes

#: So many different days are remembered; those of any others are looked at again.
_MOST_KNOWN = 4096
_DATE = "when"


@attrs.define
class Days:
    """What is to be said of the days of events, as a table says it of a column of dates."""

    gathering: Gathering
    _slot: Slot = attrs.field(init=False)
    _orders: Orders = attrs.field(factory=Orders, init=False)
    _known: set[str] = attrs.field(factory=set, init=False)
    _remarked: bool = attrs.field(default=False, init=False)

    @_slot.default
    def _of_entries(self) -> Slot:
        return Slot(0, _DATE, specs("entry", "typed")[_DATE], None)

    def note(self, timestamp: str, line: int) -> None:
        """Note how the day of an event is written; say once if the month stands first."""
        day = taken_apart(timestamp).day
        if day in self._known:
            return
        if len(self._known) < _MOST_KNOWN:
            self._known.add(day)
        try:
            value = self._slot.spec.read(day)
        except Odd:
            return  # which is said of its entry
        self._orders.note(self.gathering, [(self._slot, day)], line)
        if isinstance(value, Remark) and value.value is not None and not self._remarked:
            self._remarked = True
            self.gathering.say(codes.READ_AS, line, _DATE, value=day, meaning=value.meaning)

    def done(self) -> None:
        """Say what is to be said of the column as a whole."""
        self._orders.say(self.gathering)
