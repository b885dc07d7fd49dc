"""Forms of partnership: within a school, between schools, between authorities, with others."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import pandas as pd

from nsee_core.engine.distance import End
from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.ends import end
from nsee_core.networks.graphs.taking_part import named
from nsee_core.networks.levels import Group, Places, groups
from nsee_core.networks.looking_back import had_begun, seen
from nsee_core.networks.structure.form import Partnership
from nsee_core.programme import Programme
from nsee_core.records import Authority, Base, Cycle, Lesson, Person, Team, Trio


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

    What is not known is not guessed. Somebody of whom no place is known, a school without an
    authority, an authority whose schools are not named, or members of whom there is only a number
    may leave the form open: then ``form`` is missing, and ``at_least`` says what those who are
    known make it. What is between authorities stays so, whoever else takes part; only ``ways`` is
    missing then.

    Columns: ``id``; ``kind``; ``type``, of a network, team or trio; ``form`` and ``at_least``
    (all ``str``); ``ways``, ``schools``, ``authorities`` and ``partners``, how many, as far as they
    are known (``Int64``); ``with_partners`` (``boolean``; missing where nobody is known to be one
    and of somebody nothing is known); ``unplaced`` and ``unnamed`` (``Int64``), how many are named
    and have no known place, and how many are only counted; ``level_printed``, of a cycle (``str``);
    and ``contradicts`` (``boolean``), whether what is known of who takes part rules that level out;
    missing where none was printed.

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
    places = Places(then)
    lessons = _in_lessons(then)
    rows = [
        *(_of_cycle(places, cycle, lessons.get(cycle.id, ())) for cycle in then.of_kind(Cycle)),
        *(_of_group(places, group) for group in groups(then)),
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


def _of_cycle(places: Places, cycle: Cycle, in_lessons: Iterable[str]) -> Partnership:
    trio = () if cycle.trio is None else (cycle.trio,)
    found = _partnership(places, cycle, (*cycle.led_by, *trio, *cycle.organisations, *in_lessons))
    if cycle.critical_friends is None:
        return found
    friends = _partnership(places, cycle, (cycle.critical_friends,))
    return attrs.evolve(found, partners=found.partners | friends.partners)


def _of_group(places: Places, group: Group) -> Partnership:
    found = _partnership(places, group, (group.id,))
    if isinstance(group, Trio) or group.size is None:
        return found
    if isinstance(group, Team):
        at_a_school = group.school is not None
        named = len(places.members(group))
        return attrs.evolve(found, unnamed=0 if at_a_school else max(group.size - named, 0))
    schools = group.size if group.size_of == "schools" else 0
    authorities = group.size if group.size_of == "authorities" else 0
    named = len(found.schools if schools else found.authorities)
    if not schools and not authorities:
        named = len(places.members(group))
    return attrs.evolve(found, unnamed=max(group.size - named, 0), printed=(schools, authorities))


def _partnership(places: Places, record: Base, ids: Iterable[str]) -> Partnership:
    def instead(group: Group) -> Iterable[str]:
        """The members of a group; of a team that names its school, that and who else is placed."""
        members = places.members(group)
        if not isinstance(group, Team) or group.school is None:
            return members
        return group.school, *(one for one in members if not end(places, one).vague)

    everybody = places.everybody(ids, instead)
    ends = [end(places, id_) for id_ in everybody]
    records = [places.programme.get(id_) for id_ in everybody]
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
