"""The programme as it was on a date: what had certainly happened by then."""

from __future__ import annotations

from nsee_core.programme import Programme
from nsee_core.records import Base, Consent, Cycle, Entry, Order, When


def at_moment(programme: Programme, cycle: Cycle, moment: When) -> tuple[Programme, tuple[str, ...]]:
    """One cycle's part of a programme as of a date, and the entries that are in doubt.

    Entries count when they certainly took place by then, and those without a date are in doubt.
    Other dated records count unless they are certainly or possibly later; undated ones are no
    events and stay. An ending or a withdrawal counts from its date on.
    """
    later: list[str] = []
    possibly: list[str] = []
    for record in programme.within(cycle.id):
        by = _by(record, moment)
        if by is not Order.CERTAINLY:
            later.append(record.id)
            if isinstance(record, Entry) and by is Order.POSSIBLY:
                possibly.append(record.id)
    changed = [_as_it_was(record, moment) for record in _around(programme, cycle)]
    return programme.without(*later).put(*changed), tuple(possibly)


def _by(record: Base, moment: When) -> Order:
    when: When | None = getattr(record, "when", None)
    if when is None:
        return Order.POSSIBLY if isinstance(record, Entry) else Order.CERTAINLY
    return when.by(moment)


def _around(programme: Programme, cycle: Cycle) -> list[Base]:
    consents = (
        programme.get(consent)
        for record in programme.within(cycle.id)
        for consent in getattr(record, "consents", ())
    )
    return [cycle, *(record for record in consents if isinstance(record, Consent))]


def _as_it_was(record: Base, moment: When) -> Base:
    """Without an ending or a withdrawal that had not certainly come by then."""
    if isinstance(record, Cycle) and record.ended and record.ended.by(moment) is not Order.CERTAINLY:
        return record.but(ended=None, outcome=None, outcome_why=None)
    if (
        isinstance(record, Consent)
        and record.withdrawn
        and record.withdrawn.by(moment) is not Order.CERTAINLY
    ):
        return record.but(withdrawn=None)
    return record
