"""Who stood for a group at a time: from when until when somebody was in it, and with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

import attrs

from nsee_core.networks.placing.levels import Group, Level, Places
from nsee_core.networks.placing.nesting import nested
from nsee_core.networks.placing.spans import ALWAYS, Span, Stay, time_of
from nsee_core.networks.placing.standing import standing_for
from nsee_core.programme import Programme
from nsee_core.records import Base, Membership, Network, When

#: Who belongs to a group in such a role does not lead what it leads.
_NOT_LEADING = ("observer", "facilitator")


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
