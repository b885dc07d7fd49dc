"""Everybody who takes part in something, through the groups that they were in at the time."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from nsee_core.networks.placing.ends import end
from nsee_core.networks.placing.levels import Group, Places, is_group
from nsee_core.networks.placing.spans import ALWAYS, Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.records import Team


@attrs.frozen
class ThoseThere:
    """Who stands for several ids at a time, people and organisations alike.

    A group is those whose stay in it may overlap the time. Who is there by way of another group is
    as long as it and they in it are.
    """

    stays: Stays

    @property
    def places(self) -> Places:
        """Where everybody is."""
        return self.stays.places

    def everybody(self, ids: Iterable[str], over: Span) -> list[str]:
        """Who these stand for, each once; and each group of which nobody is known to be there.

        >>> from nsee_core import Membership, Programme, Trio, When
        >>> programme = Programme.of([
        ...     Trio(id="t"), Membership(id="1", group="t", member="p1", until=When("2016")),
        ...     Membership(id="2", group="t", member="p2"),
        ... ])
        >>> there = ThoseThere(Stays(Places(programme), "people", programme))
        >>> there.everybody(["t"], Span(When("2018"), None))
        ['p2']
        """
        found, filled = dict[str, None](), set[str]()
        waiting, seen = [(id_, ALWAYS) for id_ in ids][::-1], set[tuple[str, Span]]()
        while waiting:
            id_, stay = each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            found[id_] = None
            record = self.places.programme.get(id_)
            if is_group(record):
                members = [*self._members(record, stay, over)][::-1]
                waiting += members
                if members:
                    filled.add(id_)
        return [id_ for id_ in found if id_ not in filled]

    def _members(self, group: Group, stay: Span, over: Span) -> Iterable[tuple[str, Span]]:
        """Who is in a group while it is there itself; a team is at its school with all others."""
        at_a_school = isinstance(group, Team) and group.school
        if at_a_school:
            yield at_a_school, stay
        for member, own in self.stays.members(group):
            if at_a_school and end(self.places, member).vague:
                continue
            if own.may_meet(stay) and (both := own.within(stay)).may_meet(over):
                yield member, both
