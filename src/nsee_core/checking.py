"""Checking a programme, and what a change to it would bring and clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from nsee_core.findings import SEVERITY_OF, Finding, Severity
from nsee_core.programme import Outside, Programme
from nsee_core.protocol import Protocol, Protocols, protocols_with
from nsee_core.records import Base, Cycle
from nsee_core.records.links import Link, links
from nsee_core.reports import Report
from nsee_core.rules import RULES
from nsee_core.rules.links import chains, spellings
from nsee_core.rules.rule import Hit, Rule
from nsee_core.rules.view import View


class UnknownCode(ValueError):
    """A code or family of codes was named that no rule has."""


@attrs.frozen
class Selection:
    """Which rules to apply, and how grave each is."""

    rules: Sequence[Rule] = RULES
    regrade: Mapping[str, Severity] = attrs.Factory(dict)

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule] = RULES,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        regrade: Mapping[str, Severity | str] | None = None,
    ) -> Selection:
        """The rules whose codes begin with one of ``select``, without those of ``ignore``.

        Raises:
            UnknownCode: one of them fits no rule.
            ValueError: a grade is none of error, warning and info.
        """
        wanted, unwanted = tuple(select), tuple(ignore)
        grades = {code: Severity(grade) for code, grade in (regrade or {}).items()}
        for code in grades:
            if all(rule.code != code for rule in rules):
                raise UnknownCode(f'no rule has the code "{code}"')
        for code in (*wanted, *unwanted):
            if not any(rule.code.startswith(code) for rule in rules):
                raise UnknownCode(f'no rule has a code that begins with "{code}"')
        kept = [
            rule
            for rule in rules
            if (not wanted or rule.code.startswith(wanted))
            and not (unwanted and rule.code.startswith(unwanted))
        ]
        return cls(kept, grades)


def check(
    programme: Programme,
    *,
    protocols: Iterable[Protocol] | Protocols = (),
    rules: Sequence[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    regrade: Mapping[str, Severity | str] | None = None,
) -> Report:
    """Judge every record and every cycle, and say all that is wrong at once.

    Whatever the programme holds, this raises nothing for it.

    Args:
        programme: the programme, or a slice of one.
        protocols: your own protocols, besides those that ship.
        rules: the rules to apply; pass ``(*RULES, mine)`` to add one.
        select: only codes that begin so, such as ``"NSEE2"``.
        ignore: no codes that begin so.
        regrade: another severity for a code, such as ``{"NSEE415": "info"}``.

    Raises:
        UnknownCode: a code was named that no rule has.

    >>> from nsee_core import Cycle, Entry, Programme, parse_protocol
    >>> toy = parse_protocol('key="toy"\\n[[steps]]\\nkey="try"\\n[[steps]]\\nkey="look"\\nafter=["try"]')
    >>> p = Programme.of([Cycle(id="c", protocol="toy"), Entry(id="1", cycle="c", step="look")])
    >>> for finding in check(p, protocols=[toy]):
    ...     print(finding.code, finding.message)
    NSEE301 look was begun before try was completed
    """
    chosen = Selection.of(rules, select=select, ignore=ignore, regrade=regrade)
    view = View(programme, protocols_with(protocols))
    return Report(_findings(programme, view, chosen))


@attrs.frozen
class Preview:
    """What a change to a programme would bring and clear."""

    brings: Report
    """Findings that are there only after the change."""
    clears: Report
    """Findings that are there only before it."""


def preview(
    programme: Programme,
    *,
    put: Iterable[Base] = (),
    without: Iterable[str] = (),
    outside: Outside | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
    rules: Sequence[Rule] = RULES,
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

    Raises:
        UnknownRecord: an id to take away is not in the programme.
    """
    before = programme if outside is None else programme.elsewhere(outside)
    put, gone = tuple(put), tuple(without)
    after = before.without(*gone).put(*put)
    known, chosen = protocols_with(protocols), Selection.of(rules)
    touched = _affected((before, after), {*gone, *(record.id for record in put)})
    was = _of(before, touched, View(before, known), chosen)
    now = _of(after, touched, View(after, known), chosen)
    return Preview(
        brings=Report(finding for finding in now if finding not in was),
        clears=Report(finding for finding in was if finding not in now),
    )


def _affected(programmes: tuple[Programme, ...], changed: set[str]) -> set[str]:
    """The records that a rule could judge differently once some have changed.

    A rule about a record looks at the record, its parts, what they link to, and the parts of
    those. Read backwards: the changed records and the wholes they are part of; whatever links to
    those; and the wholes that that is part of. Besides, a circle of links is told at one of its
    records, and a link to nothing tells of a record under another spelling of the id.
    """
    wholes = {id_ for programme in programmes for id_ in _reached(programme, changed, _to_whole)}
    named = wholes | {spelling for id_ in changed for spelling in spellings(id_)}
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


def _of(programme: Programme, ids: set[str], view: View, chosen: Selection) -> dict[Finding, None]:
    records = (record for id_ in ids if (record := programme.get(id_)) is not None)
    return dict.fromkeys(_findings(records, view, chosen))


def _findings(records: Iterable[Base], view: View, chosen: Selection) -> Iterator[Finding]:
    by_kind: dict[str, list[Rule]] = defaultdict(list)
    for rule in chosen.rules:
        for kind in rule.kinds:
            by_kind[kind].append(rule)
    for record in records:
        for rule in by_kind[record.kind]:
            for hit in rule.check(record, view):  # type: ignore[misc] # rules with kinds have a check
                yield _finding(rule, record, hit, view, chosen)


def _finding(rule: Rule, record: Base, hit: Hit, view: View, chosen: Selection) -> Finding:
    about = rule.about
    basis = hit.basis or about.basis
    severity = hit.severity or (SEVERITY_OF[hit.basis] if hit.basis else about.grade)
    if rule.silence and severity is not Severity.INFO and _in_narrative(record, view):
        severity = Severity.INFO
    severity = chosen.regrade.get(rule.code, severity)
    return Finding(
        about,
        severity,
        record.id,
        hit.loc,
        hit.args,
        hit.value,
        hit.entries,
        basis,
        hit.source or about.source,
    )


def _in_narrative(record: Base, view: View) -> bool:
    """Whether a record belongs to a cycle that is told afterwards."""
    cycle = record if isinstance(record, Cycle) else view.get(getattr(record, "cycle", None), Cycle)
    return cycle is not None and cycle.account == "narrative"
