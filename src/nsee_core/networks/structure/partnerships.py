"""Forms of partnership: within a school, between schools, between authorities, with others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import pandas as pd

from nsee_core.engine.distance import NOWHERE, End
from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import had_begun, seen
from nsee_core.networks.graphs.taking_part import named
from nsee_core.networks.placing.ends import end
from nsee_core.networks.placing.levels import Group, Places, groups, is_group
from nsee_core.networks.placing.spans import ALWAYS, Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.structure.form import Partnership
from nsee_core.networks.structure.those_there import ThoseThere
from nsee_core.programme import Programme
from nsee_core.protocol.model import TRIO
from nsee_core.records import Authority, Base, Cycle, Lesson, Network, Person, Team, Trio


def forms(programme: Programme, *, as_of: Moment | None = None) -> pd.DataFrame:
    """What form of partnership each cycle, network, team and trio is, by who takes part.

    The sources speak of work within an education authority and across authorities [P42], across
    classrooms, schools and local authorities [P04]; that these are the forms is our reading:

    - ``within school``: all are in one school;
    - ``between schools``: in several schools of one authority;
    - ``between authorities``: in several authorities; ``ways`` says in how many.

    Whether partner agencies take part is a flag beside it, for they do so in each form. In a cycle
    take part its leaders, its trio, its organisations and those who taught and observed its
    lessons; of its critical friends only who is a partner counts, for they come from outside. In a
    network, team or trio its members do, and those of the groups in it. A team that names its
    school is there. A parent or carer is neither partner nor place.

    A team or trio stands in a cycle for those who may have been in it while the cycle lasted, as in
    ``collaboration()``: only who certainly was not, by the dates of memberships, is left out. The
    row of a group itself is of all who ever belonged to it; looking back from a date, of those who
    may have been in it on that day, or when a network ended that had ended by then. So a group may
    have had another form before. Who is in it by way of another group was so while that was in it.

    What is not known is not guessed. Somebody of whom no place is known, a group in which nobody is
    known to have been then, a school without an authority, an authority whose schools are not
    named, or members of whom there is only a number may leave the form open: then ``form`` is
    missing, and ``at_least`` says what those who are known make it. What is between authorities
    stays so, whoever else takes part; only ``ways`` is missing then.

    Columns: ``id``; ``kind``; ``type``, of a network, team or trio; ``form`` and ``at_least``
    (all ``str``); ``ways``, ``schools``, ``authorities`` and ``partners``, how many, as far as they
    are known (``Int64``); ``with_partners`` (``boolean``; missing where nobody is known to be one
    and of somebody nothing is known); ``unplaced`` and ``unnamed`` (``Int64``), how many are named
    and have no known place, and how many are only counted and never named; ``level_printed``, of a
    cycle (``str``); and ``contradicts`` (``boolean``), whether what is known of who takes part
    rules that level out; missing where none was printed.

    Args:
        programme: the records.
        as_of: the date to look back from; None for all that is recorded. A cycle or network that
            began later, or may have, has no row.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import School
    >>> rows = [School(id="s1", authority="moray"), School(id="s2", authority="moray")]
    >>> rows += [School(id="s3", authority="fife"), Trio(id="t", members=("s1", "s2", "s3"))]
    >>> rows += [Cycle(id="c", organisations=("s1", "s2"), level="between authorities")]
    >>> forms(Programme.of(rows))[["id", "form", "ways", "contradicts"]]
      id                 form  ways contradicts
    0  c      between schools  <NA>        True
    1  t  between authorities     2        <NA>
    """
    then = seen(programme, as_of)
    there = ThoseThere(Stays(Places(then), "people", programme))
    lessons = _in_lessons(then)
    rows = [
        *(_of_cycle(there, cycle, lessons.get(cycle.id, ())) for cycle in then.of_kind(Cycle)),
        *(_of_group(there, group, _on(group, as_of)) for group in groups(then)),
    ]
    rows = [row for row in rows if had_begun(row.record.__dict__.get("started"), as_of)]
    return typed_frame(
        {
            "id": ("str", [row.record.id for row in rows]),
            "kind": ("str", [row.record.kind for row in rows]),
            "type": ("str", [getattr(row.record, "type", None) for row in rows]),
            "form": ("str", [row.form for row in rows]),
            "at_least": ("str", [row.at_least for row in rows]),
            "ways": ("Int64", [row.ways for row in rows]),
            "schools": ("Int64", [len(row.schools) for row in rows]),
            "authorities": ("Int64", [len(row.authorities) for row in rows]),
            "partners": ("Int64", [len(row.partners) for row in rows]),
            "with_partners": ("boolean", [row.with_partners for row in rows]),
            "unplaced": ("Int64", [row.unplaced for row in rows]),
            "unnamed": ("Int64", [row.unnamed for row in rows]),
            "level_printed": ("str", [row.level_printed for row in rows]),
            "contradicts": ("boolean", [row.contradicts for row in rows]),
        }
    )


def _in_lessons(programme: Programme) -> dict[str, list[str]]:
    """Who taught and observed, by cycle."""
    found: dict[str, list[str]] = {}
    for lesson in programme.of_kind(Lesson):
        found.setdefault(lesson.cycle, []).extend(id_ for id_, _ in named(lesson))
    return found


def _on(group: Group, as_of: Moment | None) -> Span:
    """The day on which to ask who belongs to a group; any, where nobody looks back."""
    if as_of is None:
        return ALWAYS
    day = (group.ended if isinstance(group, Network) else None) or moment(as_of)
    return Span(day, day)


def _of_cycle(there: ThoseThere, cycle: Cycle, in_lessons: Iterable[str]) -> Partnership:
    over = there.stays.over(cycle)
    trio = () if cycle.trio is None else (cycle.trio,)
    taking_part = (*cycle.led_by, *trio, *cycle.organisations, *in_lessons)
    found = _partnership(there.places, cycle, there.everybody(taking_part, over))
    if cycle.critical_friends is None:
        return found
    friends = _partnership(there.places, cycle, there.everybody((cycle.critical_friends,), over))
    return attrs.evolve(found, partners=found.partners | friends.partners)


def _of_group(there: ThoseThere, group: Group, over: Span) -> Partnership:
    found, named = _of_members(there, group, over), len(there.places.members(group))
    if isinstance(group, Trio):
        return attrs.evolve(found, unnamed=max(TRIO - named, 0))
    if group.size is None:
        return found
    if isinstance(group, Team):
        at_a_school = group.school is not None
        return attrs.evolve(found, unnamed=0 if at_a_school else max(group.size - named, 0))
    schools = group.size if group.size_of == "schools" else 0
    authorities = group.size if group.size_of == "authorities" else 0
    ever = found if over is ALWAYS else _of_members(there, group, ALWAYS)
    if schools or authorities:
        named = len(ever.schools if schools else ever.authorities)
    return attrs.evolve(found, unnamed=max(group.size - named, 0), printed=(schools, authorities))


def _of_members(there: ThoseThere, group: Group, over: Span) -> Partnership:
    everybody = there.everybody((group.id,), over)
    return _partnership(there.places, group, [id_ for id_ in everybody if id_ != group.id])


def _partnership(places: Places, record: Base, everybody: Sequence[str]) -> Partnership:
    records = [places.programme.get(id_) for id_ in everybody]
    ends = [
        NOWHERE if is_group(each) else end(places, id_)
        for id_, each in zip(everybody, records, strict=True)
    ]
    schools = _union(each.schools for each in ends)
    authorities = _union(each.authorities for each in ends)
    whole = {each.id for each in records if isinstance(each, Authority)}
    named = {places.authority(school) for school in schools}
    return Partnership(
        record,
        schools=schools,
        authorities=authorities,
        partners=frozenset(
            id_
            for id_, each, at in zip(everybody, records, ends, strict=True)
            if _is_partner(each, at)
        ),
        unplaced=sum(each.vague for each in ends),
        unsure=any(each.unsure and not each.outside for each in ends),
        whole_authority=not whole <= named,
    )


def _is_partner(record: Base | None, found: End) -> bool:
    a_parent = isinstance(record, Person) and record.type == "parent or carer"
    return found.outside and not a_parent


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
