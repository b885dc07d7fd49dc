"""Who stood for a group at a time: from when until when somebody was in it, and with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import product, starmap
from typing import NamedTuple

import attrs

from nsee_core.networks.graphs.standing import standing_for
from nsee_core.networks.levels import Group, Level, Places
from nsee_core.networks.nesting import nested
from nsee_core.programme import Programme
from nsee_core.records import (
    Base,
    Cycle,
    Entry,
    Lesson,
    Membership,
    Network,
    Order,
    Transfer,
    When,
)

#: Who belongs to a group in such a role does not lead what it leads.
_NOT_LEADING = ("observer", "facilitator")


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
        case Lesson(when=when) | Entry(when=when) | Transfer(when=when):
            return Span(when, when)
    return ALWAYS


@attrs.frozen(slots=False)
class Stays:
    """Who stands for a group at a time, at a level, by how long each belonged to it.

    A group is those whose stay in it may overlap the time of what was done. Only dates that
    certainly do not meet part somebody from it: one that is not exact leaves it open, and one that
    is not said excludes nobody. Who is in the group's own list has no dates, unless a membership of
    it names them too: that says more. Who is there by way of another group is as long as it and
    they in it are.
    """

    places: Places
    """Where everybody is, on the date that is looked back from."""
    level: Level
    whole: Programme
    """All that is recorded: also that somebody in a list joined only later."""
    leading: bool = False
    """Whether only those count who lead what the group leads: not who observes or facilitates."""

    def of(
        self, id_: str, stay: Span = ALWAYS, over: Span = ALWAYS
    ) -> tuple[tuple[str, Span], ...]:
        """Who stands for an id, each time with from when until when they were there.

        Of somebody who was in a group several times, or in several groups that are in it, a stay
        that lies within another is left out: it says no more.

        Args:
            id_: a person or organisation, which stands for itself, or a group.
            stay: when it was there itself.
            over: when that was done for which they stand.
        """
        if (known := self._memo.get(id_)) is None:
            known = self._memo[id_] = self._found(id_)
        if stay is not ALWAYS:
            meeting = ((node, own) for node, own in known if own.may_meet(stay))
            known = tuple((node, own.within(stay)) for node, own in meeting)
        return known if over is ALWAYS else tuple(each for each in known if each[1].may_meet(over))

    def nodes(self, id_: str, stay: Span, over: Span) -> Iterable[str]:
        """Who stands for an id, as ``of()`` has it, each once."""
        if not self.told:  # whole countries come this way
            return self.places.at(id_, self.level)
        return dict.fromkeys(node for node, _ in self.of(id_, stay, over))

    def over(self, record: Base) -> Span:
        """When something was done, as far as any membership could say that one was not there."""
        return time_of(record) if self.told else ALWAYS

    def members(self, group: Group) -> Iterable[tuple[str, Span]]:
        """Who belonged to a group, each time with from when until when."""
        if not self.told:
            return [(member, ALWAYS) for member in self.places.members(group)]
        return self._members(group)

    def during(
        self, there: Iterable[tuple[str, Span]], over: Span
    ) -> Mapping[str, tuple[Stay, ...]]:
        """The stays of those who stand for any of these only from or until some date, in order."""
        if not self.told:
            return {}
        spans = defaultdict[str, set[Span]](set)
        for id_, stay in there:
            for node, span in self.of(id_, stay, over):
                spans[node].add(span)
        return {
            node: tuple(Stay(*map(_text, span)) for span in sorted(stays, key=_in_order))
            for node, stays in spans.items()
            if ALWAYS not in stays
        }

    @cached_property
    def told(self) -> bool:
        """Whether memberships tell more than who was a member; most programmes' do not."""
        gives = self.whole.gives
        dated = gives("membership", "since") or gives("membership", "until")
        return dated or (self.leading and gives("membership", "role"))

    @cached_property
    def _memo(self) -> dict[str, tuple[tuple[str, Span], ...]]:
        return {}

    def _found(self, id_: str) -> tuple[tuple[str, Span], ...]:
        places, level, known = self.places, self.level, self._memo
        group = places.gives_way(id_, level) if self.told else None
        if group is None:
            return tuple((node, ALWAYS) for node in places.at(id_, level))
        groups = {id_: group}

        def inner(id_: str) -> Iterator[str]:
            for one, _ in self._members(groups[id_]):
                if one not in known and (within := places.gives_way(one, level)) is not None:
                    groups[one] = within
                    yield one

        for circle in map(dict.fromkeys, nested(id_, inner)):
            known.update(standing_for(circle, lambda each: self._members(groups[each]), self.of))
        return known[id_]

    def _members(self, group: Group) -> Iterator[tuple[str, Span]]:
        if not isinstance(group, Network):  # a list says nothing of dates, and a membership may
            said = {each.member for each in self.whole.within(group.id, Membership)}
            yield from ((member, ALWAYS) for member in group.members if member not in said)
        for each in self.places.programme.within(group.id, Membership):
            if not (self.leading and each.role in _NOT_LEADING):
                yield each.member, Span(each.since, each.until)


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
