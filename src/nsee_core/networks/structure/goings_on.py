"""What went on in a programme: when, as far as dates say, and who took part in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from math import inf
from typing import NamedTuple

from nsee_core.networks.graphs.taking_part import named, standing_entries
from nsee_core.networks.placing.tenures import Tenure
from nsee_core.networks.sessions import Calendar
from nsee_core.networks.structure.involved import Involved
from nsee_core.networks.structure.periods import Stretch, stretch_of
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Lesson, Membership, Network, When


class GoingOn(NamedTuple):
    """Something that went on: when, if anything is known of that, and everybody in it, by id."""

    stretch: Stretch | None
    ids: tuple[str, ...]


def going_on(involved: Involved, calendar: Calendar) -> Iterator[GoingOn]:
    """All that went on, with when, as far as that is known, and everybody who took part in it."""
    programme = involved.programme
    cycles = _cycles(programme, calendar)
    entries = standing_entries(programme)
    for record in chain(programme.of_kind(Cycle), programme.of_kind(Lesson), entries):
        ids = [id_ for id_, _ in named(record)]
        if isinstance(record, Cycle):
            stretch = cycles.get(record.id)
            ids += [] if record.network is None else [record.network]
        else:
            when: When | None = record.__dict__["when"]
            stretch = stretch_of(calendar, when, when)
        yield GoingOn(stretch, tuple(involved.everybody(ids)))
    for membership in programme.of_kind(Membership):
        yield from _belonging(involved, membership, calendar)
    for network in programme.of_kind(Network):
        yield GoingOn(stretch_of(calendar, network.started, network.ended), (network.id,))


def _belonging(involved: Involved, membership: Membership, calendar: Calendar) -> Iterator[GoingOn]:
    """The group was there when somebody joined; they belong to it until one of the two ends."""
    if membership.since is None and membership.until is None:
        return
    group = involved.programme.get(membership.group)
    tenure = Tenure(group, membership.since, membership.until)
    stretch = stretch_of(calendar, tenure.since, tenure.ended)
    if stretch is not None and tenure.started is not None and tenure.started.earliest is not None:
        stretch = stretch.since(calendar.number(tenure.started.earliest))
    yield GoingOn(stretch, (membership.group,))
    if stretch is not None and tenure.ended is None:
        stretch = stretch._replace(last_earliest=inf)
    yield GoingOn(stretch, tuple(involved.everybody((membership.member,))))


def _cycles(programme: Programme, calendar: Calendar) -> Mapping[str, Stretch]:
    """From the first date of each cycle to its last; the cycles without a date are left out."""
    found: dict[str, Stretch] = {}
    dates = chain(
        *(
            zip(programme.column("cycle", "id"), programme.column("cycle", end), strict=True)
            for end in ("started", "ended")
        ),
        *(
            zip(programme.column(kind, "cycle"), programme.column(kind, "when"), strict=True)
            for kind in ("entry", "lesson")
        ),
    )
    for cycle, when in dates:
        stretch = stretch_of(calendar, when, when)
        if stretch is not None:
            known = found.get(cycle)
            found[cycle] = stretch if known is None else known.and_(stretch)
    return found
