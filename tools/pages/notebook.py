"""The notebook as a page: what it says, its code, and what that gave when it last ran."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tools.pages.markdown import DOCS

NAME = "tutorials/did-knowledge-move"
_HEAD = """\
!!! note
    This page is a notebook, shown as it ran: [the notebook](did-knowledge-move.ipynb) and
    [the records](partnership.jsonl) that it reads.
"""
#: What a figure shows, in words.
_WORDS = re.compile(r"<dc:title>(.*?)</dc:title>", re.DOTALL)
_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)


def page_of_the_notebook() -> str:
    """All of it, as Markdown; the first cell has its title."""
    title, *rest = _cells()
    return "\n\n".join((title, _HEAD, *rest)).rstrip() + "\n"


def figures() -> dict[str, str]:
    """The figures of the notebook, by their paths under docs/."""
    drawn = (output for cell in _notebook()["cells"] for output in cell.get("outputs", ()))
    svgs = ("".join(data["image/svg+xml"]) for data in map(_data, drawn) if "image/svg+xml" in data)
    return {_figure(n): svg for n, svg in enumerate(svgs, start=1)}


def figure(path: str) -> str:
    """One of the figures."""
    return figures()[path]


def _notebook() -> dict[str, Any]:
    text = (DOCS / f"{NAME}.ipynb").read_text("utf-8")
    notebook: dict[str, Any] = json.loads(text)
    return notebook


def _cells() -> Iterator[str]:
    number = 0
    for cell in _notebook()["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield source
            continue
        yield f"```py\n{source}\n```"
        for output in cell["outputs"]:
            number += "image/svg+xml" in _data(output)
            yield _shown(output, number)


def _data(output: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = output.get("data", {})
    return data


def _shown(output: dict[str, Any], number: int) -> str:
    data = _data(output)
    if "image/svg+xml" in data:
        words, *_ = _WORDS.findall("".join(data["image/svg+xml"]))
        return f"![{words}]({_figure(number).rpartition('/')[2]})"
    if "text/html" in data:
        table = _STYLE.sub("", "".join(data["text/html"]))
        return table.replace('<table border="1" class="dataframe">', "<table>")
    text = "".join(output.get("text") or data["text/plain"])
    return f"```text\n{text.rstrip()}\n```"


def _figure(number: int) -> str:
    return f"{NAME}-{number}.svg"
