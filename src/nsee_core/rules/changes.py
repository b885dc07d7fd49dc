"""NSEE42x: what was changed, why, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.records import Change
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import completed
from nsee_core.rules.view import View


def _settled(change: Change, view: View) -> bool:
    """Whether the time to improve on how a change is recorded is over."""
    return change.decision is not None or completed(change, view)


@rule(
    "NSEE421",
    "change-without-insight",
    on=Change,
    says="the change rests on no insight",
    fix="name the insights that it rests on",
    basis="inferred",
    source="P06",
    silence=True,
)
def change_without_insight(change: Change, view: View) -> Iterator[Hit]:
    """Collaborative action research makes changes based on evidence.

    It is asked for once the change was decided on, or the cycle ended as completed.
    """
    if not change.insights and _settled(change, view):
        yield Hit("insights")


@rule(
    "NSEE422",
    "change-without-why",
    on=Change,
    says="it is not said why the change was expected to help",
    fix="say why it was expected to help",
    basis="inferred",
    source="P01",
    silence=True,
)
def change_without_why(change: Change, view: View) -> Iterator[Hit]:
    """Without the reason, nobody can tell later whether it worked as it was meant to, or otherwise.

    It is asked for once the change was decided on, or the cycle ended as completed.
    """
    if change.why is None and _settled(change, view):
        yield Hit("why")


@rule(
    "NSEE423",
    "prediction-not-compared",
    on=Change,
    says="what was predicted is not set against what happened",
    fix="say what happened, beside what was predicted",
    basis="inferred",
    source="P01",
    silence=True,
)
def prediction_not_compared(change: Change, view: View) -> Iterator[Hit]:
    """A prediction teaches something only when it is compared with what happened.

    It is asked for once the change was decided on, or the cycle ended as completed.
    """
    if change.predicted is not None and change.observed is None and _settled(change, view):
        yield Hit("observed")


@rule(
    "NSEE424",
    "change-not-decided-on",
    on=Change,
    says="the cycle ended as completed and the change was not decided on",
    fix="say what was decided: adopt, adapt or abandon",
    basis="inferred",
    source="P01",
    silence=True,
)
def change_not_decided_on(change: Change, view: View) -> Iterator[Hit]:
    """A cycle that tested a change closes with what becomes of it.

    It is adopted, adapted or abandoned.
    """
    if change.decision is None and completed(change, view):
        yield Hit("decision")


@rule(
    "NSEE425",
    "decided-on-nothing",
    on=Change,
    where="decision",
    says="it was decided to {decision} the change, and nothing says what happened",
    fix="say what happened, or name the evidence of it",
    basis="inferred",
    source="P01",
    silence=True,
)
def decided_on_nothing(change: Change, _: View) -> Iterator[Hit]:
    """To adopt, adapt or abandon a change is to answer how we know that it made a difference."""
    seen = change.predicted or change.observed or change.evidence  # a prediction: see NSEE423
    if change.decision is not None and not seen:
        yield Hit("decision", value=change.decision, decision=change.decision)


RULES = (
    change_without_insight,
    change_without_why,
    prediction_not_compared,
    change_not_decided_on,
    decided_on_nothing,
)
