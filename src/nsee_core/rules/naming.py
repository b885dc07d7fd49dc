"""How a rule names things: the first few of many, and what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from nsee_core.wording import listed

_MOST = 6
_LONGEST = 60  # no key that somebody mistyped is longer, and comparing long texts is slow


def few(ids: Sequence[str]) -> str:
    """Ids in a sentence, the first few of them where there are many.

    >>> few(["c1", "c2"]), few([f"c{number}" for number in range(50)])
    ('c1 and c2', 'c0, c1, c2, c3, c4, c5 and 44 more')
    """
    more = len(ids) - _MOST
    return listed([*ids[:_MOST], f"{more} more"] if more > 0 else ids)


def perhaps(word: str, names: Mapping[str, str]) -> str:
    """What was probably meant, as the end of a sentence; empty where nothing comes close.

    Args:
        word: what was written.
        names: each name that could have been written, in small letters, with what it stands for.

    >>> perhaps("Plna", {"plan": "plan", "try it out": "do"})
    '; perhaps plan was meant'
    >>> perhaps("Try it out", {"plan": "plan", "try it out": "do"}), perhaps("7", {"plan": "plan"})
    ('; perhaps do was meant', '')
    """
    if len(word) > _LONGEST:
        return ""
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.75)
    return f"; perhaps {names[near[0]]} was meant" if near else ""
