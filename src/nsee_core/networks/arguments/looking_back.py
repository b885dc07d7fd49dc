"""Looking back from a date: what had certainly happened, and what had begun, by then."""

from __future__ import annotations

from nsee_core.engine.moment import Moment, as_it_was, moment
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import Order, When


def seen(programme: Programme, as_of: Moment | None) -> Programme:
    """The programme as it was on a date; all of it where there is none.

    Raises:
        TypeError: it is no programme.
        NotADate: ``as_of`` is no date at all.
        NotAMoment: it is none to look back from.
    """
    given = programme_given(programme)
    return given if as_of is None else as_it_was(given, moment(as_of))


def had_begun(since: When | None, as_of: Moment | None) -> bool:
    """Whether something had certainly begun by a date; what does not say since when, had.

    A cycle or network is seen before it began, for where it stands can be asked even then; but
    nobody worked in it yet.

    >>> [had_begun(When(text), "2018-06-30") for text in ("May 2018", "2018", "July 2018")]
    [True, False, False]
    """
    if since is None or as_of is None:
        return True
    return since.by(moment(as_of)) is Order.CERTAINLY


def in_words(as_of: Moment | None) -> str | None:
    """The date to look back from, as a graph names it."""
    return None if as_of is None else str(moment(as_of))
