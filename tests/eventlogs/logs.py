"""A log with everything that makes event logs hard, and what every tool should find in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nsee_core import Cycle, Entry, Programme, When
from nsee_core.eventlogs import NAME, RESOURCE, TIME, TRANSITION, cases
from nsee_core.records.frozen import FrozenMap

#: What stands for a case in the tables that tools make of a log.
CASE = f"case:{NAME}"
SHOWN = (CASE, NAME, TIME, TRANSITION, RESOURCE, "nsee:id", "nsee:when", "nsee:note")

HOSTILE = "a<b> & \"c\" 'd' ]]> \u202e é \U0001f393\tx\ny"

PROGRAMME = Programme.of(
    [
        Cycle(id="c1", title=HOSTILE, protocol="sipp", focus=("reading; writing", "number")),
        Cycle(id="c2", account="narrative", ext=FrozenMap({"ward": {"code": 7}})),
        Entry(
            id="e1", cycle="c1", step="1.1", when=When("June 2017"), by=("p1", "p2"), note=HOSTILE
        ),
        Entry(id="e2", cycle="c1", step="1.2", when=When("2017-06-01"), event="started"),
        Entry(id="e3", cycle="c1", step="no step of ours é & <b>"),
        Entry(id="e4", cycle="c1", step="1.2", when=When("by September 2017"), event="completed"),
        Entry(id="e5", cycle="c1", step="1.3", when=When("2018/19"), corrects="e3"),
        Entry(id="e6", cycle="elsewhere", step="2.1", when=When("2017-06-12"), lesson="l1"),
    ]
)


def expected(programme: Programme) -> list[dict[str, Any]]:
    """The events that a tool should find in a log, in order, as rows of what is shown."""
    return [
        {
            CASE: case.id,
            NAME: event.entry.step,
            TIME: event.timestamp and datetime.fromisoformat(event.timestamp),
            TRANSITION: "start" if event.entry.event == "started" else "complete",
            RESOURCE: "; ".join(event.entry.by) or None,
            "nsee:id": event.entry.id,
            "nsee:when": event.entry.when and event.entry.when.text,
            "nsee:note": event.entry.note,
        }
        for case in cases(programme)
        for event in case.events
    ]


def in_utc(time: datetime | None) -> datetime | None:
    """A time of a tool that says nothing of time zones, or speaks of that of UTC in its own way."""
    if time is None:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
