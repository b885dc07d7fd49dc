"""The table of constraint templates, which ends the page on the engine."""

from collections.abc import Iterator

from nsee_core.automata import Template
from tools.pages.markdown import DOCS, code, table

_HEADING = "| Name | Says | In the literature |"


def page_on_engine() -> str:
    """The page as it stands, with the table written anew."""
    written, _, _ = (DOCS / "explanation" / "engine.md").read_text("utf-8").partition(_HEADING)
    return f"{written}{table_of_templates()}\n"


def table_of_templates() -> str:
    """Each template: its name, its sentence, and what the literature calls it."""
    return table(_HEADING.strip("| ").split(" | "), map(_row, Template))


def _row(template: Template) -> Iterator[str]:
    yield code(template)
    yield template.sentence("*a*", "*b*")
    yield template.literature
