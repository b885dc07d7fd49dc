"""What a cell may come to besides a value: a doubt, or a word on how it was read."""

from __future__ import annotations

from typing import Any, NamedTuple

from nsee_core.rules.declaring import Rule


class Odd(Exception):
    """A cell that cannot be read: under which rule, and what fills its template."""

    def __init__(self, rule: Rule, **args: Any) -> None:  # noqa: ANN401 - whatever a template takes
        super().__init__(rule.code)
        self.rule = rule
        self.said = args


class Remark(NamedTuple):
    """A value of which it is to be said, once a column, what it was taken for."""

    value: object
    meaning: str
    once: str = ""
    """What it is among those of a column that are told one by one, such as a word for nothing."""


class Named(NamedTuple):
    """Ids that stand in a cell, some of which may name nobody."""

    value: object
    nobody: tuple[str, ...]
    """What can be no id, and is left out already."""
    perhaps: tuple[str, ...]
    """What names nobody unless a record has that id."""
