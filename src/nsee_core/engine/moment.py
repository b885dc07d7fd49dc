"""The programme as it was on a date: what had certainly happened by then."""

from __future__ import annotations

from nsee_core.programme import Programme
from nsee_core.records import Base, Consent, Cycle, Entry, Evidence, Order, When


def at_moment(
    programme: Programme, cycle: Cycle, moment: When
) -> tuple[Programme, Cycle, tuple[str, ...]]:
    """A programme as one cycle stood in it on a date, that cycle, and the entries in doubt.

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
    consents = [_not_withdrawn(consent, moment) for consent in _consents(programme, cycle)]
    then = _not_ended(cycle, moment)
    return programme.without(*later).put(then, *consents), then, tuple(possibly)


def _by(record: Base, moment: When) -> Order:
    when: When | None = getattr(record, "when", None)
    if when is None:
        return Order.POSSIBLY if isinstance(record, Entry) else Order.CERTAINLY
    return when.by(moment)


def _consents(programme: Programme, cycle: Cycle) -> list[Consent]:
    return [
        consent
        for record in programme.within(cycle.id, Evidence)
        for id_ in record.consents
        if isinstance(consent := programme.get(id_), Consent)
    ]


def _not_ended(cycle: Cycle, moment: When) -> Cycle:
    """Without an ending that had not certainly come by then."""
    if cycle.ended is None or cycle.ended.by(moment) is Order.CERTAINLY:
        return cycle
    return cycle.but(ended=None, outcome=None, outcome_why=None)


def _not_withdrawn(consent: Consent, moment: When) -> Consent:
    """Without a withdrawal that had not certainly come by then."""
    if consent.withdrawn is None or consent.withdrawn.by(moment) is Order.CERTAINLY:
        return consent
    return consent.but(withdrawn=None)
