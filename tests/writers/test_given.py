"""What is given in the wrong place, or is something else, is told in words."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import nsee_core
from nsee_core import Cycle, Programme, When, read_rows, writers

PROGRAMME = Programme.of([Cycle(id="c", started=When("2017"))])
READING = read_rows([{"kind": "trio", "id": "t1"}])


def of_a_programme(module: Any) -> list[str]:  # noqa: ANN401 - a module
    """The functions of a module that are given a programme first."""
    functions = {name: getattr(module, name) for name in module.__all__}
    return sorted(
        name
        for name, function in functions.items()
        if inspect.isfunction(function)
        and next(iter(inspect.signature(function).parameters), "") == "programme"
    )


FUNCTIONS = of_a_programme(nsee_core)
#: Those that write to a path.
WRITERS = [*(name for name in of_a_programme(writers) if name.startswith("write_")), "export"]


def given(name: str, first: object) -> str:
    """What a function says when it is given this instead of a programme."""
    function: Callable[..., Any] = getattr(nsee_core, name)
    parameters = inspect.signature(function).parameters.values()
    needed = [one for one in parameters if one.default is one.empty]
    with pytest.raises(TypeError) as raised:
        function(first, *(PROGRAMME for _ in needed[1:]))
    return str(raised.value)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_no_programme_is_told_with_what_to_give_instead(name: str) -> None:
    path = "a programme is needed first, not str; read(path).programme is what a file holds"
    assert given(name, "records.jsonl") == path
    assert given(name, Path("out")) == path.replace("str", type(Path("out")).__name__)
    reading = "a programme is needed first, not Reading; give its .programme"
    assert given(name, READING) == reading
    records = "a programme is needed first, not list; Programme.of(records) makes one of records"
    assert given(name, [*PROGRAMME]) == records


@pytest.mark.parametrize(
    "name", ["to_dot", "to_mermaid", "to_scxml", "why_no_scxml", "template", "write_template"]
)
def test_what_is_no_protocol_is_told_with_what_to_give_instead(name: str) -> None:
    arguments = ["sipp", PROGRAMME] if name == "write_template" else ["sipp"]
    with pytest.raises(TypeError) as raised:
        getattr(nsee_core, name)(*arguments)
    assert str(raised.value) == (
        'a protocol is needed first, not str; builtin_protocols()["sipp"] is one that ships, '
        "parse_protocol(text) one of your own"
    )


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("target", [PROGRAMME, BytesIO(), b"out", None])
def test_a_file_or_a_folder_is_given_by_its_path(name: str, target: object) -> None:
    with pytest.raises(TypeError) as raised:
        getattr(nsee_core, name)(PROGRAMME, target)
    assert str(raised.value) == (
        f"a file or a folder is given by its path, not as {type(target).__name__}"
    )
