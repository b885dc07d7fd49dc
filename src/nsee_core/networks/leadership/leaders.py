"""Who led which cycle, lesson, team or network, and with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Literal, NamedTuple

import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import had_begun
from nsee_core.networks.days import texts
from nsee_core.networks.leadership.holders import held
from nsee_core.networks.placing.levels import Places
from nsee_core.networks.placing.spans import Span, at_one_time, time_of
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import Base, Cycle, Lesson

#: What can be led.
Led = Literal["cycle", "lesson", "trio", "team", "network"]


class Leading(NamedTuple):
    """Something that was led, and by whom, from when until when each time."""

    led: Base
    leaders: dict[str, list[Span]]

    def together(self, leader: str, other: str) -> bool:
        """Whether two who led it may have done so at one time."""
        return at_one_time(self.leaders[leader], self.leaders[other])

    def besides(self, leader: str) -> int:
        """How many may have led it while somebody did."""
        return sum(self.together(leader, other) for other in self.leaders if other != leader)


def leading(programme: Programme, *, as_of: Moment | None = None) -> pd.DataFrame:
    """Who led what: a row for each who led it, and how many led it with them.

    A cycle is led by those in ``led_by``, a research lesson by who taught it, a network, team or
    trio by its ``lead`` and by those who belonged to it as lead. A membership as lead that says
    from when or until when says more than the group's own field. To take part, to observe or to
    facilitate is not to lead. A team or trio that leads a cycle is one that leads;
    ``leading_distribution()`` counts its members.

    Columns (``str`` unless said): ``led`` and ``sort``, what it is; ``leader``, ``leader_kind``;
    ``role`` (what sort of person), ``position`` (which post, in one of a few words), ``school`` and
    ``authority`` of the leader, where known; ``since``, as in the source: from when they led a
    group, when a cycle began, or a lesson was taught; ``co_leaders`` (``Int64``), how many led it
    besides at the same time: those who, by their dates, certainly followed one another do not
    count, and dates that are not exact or not said part nobody. Rows are in the order of cycles,
    lessons and groups.

    Args:
        programme: the records.
        as_of: the date to look back from; None for all that is recorded. What was led from an
            unknown date on stays.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person
    >>> frame = leading(Programme.of([
    ...     Person(id="p1"), Person(id="p2"), Cycle(id="c", led_by=("p1", "p2")),
    ...     Lesson(id="l", cycle="c", taught_by="p2"),
    ... ]))
    >>> frame[["led", "sort", "leader", "co_leaders"]]
      led    sort leader  co_leaders
    0   c   cycle     p1           1
    1   c   cycle     p2           1
    2   l  lesson     p2           0
    """
    rows = [
        (each.led, leader, spans[0].since, each.besides(leader))
        for each in led(programme, as_of)
        for leader, spans in each.leaders.items()
    ]
    places = Places(programme)
    said = [places.attributes(leader) for _, leader, _, _ in rows]
    return typed_frame(
        {
            "led": ("str", [record.id for record, _, _, _ in rows]),
            "sort": ("str", [record.kind for record, _, _, _ in rows]),
            "leader": ("str", [leader for _, leader, _, _ in rows]),
            "leader_kind": ("str", [each.get("kind") for each in said]),
            "role": ("str", [each.get("role") for each in said]),
            "position": ("str", [each.get("position") for each in said]),
            "school": ("str", [each.get("school") for each in said]),
            "authority": ("str", [each.get("authority") for each in said]),
            "since": ("str", texts(when for _, _, when, _ in rows)),
            "co_leaders": ("Int64", [others for _, _, _, others in rows]),
        }
    )


def leading_together(programme: Programme, *, as_of: Moment | None = None) -> pd.DataFrame:
    """Who led with whom, and how often: a row for each two, as ``leading()`` has it.

    Columns: ``leader`` and ``other`` (``str``), in the order of their ids; ``times`` (``Int64``),
    how many things they led together. The most often come first. Leads of a group who certainly
    followed one another are no pair; their dates are in ``roles()``.

    Args:
        programme: the records.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> rows = [Cycle(id="c1", led_by=("p1", "p2")), Cycle(id="c2", led_by=("p2", "p1"))]
    >>> leading_together(Programme.of(rows))
      leader other  times
    0     p1    p2      2
    """
    pairs = Counter(
        pair
        for each in led(programme, as_of)
        for pair in combinations(sorted(each.leaders), 2)
        if each.together(*pair)
    )
    counted = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return typed_frame(
        {
            "leader": ("str", [leader for (leader, _), _ in counted]),
            "other": ("str", [other for (_, other), _ in counted]),
            "times": ("Int64", [times for _, times in counted]),
        }
    )


def led(programme: Programme, as_of: Moment | None) -> Iterator[Leading]:
    """Everything that somebody led, by a date if one is given: cycles, lessons, groups, in order.

    Those who led from later on, or may have, are left out. A lead who is known to have begun later
    did not lead before, also where the group's own field names them without a date.
    """
    date = None if as_of is None else moment(as_of)
    for each in _led(programme_given(programme)):
        begun = {
            leader: [span for span in spans if had_begun(span.since, date)]
            for leader, spans in each.leaders.items()
        }
        if leaders := {leader: spans for leader, spans in begun.items() if spans}:
            yield Leading(each.led, leaders)


def _led(programme: Programme) -> Iterator[Leading]:
    for cycle in programme.of_kind(Cycle):
        yield Leading(cycle, {leader: [time_of(cycle)] for leader in cycle.led_by})
    for lesson in programme.of_kind(Lesson):
        if lesson.taught_by is not None:
            yield Leading(lesson, {lesson.taught_by: [time_of(lesson)]})
    groups: dict[str, Leading] = {}
    for role in held(programme):
        if role.role == "lead":
            group = groups.setdefault(role.group.id, Leading(role.group, {}))
            group.leaders.setdefault(role.holder, []).append(Span(role.since, role.until))
    yield from groups.values()
