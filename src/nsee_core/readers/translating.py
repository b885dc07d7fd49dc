"""From pydantic's errors to findings, in words of ours: the one place where it is done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from nsee_core.protocol import builtin_protocols
from nsee_core.readers.fields import Taken, taken
from nsee_core.readers.sources import STRAY_BYTE, saved_as
from nsee_core.readers.spelling import Speller
from nsee_core.readers.spoken import choice_for
from nsee_core.readers.untaken import said_of_date
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule
from nsee_core.wording import a, listed, meant

_LONGEST_NAME = 200
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_TEXT = (codes.WRONG_SORT, "expected", "a text")
_WHOLE = (codes.WRONG_SORT, "expected", "a whole number")
_NUMBER = (codes.WRONG_SORT, "expected", "a number")
_TRUTH = (codes.WRONG_SORT, "expected", "true or false")
_GROUP = (codes.WRONG_SORT, "expected", "a group of names and values")
#: By pydantic's name for a fault: the rule, and what fills the one gap in its template.
_PLAIN: Mapping[str, tuple[Rule, str, str]] = {
    "string_type": _TEXT,
    "string_too_short": (codes.WRONG_SORT, "expected", "a text of one character or more"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "truth": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": (codes.WRONG_SORT, "expected", "a list"),
    "model_type": _GROUP,
    "mapping": _GROUP,
    "json_name": (codes.WRONG_SORT, "expected", "named by texts all the way down"),
    "json_value": (codes.WRONG_SORT, "expected", "plain JSON all the way down"),
    "json_number": (codes.OUT_OF_RANGE, "limit", "made of finite numbers"),
    "finite_number": (codes.OUT_OF_RANGE, "limit", "a finite number"),
    "int_parsing_size": (codes.OUT_OF_RANGE, "limit", "a number of ordinary size"),
    "greater_than_equal": (codes.OUT_OF_RANGE, "limit", "at least {ge:,}"),
    "less_than_equal": (codes.OUT_OF_RANGE, "limit", "at most {le:,}"),
    "string_too_long": (codes.TOO_LARGE, "what", "longer than {max_length:,} characters"),
    "json_depth": (codes.TOO_LARGE, "what", "nested more than {most} deep"),
    "json_size": (codes.TOO_LARGE, "what", "made of more than {most:,} values"),
}
_WHATEVER = "what this field takes"
_NO_FLOAT = 'text or whole numbers without a point (in pandas, a column of "Int64" or "string")'
_ANYTHING_ELSE = (codes.WRONG_SORT, "expected", _WHATEVER)


class Fault(NamedTuple):
    """One thing that is wrong with a row, ready to be made a finding."""

    rule: Rule
    loc: tuple[str | int, ...]
    value: object
    args: dict[str, Any]


def faults(
    errors: list[ErrorDetails], kind: str, speller: Speller, *, utf8: bool = True
) -> list[Fault]:
    """What pydantic found wrong with a row of a known kind.

    Args:
        errors: what it said.
        kind: the kind of the row.
        speller: knows what was probably meant.
        utf8: False where characters stand in for bytes that are not UTF-8.
    """
    return [_fault(item, kind, speller, utf8=utf8) for item in errors]


def _fault(item: ErrorDetails, kind: str, speller: Speller, *, utf8: bool) -> Fault:
    loc = tuple(map(_short, item["loc"][1:]))  # the first is the kind, says pydantic
    unknown = item["type"] == "extra_forbidden"
    value = loc[-1] if unknown else item["input"]  # a name that is not ours may say anything
    bad = _unreadable(value, utf8=utf8) if isinstance(value, str) else None
    if item["type"] == "json_text":  # deep in a group, all of which is the value
        bad = _half_character("", item["ctx"]["code"], item["ctx"]["at"], utf8=utf8)
    rule, args = bad or _said(item, kind, loc, speller)
    return Fault(rule, loc[:-1] if unknown else loc, value, args)


#: A rule, and what fills its template.
_Said = tuple[Rule, dict[str, Any]]


def _unreadable(text: str, *, utf8: bool) -> _Said | None:
    """What makes a text unreadable, whatever field it stands in."""
    if text.isprintable():
        return None
    if found := _HALF.search(text):
        return _half_character(text, ord(found[0]), found.start(), utf8=utf8)
    if found := _CONTROL.search(text):
        what = f"a control character (U+{ord(found[0]):04X})"
        return codes.UNREADABLE_CHARACTER, {"what": what, "at": found.start() + 1}
    return None


def _half_character(text: str, code: int, at: int, *, utf8: bool) -> _Said:
    if not utf8 and STRAY_BYTE.match(chr(code)):
        return codes.NOT_UTF8, {"perhaps": saved_as(text)}
    what = f"half a character (U+{code:04X})"
    return codes.UNREADABLE_CHARACTER, {"what": what, "at": at + 1}


def _said(item: ErrorDetails, kind: str, loc: tuple[str | int, ...], speller: Speller) -> _Said:
    type_, context = item["type"], item.get("ctx", {})
    field = str(loc[-1]) if loc else kind
    match type_:
        case "missing":
            return codes.FIELD_MISSING, {"a_kind": a(_owner(kind, loc)), "field": field}
        case "extra_forbidden":
            perhaps = speller.perhaps(field, taken(kind, loc[:-1]).names)
            return codes.NO_SUCH_FIELD, {"a_kind": a(kind), "perhaps": perhaps}
        case "date":
            return said_of_date(kind, field, item["input"], context["why"])
        case "literal_error":
            return _no_choice(item["input"], field, taken(kind, loc), speller)
        case "id" | "string_pattern_mismatch":
            return _wrong_form(item["input"], field, taken(kind, loc), speller)
    rule, gap, words = _PLAIN.get(type_, _ANYTHING_ELSE)
    return rule, {gap: words.format_map(context)}


def _owner(kind: str, loc: tuple[str | int, ...]) -> str:
    """What has a field: the record, or the group within it that its own field names."""
    group = loc[-2] if len(loc) > 1 else kind
    return group if isinstance(group, str) else kind


def _no_choice(value: object, field: str, takes: Taken, speller: Speller) -> _Said:
    ours = choice_for(value, takes.choices)
    perhaps = meant(ours) if ours else speller.perhaps(value, takes.choices)
    return codes.NOT_A_CHOICE, {
        "field": field,
        "choices": _quoted(takes.choices),
        "perhaps": perhaps,
    }


@cache
def _quoted(choices: tuple[str, ...]) -> str:
    return listed([f'"{choice}"' for choice in choices], last="or")


def _wrong_form(value: object, field: str, takes: Taken, speller: Speller) -> _Said:
    if not takes.is_id:
        perhaps = speller.perhaps(value, builtin_protocols()) if field == "protocol" else ""
        said = {"field": field, "form": takes.form or _WHATEVER, "perhaps": perhaps}
        return codes.WRONG_FORM, said
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        rule, gap, words = _TEXT
        return rule, {gap: words}
    form = _NO_FLOAT if isinstance(value, float) else takes.form
    return codes.NOT_AN_ID, {"form": form, "example": takes.example, "perhaps": ""}


def _short(part: str | int) -> str | int:
    return part[:_LONGEST_NAME] if isinstance(part, str) else part
