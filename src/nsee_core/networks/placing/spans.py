"""From when until when: the dates of a stay, and whether two may share a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product, starmap
from typing import NamedTuple

from nsee_core.records import Base, Cycle, Entry, Lesson, Order, Resource, Transfer, When


class Stay(NamedTuple):
    """From when until when somebody was there, in the words of the source; None where open.

    >>> print(Stay("2016", "June 2018"), Stay("2016", None), Stay(None, "2018"), sep="; ")
    2016 to June 2018; since 2016; until 2018
    """

    since: str | None
    until: str | None

    def __str__(self) -> str:
        if self.since is None:
            return f"until {self.until}"
        return f"since {self.since}" if self.until is None else f"{self.since} to {self.until}"


class Span(NamedTuple):
    """From when until when; None where that is open or nothing is said."""

    since: When | None = None
    until: When | None = None

    @classmethod
    def of(cls, stay: Iterable[str | None]) -> Span:
        """The dates of a stay.

        Raises:
            ValueError: it is no pair of dates.
        """
        since, until = (None if text is None else When.parse(text) for text in stay)
        return cls(since, until)

    def within(self, other: Span) -> Span:
        """What is in both: from the later beginning until the earlier end."""
        return Span(_later(self.since, other.since), _earlier(self.until, other.until))

    def may_meet(self, other: Span) -> bool:
        """Whether the two may share a day: neither certainly ended before the other began."""
        return not (_ended(self, other) or _ended(other, self))


def _later(one: When | None, other: When | None) -> When | None:
    if one is None or other is None:
        return one or other
    return other if (other.earliest or date.min) > (one.earliest or date.min) else one


def _earlier(one: When | None, other: When | None) -> When | None:
    if one is None or other is None:
        return one or other
    return other if (other.latest or date.max) < (one.latest or date.max) else one


def _ended(one: Span, other: Span) -> bool:
    if one.until is None or other.since is None:
        return False
    return one.until.before(other.since) is Order.CERTAINLY


#: All along, as far as is known.
ALWAYS = Span()


def at_one_time(some: Iterable[Span], others: Iterable[Span]) -> bool:
    """Whether one of some and one of others may share a day."""
    return any(starmap(Span.may_meet, product(some, others)))


def time_of(record: Base) -> Span:
    """When something was done: a cycle lasts from its beginning to its end, a lesson has its day.

    What does not say when may have been at any time, and an end before the beginning says nothing.
    Whatever is not done but belonged to has no such time.

    >>> print(*time_of(Cycle(id="c", started=When("2017"))))
    2017 None
    """
    match record:
        case Cycle(started=started, ended=ended):
            lasting = Span(started, ended)
            return Span(started) if _ended(lasting, lasting) else lasting
        case Lesson(when=when) | Entry(when=when) | Transfer(when=when) | Resource(when=when):
            return Span(when, when)
    return ALWAYS
