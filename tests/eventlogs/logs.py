"""A log with everything that makes event logs hard, and what every tool should find in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nsee_core import Cycle, Entry, Programme, When
from nsee_core.eventlogs import NAME, RESOURCE, TIME, TRANSITION
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


def _row(
    case: str,
    id_: str,
    step: str,
    time: str | None = None,
    when: str | None = None,
    *,
    transition: str = "complete",
    by: str | None = None,
    note: str | None = None,
) -> dict[str, Any]:
    return {
        CASE: case,
        NAME: step,
        TIME: time and datetime.fromisoformat(time),
        TRANSITION: transition,
        RESOURCE: by,
        "nsee:id": id_,
        "nsee:when": when,
        "nsee:note": note,
    }


#: The events of it that a tool should find, in order, as rows of what is shown: e5 stands in for
#: e3, and two events of one day are a millisecond apart.
EXPECTED = [
    _row("c1", "e1", "1.1", "2017-06-01T00:00:00.000Z", "June 2017", by="p1; p2", note=HOSTILE),
    _row("c1", "e2", "1.2", "2017-06-01T00:00:00.001Z", "2017-06-01", transition="start"),
    _row("c1", "e5", "1.3", "2018-08-01T00:00:00.000Z", "2018/19"),
    _row("c1", "e4", "1.2", None, "by September 2017"),
    _row("elsewhere", "e6", "2.1", "2017-06-12T00:00:00.000Z", "2017-06-12"),
]


def in_utc(time: datetime | None) -> datetime | None:
    """A time of a tool that says nothing of time zones, or speaks of that of UTC in its own way."""
    if time is None:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
