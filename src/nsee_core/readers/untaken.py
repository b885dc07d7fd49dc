"""Dates that say that nothing took place, or that nobody knows: a step is not counted for them."""

from __future__ import annotations

import re

from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule

_LONGEST = 100  # characters
_WORDS = re.compile(
    r"""\b(?:
        never | not \s+ (?: yet | done | begun | started | held | happened | taken \s+ place )
        | t\.?b\.?[acd] | to \s+ (?: be \s+ \w+ | do | follow ) | todo
        | planned | pending | awaiting | outstanding | postponed | cancell?ed
    )\b
    | ^(?: n\.?[/ ]?k\.? | not \s+ known | don'?t \s+ know | unknown | [?\s.]*\?[?\s.]* )$""",
    re.IGNORECASE | re.VERBOSE,
)


def says_untaken(date: object) -> bool:
    """Whether what stands for a date, and is none, says that it has not taken place, or may not.

    >>> [says_untaken(text) for text in ("not yet", "June 2019 (tbc)", "n/k", "?", "Juni")]
    [True, True, True, True, False]
    """
    return isinstance(date, str) and len(date) <= _LONGEST and bool(_WORDS.search(date.strip()))


def rule_of_date(kind: str, field: str, date: object) -> Rule:
    """Under which rule a text that is no date is told: that of an entry says whether it counts."""
    counts = kind == "entry" and field == "when"
    return codes.UNTAKEN if counts and says_untaken(date) else codes.NOT_A_DATE
