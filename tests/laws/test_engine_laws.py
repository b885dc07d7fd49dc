"""Laws of the engine and of checking, over generated protocols, logs and programmes."""

from __future__ import annotations

import json
from random import Random
from typing import Literal

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nsee_core import (
    Consent,
    Cycle,
    Entry,
    Evidence,
    Order,
    Programme,
    When,
    check,
    preview,
    standing,
    standing_rows,
    standing_schema,
)
from nsee_core.automata import Verdict
from nsee_core.engine.machine import machines
from nsee_core.engine.ordering import superseded
from nsee_core.engine.trace import by_requirement, rulings
from nsee_core.findings import Finding
from nsee_core.protocol import Protocol
from nsee_core.records import Base
from nsee_core.records.cycles import Outcome
from nsee_core.records.links import links
from tests.strategies import DATES, logs, programmes, protocols, protocols_and_logs

Case = tuple[Protocol, tuple[Entry, ...]]


def cycle_of(protocol: Protocol, log: tuple[Entry, ...], **fields: object) -> Programme:
    cycle = Cycle.model_validate({"id": "c", "protocol": protocol.key, **fields})
    return Programme.of([cycle, *log])


def keys(findings: list[Finding] | tuple[Finding, ...]) -> set[tuple[object, ...]]:
    """What a finding says, without where it was read and what may explain it."""
    plain = (evolve(finding, though=()) for finding in findings)
    return {(f.code, f.severity, f.subject, f.loc, f.message, f.entries, f.fix) for f in plain}


@st.composite
def changes(draw: st.DrawFn) -> tuple[Programme, list[Base], list[str]]:
    """A programme, with records to put into it and ids to take away."""
    whole = draw(programmes(most=10))
    other = draw(programmes(most=6))
    put = draw(st.lists(st.sampled_from(list(other)), max_size=3, unique=True)) if other else []
    ids = [record.id for record in whole]
    gone = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)) if ids else []
    return whole, put, [id_ for id_ in gone if id_ not in {record.id for record in put}]


@given(changes())
def test_a_preview_is_the_check_after_against_the_check_before(
    case: tuple[Programme, list[Base], list[str]],
) -> None:
    """Law 4."""
    programme, put, gone = case
    before = keys(check(programme).findings)
    after = keys(check(programme.without(*gone).put(*put)).findings)
    change = preview(programme, put=put, without=gone)
    assert keys(change.brings.findings) == after - before
    assert keys(change.clears.findings) == before - after


@given(protocols_and_logs(), st.integers(0, 7))
def test_a_preview_of_an_entry_is_exact_too(case: Case, place: int) -> None:
    """Law 4, on cycles under generated protocols."""
    protocol, log = case
    assume(len(log) > place)
    whole = cycle_of(protocol, log, outcome="completed")
    before, after = whole.without(log[place].id), whole
    change = preview(before, put=[log[place]], protocols=[protocol])
    now, was = (keys(check(p, protocols=[protocol]).findings) for p in (after, before))
    # the entry is put at the end of the log, so only its place may differ from the whole's
    if place == len(log) - 1:
        assert keys(change.brings.findings) == now - was
        assert keys(change.clears.findings) == was - now


@given(programmes(most=6))
def test_a_preview_of_nothing_says_nothing(programme: Programme) -> None:
    """Law 4."""
    change = preview(programme)
    assert not change.brings.findings
    assert not change.clears.findings
    same = preview(programme, put=list(programme))
    assert not same.brings.findings
    assert not same.clears.findings


@given(programmes(), st.randoms(use_true_random=False))
def test_only_the_order_of_one_cycles_entries_matters(programme: Programme, random: Random) -> None:
    """Law 6: shuffle everything else, and the findings stay."""
    records = list(programme)
    random.shuffle(records)
    entries = iter(programme.of_kind(Entry))
    shuffled = [next(entries) if isinstance(record, Entry) else record for record in records]
    assert check(Programme.of(shuffled)) == check(programme)


@given(protocols_and_logs(), st.sampled_from([None, "completed", "discontinued"]))
def test_no_log_makes_a_check_or_a_standing_raise(case: Case, outcome: str | None) -> None:
    """Law 7."""
    protocol, log = case
    for account in ("log", "narrative"):
        p = cycle_of(protocol, log, outcome=outcome, account=account)
        check(p, protocols=[protocol])
        standing(p, "c", protocols=[protocol]).to_dict()
        standing_rows(p, protocols=[protocol], as_of="2017-06-12")


@given(protocols_and_logs())
def test_every_entry_counts_or_is_spoken_of(case: Case) -> None:
    """Law 7: an entry that no requirement can see is named by a finding."""
    protocol, log = case
    found = check(cycle_of(protocol, log), protocols=[protocol])
    replaced = superseded(log)
    known = {step.key for step in protocol.steps}
    for entry in log:
        if entry.step not in known and entry.id not in replaced:
            assert any(f.code == "NSEE311" and entry.id in f.entries for f in found)


@given(protocols_and_logs(), st.integers(0, 8))
def test_a_final_verdict_stays_final_whatever_is_appended(case: Case, cut: int) -> None:
    """Law 8."""
    protocol, log = case
    log = tuple(entry.but(corrects=None, sequence=None) for entry in log)
    made = machines(protocol)
    before = by_requirement(rulings(made, log[:cut]))
    after = by_requirement(rulings(made, log))
    for requirement, ruling in before.items():
        if requirement.scope == "cycle" and ruling.verdict.final:
            assert after[requirement].verdict is ruling.verdict
            assert after[requirement].entry == ruling.entry
        elif ruling.verdict is Verdict.VIOLATED:
            assert after[requirement].verdict is Verdict.VIOLATED


@st.composite
def told(draw: st.DrawFn) -> tuple[Protocol, tuple[Entry, ...], Cycle, list[Base]]:
    """A protocol, a log of it, its cycle with any ending, and dated evidence with consents."""
    protocol = draw(protocols())
    log = draw(logs(protocol))
    dates = st.none() | st.sampled_from(DATES).map(When)
    outcomes: tuple[Outcome | None, ...] = (None, "completed", "discontinued")
    outcome = draw(st.sampled_from(outcomes))
    cycle = Cycle(id="c", protocol=protocol.key, outcome=outcome, ended=draw(dates))
    consents = [Consent(id=f"k{n}", withdrawn=draw(dates)) for n in range(2)]
    evidence = [
        Evidence(
            id=f"v{number}",
            cycle="c",
            step=draw(st.sampled_from(protocol.steps)).key,
            type=draw(st.sampled_from(("observation", "survey"))),
            when=draw(dates),
            consents=draw(st.sampled_from(((), ("k0",), ("k0", "k1")))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return protocol, log, cycle, [*evidence, *consents]


@given(told(), st.sampled_from(["2017-06-11", "2017-06-12", "June 2017", "2018"]))
def test_a_standing_on_a_date_is_the_standing_of_what_certainly_happened(
    case: tuple[Protocol, tuple[Entry, ...], Cycle, list[Base]], moment: str
) -> None:
    """Law 9."""
    protocol, log, cycle, beside = case
    when = When(moment)

    def certain(date: When | None) -> bool:
        return date is not None and date.by(when) is Order.CERTAINLY

    held = [entry for entry in log if certain(entry.when)]
    possible = [e.id for e in log if e.when is None or e.when.by(when) is Order.POSSIBLY]
    kept = [
        record.but(withdrawn=record.withdrawn if certain(record.withdrawn) else None)
        if isinstance(record, Consent)
        else record
        for record in beside
        if not isinstance(record, Evidence) or record.when is None or certain(record.when)
    ]
    ended = cycle if certain(cycle.ended) else cycle.but(ended=None, outcome=None)
    whole = Programme.of([cycle, *log, *beside])
    then = standing(whole, "c", as_of=moment, protocols=[protocol])
    now = standing(Programme.of([ended, *held, *kept]), "c", protocols=[protocol])
    assert then.to_dict() == now.to_dict() | {"possibly": possible}
    (row,) = standing_rows(whole, as_of=moment, protocols=[protocol])
    assert (row["state"], row["possibly"]) == (then.state, len(possible))


@given(told(), st.sampled_from(["log", "narrative"]))
def test_every_standing_is_as_its_published_schema_says(
    case: tuple[Protocol, tuple[Entry, ...], Cycle, list[Base]],
    account: Literal["log", "narrative"],
) -> None:
    protocol, log, cycle, beside = case
    p = Programme.of([cycle.but(account=account), *log, *beside])
    for as_of in (None, "2017-06-12"):
        row = standing(p, "c", as_of=as_of, protocols=[protocol]).to_dict()
        Draft202012Validator(standing_schema()).validate(json.loads(json.dumps(row)))


@given(programmes(), st.sampled_from(["2017-06-12", "June 2017", "2018"]))
def test_to_look_back_breaks_no_link(programme: Programme, moment: str) -> None:
    """What is set aside as later is known to exist."""
    broken = {"NSEE101", "NSEE102", "NSEE103"}
    now = {(f.subject, f.loc) for f in check(programme) if f.code in broken}
    then = {(f.subject, f.loc) for f in check(programme, as_of=moment) if f.code in broken}
    assert then <= now


@given(changes(), st.sampled_from(["2017-06-12", "2018"]))
def test_a_preview_on_a_date_is_the_check_after_against_the_check_before(
    case: tuple[Programme, list[Base], list[str]], moment: str
) -> None:
    """Law 4, as of a date."""
    programme, put, gone = case
    before = keys(check(programme, as_of=moment).findings)
    after = keys(check(programme.without(*gone).put(*put), as_of=moment).findings)
    change = preview(programme, put=put, without=gone, as_of=moment)
    assert keys(change.brings.findings) == after - before
    assert keys(change.clears.findings) == before - after


@given(programmes(most=14))
def test_a_slice_gives_the_findings_of_the_whole_that_concern_it(programme: Programme) -> None:
    """Law 11: a cycle, its parts, what they link to, and the parts of those."""
    whole = check(programme)
    for cycle in programme.of_kind(Cycle):
        ours = {cycle.id, *(part.id for part in programme.within(cycle.id))}
        targets = {link.target for id_ in ours for link in links(programme[id_])}
        near = ours | {id_ for id_ in targets if id_ in programme}
        parts = {part.id for id_ in near for part in programme.within(id_)}
        held = [record for record in programme if record.id in near | parts]
        part = Programme.of(held, outside=programme.__contains__)
        assert keys(check(part).about(*ours).findings) == keys(whole.about(*ours).findings)


@given(protocols(), st.data())
def test_what_may_be_begun_breaks_nothing_and_what_is_blocked_says_why(
    protocol: Protocol, data: st.DataObject
) -> None:
    log = data.draw(logs(protocol, lawful_lessons=True))
    where = standing(cycle_of(protocol, log), "c", protocols=[protocol])
    broken = set(where._position.broken())
    for step in protocol.steps:
        may = where.may(step.key, "l1")
        after = set(where.take(step.key, "l1", "started")._position.broken())
        if may.leave == "ready" and not may.reasons:
            assert after <= broken
        else:
            assert may.reasons


@given(protocols(), st.data())
def test_the_remaining_course_leads_to_the_end(protocol: Protocol, data: st.DataObject) -> None:
    """Followed to its end, it meets everything that was not broken before."""
    log = data.draw(logs(protocol, lawful_lessons=True))
    where = standing(cycle_of(protocol, log), "c", protocols=[protocol])
    if where.course.outcome != "found":
        return
    broken = set(where._position.broken())
    end = where
    for step, lesson in where.remains:
        opened = any(place[1] for place in end._position.open)
        end = end.take(step, lesson, "completed" if opened else "took place")
    assert set(end._position.broken()) == broken
    met = {
        requirement
        for machine, _, state in end._position.instances()
        for number, requirement in enumerate(machine.requirements)
        if number in machine.judged(state).pending
    }
    assert not met
