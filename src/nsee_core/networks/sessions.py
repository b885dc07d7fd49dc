"""School sessions and calendar years, as numbers and by name."""

from __future__ import annotations

from datetime import date

import attrs

from nsee_core.records import When


@attrs.frozen
class Calendar:
    """Periods as numbers: the years that they begin in."""

    first_month: int

    def number(self, day: date) -> int:
        """The period that a day is in."""
        return day.year - (day.month < self.first_month)

    def name(self, period: int | None) -> str | None:
        """What a period is called: a session by two years, a year by itself.

        >>> SESSIONS.name(2017), YEARS.name(2017)
        ('2017/18', '2017')
        """
        if period is None:
            return None
        return str(period) if self.first_month == 1 else f"{period}/{(period + 1) % 100:02}"


class NotASession(ValueError):
    """Something was asked of a time that is no school session."""


#: Scottish school sessions, from August to July: see ``nsee_core.records.date_forms``.
SESSIONS = Calendar(first_month=8)
YEARS = Calendar(first_month=1)


def session_of(when: When | str) -> str | None:
    """The Scottish school session, August to July, that a date lies in; None if that is open.

    Raises:
        NotADate: it is no date.

    >>> [session_of(text) for text in ("June 2018", "spring 2018", "2018", "by June 2018")]
    ['2017/18', '2017/18', None, None]
    """
    when = When.parse(when)
    if when.earliest is None or when.latest is None:
        return None
    first, last = SESSIONS.number(when.earliest), SESSIONS.number(when.latest)
    return SESSIONS.name(first) if first == last else None


def known_session(session: When | str) -> When:
    """A whole school session.

    Raises:
        NotADate: it is no date.
        NotASession: it is another.

    >>> known_session("June 2018")
    Traceback (most recent call last):
    ...
    nsee_core.networks.sessions.NotASession: "June 2018" is no school session; give one, such as
    "2017/18"
    """
    when = When.parse(session)
    name = session_of(when) or "2018/19"
    whole = When.parse(name)
    if (when.earliest, when.latest) != (whole.earliest, whole.latest):
        raise NotASession(f'"{when}" is no school session; give one, such as "{name}"')
    return when
