"""How a rule names things: the first few of many, and the step that was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nsee_core.protocol import Protocol
from nsee_core.wording import listed, perhaps

_MOST = 6


def few(ids: Sequence[str]) -> str:
    """Ids in a sentence, the first few of them where there are many.

    >>> few(["c1", "c2"]), few([f"c{number}" for number in range(50)])
    ('c1 and c2', 'c0, c1, c2, c3, c4, c5 and 44 more')
    """
    more = len(ids) - _MOST
    return listed([*ids[:_MOST], f"{more} more"] if more > 0 else ids)


@lru_cache(maxsize=4096)  # a wrong step is seldom written once
def step_meant(step: str, protocol: Protocol) -> str:
    """The step of a protocol that was probably meant, as the end of a sentence.

    >>> from nsee_core.protocol import builtin_protocols
    >>> step_meant("Assess ", builtin_protocols()["apdr"])
    '; perhaps "assess" was meant'
    """
    titles = {known.title: known.key for known in protocol.steps if known.title}
    return perhaps(step, (*titles, *(known.key for known in protocol.steps)), titles)
