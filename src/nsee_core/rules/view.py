"""What a rule may look at besides its record: the programme, and where each cycle stands."""

from __future__ import annotations

from collections.abc import Callable
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
    sought: dict[tuple[str, tuple[str, ...]], str | None] = attrs.field(factory=dict)
    """The ids of which rules looked for one that is almost the same, and what they found."""
    at_hand: dict[str, tuple[Base, Any]] = attrs.field(factory=dict, init=False)
    """What rules share of the record that they look at one after another."""
    _traces: dict[str, Trace | None] = attrs.field(factory=dict, init=False)
    _look_up: Callable[[str | None], Base | None] = attrs.field(init=False)

    @_look_up.default
    def _quickest(self) -> Callable[[str | None], Base | None]:
        return self.programme.look_up

    def get(self, id_: str | None, kind: type[R]) -> R | None:
        """The record of this id and kind, or None: what another rule says of broken links."""
        record = self._look_up(id_)
        return record if type(record) is kind else None

    def cycle_of(self, record: Base) -> Cycle | None:
        """The cycle that a record is, or belongs to; nearly every part names it itself."""
        named = self._look_up(record.__dict__.get("cycle"))
        return named if type(named) is Cycle else self.programme.cycle_of(record)

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
        try:
            return self._traces[cycle.id]
        except KeyError:
            pass  # which costs nothing where it was made
        protocol = self.protocol(cycle)
        if len(self._traces) >= _MOST_TRACES:
            self._traces.clear()
        made = None if protocol is None else trace(self.programme, cycle, protocol)
        self._traces[cycle.id] = made
        return made

    def entries(self, cycle: str) -> tuple[Entry, ...]:
        """The entries of a cycle as they stand in the log."""
        return self.within(cycle, Entry)
