"""Runs the Python examples of README.md and docs/, each document in a folder of its own.

Blocks fenced as ``python`` run from top to bottom in one namespace a document. A file that a
document speaks of is written by a block its reader does not see::

    <!-- invisible-code-block: python
    Path("cycles.jsonl").write_text(...)
    -->

``<!-- skip: next -->`` leaves the next block out.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


def _enter_own_folder(namespace: dict[str, Any]) -> None:
    """Start a document in an empty folder, which nothing else uses."""
    folder = tempfile.TemporaryDirectory()
    namespace |= {"_folder": folder, "_came_from": Path.cwd()}
    os.chdir(folder.name)


def _leave_own_folder(namespace: dict[str, Any]) -> None:
    """Go back to where the document's examples were called from."""
    os.chdir(namespace["_came_from"])
    namespace["_folder"].cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    setup=_enter_own_folder,
    teardown=_leave_own_folder,
).pytest()
