"""Whom ids stand for at a level and a time, and which of them cannot be placed there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from nsee_core.networks.days import AFTER, BEFORE, earliest_and_latest
from nsee_core.networks.placing.levels import Group, Places, is_group, known_level
from nsee_core.networks.placing.presence import THERE, Presence, either
from nsee_core.networks.placing.spans import Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.records import Base, Order, When


class Placing:
    """Whom ids stand for at a level when something was done, noting those that stand for nobody.

    A team is all who may have been in it then, and it is said of each whether they certainly were:
    whether their membership had begun on every day that it can have been done, and was not over.
    What gives no date is taken at its word: who is in a list, or in a membership that does not say
    since when, was there from the first. Certain is only what all records together leave no doubt
    of, also those of later than the date that is looked back from.

    Args:
        stays: who stands for a group at a time.
        until: the date by which all that counts was done; None for any. Who joined later, is not
            among them.

    Raises:
        UnknownLevel: there is no such level.
    """

    def __init__(self, stays: Stays, until: When | None = None) -> None:
        known_level(stays.level)
        self._stays, self._until = stays, until
        self._whole = Stays(Places(stays.whole), stays.level, stays.whole)
        self._alone: dict[str, dict[str, Presence]] = {}
        self._certain: dict[tuple[str, Span], frozenset[str]] = {}
        self._unplaced: dict[str, None] = {}

    @property
    def places(self) -> Places:
        """Where everybody is."""
        return self._stays.places

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The ids that stood for nobody so far, each once."""
        return tuple(self._unplaced)

    def of(self, ids: Iterable[str | None], record: Base) -> dict[str, Presence]:
        """Everybody that these stand for in a record, in order, and whether they certainly do."""
        found = []
        for id_ in filter(None, ids):
            at = self.at(id_, record)
            found.append(at)
            if not at:
                self._unplaced[id_] = None
        return either(found)

    def at(self, id_: str, record: Base) -> dict[str, Presence]:
        """Everybody that one stands for in a record; who is nobody is not noted."""
        if (alone := self._alone.get(id_)) is not None:
            return alone
        group = is_group(self.places.programme.get(id_))
        if group and self._stays.told:
            return self._of_group(id_, record)
        there = dict.fromkeys(self.places.at(id_, self._stays.level), THERE)
        if not group:
            self._alone[id_] = there
        return there

    def _of_group(self, id_: str, record: Base) -> dict[str, Presence]:
        over = self._stays.over(record)
        certain = self._certainly(id_, over)
        if self._until is not None:
            over = over.within(Span(None, self._until))
        return either(
            {node: Presence.over(span, certain=node in certain)}
            for node, span in self._stays.of(id_, over=over)
        )

    def _certainly(self, id_: str, over: Span) -> frozenset[str]:
        if (known := self._certain.get((id_, over))) is None:
            places, level = self._whole.places, self._whole.level
            within = who_stood(self._whole, lambda stays: all_of(stays, over))
            there = places.everybody((id_,), within)
            known = frozenset(node for one in there for node in places.at(one, level))
            self._certain[id_, over] = known
        return known


def who_stood(
    stays: Stays, holds: Callable[[Sequence[Span]], bool]
) -> Callable[[Group], Iterable[str] | None]:
    """Who stands in the stead of a group: those whose stays in it hold; None for the group itself.

    It is asked of each group on the way, as ``Places.everybody()`` goes from one to the next.
    """

    def within(group: Group) -> Iterable[str] | None:
        if stays.level != "people" and stays.places.scattered(group) is None:
            return None
        theirs = defaultdict[str, list[Span]](list)
        for member, stay in stays.members(group):
            theirs[member].append(stay)
        return [member for member, spans in theirs.items() if holds(spans)]

    return within


def all_of(stays: Sequence[Span], over: Span) -> bool:
    """Whether stays certainly lasted through all of a time: one did, or several day after day.

    >>> years = ("2015-08-01", "2016-07-31"), ("2016-08-01", "2017-07-31")
    >>> stays, day = [Span.of(year) for year in years], When("June 2016")
    >>> all_of(stays, Span(day, day)), all_of(stays, Span(day, When("June 2017")))
    (True, True)
    >>> all_of(stays[:1], Span(day, When("June 2017")))
    False
    """
    return any(_through(stay, over) for stay in stays) or (
        len(stays) > 1 and _one_after_another(stays, over)
    )


def _through(stay: Span, over: Span) -> bool:
    begun = stay.since is None or _by(stay.since, over.since)
    return begun and (stay.until is None or _by(over.until, stay.until))


def _one_after_another(stays: Sequence[Span], over: Span) -> bool:
    """Whether there certainly was one of the stays on every day of a time."""
    spans = (over, *stays)
    firsts, begun = earliest_and_latest(each.since for each in spans)
    ended, lasts = earliest_and_latest(each.until for each in spans)
    for_good = [each.until is None for each in spans]
    from_the_first = [each.since is None for each in spans]
    ended, begun = np.where(for_good, AFTER, ended), np.where(from_the_first, BEFORE, begun)
    upto = firsts[0] - 1
    for first, last in sorted(zip(begun[1:].tolist(), ended[1:].tolist(), strict=True)):
        upto = max(upto, last) if first <= upto + 1 else upto
    return bool(upto >= lasts[0])


def _by(one: When | None, other: When | None) -> bool:
    """Whether one date is certainly no later than another; never where one is not known."""
    return one is not None and other is not None and one.by(other) is Order.CERTAINLY
