"""A row: a record that is kept, or findings that say why it is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nsee_core.readers.deciding import spared
from nsee_core.readers.intake import Intake
from nsee_core.readers.lost import id_of
from nsee_core.readers.parsing import NotJson, TooDeep
from nsee_core.readers.sources import is_two_bytes_each, saved_as
from nsee_core.readers.sparing import fields_amiss, rest_of
from nsee_core.readers.translating import Fault, faults
from nsee_core.records import KINDS, Base, record_adapter
from nsee_core.rules import reading as codes

_SORTS: Mapping[type, str] = {
    list: "it is a list",
    str: "it is a text",
    bool: "it is true or false",
    int: "it is a number",
    float: "it is a number",
    type(None): "it is nothing",
}


def judge(
    gathering: Intake,
    row: object,
    line: int,
    *,
    utf8: bool = True,
    errors: list[ErrorDetails] | None = None,
) -> None:
    """Keep a row as a record, or say why it is none.

    What cannot be read is left out of it where the rest says the same without (see ``sparing``).

    Args:
        gathering: the reading under way.
        row: anything; a record if it is a dict with the fields of its kind.
        line: where it stands.
        utf8: False where characters stand in for bytes that are not UTF-8.
        errors: what pydantic found wrong with its fields, where that is known already.
    """
    if not isinstance(row, dict):
        gathering.lose(row, line)
        why = _SORTS.get(type(row), "it has no names")
        gathering.say(codes.NOT_A_RECORD, line, value=row, why=why)
        return
    kind = row.get("kind")
    if not (isinstance(kind, str) and kind in KINDS):
        _no_kind(gathering, row, line)
        return
    speller = gathering.speller
    if errors is None:
        try:
            record = record_adapter().validate_python(row, context=speller)
        except ValidationError as error:
            errors = error.errors(include_url=False) + speller.refusals()
        else:
            keep_read(gathering, record, line, speller.refusals(), utf8=utf8)
            return
    subject, found = id_of(row), faults(errors, kind, speller, utf8=utf8)
    keep_rest(gathering, row, kind, line, fields_amiss(found))
    _tell(gathering, found, subject, line)


def keep_read(
    gathering: Intake, record: Base, line: int, refused: list[ErrorDetails], *, utf8: bool = True
) -> None:
    """Keep a record that was read without what was refused, and say what that is."""
    if refused:
        found = faults(refused, record.kind, gathering.speller, utf8=utf8)
        _tell(gathering, found, record.id, line)
        amiss = fields_amiss(found)
        if not spared(record.kind).issuperset(amiss):
            gathering.lose(record.__dict__, line)
            return
        record.model_fields_set.difference_update(amiss)  # as if they had not been given
    gathering.keep(record, line)


def _tell(gathering: Intake, found: Iterable[Fault], subject: str | None, line: int) -> None:
    for fault in found:
        gathering.tell(fault, subject, gathering.leaf.place(line, fault.loc))


def keep_rest(
    gathering: Intake, row: Mapping[str, Any], kind: str, line: int, without: Collection[str]
) -> None:
    """Keep what a row says besides the fields that have a fault, if it means the same then."""
    record = rest_of(row, kind, without)
    if record is None:
        gathering.lose(row, line)
    else:
        gathering.keep(record, line)


def say_unparsed(gathering: Intake, fault: NotJson | TooDeep, line: int, *, utf8: bool) -> None:
    """Make a finding of a text that could not be parsed."""
    if isinstance(fault, TooDeep):
        gathering.say(codes.TOO_LARGE, line, value=fault.near, what="nested too deep to be read")
    elif not utf8 or is_two_bytes_each(fault.near):
        gathering.say(codes.NOT_UTF8, line, value=fault.near, perhaps=saved_as(fault.near))
    elif "\0" in fault.near:
        what, at = "a control character (U+0000)", fault.near.index("\0") + 1
        gathering.say(codes.UNREADABLE_CHARACTER, line, value=fault.near, what=what, at=at)
    else:
        gathering.say(codes.NOT_JSON, line, value=fault.near, why=fault.why, at=fault.character)


def say_twice(gathering: Intake, names: list[str], row: object, line: int) -> None:
    """Make findings of the names that stood twice in one object, of which a row was made."""
    subject = id_of(row) if isinstance(row, dict) else None
    if row is not None:
        gathering.lose(row, line)
    for name in dict.fromkeys(names):
        gathering.say(codes.NAME_TWICE, line, subject=subject, value=name)


def _no_kind(gathering: Intake, row: dict[str, Any], line: int) -> None:
    subject, kind = id_of(row), row.get("kind")
    gathering.lose(row, line)
    if kind is None:
        gathering.say(
            codes.FIELD_MISSING, line, "kind", subject=subject, a_kind="a record", field="kind"
        )
        return
    gathering.say(
        codes.NO_SUCH_KIND,
        line,
        "kind",
        subject=subject,
        value=kind,
        perhaps=gathering.speller.perhaps(kind, KINDS),
        kinds=tuple(KINDS),
    )
