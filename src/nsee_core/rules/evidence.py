"""NSEE401, 411 to 415 and 441: what was gathered, what was learnt from it, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Change, Evidence, Insight, Resource, When
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before, completed
from nsee_core.rules.naming import few, step_meant
from nsee_core.rules.view import View

_RATIONALE = {
    "data about the gap": {"attainment data"},
    "evidence of what is effective": {"literature", "document"},
}


@rule(
    "NSEE401",
    "step-not-in-protocol",
    on=Evidence,
    where="step",
    says="it names a step that the protocol {protocol} does not have{meant}",
    fix="name one of its steps: {steps}",
    basis="agreed",
)
def step_not_in_protocol(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Evidence counts for the step that it names.

    A name that the protocol does not have, often a slip of the pen, leaves the evidence
    counting for nothing.
    """
    cycle = view.cycle_of(evidence) if evidence.step is not None else None
    protocol = view.protocol(cycle) if cycle is not None else None
    if protocol is not None and evidence.step not in protocol.step_keys:
        steps = [step.key for step in protocol.steps]
        meant = step_meant(str(evidence.step), protocol)
        yield Hit("step", value=evidence.step, protocol=protocol.key, steps=few(steps), meant=meant)


@rule(
    "NSEE411",
    "evidence-not-described",
    on=Evidence,
    says="nothing says what this evidence is",
    fix="add a type and a title, or the address where it is kept",
    basis="unsourced",
)
def evidence_not_described(evidence: Evidence, _: View) -> Iterator[Hit]:
    """In a year's time nobody will know what an unnamed item was, or what it could show."""
    said = evidence.type or evidence.title or evidence.uri or evidence.text or evidence.note
    if said is None and evidence.source is None:
        yield Hit("title")


@rule(
    "NSEE412",
    "gathered-after-the-end",
    on=Evidence,
    where="when",
    says="it was gathered after the cycle ended",
    fix="correct one of the dates, or give the evidence to the cycle that follows",
    basis="inferred",
    source="P01",
)
def gathered_after_the_end(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Evidence that came after the end cannot have informed the cycle.

    One of the dates is wrong, or it belongs to the next cycle. Evidence from before the start
    is welcome.
    """
    cycle = view.cycle_of(evidence) if evidence.when is not None else None
    if cycle is not None and certainly_before(cycle.ended, evidence.when):
        yield Hit("when", value=str(evidence.when))


def _later(
    ids: tuple[str, ...],
    kind: type[Evidence | Insight],
    field: str,
    moment: When | None,
    view: View,
) -> Iterator[Hit]:
    if moment is not None:
        for number, id_ in enumerate(ids):
            item = view.get(id_, kind)
            if item is not None and certainly_before(moment, item.when):
                yield Hit(field, number, later=id_)


@rule(
    "NSEE413",
    "rests-on-what-came-later",
    on=(Insight, Change),
    says="it rests on {later}, which is dated later",
    fix="correct one of the dates, or take {later} out",
    basis="inferred",
    source="P01",
)
def rests_on_what_came_later(record: Insight | Change, view: View) -> Iterator[Hit]:
    """The evidence comes first, then what is learnt from it, then the change.

    What came later cannot be what it rests on.
    """
    if record.kind == "insight":
        yield from _later(record.evidence, Evidence, "evidence", record.when, view)
    else:
        yield from _later(record.insights, Insight, "insights", record.when, view)
        yield from _later(record.evidence, Evidence, "evidence", record.decided, view)


def _relied_on(insight: Insight, view: View) -> bool:
    """Whether somebody builds on an insight."""
    return completed(insight, view) or any(
        insight.id in change.insights for change in view.within(insight.cycle, Change)
    )


@rule(
    "NSEE414",
    "insight-without-evidence",
    on=Insight,
    says="it rests on no evidence",
    fix="name the evidence that shows it",
    basis="inferred",
    source="P01",
    silence=True,
)
def insight_without_evidence(insight: Insight, view: View) -> Iterator[Hit]:
    """An insight that nothing shows is an opinion.

    It is asked for once a change rests on the insight, or the cycle ended as completed.
    """
    if not insight.evidence and _relied_on(insight, view):
        yield Hit("evidence")


def _source(item: Evidence) -> tuple[str, str | None]:
    """What stands for the source of an item when sources are counted."""
    if item.independent_source is not None:
        return "named", " ".join(item.independent_source.split()).casefold()
    return "of a type", item.type


@rule(
    "NSEE415",
    "not-triangulated",
    on=Insight,
    says="all the evidence that it rests on comes from one source",
    fix="add evidence from another source, or name the independent source of each item",
    basis="inferred",
    source="P161",
    silence=True,
)
def not_triangulated(insight: Insight, view: View) -> Iterator[Hit]:
    """What two independent sources show is less likely to be chance.

    Sources are counted, not items: two reports of one survey are one source. Items that name no
    source count once for each type. It is asked for once a change rests on the insight, or the
    cycle ended as completed.
    """
    if not insight.evidence:
        return
    sources = set()
    for id_ in insight.evidence:
        item = view.get(id_, Evidence)
        if item is not None:
            sources.add(_source(item))
        elif view.elsewhere(id_):
            return
    if len(sources) == 1 and _relied_on(insight, view):
        yield Hit("evidence")


def _is_equity_fund(fund: str | None) -> bool:
    return fund is not None and (
        "pupil equity" in fund.casefold()
        or "PEF" in fund.replace("(", " ").replace(")", " ").split()
    )


@rule(
    "NSEE441",
    "equity-fund-rationale",
    on=Resource,
    says="it was paid from the Pupil Equity Fund and the cycle holds no {missing}",
    fix="add what the decision rested on, where it can be had",
    basis="printed",
    source="P95",
    severity=Severity.INFO,
)
def equity_fund_rationale(resource: Resource, view: View) -> Iterator[Hit]:
    """Spending the Pupil Equity Fund rests on data about the gap and on what is known to work.

    A school's own data alone are not enough. The rationale may be written down elsewhere, so
    this only informs, once the cycle ended as completed.
    """
    if _is_equity_fund(resource.fund) and completed(resource, view):
        types = {item.type for item in view.programme.evidence_of(str(resource.cycle))}
        missing = [words for words, any_of in _RATIONALE.items() if not types & any_of]
        if missing:
            yield Hit("fund", missing=missing)


RULES = (
    step_not_in_protocol,
    evidence_not_described,
    gathered_after_the_end,
    rests_on_what_came_later,
    insight_without_evidence,
    not_triangulated,
    equity_fund_rationale,
)
