"""Whether somebody certainly was among those who did something, and when they may have been."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nsee_core.networks.placing.spans import ALWAYS, Span, at_one_time

_ALL_ALONG = (ALWAYS,)


class Presence(NamedTuple):
    """That somebody was, or may have been, among those who did something."""

    certain: bool
    """Whether they certainly were."""
    spans: tuple[Span, ...] = _ALL_ALONG
    """From when until when they may have been there."""

    @classmethod
    def over(cls, span: Span, *, certain: bool) -> Presence:
        """That they may have been there from when until when."""
        return cls(certain, _ALL_ALONG if span == ALWAYS else (span,))

    @property
    def all_along(self) -> bool:
        """Whether no date says that they were not there at any time."""
        return self.spans is _ALL_ALONG

    def or_else(self, other: Presence) -> Presence:
        """That they were there in one way or in another."""
        along = self.all_along or other.all_along
        spans = _ALL_ALONG if along else (*self.spans, *other.spans)
        return Presence(self.certain or other.certain, spans)

    def may_meet(self, other: Presence) -> bool:
        """Whether both may have been there on one day."""
        return self.all_along or other.all_along or at_one_time(self.spans, other.spans)


#: Of who is named, and does not only stand for a group.
THERE = Presence(certain=True)


def either(found: Iterable[Mapping[str, Presence]]) -> dict[str, Presence]:
    """Everybody in any of these, in order, whenever and as certainly as in all of them together."""
    everybody: dict[str, Presence] = {}
    for each in found:
        for node, presence in each.items():
            known = everybody.get(node)
            everybody[node] = presence if known is None else known.or_else(presence)
    return everybody
