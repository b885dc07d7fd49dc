"""Pieces of Markdown that several pages are made of."""

from collections.abc import Iterable
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"

#: Stands below the title of each generated page, where a reader of the source sees it.
GENERATED = "<!-- Written by `make pages`: change the code that it follows from. -->"


def page(title: str, *blocks: str) -> str:
    """A whole page: its title, and its blocks with a blank line between."""
    return "\n\n".join((f"# {title}", GENERATED, *filter(None, blocks))) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; its cells are Markdown."""
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *([_cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    """A text in the type of code, whatever it holds."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def block(language: str, text: str) -> str:
    """A block of code."""
    return f"```{language}\n{text}\n```"


def prose(docstring: str | None) -> str:
    """The words of a docstring, without its examples: paragraphs of one line each."""
    words = (docstring or "").partition(">>>")[0].strip()
    return "\n\n".join(" ".join(part.split()) for part in words.split("\n\n"))


def kind_link(kind: str, page_of_records: str = "") -> str:
    """A kind of record, as a link to its table of fields."""
    return f"[{kind}]({page_of_records}#{kind})"
