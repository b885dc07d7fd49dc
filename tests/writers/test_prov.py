"""PROV-JSON: the library of that community reads it, and it says what the records say, no more."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from prov.model import ProvDocument

from nsee_core import Cycle, Entry, Evidence, Lesson, Person, Programme, Resource, Trio, When
from nsee_core.records import KINDS, Base, Change, FocusPupil, Insight, Practice, Quantity, Transfer
from nsee_core.records.ids import FORM
from nsee_core.records.links import link_fields, links
from nsee_core.writers.prov import to_prov, write_prov
from nsee_core.writers.prov.document import TERMS
from nsee_core.writers.prov.mapping import RELATIONS
from tests.strategies import programmes

ELEMENTS = ("entity", "activity", "agent")
#: What stands at an end of a relation, by what PROV calls that end.
ENDS = {
    "prov:activity": "activity",
    "prov:informed": "activity",
    "prov:informant": "activity",
    "prov:agent": "agent",
    "prov:entity": "entity",
    "prov:generatedEntity": "entity",
    "prov:usedEntity": "entity",
}


def read(document: dict[str, Any]) -> ProvDocument:
    """A document as the library reads it."""
    return ProvDocument.deserialize(content=json.dumps(document))


def addresses(document: ProvDocument) -> list[str]:
    """What the records of a document are called."""
    return [record.identifier.uri for record in document.get_records() if record.identifier]


def said(*records: Base) -> dict[str, Any]:
    """What is said of these records, all of it."""
    return to_prov(Programme.of(records), include_sensitive=True)


def element_of(kind: str) -> str:
    """What a record of a kind is."""
    needed = {
        link.name: "x" if link.kinds[0] != "cycle" else "c"
        for link in link_fields(KINDS[kind])
        if KINDS[kind].model_fields[link.name].is_required()
    }
    step = {"step": "s"} if kind == "entry" else {}
    document = said(KINDS[kind].model_validate({"id": "x", **needed, **step}))
    (element,) = (name for name in ELEMENTS if "id:x" in document.get(name, {}))
    return element


@cache
def schema() -> Draft4Validator:
    """The schema of PROV-JSON that the library ships."""
    text = files("prov").joinpath("tests", "schemas", "prov-json.schema.json").read_text("utf-8")
    return Draft4Validator(json.loads(text))


# Other tools --------------------------------------------------------------------------------------


@given(programmes())
def test_the_schema_accepts_it_and_the_library_reads_it_equal(programme: Programme) -> None:
    document = to_prov(programme, include_sensitive=True)
    schema().validate(document)
    once = read(document)
    assert ProvDocument.deserialize(content=once.serialize()) == once


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:prov")
@given(programmes())
def test_it_becomes_prov_n_and_rdf(programme: Programme) -> None:
    document = read(to_prov(programme, include_sensitive=True))
    assert ProvDocument.deserialize(content=document.get_provn(), format="provn") == document
    assert document.serialize(format="rdf", rdf_format="trig") is not None


@given(st.from_regex(FORM, fullmatch=True).map(lambda text: text.strip("\n")))
def test_whatever_an_id_may_be_is_a_name_that_comes_back(id_: str) -> None:
    document = read(said(Person(id=id_)))
    again = ProvDocument.deserialize(content=document.get_provn(), format="provn")
    for held in (document, again):
        assert addresses(held) == [f"urn:nsee-core:record:{id_}"]


def test_a_schema_that_is_shipped_refuses_what_is_not_prov_json() -> None:
    broken = said(Trio(id="t"))
    broken["agent"]["id:t"]["nsee:size"] = {"$": 3, "type": "xsd:int"}
    assert not schema().is_valid(broken)


# Nothing lost, nothing invented -------------------------------------------------------------------


def every_relation(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every relation but that of a cycle to its protocol."""
    for name in document.keys() - {"prefix", *ELEMENTS}:
        yield from ((name, ends) for ends in document[name].values() if "prov:plan" not in ends)


def named(value: object) -> list[str]:
    """The records that the value of an attribute names."""
    values = value if isinstance(value, list) else []
    return [each["$"][3:] for each in values if isinstance(each, dict) and each["$"][:3] == "id:"]


@given(programmes())
def test_every_record_is_one_element(programme: Programme) -> None:
    document = to_prov(programme, include_sensitive=True)
    elements = [key for element in ELEMENTS for key in document.get(element, {})]
    ours = [key for key in elements if key.startswith("id:")]
    assert sorted(ours) == sorted(f"id:{record.id}" for record in programme)


@given(programmes())
def test_every_link_is_one_relation_or_one_value_of_an_attribute(programme: Programme) -> None:
    document = to_prov(programme, include_sensitive=True)
    expected: Counter[str] = Counter()
    for record in programme:
        for link in links(record):
            relation = RELATIONS.get((record.kind, link.field.name))
            expected[relation.name if relation else "attribute"] += 1
    found = Counter(name for name, _ in every_relation(document))
    found["attribute"] = sum(
        len(named(value))
        for element in ELEMENTS
        for attributes in document.get(element, {}).values()
        for name, value in attributes.items()
        if name.startswith("nsee:")
    )
    assert +found == +expected


@pytest.mark.parametrize(("kind", "field"), RELATIONS)
def test_a_relation_joins_what_prov_says_it_joins(kind: str, field: str) -> None:
    relation = RELATIONS[kind, field]
    kinds = [to for link in link_fields(KINDS[kind]) if link.name == field for to in link.kinds]
    assert kinds
    if relation.name in ("hadMember", "wasInfluencedBy"):  # of agents too, and of anything
        return
    assert element_of(kind) == ENDS[relation.record]
    assert {element_of(to) for to in kinds} == {ENDS[relation.target]}


def test_who_did_what_on_which_evidence_from_what_earlier() -> None:
    document = said(
        Cycle(id="c2", led_by=("p",), follows="c1"),
        Entry(id="e", cycle="c2", step="plan", by=("p",), evidence=("notes",)),
        Lesson(id="l", cycle="c2", taught_by="p", observed_by=("q",), revises="l0"),
        Insight(id="i", cycle="c2", evidence=("notes",)),
        Change(id="ch", cycle="c2", insights=("i",), practice="pr"),
        Practice(id="pr", adapted_from="older"),
        Transfer(id="t", practice="pr", giver="s1", receivers=("s2",), adapted_as="newer"),
        Evidence(id="notes", lesson="l", gathered_by=("q",)),
    )
    relations = {(name, *ends.values()) for name, ends in every_relation(document)}
    assert relations == {
        ("wasAssociatedWith", "id:c2", "id:p", "led_by"),
        ("wasInformedBy", "id:c2", "id:c1"),
        ("wasAssociatedWith", "id:e", "id:p", "by"),
        ("used", "id:e", "id:notes"),
        ("wasAssociatedWith", "id:l", "id:p", "taught_by"),
        ("wasAssociatedWith", "id:l", "id:q", "observed_by"),
        ("wasInformedBy", "id:l", "id:l0"),
        ("wasGeneratedBy", "id:i", "id:c2"),
        ("wasDerivedFrom", "id:i", "id:notes"),
        ("wasGeneratedBy", "id:ch", "id:c2"),
        ("wasDerivedFrom", "id:ch", "id:i"),
        ("wasDerivedFrom", "id:ch", "id:pr"),
        ("wasDerivedFrom", "id:pr", "id:older"),
        ("used", "id:t", "id:pr"),
        ("wasAssociatedWith", "id:t", "id:s1", "giver"),
        ("wasAssociatedWith", "id:t", "id:s2", "receivers"),
        ("wasGeneratedBy", "id:t", "id:newer"),
        ("wasGeneratedBy", "id:notes", "id:l"),
        ("wasAttributedTo", "id:notes", "id:q"),
    }
    (became,) = (e for e in document["wasDerivedFrom"].values() if e["prov:usedEntity"] == "id:ch")
    assert became["prov:generatedEntity"] == "id:pr"


def test_the_protocol_of_a_cycle_is_the_plan_that_it_followed() -> None:
    document = said(Cycle(id="c", protocol="sipp"))
    assert document["entity"] == {
        "protocol:sipp": {"prov:type": {"$": "prov:Plan", "type": "xsd:QName"}}
    }
    assert list(document["wasAssociatedWith"].values()) == [
        {"prov:activity": "id:c", "prov:plan": "protocol:sipp"}
    ]


def test_a_pupil_who_was_watched_is_named_beside_what_is_said_of_them() -> None:
    pupils = (FocusPupil(pupil="p1", typifies="most"), FocusPupil())
    lesson = said(Lesson(id="l", cycle="c", focus_pupils=pupils))["activity"]["id:l"]
    assert named(lesson["nsee:focus_pupils_pupil"]) == ["p1"]
    assert json.loads(lesson["nsee:focus_pupils"])[0]["typifies"] == "most"


# Times and types ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "times"),
    [
        ("took place", {"prov:startTime": "00:00:00", "prov:endTime": "23:59:59"}),
        ("started", {"prov:startTime": "00:00:00"}),
        ("completed", {"prov:endTime": "23:59:59"}),
    ],
)
def test_an_exact_day_is_the_time_of_what_began_or_ended_then(
    event: str, times: dict[str, str]
) -> None:
    record = Entry.model_validate(
        {"id": "e", "cycle": "c", "step": "s", "event": event, "when": "2017-06-12"}
    )
    entry = said(record)["activity"]["id:e"]
    found = {name: entry[name] for name in ("prov:startTime", "prov:endTime") if name in entry}
    assert found == {name: f"2017-06-12T{time}" for name, time in times.items()}


def test_a_cycle_has_the_times_at_which_it_started_and_ended() -> None:
    cycle = Cycle(id="c", started=When("2017-06-12"), ended=When("2017-06-14"))
    activity = said(cycle)["activity"]["id:c"]
    assert activity["prov:startTime"] == "2017-06-12T00:00:00"
    assert activity["prov:endTime"] == "2017-06-14T23:59:59"


@pytest.mark.parametrize("text", ["June 2017", "12/06/2017", "year 1"])
def test_a_day_that_is_not_certain_is_no_time(text: str) -> None:
    lesson = said(Lesson(id="l", cycle="c", when=When(text)))["activity"]["id:l"]
    assert lesson["nsee:when"] == text
    assert not lesson.keys() & {"prov:startTime", "prov:endTime"}


def test_a_date_is_the_text_as_given_and_the_days_that_it_can_be() -> None:
    evidence = said(Evidence(id="n", when=When("by June 2017")))["entity"]["id:n"]
    assert evidence["nsee:when"] == "by June 2017"
    assert evidence["nsee:when_latest"] == {"$": "2017-06-30", "type": "xsd:date"}
    assert "nsee:when_earliest" not in evidence


def test_truth_numbers_and_texts_are_read_as_what_they_are() -> None:
    records = (
        Resource(id="r", amount=Quantity(value=2, unit="days"), pooled=False),
        Evidence(id="n", n=7, title="Notes"),
        Cycle(id="c", focus=("reading", "talk")),
    )
    held = {str(record.identifier): record for record in read(said(*records)).get_records()}

    def value(id_: str, field: str) -> list[Any]:
        found = held[f"id:{id_}"].attributes
        return sorted(value for name, value in found if name.uri == TERMS + field)

    assert [*value("r", "amount_value"), *value("r", "pooled"), *value("n", "n")] == [2.0, False, 7]
    assert list(map(type, (value("r", "amount_value")[0], value("n", "n")[0]))) == [float, int]
    assert value("r", "pooled")[0] is False
    assert value("c", "focus") == ["reading", "talk"]
    assert held["id:n"].label == "Notes"


# Files --------------------------------------------------------------------------------------------


def test_the_file_holds_what_the_value_says(tmp_path: Path) -> None:
    programme = Programme.of([Person(id="p", name="Eilidh Ó", type="pupil")])
    for told in (False, True):
        write_prov(programme, tmp_path / "p.json", include_sensitive=told)
        written = (tmp_path / "p.json").read_text("utf-8")
        assert json.loads(written) == to_prov(programme, include_sensitive=told)
        assert ("Eilidh Ó" in written) is told


def test_ids_stand_in_a_namespace_of_ones_own() -> None:
    document = to_prov(Programme.of([Person(id="p")]), namespace="https://school.example/records/")
    assert addresses(read(document)) == ["https://school.example/records/p"]
