"""NSEE52x: personal data, and when they are destroyed."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.records import Evidence
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import completed
from nsee_core.rules.recording import taken_from_people
from nsee_core.rules.view import View

_FEW = 5


@rule(
    "NSEE521",
    "kept-after-the-end",
    on=Evidence,
    where="identifiable",
    says="a person could be recognised in it, and the cycle ended as completed",
    fix="destroy the personal data once all is written up, and say when under destroyed",
    basis="inferred",
    source="P09",
    silence=True,
)
def kept_after_the_end(evidence: Evidence, view: View) -> Iterator[Hit]:
    """When the research is completed and written up, all personal information is destroyed.

    The records do not say when it was written up, so this only warns.
    """
    kept = evidence.identifiable and evidence.destroyed is None
    if kept and completed(evidence, view):
        yield Hit("destroyed")


@rule(
    "NSEE522",
    "destroyed-yet-held",
    on=Evidence,
    where="destroyed",
    says="its personal data were destroyed, and its words are still held here",
    fix="take the text out of the record; the checksum and the title may stay",
    basis="ethics",
    source="P09",
)
def destroyed_yet_held(evidence: Evidence, _: View) -> Iterator[Hit]:
    """What is destroyed is gone everywhere, in this record too.

    Where nobody could be recognised in the words that are left, say so, and they may stay.
    """
    if evidence.destroyed is not None and evidence.text and evidence.identifiable is not False:
        yield Hit("text", value=evidence.text)


@rule(
    "NSEE523",
    "few-enough-to-recognise",
    on=Evidence,
    where="n",
    says="only {n} took part, and it does not say whether they could be recognised",
    fix="say whether a person could be recognised in it",
    basis="unsourced",
)
def few_enough_to_recognise(evidence: Evidence, _: View) -> Iterator[Hit]:
    """Where only a few took part, others in the school may know who said what."""
    few = evidence.n is not None and 0 < evidence.n < _FEW
    if few and evidence.identifiable is None and taken_from_people(evidence):
        yield Hit("identifiable", n=evidence.n)


RULES = (
    kept_after_the_end,
    destroyed_yet_held,
    few_enough_to_recognise,
)
