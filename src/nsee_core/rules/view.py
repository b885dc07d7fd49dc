"""What a rule may look at besides its record: the programme, and where each cycle stands."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

from nsee_core.engine.demands import members
from nsee_core.engine.trace import Trace, trace
from nsee_core.programme import Programme
from nsee_core.protocol import Protocol, Protocols
from nsee_core.records import Base, Cycle, Entry

R = TypeVar("R", bound=Base)

#: The rules look at one cycle after another, so that few need be kept.
_MOST_TRACES = 500


@attrs.frozen(eq=False)
class View:
    """The programme as a rule sees it. A cycle's trace is made once and shared by the rules."""

    programme: Programme
    protocols: Protocols
    at_hand: dict[str, tuple[Base, Any]] = attrs.field(factory=dict, init=False)
    """What rules share of the record that they look at one after another."""
    _traces: dict[str, Trace | None] = attrs.field(factory=dict, init=False)

    def get(self, id_: str | None, kind: type[R]) -> R | None:
        """The record of this id and kind, or None: what another rule says of broken links."""
        record = self.programme.get(id_) if id_ is not None else None
        return record if type(record) is kind else None

    def elsewhere(self, id_: str) -> bool | str:
        """Whether an id that is not here exists elsewhere, this programme being a slice.

        The kind of the record there, where that is known.
        """
        outside = self.programme.outside
        return outside is not None and id_ not in self.programme and outside(id_)

    def kind_of(self, id_: str) -> bool | str:
        """The kind of the record of this id, here or elsewhere; whether there is one, if not."""
        found = self.programme.get(id_)
        return self.elsewhere(id_) if found is None else found.kind

    def within(self, whole: str, kind: type[R]) -> tuple[R, ...]:
        """The parts of a record that are of one kind, in order."""
        return self.programme.within(whole, kind)

    def members(self, group: str) -> tuple[str, ...]:
        """Who belongs, or ever belonged, to a network, team or trio: listed or by membership."""
        return members(self.programme, group)

    def protocol(self, cycle: Cycle) -> Protocol | None:
        """The protocol that a cycle follows, if it names one that is known."""
        return self.protocols.get(cycle.protocol) if cycle.protocol else None

    def trace(self, cycle: Cycle) -> Trace | None:
        """A cycle's log run through its protocol, or None where that is not known."""
        if cycle.id not in self._traces:
            protocol = self.protocol(cycle)
            if len(self._traces) >= _MOST_TRACES:
                self._traces.clear()
            self._traces[cycle.id] = (
                None if protocol is None else trace(self.programme, cycle, protocol)
            )
        return self._traces[cycle.id]

    def entries(self, cycle: str) -> tuple[Entry, ...]:
        """The entries of a cycle as they stand in the log."""
        return self.within(cycle, Entry)
