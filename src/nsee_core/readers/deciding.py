"""What a field decides: the rest of a record may say the same without it, or the opposite."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nsee_core.records import KINDS

#: Dates of what is told anyhow: without one it is only not known when that was.
DATES = frozenset(("when", "started"))
#: Who did what an entry tells of: it took place, whoever that was. How much of a resource there
#: was: it was provided, however much that is.
_ALSO: Mapping[str, frozenset[str]] = MappingProxyType(
    {"entry": frozenset(("by",)), "resource": frozenset(("amount",))}
)
#: What ends, limits or takes back the rest: without a garbled withdrawal a consent would still
#: hold. So it is not even passed over under a misspelt heading, as any other field is.
TURNING = frozenset(
    ("withdrawn", "until", "ended", "destroyed", "corrects", "rejected", "contradicts", "purpose")
)


@cache
def spared(kind: str) -> frozenset[str]:
    """The fields whose absence says only that something is not known, and never the opposite.

    They are the dates on which something took place or began, who took a step, and how much of a
    resource there was. All others decide what a record means, or what is asked of it.

    >>> sorted(spared("entry")), sorted(spared("resource")), sorted(spared("consent"))
    (['by', 'when'], ['amount', 'when'], [])
    """
    return DATES & KINDS[kind].model_fields.keys() | _ALSO.get(kind, frozenset())
