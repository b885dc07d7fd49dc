"""What people say for our words is offered, and never read for them."""

import json

import pytest

from nsee_core.readers.jsonl import read_jsonl
from nsee_core.readers.spoken import _OURS, choice_for
from nsee_core.records import KINDS
from nsee_core.records.base import choices


@pytest.mark.parametrize(
    ("kind", "field", "said", "ours"),
    [
        ("person", "type", "teacher", "practitioner"),
        ("person", "type", "Teachers", "practitioner"),
        ("person", "type", "class teacher", "practitioner"),
        ("person", "type", "Head-Teacher", "practitioner"),
        ("person", "type", "Parent", "parent or carer"),
        ("person", "type", "parents/carers", "parent or carer"),
        ("person", "type", "children", "pupil"),
        ("person", "type", "P4 learner", "pupil"),
        ("person", "type", "reseacher", "researcher"),
        ("school", "sector", "Nursery", "early learning"),
        ("school", "sector", "High School", "secondary"),
        ("trio", "type", "teacher", "teachers"),
    ],
)
def test_our_word_for_what_people_say_is_offered(
    kind: str, field: str, said: str, ours: str
) -> None:
    reading = read_jsonl([json.dumps({"kind": kind, "id": "x", field: said})])
    assert not reading.programme
    assert [finding.words(values=True) for finding in reading.report] == [
        f'"{said}" is no {field}; perhaps "{ours}" was meant'
    ]


@pytest.mark.parametrize("said", [7, None, "", " ", "teacher " * 20, "astronaut"])
def test_nothing_is_offered_for_what_nobody_says(said: object) -> None:
    assert choice_for(said, ("practitioner",)) is None


def test_every_word_that_is_offered_can_be_chosen_somewhere() -> None:
    fields = (field for model in KINDS.values() for field in model.model_fields.values())
    known = {choice for field in fields for choice in choices(field.annotation)}
    assert set(_OURS) <= known
