"""From when until when somebody was in a group, and whether two may have been in it together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import attrs

from nsee_core.networks.levels import Group, Level, Places, is_group
from nsee_core.records import Base, Membership, Network, Order, When


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
        since = [when for when in (self.since, other.since) if when is not None]
        until = [when for when in (self.until, other.until) if when is not None]
        return Span(
            max(since, key=lambda when: when.earliest or date.min, default=None),
            min(until, key=lambda when: when.latest or date.max, default=None),
        )

    def may_meet(self, other: Span) -> bool:
        """Whether the two may share a day: neither certainly ended before the other began."""
        return not (_ended(self, other) or _ended(other, self))


def _ended(one: Span, other: Span) -> bool:
    if one.until is None or other.since is None:
        return False
    return one.until.before(other.since) is Order.CERTAINLY


#: All along, as far as is known.
ALWAYS = Span()


@attrs.frozen
class Stays:
    """How long everybody stayed in the groups of a programme, at a level."""

    places: Places
    level: Level
    _dated: bool

    @classmethod
    def at(cls, places: Places, level: Level) -> Stays:
        """The stays at a level, of whoever is where these places say."""
        gives = places.programme.gives
        dated = gives("membership", "since") or gives("membership", "until")
        return cls(places, level, dated)

    def of(self, record: Base) -> Mapping[str, tuple[Stay, ...]]:
        """The stays of those who were in a group only from or until some date.

        Somebody whose membership says no date, or who is in the group's own list and in no
        membership of it, may always have been there, and is left out. Who was there by way of
        another group was there as long as it and they in it were; a school, as long as one of its
        people was.
        """
        if not (self._dated and is_group(record)):
            return {}
        spans = defaultdict[str, set[Span]](set)
        for node, span in self._spans(record):
            spans[node].add(span)
        return {
            node: tuple(Stay(*map(_text, span)) for span in sorted(found, key=_in_order))
            for node, found in spans.items()
            if ALWAYS not in found
        }

    def _spans(self, group: Group) -> Iterator[tuple[str, Span]]:
        """Who stands for the members of a group, each time with when they were there."""
        places, instead = self.places, self._instead
        waiting, seen = [*self._members(group)], set[tuple[str, Span]]()
        while waiting:
            id_, span = each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            inner = places.programme.get(id_)
            if is_group(inner) and instead(inner) is not None:
                waiting += [(member, stay.within(span)) for member, stay in self._members(inner)]
            else:
                yield from ((node, span) for node in places.at(id_, self.level))

    def _instead(self, group: Group) -> object:
        """Who stands in the stead of a group; None where it stands for itself."""
        return group if self.level == "people" else self.places.scattered(group)

    def _members(self, group: Group) -> Iterator[tuple[str, Span]]:
        joined = self.places.programme.within(group.id, Membership)
        yield from ((each.member, Span(each.since, each.until)) for each in joined)
        if not isinstance(group, Network):  # a list says nothing of dates, and a membership may
            said = {each.member for each in joined}
            yield from ((member, ALWAYS) for member in group.members if member not in said)


def _text(when: When | None) -> str | None:
    return None if when is None else when.text


def _in_order(span: Span) -> tuple[date, date, str, str]:
    since, until = span
    return (
        (since and since.earliest) or date.min,
        (until and until.latest) or date.max,
        str(since),
        str(until),
    )
