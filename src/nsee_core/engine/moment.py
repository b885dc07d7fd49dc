"""The programme as it was on a date: what had certainly happened by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from nsee_core.programme import Outside, Programme
from nsee_core.records import Base, Cycle, Entry, Membership, Order, When
from nsee_core.records.links import links

#: What a date may be given as.
Moment = When | str | date

#: The field that says when a record came to be, where that is not ``when``.
_CAME_TO_BE = {"consent": "given", "membership": "since", "practice": "since"}
#: What may come to a record later: the field with its date, and the fields that go with it.
_CAME_LATER = {
    "cycle": ("ended", "outcome", "outcome_why"),
    "network": ("ended",),
    "membership": ("until",),
    "consent": ("withdrawn",),
    "evidence": ("destroyed",),
    "change": ("decided", "decision"),
}


class NotAMoment(ValueError):
    """A date by which nothing can be said to have happened, or not to have."""


def moment(as_of: Moment) -> When:
    """A date to look back from: one that begins on a known day.

    Of a period, such as a month or a school session, it is the first day: what had certainly
    happened then, whichever day of it is meant. To take in all of a session, give its last day.

    Raises:
        NotADate: it is no date at all.
        NotAMoment: nothing is certainly before it or after it.

    >>> moment("June 2018").earliest
    datetime.date(2018, 6, 1)
    >>> moment("year 1")
    Traceback (most recent call last):
    nsee_core.engine.moment.NotAMoment: "year 1" does not say what had happened by then: it counts
    the years of a project; give a day, such as 2018-06-30
    """
    when = When.parse(as_of)
    unclear = when.doubt
    if when.years is not None:
        unclear = "it counts the years of a project"
    elif when.earliest is None:
        unclear = "it has no first day"
    if unclear is not None:
        msg = (
            f'"{when}" does not say what had happened by then: {unclear}; '
            "give a day, such as 2018-06-30"
        )
        raise NotAMoment(msg)
    return when


def as_it_was(programme: Programme, by: When, cycle: Cycle | None = None) -> Programme:
    """The programme as it was on a date; given a cycle, as far as its standing rests on it.

    Entries count when they certainly took place by then, and those without a date are in doubt.
    Other dated records count unless they are certainly or possibly later; undated ones are no
    events and stay. What is set aside is known to exist, so that links to it hold. An ending, a
    withdrawal or a decision counts from its date on; the outcome of a cycle that does not say when
    it ended is in doubt, and does not count.
    """
    seen = tuple(programme if cycle is None else _around(programme, cycle))
    then = {record.id: _as_it_was(record, by) for record in seen}
    later = {record.id: record.kind for record in seen if then[record.id] is None}
    if cycle is None:
        was = Programme.of(record for record in then.values() if record is not None)
    else:
        changed = (then[record.id] for record in seen if then[record.id] is not record)
        was = programme.without(*later).put(*filter(None, changed))
    return was.elsewhere(_besides(later, programme.outside))


def in_doubt(programme: Programme, cycle: Cycle, by: When) -> tuple[str, ...]:
    """The entries of a cycle that may or may not have taken place by a date."""
    return tuple(
        entry.id
        for entry in programme.within(cycle.id, Entry)
        if _happened(entry, by) is Order.POSSIBLY
    )


def _as_it_was(record: Base, by: When) -> Base | None:
    """One record as it was, or None if it was not there yet."""
    if _happened(record, by) is not Order.CERTAINLY:
        return None
    dated, *along = _CAME_LATER.get(record.kind, ("",))
    said = [name for name in (dated, *along) if name and getattr(record, name) is not None]
    came: When | None = getattr(record, dated, None)
    undated = came is None and not isinstance(record, Cycle)
    if not said or undated or (came is not None and came.by(by) is Order.CERTAINLY):
        return record
    return record.but(**dict.fromkeys(said))


def _happened(record: Base, by: When) -> Order:
    when: When | None = getattr(record, _CAME_TO_BE.get(record.kind, "when"), None)
    if when is None:
        return Order.POSSIBLY if isinstance(record, Entry) else Order.CERTAINLY
    return when.by(by)


def _around(programme: Programme, cycle: Cycle) -> Iterator[Base]:
    """A cycle, its parts, what those link to, and who belonged to that, each once."""
    whole = (cycle, *programme.within(cycle.id), *programme.evidence_of(cycle.id))
    parts = {record.id: record for record in whole}
    linked = {link.target for part in parts.values() for link in links(part)} - parts.keys()
    yield from parts.values()
    for id_ in linked:
        record = programme.get(id_)
        if record is not None:
            yield record
        yield from (m for m in programme.within(id_, Membership) if m.id not in linked)


def _besides(later: Mapping[str, str], outside: Outside | None) -> Outside:
    """What knows the records set aside, besides what was known elsewhere before."""
    return lambda id_: later.get(id_) or (outside is not None and outside(id_))
