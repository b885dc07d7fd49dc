"""What may not leave does not leave: law 10, over every kind, every private field, every form."""

import json
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from nsee_core import Consent, Cycle, Evidence, Lesson, Programme, check
from nsee_core.records import (
    KINDS,
    Authority,
    Base,
    Change,
    Claim,
    Entry,
    FocusPupil,
    Insight,
    Measure,
    Network,
    Partner,
    Question,
    School,
    Success,
    Survey,
    TieQuestion,
    When,
)
from nsee_core.records.base import Part, Text, inner, is_private
from nsee_core.records.links import link_fields
from nsee_core.safety import leaving, safe
from nsee_core.writers import to_graph, to_json, to_jsonl, to_rows, to_tables
from tests.strategies import programmes

CANARY = "a canary"

# What every kind guarantees, so that blanking and unlinking leave a record that is one ------------


def _fields() -> Iterator[tuple[type[BaseModel], str]]:
    """Every field of every kind, and of every part of one."""
    models: list[type[BaseModel]] = list(KINDS.values())
    for model in models:
        for name, info in model.model_fields.items():
            yield model, name
            layers = inner(info.annotation)
            models += [x for x in layers if isinstance(x, type) and issubclass(x, Part)]


@pytest.mark.parametrize(("model", "name"), dict.fromkeys(_fields()))
def test_a_private_field_has_a_default(model: type[BaseModel], name: str) -> None:
    info = model.model_fields[name]
    assert not (is_private(info.metadata) and info.is_required())


#: All that somebody typed and that leaves nevertheless, as ``safe()`` lists it.
LEAVES = {
    Authority: {"name", "country"},
    Partner: {"name", "country"},
    School: {"name"},
    Network: {"name"},
    Cycle: {"title", "focus"},
    Question: {"text", "stem", "change", "outcome"},
    Success: {"measure"},
    Claim: {"unit_printed", "measure", "stage", "population", "attributed_to"},
    Measure: {"name", "instrument"},
    Survey: {"name"},
    TieQuestion: {"text"},
}


@pytest.mark.parametrize(("model", "name"), dict.fromkeys(_fields()))
def test_a_text_is_private_unless_it_is_on_the_short_list(
    model: type[BaseModel], name: str
) -> None:
    typed = Text in inner(get_type_hints(model, include_extras=True)[name])
    leaves = name == "source" or name in LEAVES.get(model, ())
    assert typed <= (leaves != is_private(model.model_fields[name].metadata))


def test_everything_on_the_short_list_is_a_text() -> None:
    hints = {model: get_type_hints(model, include_extras=True) for model in LEAVES}
    assert all(Text in inner(hints[model][name]) for model in LEAVES for name in LEAVES[model])


@pytest.mark.parametrize("model", KINDS.values())
def test_a_link_to_evidence_can_be_left_out(model: type[Base]) -> None:
    needed = [
        field.name
        for field in link_fields(model)
        if "evidence" in field.kinds
        and (model.model_fields[field.name].is_required() or field.inside is not None)
    ]
    assert needed == []


# Law 10 ------------------------------------------------------------------------------------------


def _marked(value: Any) -> Any:  # noqa: ANN401 - a record, or a part of one
    """The same with a canary in every private field, at any depth, and in ``ext``."""
    model = type(value)
    changes: dict[str, object] = {}
    for name, info in model.model_fields.items():
        held = value.__dict__[name]
        if is_private(info.metadata):
            changes[name] = (CANARY,) if isinstance(held, tuple) else CANARY
        elif name == "ext":
            changes[name] = {CANARY: [CANARY]}
        elif isinstance(held, tuple) and held and isinstance(held[0], Part):
            changes[name] = tuple(_marked(part) for part in held)
    return model.model_validate({**value.__dict__, **changes})


def _forms(programme: Programme) -> Iterator[str]:
    yield to_jsonl(programme)
    yield json.dumps(to_json(programme))
    yield json.dumps(to_rows(programme))
    yield from (table.to_csv() for table in to_tables(programme).values())
    graph = to_graph(programme)
    yield repr([*graph.nodes(data=True), *graph.edges(data=True)])
    report = check(programme)
    yield json.dumps([report.to_dict(), report.to_sarif(), report.to_rows()])
    yield report.to_markdown()
    yield report.to_html()
    yield report.to_frame().to_csv()


@given(programmes())
def test_no_sensitive_value_appears_in_a_safe_export_or_a_report(programme: Programme) -> None:
    marked = Programme.of(_marked(record) for record in programme)
    assert [form for form in _forms(marked) if CANARY in form] == []


def test_the_canary_would_be_seen_if_it_were_written() -> None:
    lesson = _marked(Lesson(id="l", cycle="c", focus_pupils=(FocusPupil(typifies="most"),)))
    written = to_jsonl(Programme.of([lesson]), include_sensitive=True)
    # note, title, stage, plan, remarks, three fields of the pupil, and twice in ext
    assert written.count(CANARY) == 10


@given(programmes())
def test_what_is_safe_stays_as_it_is(programme: Programme) -> None:
    once = safe(programme)
    assert safe(once) == once


@given(programmes())
def test_every_usable_record_stays_with_its_links_and_what_is_not_private(
    programme: Programme,
) -> None:
    usable = Programme.of(record for record in programme if record.kind != "consent")
    marked = Programme.of(_marked(record) for record in usable)
    assert safe(marked) == safe(usable)
    assert [record.id for record in safe(usable)] == [record.id for record in usable]


# What rests on a withdrawn consent ---------------------------------------------------------------

WITHDRAWN = Programme.of(
    [
        Cycle(id="c"),
        Consent(id="yes"),
        Consent(id="no", withdrawn=When("2017")),
        Evidence(id="kept", cycle="c", consents=("yes",)),
        Evidence(id="gone", cycle="c", consents=("yes", "no")),
        Entry(id="e", cycle="c", step="2.2", evidence=("gone", "kept")),
        Insight(id="i", cycle="c", evidence=("gone",)),
        Change(id="ch", cycle="c", insights=("i",)),
        Lesson(id="l", cycle="c", after_discussion="gone"),
    ]
)


def test_evidence_that_rests_on_a_withdrawn_consent_goes_with_every_link_to_it() -> None:
    left = safe(WITHDRAWN)
    assert "gone" not in left
    assert left.linking_to("gone") == ()
    assert left["e"] == Entry(id="e", cycle="c", step="2.2", evidence=("kept",))
    assert left["i"] == Insight(id="i", cycle="c")
    assert left["l"] == Lesson(id="l", cycle="c")


def test_the_rest_stays_as_the_same_records() -> None:
    left = safe(WITHDRAWN)
    assert all(left[id_] is WITHDRAWN[id_] for id_ in ("c", "yes", "no", "kept", "ch"))


def test_a_slice_stays_a_slice() -> None:
    outside = {"c"}.__contains__
    assert safe(WITHDRAWN.elsewhere(outside)).outside is outside


def test_parts_lose_only_what_is_private() -> None:
    pupil = FocusPupil(pupil="p", typifies="z", predicted="x", observed="y")
    lesson = Lesson(id="l", cycle="c", focus_pupils=(pupil, FocusPupil(pupil="q")))
    assert safe(Programme.of([lesson]))["l"] == Lesson(
        id="l",
        cycle="c",
        focus_pupils=(FocusPupil(pupil="p"), FocusPupil(pupil="q")),
    )


@given(st.booleans())
def test_a_writer_writes_all_of_it_only_when_told(told: bool) -> None:  # noqa: FBT001 - drawn
    assert (leaving(WITHDRAWN, include_sensitive=told) is WITHDRAWN) is told
