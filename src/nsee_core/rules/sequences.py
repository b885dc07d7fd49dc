"""NSEE352 to 354: sequences, which state an order, and entries that stand in for others."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.engine.ordering import superseded
from nsee_core.programme import Programme
from nsee_core.records import Cycle
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.naming import few
from nsee_core.rules.view import View


def _without_sequences(programme: Programme, _: str) -> bool:
    return not programme.gives("entry", "sequence")


@rule(
    "NSEE352",
    "same-sequence",
    on=Cycle,
    spared=_without_sequences,
    says="{those} have the same sequence, {sequence}",
    fix="give each entry a sequence of its own",
    basis="inferred",
)
def same_sequence(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A sequence states the order of a log; two entries in one place have none."""
    places: dict[int, list[str]] = {}
    for entry in view.entries(cycle.id):
        if entry.sequence is not None and entry.corrects is None:
            places.setdefault(entry.sequence, []).append(entry.id)
    for sequence, ids in places.items():
        if len(ids) > 1:
            yield Hit(entries=tuple(ids), those=few(ids), sequence=sequence)


@rule(
    "NSEE353",
    "sequence-in-part",
    on=Cycle,
    spared=_without_sequences,
    says="some entries state a sequence and others do not: {those}",
    fix="give every entry a sequence, or none",
    basis="unsourced",
)
def sequence_in_part(cycle: Cycle, view: View) -> Iterator[Hit]:
    """An entry without a sequence keeps its place behind the one before it, which is a guess."""
    own = [entry for entry in view.entries(cycle.id) if entry.corrects is None]
    without = tuple(entry.id for entry in own if entry.sequence is None)
    if without and len(without) < len(own):
        yield Hit(entries=without, those=few(without))


def _without_corrections(programme: Programme, _: str) -> bool:
    return not any(programme.column("entry", "corrects"))


@rule(
    "NSEE354",
    "corrected-twice",
    on=Cycle,
    spared=_without_corrections,
    says="{those} stand in for {target}, and only {counts} counts",
    fix="name in each correction the one before it, or leave out those that no longer hold",
    basis="unsourced",
)
def corrected_twice(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Of several corrections of one entry the last counts, and the others are passed over.

    That is as it should be where the last corrects them all; where each put right something else,
    all but the last is lost.
    """
    entries = view.entries(cycle.id)
    stand_ins: dict[str, list[str]] = {}
    for entry in entries:
        if entry.corrects is not None:
            stand_ins.setdefault(entry.corrects, []).append(entry.id)
    counting = superseded(entries) if any(len(ids) > 1 for ids in stand_ins.values()) else {}
    for target, ids in stand_ins.items():
        if len(ids) > 1 and target in counting:
            counts = counting[target].id
            yield Hit(
                subject=target, entries=tuple(ids), those=few(ids), target=target, counts=counts
            )


RULES = (
    same_sequence,
    sequence_in_part,
    corrected_twice,
)
