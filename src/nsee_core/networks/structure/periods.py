"""Who was there in which sessions or years: from when until when, as far as dates say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import chain
from math import inf
from typing import NamedTuple

from nsee_core.networks.sessions import Calendar
from nsee_core.records import When


class Stretch(NamedTuple):
    """From when until when, in periods: each end at its earliest and latest, perhaps open."""

    first: float = -inf
    first_latest: float = inf
    last_earliest: float = -inf
    last: float = inf

    def and_(self, other: Stretch) -> Stretch:
        """From the first of both to the last of both."""
        return Stretch(
            min(self.first, other.first),
            min(self.first_latest, other.first_latest),
            max(self.last_earliest, other.last_earliest),
            max(self.last, other.last),
        )

    def since(self, period: float) -> Stretch:
        """What of it is no earlier than a period."""
        return self._replace(
            first=max(self.first, period), first_latest=max(self.first_latest, period)
        )

    def ends(self, *, certain: bool) -> tuple[float, float]:
        """The first and the last period in which it certainly was, or possibly."""
        return (self.first_latest, self.last_earliest) if certain else (self.first, self.last)


def stretch_of(calendar: Calendar, began: When | None, ended: When | None) -> Stretch | None:
    """From one date to another; None if neither says a day, or the end is before the start."""

    def number(day: date | None, otherwise: float) -> float:
        return otherwise if day is None else calendar.number(day)

    first = number(began and began.earliest, -inf)
    last = number(ended and ended.latest, inf)
    first_latest = min(number(began and began.latest, inf), last)
    last_earliest = max(number(ended and ended.earliest, -inf), first)
    stretch = Stretch(first, first_latest, last_earliest, last)
    return None if stretch == Stretch() or first > last else stretch


class Presence:
    """Who was there in which period: ids by period, and the periods that any date names."""

    def __init__(self) -> None:
        self.stretches: dict[str, set[Stretch]] = defaultdict(set)

    def note(self, id_: str, stretch: Stretch) -> None:
        """Say that somebody was there from when until when."""
        self.stretches[id_].add(stretch)

    def periods(self) -> range:
        """All periods from the first that a date names to the last."""
        ends = set(chain.from_iterable(chain.from_iterable(self.stretches.values()))) - {inf, -inf}
        return range(int(min(ends)), int(max(ends)) + 1) if ends else range(0)

    def by_period(self, *, certain: bool) -> dict[int, set[str]]:
        """Who was there in each period, for certain or possibly."""
        periods = self.periods()
        there: dict[int, set[str]] = {period: set() for period in periods}
        for id_, stretches in self.stretches.items():
            for each in stretches:
                begins, ends = each.ends(certain=certain)
                first, last = max(begins, periods.start), min(ends, periods.stop - 1)
                for period in range(int(first), int(last) + 1) if first <= last else ():
                    there[period].add(id_)
        return there
