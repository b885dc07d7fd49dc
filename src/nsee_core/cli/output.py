"""How the commands print: columns, labels and headings for a terminal, and JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

import click

from nsee_core.wording import visible

_WIDTH = 96


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their heads, each column as wide as its widest cell.

    >>> print(click.unstyle(table(("key", "steps"), [("apdr", "4"), ("sipp", "9")])))
    key   steps
    apdr  4
    sipp  9
    """
    cells = [[visible(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    head, *body = (
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
    return "\n".join([click.style(head, bold=True), *body])


def labelled(label: str, text: str, *, begins: int = 9) -> Iterator[str]:
    """A label and its text, wrapped beside it."""
    lines = wrap(visible(text), _WIDTH - begins) or [""]
    for number, line in enumerate(lines):
        yield f"{'' if number else label:{begins}}{line}".rstrip()


def paragraph(text: str) -> Iterator[str]:
    """A text, wrapped."""
    yield from wrap(visible(text), _WIDTH)


def heading(text: str) -> str:
    """A line that stands out."""
    return click.style(visible(text), bold=True)


def on_terminal() -> bool:
    """Whether somebody sees what is printed, rather than a file or another program."""
    return sys.stdout is not None and sys.stdout.isatty()


def as_json(document: object) -> str:
    """Plain JSON types as text that people can read too."""
    return json.dumps(document, ensure_ascii=False, indent=2)
