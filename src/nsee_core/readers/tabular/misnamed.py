"""Ids that are none: which was probably meant is known when all ids of the tables are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nsee_core.findings import Place
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.translating import Fault


class Misnamed(NamedTuple):
    """A text that should be an id and is none, of which record, and where it stands."""

    fault: Fault
    subject: str | None
    place: Place


def say_fault(gathering: Gathering, fault: Fault, subject: str | None, place: Place) -> None:
    """Make a finding of a fault that stands at a place."""
    gathering.say(
        fault.rule, None, *fault.loc, subject=subject, value=fault.value, place=place, **fault.args
    )


def say_misnamed(gathering: Gathering, misnamed: Sequence[Misnamed]) -> None:
    """Make findings of texts that are no ids, each with the id that was probably meant.

    That is the one id that differs from it in nothing but capitals, blanks and marks.
    """
    by_form: dict[str, str | None] = {}
    for id_ in gathering.ids() if misnamed else ():
        form = form_of(id_)
        by_form[form] = id_ if by_form.get(form, id_) == id_ else None
    for fault, subject, place in misnamed:
        meant = by_form.get(form_of(str(fault.value)[:_LONGEST]))
        near = f'; perhaps "{meant}" was meant' if meant else ""
        say_fault(gathering, fault._replace(args={**fault.args, "perhaps": near}), subject, place)


_LONGEST = 200  # characters of an id
