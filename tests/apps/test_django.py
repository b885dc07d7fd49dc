"""A Django project: its own tables are read, and its form says field by field what was found."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nsee_core import Cycle, Entry, Person, Programme, School, When, check
from tests.apps import django_app as council

TABLES = (council.Establishment, council.Practitioner, council.Cycle, council.Entry)


@pytest.fixture(autouse=True)
def tables() -> Iterator[None]:
    """New tables, with one cycle and somebody who may write its log."""
    with connection.schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)
    school = council.Establishment.objects.create(id="s-1", title="Kilmory", seed="5200001")
    council.Practitioner.objects.create(id="b-reid", name="B. Reid", school=school)
    council.Cycle.objects.create(id="c-1", title="Talk in maths", protocol="apdr")
    yield
    with connection.schema_editor() as editor:
        for table in reversed(TABLES):
            editor.delete_model(table)


def add(**typed: str) -> tuple[int, dict[str, list[str]]]:
    """Send the form: the status of the answer, and what it says of each field."""
    response = Client().post("/cycles/c-1/entries/", typed)
    faults = response.json() if response.content else {}
    return response.status_code, {
        field: [fault["message"] for fault in said] for field, said in faults.items()
    }


def test_rows_of_the_councils_own_tables_become_records() -> None:
    add(id="e-1", step="assess", when="June 2017", by="b-reid")
    cycle = council.slice_of("c-1")
    assert cycle.of_kind(Entry) == (
        Entry(
            id="e-1", cycle="c-1", sequence=1, step="assess", when=When("June 2017"), by=("b-reid",)
        ),
    )
    assert cycle.of_kind(Person) == (Person(id="b-reid", name="B. Reid", school="s-1"),)
    assert cycle.of_kind(School) == (School(id="s-1", name="Kilmory", seed_code="5200001"),)


def test_a_lawful_entry_is_saved() -> None:
    assert add(id="e-1", step="assess") == (201, {})
    assert council.Entry.objects.get().step == "assess"


def test_a_fault_of_a_field_is_told_at_that_field() -> None:
    says = (
        "the value is not a date: there is no 31 February 2017. write it like ",
        '"2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September 2017", ',
        "and leave it out if it is not known",
    )
    assert add(id="e-1", step="assess", when="31/02/2017") == (422, {"when": ["".join(says)]})


def test_a_fault_of_a_link_is_told_at_its_field() -> None:
    says = (
        "by names b-ried, and there is no such record. ",
        "correct the id, or add the record that it names",
    )
    assert add(id="e-1", step="assess", by="b-ried") == (422, {"by": ["".join(says)]})


def test_what_a_step_breaks_is_told_at_the_step() -> None:
    says = (
        "plan was begun before assess was completed. ",
        "complete assess first, or correct the order of the entries",
    )
    assert add(id="e-1", step="plan") == (422, {"step": ["".join(says)]})


def test_what_is_wrong_with_the_cycle_as_a_whole_is_told_above_the_form() -> None:
    form = council.EntryForm(QueryDict("id=e-1&step=assess"), "c-1")
    assert form.is_valid()
    form.say(check(Programme.of([Cycle(id="c-1", led_by=("nobody",))])))
    says = "led_by names nobody, and there is no such record. "
    assert form.non_field_errors() == [f"{says}correct the id, or add the record that it names"]


def test_an_empty_form_is_told_what_an_entry_needs() -> None:
    assert add() == (
        422,
        {
            "id": ["an entry needs id, and it is missing. add id"],
            "step": ["an entry needs step, and it is missing. add step"],
        },
    )


def test_an_id_that_is_taken_is_refused_whatever_it_is_the_id_of() -> None:
    status, faults = add(id="b-reid", step="assess")
    assert (status, faults["id"]) == (422, ["this id is taken. choose another"])


def test_what_is_refused_is_not_saved() -> None:
    add(id="e-1", step="plan")
    assert not council.Entry.objects.exists()


def test_a_view_answers_with_the_standing() -> None:
    add(id="e-1", step="assess", when="June 2017")
    where = Client().get("/cycles/c-1/standing/").json()
    assert (where["state"], where["steps"][0]["state"], where["next"][0]) == (
        "on track",
        "done",
        "plan",
    )


def test_a_view_answers_with_the_standing_as_of_a_date() -> None:
    add(id="e-1", step="assess", when="June 2017")
    where = Client().get("/cycles/c-1/standing/?as_of=2017-06-30").json()
    assert where["steps"][0]["state"] == "done"
    answer = Client().get("/cycles/c-1/standing/?as_of=soon")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith('"soon" is not a date')


def test_one_cycle_is_read_in_as_many_queries_as_it_has_tables() -> None:
    add(id="e-1", step="assess", by="b-reid")
    with CaptureQueriesContext(connection) as queries:
        council.slice_of("c-1")
    assert len(queries) == len(TABLES)
