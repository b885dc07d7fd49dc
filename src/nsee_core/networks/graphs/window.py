"""The part of what people did together that may have taken place in a period."""

from __future__ import annotations

import attrs

from nsee_core.engine.moment import Moment
from nsee_core.networks.placing.levels import is_group
from nsee_core.networks.placing.spans import ALWAYS, Span, time_of
from nsee_core.networks.placing.stays import Stays
from nsee_core.records import Base, Cycle, Entry, Lesson, Network, When


class NotAPeriod(ValueError):
    """Something was asked of a time that has no first or no last day."""


def known_period(during: Moment) -> When:
    """A period of known days, such as a school session, a term, a year or one day.

    Raises:
        NotADate: it is no date at all.
        NotAPeriod: on which day it begins or ends is not known.

    >>> known_period("since 2018")
    Traceback (most recent call last):
    nsee_core.networks.graphs.window.NotAPeriod: "since 2018" is no period with a first and a last
    day; give one, such as 2022/23
    """
    period = When.parse(during)
    if period.earliest is None or period.latest is None or period.doubt is not None:
        msg = f'"{period}" is no period with a first and a last day; give one, such as 2022/23'
        raise NotAPeriod(msg)
    return period


@attrs.frozen
class Window:
    """What is looked at of all that was done: what may have been done in a period, if there is one.

    Only dates by which something certainly was not then leave it out.
    """

    stays: Stays
    period: When | None

    @classmethod
    def of(cls, stays: Stays, during: Moment | None) -> Window:
        """What is looked at during a period; all, where there is none."""
        return cls(stays, None if during is None else known_period(during))

    @property
    def in_words(self) -> str | None:
        """The period, as a graph names it."""
        return None if self.period is None else self.period.text

    def shows(self, record: Base) -> bool:
        """Whether something may have been done in the period, or a group may have had members."""
        if self.period is None:
            return True
        period = Span(self.period, self.period)
        if not self._time(record).may_meet(period):
            return False
        stays = self._stays_in(record)
        return not stays or any(stay.may_meet(period) for stay in stays)

    def over(self, record: Base) -> Span:
        """When something was done, as far as that is in the period."""
        if self.period is None:
            return self.stays.over(record)
        return self._time(record).within(Span(self.period, self.period))

    def undated(self, record: Base) -> bool:
        """Whether no date says that something, or the stay of somebody in a group, was not then."""
        stays = self._stays_in(record)
        return self._time(record) == ALWAYS and (not stays or ALWAYS in stays)

    def _stays_in(self, record: Base) -> list[Span]:
        return [stay for _, stay in self.stays.members(record)] if is_group(record) else []

    def _time(self, record: Base) -> Span:
        """From when until when; what is part of a cycle and has no date, was while that lasted."""
        match record:
            case Network(started=started, ended=ended):  # it lasts as a cycle does
                return time_of(Cycle(id=record.id, started=started, ended=ended))
            case Lesson(when=None) | Entry(when=None):
                cycle = self.stays.places.programme.get(record.cycle)
                return ALWAYS if cycle is None else time_of(cycle)
        return time_of(record)
