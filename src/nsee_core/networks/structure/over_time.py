"""Who belonged to a group on a date, and how many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.days import AFTER, Days, as_column
from nsee_core.networks.placing.tenures import Tenures
from nsee_core.networks.structure.members import belonging_to, known_group
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given


def members_at(programme: Programme, group: str, *, as_of: Moment) -> pd.DataFrame:
    """Who belonged to a group on a date: certainly, or possibly.

    Somebody certainly belonged if they had joined on every day that the dates allow, and had not
    left; possibly, if on some day. A membership that says no date of joining makes nobody certain.
    One without an end lasts, at most as long as the network itself. So this asks for more than
    graphs do, in which what has no date stays.

    Columns: ``member``, ``kind`` (``str``), ``certain`` (``boolean``; False for those who possibly
    belonged). Whoever certainly did not has no row.

    Args:
        programme: the records.
        group: the id of a network, team or trio.
        as_of: the date; a longer one, such as a session, for who belonged all through it, and
            possibly at some time in it.

    Raises:
        NoSuchGroup: there is no such group.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import collaboratives
    >>> members_at(collaboratives(), "northern-alliance", as_of="2017-06-30")["certain"].sum()
    np.int64(7)
    >>> members_at(collaboratives(), "northern-alliance", as_of="2017-11-30")["certain"].sum()
    np.int64(8)
    """
    on = moment(as_of)
    asked = known_group(programme_given(programme), group)
    found = list(belonging_to(programme, [asked]))
    possibly, certainly = Tenures.of(each.tenure for each in found).on(on)
    certain: dict[str, bool] = {}
    for each, maybe, surely in zip(found, possibly, certainly, strict=True):
        if maybe:
            certain[each.id] = bool(surely) or certain.get(each.id, False)
    records = [programme.get(id_) for id_ in certain]
    return typed_frame(
        {
            "member": ("str", list(certain)),
            "kind": ("str", [None if record is None else record.kind for record in records]),
            "certain": ("boolean", list(certain.values())),
        }
    )


def members_over_time(
    programme: Programme, group: str, *, as_of: Moment | None = None
) -> pd.DataFrame:
    """How many belonged to a group, each time that this changes: certainly, and possibly.

    Certain and possible as in ``members_at()``; the number that it was lies between the two, and
    where dates are known to the day they are the same. Whoever joined on a day of which no first is
    known possibly belonged from the first row on, which has no date.

    Columns: ``date`` (``datetime64[s]``), the first day of each number; ``certain`` and
    ``possible`` (``Int64``). A member is counted once, whatever their roles.

    Args:
        programme: the records.
        group: the id of a network, team or trio.
        as_of: the date to look back from; None for all that is recorded. Who joined later, or may
            have, is left out.

    Raises:
        NoSuchGroup: there is no such group.
        NotAMoment: ``as_of`` is no date to look back from.

    The Northern Alliance had seven members in June 2017 and eight in November, when Argyll and Bute
    had joined:

    >>> from nsee_core import collaboratives
    >>> members_over_time(collaboratives(), "northern-alliance")
            date  certain  possible
    0        NaT        0         7
    1 2017-06-01        0         8
    2 2017-06-30        7         8
    3 2017-11-30        8         8
    """
    then = seen(programme, as_of)
    found = list(belonging_to(then, [known_group(then, group)], as_of))
    ids, tenures = [each.id for each in found], Tenures.of(each.tenure for each in found)
    certain = _steps(ids, tenures.begun_last, tenures.ended_first)
    possible = _steps(ids, tenures.begun_first, tenures.ended_last)
    days = np.unique(np.array([*certain, *possible], np.int64))
    counts = {
        name: np.cumsum([steps.get(day, 0) for day in days.tolist()], dtype=np.int64)
        for name, steps in (("certain", certain), ("possible", possible))
    }
    frame = typed_frame({name: ("Int64", values.tolist()) for name, values in counts.items()})
    frame.insert(0, "date", as_column(days))
    changed = (frame[["certain", "possible"]].diff().fillna(1) != 0).any(axis=1)
    return frame[changed].reset_index(drop=True)


def _steps(ids: Sequence[str], first: Days, last: Days) -> dict[int, int]:
    """By how many those who belong change on each day, everybody counted once at a time."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for id_, begins, ends in zip(ids, first.tolist(), last.tolist(), strict=True):
        if begins <= ends and begins < AFTER:
            spans.setdefault(id_, []).append((begins, ends))
    steps: dict[int, int] = {}
    for begins, ends in (span for each in spans.values() for span in _merged(each)):
        steps[begins] = steps.get(begins, 0) + 1
        if ends < AFTER:
            steps[ends + 1] = steps.get(ends + 1, 0) - 1
    return steps


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of days, those that meet made one."""
    begins, ends = min(spans)
    for next_begins, next_ends in sorted(spans)[1:]:
        if next_begins > ends + 1:
            yield begins, ends
            begins, ends = next_begins, next_ends
        ends = max(ends, next_ends)
    yield begins, ends
