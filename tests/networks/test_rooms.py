"""Every module of the wing is a room with a name of its own."""

from __future__ import annotations

import ast
from pathlib import Path

from nsee_core import networks

WING = Path(networks.__file__).parent


def test_no_module_bears_the_name_of_a_function_that_it_exports() -> None:
    """Or ``networks.flows`` would be the one or the other, by what was imported last."""
    doubled = {
        str(path.relative_to(WING))
        for path in WING.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == path.stem
    }
    assert doubled == set()
