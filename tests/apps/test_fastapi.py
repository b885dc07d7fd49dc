"""A FastAPI app: records as request bodies, standings as answers, findings where there are any."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from nsee_core.records import KINDS
from tests.apps.fastapi_app import Store, portal

CYCLE = {"kind": "cycle", "id": "c1", "protocol": "apdr", "target_group": "boys in P4"}
PERSON = {"kind": "person", "id": "b-reid"}

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks the portal, whose database is new."""
    app = httpx.ASGITransport(portal(Store(tmp_path / "portal.sqlite")))

    async def answer(method: str, path: str, body: object) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body)
        headers = {"content-type": "application/json"}
        async with httpx.AsyncClient(transport=app, base_url="http://portal") as client:
            return await client.request(method, path, content=content, headers=headers)

    def asked(method: str, path: str, body: object = None) -> httpx.Response:
        return asyncio.run(answer(method, path, body))

    return asked


@pytest.fixture
def portal_with_a_cycle(ask: Ask) -> Ask:
    """The portal with a cycle and somebody who has nothing to do with it yet."""
    for record in (CYCLE, PERSON):
        assert ask("POST", "/records", record).status_code == 201
    return ask


def log(ask: Ask, id_: str, step: str, **more: object) -> httpx.Response:
    """Put an entry into the log of the cycle."""
    entry = {"kind": "entry", "id": id_, "cycle": "c1", "step": step, **more}
    return ask("PUT", f"/cycles/c1/entries/{id_}", entry)


def said(response: httpx.Response) -> list[tuple[str, str | None, list[str | int], str]]:
    """What the findings in an answer say, each with its subject and field."""
    answer = response.json()
    report = answer.get("detail", answer)
    return [(f["code"], f["subject"], f["loc"], f["message"]) for f in report["findings"]]


def test_the_api_describes_a_record_as_one_of_all_kinds_told_apart_by_its_kind(ask: Ask) -> None:
    api = ask("GET", "/openapi.json").json()
    body = api["paths"]["/records"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    schemas = {kind: f"#/components/schemas/{model.__name__}" for kind, model in KINDS.items()}
    assert body["discriminator"] == {"propertyName": "kind", "mapping": schemas}
    assert [choice["$ref"] for choice in body["oneOf"]] == list(schemas.values())


def test_a_lawful_entry_is_saved_and_answered_with_the_standing(portal_with_a_cycle: Ask) -> None:
    answer = log(portal_with_a_cycle, "e1", "assess", when="June 2017")
    assert answer.status_code == 200
    where = answer.json()
    assert (where["cycle"], where["state"], where["next"][0]) == ("c1", "on track", "plan")
    assert portal_with_a_cycle("GET", "/cycles/c1/standing").json() == where


def test_an_entry_that_brings_an_error_is_refused_and_not_saved(portal_with_a_cycle: Ask) -> None:
    before = portal_with_a_cycle("GET", "/cycles/c1/standing").json()
    answer = log(portal_with_a_cycle, "e1", "plan")
    assert answer.status_code == 422
    assert said(answer)[0] == ("NSEE301", "c1", [], "plan was begun before assess was completed")
    assert portal_with_a_cycle("GET", "/cycles/c1/standing").json() == before


def test_the_database_answers_for_links_out_of_the_slice(portal_with_a_cycle: Ask) -> None:
    assert log(portal_with_a_cycle, "e1", "assess", by=["b-reid"]).status_code == 200
    answer = log(portal_with_a_cycle, "e2", "plan", by=["b-ried"])
    assert answer.status_code == 422
    assert said(answer)[0] == (
        "NSEE101",
        "e2",
        ["by", 0],
        'by names b-ried, and there is no such record; perhaps "b-reid" was meant',
    )


def test_a_new_link_to_the_wrong_kind_of_record_is_refused(portal_with_a_cycle: Ask) -> None:
    answer = log(portal_with_a_cycle, "e1", "assess", evidence=["b-reid"])
    assert answer.status_code == 422
    assert said(answer)[0] == (
        "NSEE102",
        "e1",
        ["evidence", 0],
        "evidence names b-reid, which is of the kind person and not evidence",
    )


def test_an_entry_put_again_keeps_its_place_in_the_log(portal_with_a_cycle: Ask) -> None:
    for id_, step in (("e1", "assess"), ("e2", "plan"), ("e1", "assess")):
        assert log(portal_with_a_cycle, id_, step).status_code == 200
    steps = portal_with_a_cycle("GET", "/cycles/c1/standing").json()["steps"]
    assert [(step["step"], step["state"], step["stale"]) for step in steps[:2]] == [
        ("assess", "done", False),
        ("plan", "done", False),
    ]


def test_an_entry_never_takes_the_place_of_something_else(portal_with_a_cycle: Ask) -> None:
    answer = log(portal_with_a_cycle, "b-reid", "assess")
    assert answer.status_code == 422
    assert said(answer) == [("NSEE105", "b-reid", ["id"], "b-reid is the id of a person already")]


def test_a_standing_is_asked_for_as_of_a_date(portal_with_a_cycle: Ask) -> None:
    log(portal_with_a_cycle, "e1", "assess", when="June 2017")
    log(portal_with_a_cycle, "e2", "plan", when="session 2017/18")
    where = portal_with_a_cycle("GET", "/cycles/c1/standing?as_of=2017-12-31").json()
    states = {step["step"]: step["state"] for step in where["steps"]}
    assert (states["assess"], states["plan"], where["possibly"]) == ("done", "untouched", ["e2"])


def test_findings_are_those_of_the_cycle_and_its_parts(portal_with_a_cycle: Ask) -> None:
    portal_with_a_cycle("POST", "/records", {"kind": "cycle", "id": "c2", "follows": "nowhere"})
    log(portal_with_a_cycle, "e1", "assess")
    assert said(portal_with_a_cycle("GET", "/cycles/c1/findings")) == [
        ("NSEE341", "c1", [], "assess needs evidence, and has none")
    ]


def test_a_body_that_is_no_record_is_answered_in_words_of_the_library(ask: Ask) -> None:
    answer = ask("POST", "/records", {"kind": "school", "id": "s1", "sector": "primry"})
    assert answer.status_code == 422
    assert said(answer) == [
        ("NSEE006", "s1", ["sector"], 'the value is no sector; perhaps "primary" was meant')
    ]


@pytest.mark.parametrize(
    ("body", "why"), [(None, "nothing"), ([CYCLE], "a list"), ("c1", "a text"), (7, "a number")]
)
def test_a_body_that_is_not_even_a_group_of_fields_is_so_called(
    ask: Ask, body: object, why: str
) -> None:
    answer = ask("POST", "/records", body)
    assert answer.status_code == 422
    assert said(answer) == [("NSEE018", None, [], f"the value is not a record: it is {why}")]


def test_a_body_that_is_not_json_is_told_where_it_ceases_to_be(ask: Ask) -> None:
    answer = ask("POST", "/records", b'{"kind": "cycle" "id": "c1"}')
    assert answer.status_code == 422
    (found,) = said(answer)
    assert (found[0], found[3]) == (
        "NSEE001",
        "this is not JSON: a comma or a closing bracket is missing, at character 18",
    )


def test_a_body_of_a_route_for_one_kind_need_not_say_it(portal_with_a_cycle: Ask) -> None:
    entry = {"id": "e1", "cycle": "c1", "step": "assess", "when": "31/02/2017"}
    answer = portal_with_a_cycle("PUT", "/cycles/c1/entries/e1", entry)
    assert answer.status_code == 422
    assert [found[:3] for found in said(answer)] == [("NSEE005", "e1", ["when"])]


def test_a_fault_in_the_address_is_told_as_fastapi_tells_it(portal_with_a_cycle: Ask) -> None:
    answer = portal_with_a_cycle("GET", "/cycles/c1/standing?as_of=someday")
    assert answer.status_code == 422
    (fault,) = answer.json()["detail"]
    assert fault["loc"] == ["query", "as_of"]
    assert fault["msg"].startswith('"someday" is not a date')


def test_a_cycle_that_is_not_here_is_not_found(ask: Ask) -> None:
    answer = ask("GET", "/cycles/c9/findings")
    assert (answer.status_code, answer.json()["detail"]) == (404, 'no record has the id "c9"')


def test_a_cycle_without_a_protocol_has_no_standing(ask: Ask) -> None:
    ask("POST", "/records", {"kind": "cycle", "id": "c1"})
    answer = ask("GET", "/cycles/c1/standing")
    assert answer.status_code == 409
    assert answer.json()["detail"].startswith('cycle "c1" names no protocol; known are apdr, ')


def test_its_openapi_says_what_every_field_of_a_record_is_for(ask: Ask) -> None:
    models = ask("GET", "/openapi.json").json()["components"]["schemas"]
    fields = [field for kind in KINDS for field in _of(models, kind)["properties"].values()]
    assert fields
    assert all("description" in field for field in fields)


def _of(models: dict[str, dict[str, object]], kind: str) -> dict[str, Any]:
    """The schema of a kind: as it comes in, where that differs from how it goes out."""
    name = KINDS[kind].__name__
    return models.get(name) or models[f"{name}-Input"]
