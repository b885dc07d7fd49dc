"""From when until when somebody belonged to a group, and who did on a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.days import AFTER, Days, earliest_and_latest
from nsee_core.records import Base, Network, When


class Tenure(NamedTuple):
    """That somebody belonged to a group from when until when, as far as that is said."""

    group: Base | None
    since: When | None
    until: When | None

    @property
    def started(self) -> When | None:
        """When the group began: nobody belonged to it before."""
        return self.group.started if isinstance(self.group, Network) else None

    @property
    def begun(self) -> When | None:
        """When it began: it says so, and is no earlier than the group."""
        known = [when for when in (self.since, self.started) if when is not None]
        return max(known, key=lambda when: when.earliest or date.min, default=None)

    @property
    def ended(self) -> When | None:
        """When it ended; without an end it lasts, at most as long as the group itself."""
        return self.until or (self.group.ended if isinstance(self.group, Network) else None)


@attrs.frozen
class Tenures:
    """Several tenures by the days of their beginnings and ends, each at its earliest and latest."""

    begun_first: Days
    begun_last: Days
    ended_first: Days
    ended_last: Days

    @classmethod
    def of(cls, tenures: Iterable[Tenure]) -> Tenures:
        """What is known of their days; one that says nothing of its beginning is never certain."""
        known = list(tenures)
        ended = [each.ended for each in known]
        ended_first, ended_last = earliest_and_latest(ended)
        for_good = np.array([when is None for when in ended], np.bool_)
        begun_first = earliest_and_latest(each.begun for each in known)[0]
        begun_last = earliest_and_latest(each.since for each in known)[1]
        return cls(
            begun_first=begun_first,
            begun_last=np.maximum(begun_last, begun_first),
            ended_first=np.where(for_good, AFTER, ended_first),
            ended_last=ended_last,
        )

    def on(self, when: When) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which of them there possibly were on a date, and which certainly.

        Certain is what had begun on every day that the dates allow, and had not ended; possible,
        what had on some day. On a longer date, such as a session: certainly all through it, or
        possibly at some time in it.

        >>> tenures = Tenures.of([Tenure(None, When("2017"), None), Tenure(None, None, None)])
        >>> possibly, certainly = tenures.on(When("June 2018"))
        >>> possibly.tolist(), certainly.tolist()
        ([True, True], [True, False])
        """
        (first,), (last,) = earliest_and_latest([when])
        possibly = (self.begun_first <= last) & (self.ended_last >= first)
        return possibly, possibly & (self.begun_last <= first) & (self.ended_first >= last)
