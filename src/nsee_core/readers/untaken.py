"""Dates that say that nothing took place, or that nobody knows: a step is not counted for them."""

from __future__ import annotations

import re

from nsee_core.readers.deciding import spared
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule
from nsee_core.tabular import says_unknown
from nsee_core.wording import Meant, a

_LONGEST = 100  # characters
#: The field that says when something took place.
_DATE = "when"
_WORDS = re.compile(
    r"""\b(?:
        never | not \s+ (?: yet | done | begun | started | held | happened | taken \s+ place )
        | t\.?b\.?[acd] | to \s+ (?: be \s+ \w+ | do | follow ) | todo
        | planned | pending | awaiting | outstanding | postponed | cancell?ed
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def says_untaken(date: object) -> bool:
    """Whether what stands for a date, and is none, says that it has not taken place, or may not.

    >>> [says_untaken(text) for text in ("not yet", "June 2019 (tbc)", "n/k", "?", "Juni")]
    [True, True, True, True, False]
    """
    if not isinstance(date, str) or len(date) > _LONGEST:
        return False
    return says_unknown(date) or _WORDS.search(date) is not None


def said_of_date(kind: str, field: str, date: object, why: str) -> tuple[Rule, dict[str, str]]:
    """Under which rule a text is told that is no date, and what fills its template.

    That of an entry says whether it counts. Anything else that took place is there without its
    date, and then nobody can say that it came later than the day that is asked about.

    Args:
        kind: the kind of the record.
        field: its field.
        date: the text.
        why: why it is no date.

    >>> said_of_date("transfer", "when", "sometime", "it names no year")[1]["why"]
    'it names no year; a transfer without a date counts at every date you look back from (as_of)'
    """
    if kind == "entry" and field == _DATE:
        return (codes.UNTAKEN if says_untaken(date) else codes.NOT_A_DATE), {"why": why}
    if field == _DATE and field in spared(kind):
        stays = f"{a(kind)} without a date counts at every date you look back from (as_of)"
        why = Meant(f"{why}; {stays}", why.word if isinstance(why, Meant) else "")
    return codes.NOT_A_DATE, {"why": why}
