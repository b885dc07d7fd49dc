"""How strong a tie of a survey must be to count, and how heavy it then is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.given import UnusableNumber, is_amount
from nsee_core.networks.graphs.projection import UnknownWeighting
from nsee_core.networks.graphs.wanted import Wanted
from nsee_core.programme import Programme
from nsee_core.records import Tie
from nsee_core.wording import shown

#: What a tie adds to an edge: its strength, or 1.
TieWeighting = Literal["strength", "count"]
#: Why a tie does not count.
NotCounted = Literal["too_weak", "without_strength"]


@attrs.frozen
class TieWeights:
    """What counts as a tie, and how heavy."""

    weighting: TieWeighting
    at_least: float | None
    """The least strength that counts; None for any."""

    @classmethod
    def of(
        cls,
        programme: Programme,
        wanted: Iterable[Wanted],
        weighting: TieWeighting | None,
        at_least: float | None,
    ) -> TieWeights:
        """What was asked for; by default strengths, but not of several questions, added up.

        Args:
            programme: the records.
            wanted: the ties that are wanted, of one wave or of several that are weighed alike.
            weighting: what a tie adds to an edge; None for the default.
            at_least: the least strength that counts; None for any.

        Raises:
            UnknownWeighting: there is no such way to weigh.
            UnusableNumber: ``at_least`` is no number above 0.
        """
        if weighting is not None:
            ways = get_args(TieWeighting)
            weighting = chosen(weighting, ways, UnknownWeighting, 'there is no weighting "{}"')
        if at_least is not None and not _is_strength(at_least):
            raise UnusableNumber(
                f"at_least cannot be {shown(at_least)}; give a strength, a number above 0"
            )
        several = weighting is None and any(len(each.scales(programme)) > 1 for each in wanted)
        default: TieWeighting = "count" if several else "strength"
        return cls(weighting or default, None if at_least is None else float(at_least))

    def why_not(self, tie: Tie) -> NotCounted | None:
        """Why a tie does not count; None if it does."""
        if self.at_least is None:
            return None
        if tie.strength is None:
            return "without_strength"
        return "too_weak" if tie.strength < self.at_least else None

    def weight(self, tie: Tie) -> float:
        """What a tie adds to its edge."""
        return 1.0 if self.weighting == "count" or tie.strength is None else tie.strength


def _is_strength(given: object) -> bool:
    return not isinstance(given, bool) and is_amount(given) and given != 0
