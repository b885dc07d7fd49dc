"""How a rule names things: the first few of many."""

from __future__ import annotations

from collections.abc import Sequence

from nsee_core.wording import listed

_MOST = 6


def few(ids: Sequence[str]) -> str:
    """Ids in a sentence, the first few of them where there are many.

    >>> few(["c1", "c2"]), few([f"c{number}" for number in range(50)])
    ('c1 and c2', 'c0, c1, c2, c3, c4, c5 and 44 more')
    """
    more = len(ids) - _MOST
    return listed([*ids[:_MOST], f"{more} more"] if more > 0 else ids)
