"""What the wings of networks and figures promise: which names there are, and that each is told."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

import pytest

import nsee_core
from nsee_core import networks, plots
from tools.pages import DOCS

PAGE = (DOCS / "reference" / "networks.md").read_text("utf-8")
WINGS = (networks, plots)
NAMES = [(wing, name) for wing in WINGS for name in wing.__all__]
FUNCTIONS = [(wing, name) for wing, name in NAMES if inspect.isfunction(getattr(wing, name))]


@pytest.mark.parametrize("wing", WINGS, ids=["networks", "plots"])
def test_the_page_has_every_public_name_once(wing: ModuleType) -> None:
    told = re.findall(rf"^::: {re.escape(wing.__name__)}\.(\w+)$", PAGE, re.MULTILINE)
    assert sorted(told) == sorted(wing.__all__)


@pytest.mark.parametrize(("wing", "name"), FUNCTIONS)
def test_a_public_function_has_an_example_that_runs(wing: ModuleType, name: str) -> None:
    assert ">>> " in (inspect.getdoc(getattr(wing, name)) or "")


@pytest.mark.parametrize(("wing", "name"), FUNCTIONS)
def test_what_a_public_function_raises_is_public(wing: ModuleType, name: str) -> None:
    _, _, raises = (inspect.getdoc(getattr(wing, name)) or "").partition("Raises:\n")
    named = re.findall(r"^    (\w+): ", raises.partition("\n\n")[0], re.MULTILINE)
    public = {*wing.__all__, *nsee_core.__all__, "OSError", "TypeError", "ValueError"}
    assert set(named) <= public
