"""How leading is shared out among schools, roles, positions and people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal, get_args

import attrs
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.leadership.leaders import Led, led
from nsee_core.networks.placing.levels import Level, Places
from nsee_core.networks.placing.spans import ALWAYS, Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.posts import post_of
from nsee_core.programme import Programme
from nsee_core.records import Person, School

#: Among whom leading is shared out.
Among = Literal["school", "role", "position", "person"]
AMONG: tuple[Among, ...] = get_args(Among)
NOT_SHARED_BY = 'leading is not shared out by "{}"'
_SORTS: tuple[Led, ...] = get_args(Led)
_NO_LEADERS = ("pupil", "parent or carer")


class UnknownShare(ValueError):
    """Leading was to be shared out among what it is not shared out among."""


def leading_distribution(
    programme: Programme, by: Among = "school", *, as_of: Moment | None = None
) -> pd.DataFrame:
    """How much each school, role, position or person led, those who led nothing included.

    What was led is that of ``leading()``: cycles, lessons, trios, teams and networks. It counts
    once for each school, role, position or person among its leaders, however many of them there
    are; so a cycle that two schools led counts for both. A team or trio that leads is those of its
    members who may have been in it at the time: in a cycle from its beginning to its end, in a
    group as long as they are its lead. Dates that are not exact or not said exclude nobody. Who
    belongs to the team as observer or facilitator does not lead.

    The role is what sort of person somebody is: practitioner, officer, pupil. The position is the
    post they hold, as one of a few words (headteacher, depute headteacher, principal teacher,
    teacher and others), since what was typed of it stays in the records; a post that is none of
    these is "other post". Positions have no dates: each counts as the one that is recorded,
    whenever they led.

    Columns: the first is called as ``by`` is (``str``): the id of a school, what sort of person,
    which post, or the id of a person; ``people``, how many there are; ``led``, and of it
    ``cycles``, ``lessons``, ``trios``, ``teams`` and ``networks`` (``Int64``); ``share``
    (``Float64``), of all that the column ``led`` adds up to, missing where that is nothing.

    There is a row for every school, for every role or position that somebody has, or for every
    person but pupils, parents and carers; besides for whoever else led. An organisation that is no
    school stands for itself among schools. What was led by somebody who cannot be placed is counted
    in a last row, without a name.

    Args:
        programme: the records.
        by: school, role, position or person.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        UnknownShare: ``by`` is something else.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Cycle
    >>> leading_distribution(Programme.of([
    ...     School(id="s1"), School(id="s2"), Person(id="p1", school="s1"),
    ...     Person(id="p2", school="s1"), Cycle(id="c", led_by=("p1", "p2")),
    ... ])).drop(columns=["lessons", "trios", "teams", "networks"])
      school  people  led  cycles  share
    0     s1       2    1       1    1.0
    1     s2       0    0       0    0.0
    """
    shared = Shared.of(programme, chosen(by, AMONG, UnknownShare, NOT_SHARED_BY), as_of)
    units = [*shared.units, *([None] if shared.counts[None] else [])]
    totals = [shared.counts[unit].total() for unit in units]
    whole = sum(totals)
    return typed_frame(
        {
            by: ("str", units),
            "people": ("Int64", [shared.people[unit] for unit in units]),
            "led": ("Int64", totals),
            **{
                f"{sort}s": ("Int64", [shared.counts[unit][sort] for unit in units])
                for sort in _SORTS
            },
            "share": ("Float64", [count / whole if whole else None for count in totals]),
        }
    )


@attrs.frozen
class Shared:
    """Among whom leading is shared out, and how much of each sort each of them led."""

    units: tuple[str, ...]
    people: Counter[str | None]
    counts: defaultdict[str | None, Counter[str]]

    @classmethod
    def of(cls, programme: Programme, by: Among, as_of: Moment | None) -> Shared:
        """How leading is shared out by a date, if one is given."""
        then = seen(programme, as_of)
        level: Level = "schools" if by == "school" else "people"
        stays = Stays(Places(then), level, programme, leading=True)
        counts = defaultdict[str | None, Counter[str]](Counter)
        for each in led(programme, as_of):
            at = (
                unit
                for leader, spans in each.leaders.items()
                for unit in _units(stays, leader, by, spans)
            )
            for unit in dict.fromkeys(at):
                counts[unit][each.led.kind] += 1
        staff = [each.id for each in then.of_kind(Person) if each.type not in _NO_LEADERS]
        people = Counter(unit for id_ in staff for unit in _units(stays, id_, by))
        schools = [each.id for each in then.of_kind(School)] if by == "school" else people
        units = dict.fromkeys((*schools, *counts))
        return cls(tuple(unit for unit in units if unit is not None), people, counts)


def _units(
    stays: Stays, leader: str, by: Among, spans: Iterable[Span] = (ALWAYS,)
) -> Iterable[str | None]:
    """The schools, roles, posts or persons that a leader stood for; None for what is not known."""
    at = dict.fromkeys(node for span in spans for node, _ in stays.of(leader, over=span))
    if by in ("school", "person"):
        return at or (None,)
    people = [each for each in map(stays.places.programme.get, at) if isinstance(each, Person)]
    return [each.type if by == "role" else post_of(each.position) for each in people] or (None,)
