"""Runs the notebook of the documentation and keeps what it gave: ``python -m tools.notebook``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "tutorials"
NOTEBOOK = FOLDER / "did-knowledge-move.ipynb"


def read() -> Any:  # noqa: ANN401 - nbformat has no types
    """The notebook as it was kept."""
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call] # it has no types


def executed() -> Any:  # noqa: ANN401 - nbformat has no types
    """The notebook with what its cells give when they are run anew, from top to bottom."""
    notebook = read()
    client = NotebookClient(notebook, resources={"metadata": {"path": str(FOLDER)}})
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran
    notebook.metadata = {"language_info": {"name": "python"}}
    return notebook


if __name__ == "__main__":
    text = nbformat.writes(executed())  # type: ignore[no-untyped-call] # it has no types
    NOTEBOOK.write_text(f"{text}\n", "utf-8", newline="\n")
