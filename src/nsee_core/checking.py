"""Checking a programme: every rule on every record, and all that is wrong at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import attrs

from nsee_core.engine.moment import Moment, as_it_was, moment
from nsee_core.findings import SEVERITY_OF, Finding, Severity
from nsee_core.programme import Outside, Programme, programme_given
from nsee_core.protocol import Protocol, Protocols, protocols_with
from nsee_core.records import Base
from nsee_core.reports import Report
from nsee_core.rules import RULES
from nsee_core.rules.declaring import Gate, Hit, Rule
from nsee_core.rules.view import View

#: A rule with what is needed to ask it.
_Judge = tuple[Rule, str | None, Callable[..., Iterable[Hit]]]


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

        A text by itself is one such beginning.

        Raises:
            UnknownCode: one of them fits no rule, or is empty.
            ValueError: a grade is none of error, warning and info.
        """
        wanted, unwanted = _several(select), _several(ignore)
        grades = {code: Severity(grade) for code, grade in (regrade or {}).items()}
        for code in grades:
            if all(rule.code != code for rule in rules):
                raise UnknownCode(f'no rule has the code "{code}"')
        for code in (*wanted, *unwanted):
            if not code:
                raise UnknownCode("an empty code selects everything; leave it out")
            if not any(rule.code.startswith(code) for rule in rules):
                raise UnknownCode(f'no rule has a code that begins with "{code}"')
        kept = [
            rule
            for rule in rules
            if (not wanted or rule.code.startswith(wanted))
            and not (unwanted and rule.code.startswith(unwanted))
        ]
        return cls(kept, grades)

    def among(self, report: Report) -> Report:
        """What is asked for of what a reader found, as grave as it is asked for."""
        codes = {rule.code for rule in self.rules}
        return Report(
            attrs.evolve(f, severity=self.regrade.get(f.code, f.severity))
            for f in report
            if f.code in codes
        )

    def of_kinds(self, whole: Programme | None = None) -> Mapping[str, Sequence[Rule]]:
        """The rules to ask of each kind of record.

        Given the whole programme, without those of which a glance at it says that no record of
        the kind is at fault, or has anything to be asked about.
        """
        of_kinds = _of_kinds(tuple(self.rules))
        if whole is None:
            return of_kinds
        return {
            kind: [rule for rule in rules if not _spared(rule, whole, kind)]
            for kind, rules in of_kinds.items()
        }


def _spared(rule: Rule, whole: Programme, kind: str) -> bool:
    """Whether a glance at a whole programme says that a kind need not be asked."""
    if rule.where is not None and not whole.gives(kind, rule.where):
        return True
    return rule.spared is not None and rule.spared(whole, kind)


def _several(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes, of which one may be given by itself."""
    return (codes,) if isinstance(codes, str) else tuple(codes)


@lru_cache(maxsize=32)
def _of_kinds(rules: tuple[Rule, ...]) -> Mapping[str, Sequence[Rule]]:
    of_kinds: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for kind in rule.kinds:
            of_kinds[kind].append(rule)
    return dict(of_kinds)


def check(
    programme: Programme,
    *,
    protocols: Iterable[Protocol] | Protocols = (),
    rules: Sequence[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    regrade: Mapping[str, Severity | str] | None = None,
    about: str | None = None,
    outside: Outside | None = None,
    as_of: Moment | None = None,
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
        about: the id of one record, such as a cycle: only it and its parts are judged.
        outside: for a slice, says whether an id exists elsewhere.
        as_of: a date; then only what had certainly happened by it is judged.

    Raises:
        UnknownCode: a code was named that no rule has.
        UnknownRecord: ``about`` is not in the programme, or was not there on the date.
        NotADate: ``as_of`` is not a date.
        NotAMoment: it is one by which nothing can be said to have happened, such as "year 1".

    >>> from nsee_core import Cycle, Entry, Programme, parse_protocol
    >>> toy = parse_protocol('''
    ...     key = "toy"
    ...     [[steps]]
    ...     key = "try"
    ...     [[steps]]
    ...     key = "look"
    ...     after = ["try"]
    ... ''')
    >>> p = Programme.of([Cycle(id="c", protocol="toy"), Entry(id="1", cycle="c", step="look")])
    >>> for finding in check(p, protocols=[toy]):
    ...     print(finding.code, finding.message)
    NSEE301 look was begun before try was completed
    """
    chosen = Selection.of(rules, select=select, ignore=ignore, regrade=regrade)
    seen = seen_as(programme, outside, as_of)
    view = View(seen, protocols_with(protocols))
    if about is not None:
        return Report(findings_of(_whole(seen, about), view, chosen))
    of_kinds = chosen.of_kinds(seen)
    records = chain.from_iterable(seen.of_kind(kind) for kind, asked in of_kinds.items() if asked)
    return Report(_asked(records, of_kinds, view, chosen))


def seen_as(programme: Programme, outside: Outside | None, as_of: Moment | None) -> Programme:
    """The programme as it is to be judged: as a slice, and as it was on a date.

    Raises:
        TypeError: it is no programme.
    """
    whole = programme_given(programme)
    seen = whole if outside is None else whole.elsewhere(outside)
    return seen if as_of is None else as_it_was(seen, moment(as_of))


def _whole(programme: Programme, id_: str) -> Iterable[Base]:
    """A record and its parts, all the way down, each once."""
    found = {id_: programme[id_]}
    waiting = [id_]
    for whole in waiting:  # the list grows while it is walked
        for part in programme.within(whole):
            if part.id not in found:
                found[part.id] = part
                waiting.append(part.id)
    return found.values()


def findings_of(records: Iterable[Base], view: View, chosen: Selection) -> Iterator[Finding]:
    """What the rules say of these records."""
    return _asked(records, chosen.of_kinds(), view, chosen)


def _asked(
    records: Iterable[Base],
    rules: Mapping[str, Sequence[Rule]],
    view: View,
    chosen: Selection,
) -> Iterator[Finding]:
    asked = {kind: _by_gate(of_kind) for kind, of_kind in rules.items()}
    for record in records:
        held = record.__dict__
        plain, gated = asked.get(held["kind"], ((), {}))
        for rule, where, judge in plain:
            if where is None or held[where]:
                for hit in judge(record, view):
                    yield _finding(rule, record, hit, view, chosen)
        for rule, hit in _through_gates(record, view, gated) if gated else ():
            yield _finding(rule, record, hit, view, chosen)


def _by_gate(
    rules: Sequence[Rule],
) -> tuple[Sequence[_Judge], Mapping[Gate, Sequence[_Judge]]]:
    """The rules of a kind: those without a gate, and the others by theirs, to be asked once."""
    plain: list[_Judge] = []
    gated: dict[Gate, list[_Judge]] = defaultdict(list)
    for rule in rules:
        if rule.check is not None:
            group = plain if rule.given is None else gated[rule.given]
            group.append((rule, rule.where, rule.check))
    return plain, gated


def _through_gates(
    record: Base, view: View, gated: Mapping[Gate, Sequence[_Judge]]
) -> Iterator[tuple[Rule, Hit]]:
    """What the rules say that are given what a gate finds in the record."""
    for gate, rules in gated.items():
        found = gate(record, view)
        if found:
            for rule, where, judge in rules:
                if where is None or record.__dict__[where]:
                    yield from ((rule, hit) for hit in judge(record, view, found))


def _finding(rule: Rule, record: Base, hit: Hit, view: View, chosen: Selection) -> Finding:
    about = rule.about
    basis = hit.basis or about.basis
    severity = hit.severity or (SEVERITY_OF[hit.basis] if hit.basis else about.grade)
    if about.silence and severity is not Severity.INFO and _in_narrative(record, view):
        severity = Severity.INFO
    severity = chosen.regrade.get(rule.code, severity)
    return Finding(
        about=about,
        severity=severity,
        subject=hit.subject or record.id,
        loc=hit.loc,
        args=hit.args,
        value=hit.value,
        entries=hit.entries,
        basis=basis,
        source=hit.source or about.source,
        though=hit.though,
    )


def _in_narrative(record: Base, view: View) -> bool:
    """Whether a record belongs to a cycle that is told afterwards."""
    cycle = view.cycle_of(record)
    return cycle is not None and cycle.account == "narrative"
