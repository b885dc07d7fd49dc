"""The rules: one family a file, joined in one visible tuple.

Where each code lives, by its first two digits; a code that stands elsewhere is named there.

- 0x ``reading``: files and rows; 10 ``links``; 20 and 21 ``people``: trios, teams, roles
- 30 and 34 ``progression``: what the protocol asks; 31, 32 and 35 ``logs``: entries, dates, order
- 33 ``endings``, and 315; 333 in ``logs``; 36 ``dates``; 37 ``lessons``
- 40 ``questions``; 401 and 41 ``evidence``: evidence and insights, and 441, what it was paid from
- 42 ``changes``; 43 ``focus_pupils``
- 50 to 53 ``care``: consent, recording, keeping, names
- 60 to 62 ``claims``: measures and claims
"""

from operator import attrgetter

from nsee_core.rules import (
    care,
    changes,
    claims,
    dates,
    endings,
    evidence,
    focus_pupils,
    lessons,
    links,
    logs,
    people,
    progression,
    questions,
    reading,
)
from nsee_core.rules.declaring import Hit, Rule, rule
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
            *questions.RULES,
            *evidence.RULES,
            *changes.RULES,
            *focus_pupils.RULES,
            *care.RULES,
            *claims.RULES,
        ),
        key=attrgetter("code"),
    )
)
