"""The rules: one family a file, joined in one visible tuple."""

from operator import attrgetter

from nsee_core.rules import (
    care,
    claims,
    dates,
    endings,
    evidence,
    lessons,
    links,
    logs,
    people,
    progression,
    reading,
)
from nsee_core.rules.rule import Hit, Rule, rule
from nsee_core.rules.view import View

__all__ = ["RULES", "Hit", "Rule", "View", "rule"]

#: Every rule, in the order of its code.
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *reading.RULES,
            *links.RULES,
            *people.RULES,
            *progression.RULES,
            *logs.RULES,
            *endings.RULES,
            *dates.RULES,
            *lessons.RULES,
            *evidence.RULES,
            *care.RULES,
            *claims.RULES,
        ),
        key=attrgetter("code"),
    )
)
