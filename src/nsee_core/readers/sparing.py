"""What may be left out of a record that cannot be read in full, so that the rest is not lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nsee_core.readers.deciding import spared
from nsee_core.readers.translating import Fault
from nsee_core.records import Base, record_adapter
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule

#: Said of a file that is damaged, where what stands beside may be damaged as well; of what is not
#: there, which nobody could read; and of a step that was not taken.
_NEVER = (
    codes.NOT_UTF8,
    codes.UNREADABLE_CHARACTER,
    codes.TOO_LARGE,
    codes.FIELD_MISSING,
    codes.UNTAKEN,
)
#: Stands for the row itself.
ALL = ""


def fields_amiss(faults: Iterable[Fault]) -> set[str]:
    """The fields of a row that have a fault; an empty text if nothing of it should be kept."""
    return {_amiss(f) if f.loc else ALL for f in faults}


def _amiss(fault: Fault) -> str:
    field, *inner = map(str, fault.loc)
    missing_within = fault.rule is codes.FIELD_MISSING and inner  # such as the unit of an amount
    return field if missing_within else field_amiss(fault.rule, field)


def field_amiss(rule: Rule, field: str) -> str:
    """The field that a fault spoils; an empty text if it spoils the row."""
    return ALL if rule in _NEVER else field


def rest_of(row: Mapping[str, Any], kind: str, without: Collection[str]) -> Base | None:
    """The record that a row holds without what cannot be read; None if that decides what it means.

    Args:
        row: the row, of a known kind.
        kind: the kind.
        without: the fields that cannot be read.

    >>> row = {"kind": "entry", "id": "e1", "cycle": "c1", "step": "plan", "when": "12 Juni 2017"}
    >>> rest_of(row, "entry", ["when"]).step
    'plan'
    """
    if not spared(kind).issuperset(without):
        return None
    rest = {name: value for name, value in row.items() if name not in without}
    try:
        return record_adapter().validator.validate_python(rest)  # type: ignore[no-any-return] # a record
    except ValidationError:
        return None


def errors_of(row: Mapping[str, Any]) -> list[ErrorDetails]:
    """What pydantic finds wrong with a row; nothing if it is a record."""
    try:
        record_adapter().validate_python(row)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []
