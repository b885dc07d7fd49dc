"""Every schema that is made of a record says what each field is for."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from nsee_core.records import KINDS, Base, Trio, descriptions
from nsee_core.records.schema import record_schema


def _fields(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for model in (schema, *schema.get("$defs", {}).values()):
        yield from model.get("properties", {}).values()


@pytest.mark.parametrize("model", KINDS.values())
def test_pydantic_is_told_what_every_field_is_for(model: type[Base]) -> None:
    assert all("description" in field for field in _fields(model.model_json_schema()))


def test_a_schema_of_several_is_told_too() -> None:
    fields = list(_fields(TypeAdapter(list[Trio]).json_schema()))
    assert fields
    assert all("description" in field for field in fields)


def test_without_the_source_there_is_a_schema_without_descriptions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(_: object) -> str:
        raise OSError

    descriptions.descriptions.cache_clear()
    monkeypatch.setattr(descriptions, "getsource", nothing)
    assert descriptions.descriptions(Trio) == {}
    assert "description" not in Trio.model_json_schema()["properties"]["name"]
    descriptions.descriptions.cache_clear()


def test_a_kind_that_was_never_in_a_file_says_what_it_inherits() -> None:
    typed: dict[str, type[Trio]] = {}
    exec("class Typed(Trio):\n    mood: str = 'good'", {"Trio": Trio}, typed)  # noqa: S102 - as at a prompt
    assert descriptions.descriptions(typed["Typed"]) == descriptions.descriptions(Trio)


def test_a_kind_of_your_own_is_told_what_it_says_beneath_its_fields() -> None:
    class Mine(Trio):
        mood: str = "good"
        """How they feel."""
        size: int = 3

    fields = Mine.model_json_schema()["properties"]
    assert fields["mood"]["description"] == "How they feel."
    assert fields["name"]["description"] == "What it is called."
    assert "description" not in fields["size"]


def test_the_published_schema_says_how_an_id_is_written() -> None:
    said = record_schema()["$defs"]["Trio"]["properties"]["id"]["description"]
    assert said.startswith("What links call this record by; unique across the programme. Written")
