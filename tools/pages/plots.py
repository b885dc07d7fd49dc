"""The figures of the page on figures, drawn by its own code, and what each of them shows in words.

A line ``![...](plots-NAME.svg)`` of the page shows what its code called ``NAME``.
"""

from __future__ import annotations

import re
from contextlib import chdir
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any

from sybil.document import Document
from sybil.parsers.markdown import PythonCodeBlockParser

from nsee_core.plots import describe, to_svg
from tools.pages.markdown import DOCS

NAME = "how-to/plots"
_SHOWN = re.compile(r"^!\[.*\]\(plots-(\w+)\.svg\)$", re.MULTILINE)


def page_on_figures() -> str:
    """The page as it stands, each figure with what it shows in words."""
    return _SHOWN.sub(_in_words, _text())


def figures() -> list[str]:
    """The paths of the figures under docs/."""
    return [f"{NAME}-{name}.svg" for name in _SHOWN.findall(_text())]


def figure(path: str) -> str:
    """One of the figures."""
    return to_svg(_drawn()[path.removeprefix(f"{NAME}-").removesuffix(".svg")])


def _text() -> str:
    return (DOCS / f"{NAME}.md").read_text("utf-8")


def _in_words(shown: re.Match[str]) -> str:
    words = describe(_drawn()[shown[1]]).replace("[", "(").replace("]", ")")
    return f"![{words}](plots-{shown[1]}.svg)"


@cache
def _drawn() -> dict[str, Any]:
    """All that the code of the page gives a name to, when it is run from top to bottom."""
    document = Document.parse(str(DOCS / f"{NAME}.md"), PythonCodeBlockParser())
    with TemporaryDirectory() as folder, chdir(folder):
        for example in document.examples():
            example.evaluate()
    return document.namespace
