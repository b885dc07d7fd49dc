"""``nsee protocols KEY`` as a diagram or a statechart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from nsee_core import builtin_protocols
from nsee_core.cli import nsee
from nsee_core.protocol import Protocol
from nsee_core.writers import to_mermaid
from nsee_core.writers.dot import to_dot
from nsee_core.writers.scxml import to_scxml


def run(*arguments: str) -> Result:
    return CliRunner().invoke(nsee, ["protocols", *arguments])


@pytest.mark.parametrize(
    ("option", "written"),
    [("--mermaid", to_mermaid), ("--dot", to_dot), ("--scxml", to_scxml)],
    ids=["mermaid", "dot", "scxml"],
)
def test_a_protocol_is_written_in_the_form_that_is_asked_for(
    option: str, written: Callable[[Protocol], str]
) -> None:
    done = run("sipp", option)
    assert (done.exit_code, done.output) == (0, written(builtin_protocols()["sipp"]) + "\n")


def test_what_has_no_statechart_is_misuse_and_it_is_said_why() -> None:
    done = run("research-lesson-trio", "--scxml")
    assert done.exit_code == 2
    assert done.stderr == (
        "nsee: research-lesson-trio has no statechart: teach and discuss are done in each lesson;"
        " a statechart cannot follow any number of lessons\n"
    )


@pytest.mark.parametrize("form", ["--mermaid", "--dot", "--scxml"])
def test_a_protocol_has_to_be_named(form: str) -> None:
    done = run(form)
    says = f"name the protocol that is to be drawn: nsee protocols KEY {form}"
    assert (done.exit_code, done.stderr) == (2, f"nsee: {says}\n")
