"""No word of pydantic's reaches a reader, whatever pydantic finds."""

import re
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import InitErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from nsee_core.findings import Finding
from nsee_core.readers.fields import Taken, taken
from nsee_core.readers.spelling import Speller
from nsee_core.readers.translating import faults

ERRORS: list[Any] = list_all_errors()


def found(error_type: str, context: dict[str, Any] | None) -> Finding:
    """What is made of one error of pydantic's in the field ``name`` of a trio."""
    details = InitErrorDetails(
        type=error_type, loc=("trio", "name"), input="given", ctx=context or {}
    )
    error = ValidationError.from_exception_data("trio", [details])
    [fault] = faults(error.errors(), "trio", Speller())
    about = fault.rule.about
    return Finding(about, about.grade, loc=fault.loc, args=fault.args, value=fault.value)


@pytest.mark.parametrize("error", ERRORS, ids=[error["type"] for error in ERRORS])
def test_no_wording_of_pydantics_is_used(error: dict[str, Any]) -> None:
    finding = found(error["type"], error.get("example_context"))
    said = f"{finding.words(values=True)} {finding.fix}"
    for key in ("message_template_python", "message_template_json"):
        phrases = re.split(r"\{\w+\}|, |: ", error.get(key, ""))
        assert [phrase for phrase in phrases if len(phrase) > 12 and phrase in said] == []
    assert not re.search(r"[Ii]nput|[Vv]alidat|pydantic|None|\{", said)


@pytest.mark.parametrize("error", ERRORS, ids=[error["type"] for error in ERRORS])
def test_the_path_is_without_pydantics_tag(error: dict[str, Any]) -> None:
    path = () if error["type"] == "extra_forbidden" else ("name",)  # the name is then the value
    assert found(error["type"], error.get("example_context")).loc == path


def test_a_path_that_leads_to_no_field_is_survived() -> None:
    assert taken("trio", ("nosuch", 0, "deeper")) == Taken()
    assert taken("trio", ("name", "deeper")) == Taken()


def test_hints_end_after_a_few_hundred_misspellings() -> None:
    speller = Speller()
    hints = [speller.perhaps(f"membres{number}", ("members",)) for number in range(600)]
    assert hints == ['; perhaps "members" was meant'] * 500 + [""] * 100
    assert speller.perhaps("membres7", ("members",)) == hints[0]


@pytest.mark.parametrize("word", ["x" * 61, 7, None, "zzz"])
def test_nothing_is_meant_by_what_is_no_word_or_near_none(word: object) -> None:
    assert Speller().perhaps(word, ("members", "name")) == ""
