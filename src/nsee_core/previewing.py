"""What a change to a programme would bring and clear, at a cost that does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from nsee_core.checking import Selection, findings_of, seen_as
from nsee_core.engine.moment import Moment
from nsee_core.findings import Finding
from nsee_core.programme import Outside, Programme, programme_given
from nsee_core.protocol import Protocol, Protocols, protocols_with
from nsee_core.records import Base, Lesson
from nsee_core.records.links import Link, links
from nsee_core.reports import Report
from nsee_core.rules import RULES
from nsee_core.rules.declaring import Rule
from nsee_core.rules.links import ID_TAKEN, chains
from nsee_core.rules.near_ids import slips, spellings
from nsee_core.rules.view import View
from nsee_core.wording import a


@attrs.frozen
class Preview:
    """What a change to a programme would bring and clear."""

    brings: Report
    """Findings that are there only after the change."""
    clears: Report
    """Findings that are there only before it."""

    def to_dict(self, *, include_values: bool = False) -> dict[str, Any]:
        """In plain JSON types: two reports, each as ``report_schema()`` describes it.

        Args:
            include_values: whether to show the offending values, which may be sensitive.
        """
        return {
            "brings": self.brings.to_dict(include_values=include_values),
            "clears": self.clears.to_dict(include_values=include_values),
        }


def preview(
    programme: Programme,
    *,
    put: Iterable[Base] = (),
    without: Iterable[str] = (),
    outside: Outside | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
    rules: Sequence[Rule] = RULES,
    as_of: Moment | None = None,
) -> Preview:
    """What putting some records, or taking some away, would bring and clear.

    Only records that a rule could judge differently are looked at again, so the cost does not
    grow with the programme.

    Args:
        programme: the programme, or a slice of it.
        put: records to insert, or to put in the place of those with their ids.
        without: ids of records to take away.
        outside: for a slice, says whether an id exists elsewhere.
        protocols: your own protocols, besides those that ship.
        rules: the rules to apply.
        as_of: a date; then the two are compared as they were on it, and the whole programme is
            looked through for what was there.

    What would take the id of a record of another kind is not put, and NSEE105 says so.

    Raises:
        UnknownRecord: an id to take away is not in the programme.
        NotADate: ``as_of`` is not a date.
        NotAMoment: it is one by which nothing can be said to have happened, such as "year 1".
    """
    given = programme_given(programme)
    before = given if outside is None else given.elsewhere(outside)
    gone = tuple(without)
    left = before.without(*gone)
    put, taken = _fitting(left, put, gone)
    after = left.put(*put)
    known, chosen = protocols_with(protocols), Selection.of(rules)
    touched = _affected((before, after), {*gone, *(record.id for record in put)})
    was, will = (
        _of(touched, View(seen_as(programme, None, as_of), known), chosen)
        for programme in (before, after)
    )
    said = taken if ID_TAKEN in rules else ()
    return Preview(
        brings=Report((*said, *(finding for finding in will if finding not in was))),
        clears=Report(finding for finding in was if finding not in will),
    )


def _fitting(
    programme: Programme, put: Iterable[Base], gone: tuple[str, ...]
) -> tuple[Iterable[Base], list[Finding]]:
    """The records to put, but for those that would take the id of another kind; that they would."""
    view, fit = View(programme, {}), dict[str, Base]()
    taken: list[Finding] = []
    for record in put:
        id_ = record.id
        kind: bool | str = fit[id_].kind if id_ in fit else id_ not in gone and view.kind_of(id_)
        if isinstance(kind, str) and kind != record.kind:
            found = ID_TAKEN.finding(id_, "id", id=id_, holder=a(kind), kind=record.kind)
            taken.append(found)
        else:
            fit[id_] = record
    return fit.values(), taken


def _affected(programmes: tuple[Programme, ...], changed: set[str]) -> set[str]:
    """The records that a rule could judge differently once some have changed.

    A rule about a record looks at the record, its parts, what they link to, and the parts of
    those. Read backwards: the changed records and the wholes they are part of; whatever links to
    those; and the wholes that that is part of. What is part of a lesson looks at the lesson's cycle
    too. Besides, a circle of links is told at one of its
    records, and a link to nothing tells of a record under another spelling of the id.
    """
    wholes = {id_ for programme in programmes for id_ in _reached(programme, changed, _to_whole)}
    lessons = {part.id for p in programmes for id_ in wholes for part in p.within(id_, Lesson)}
    named = wholes | lessons | {near for id_ in changed for near in spellings(id_) | slips(id_)}
    linking = {record.id for p in programmes for id_ in named for record in p.linking_to(id_)}
    chained = {id_ for p in programmes for id_ in _reached(p, changed, _to_next)}
    seen = wholes | linking | chained
    return {id_ for p in programmes for id_ in _reached(p, seen, _to_whole)}


def _to_whole(_record: Base, link: Link) -> bool:
    return link.field.part


def _to_next(record: Base, link: Link) -> bool:
    return link.field.name in chains(type(record))


def _reached(programme: Programme, ids: set[str], leads: Callable[[Base, Link], bool]) -> set[str]:
    """These records and whatever some of their links lead to, all the way."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in found:
            continue
        found.add(id_)
        record = programme.get(id_)
        if record is not None:
            waiting.extend(link.target for link in links(record) if leads(record, link))
    return found


def _of(ids: set[str], view: View, chosen: Selection) -> dict[Finding, None]:
    records = (record for id_ in ids if (record := view.programme.get(id_)) is not None)
    return dict.fromkeys(findings_of(records, view, chosen))
