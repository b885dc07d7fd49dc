"""How many movements there were of each level, session, practice or mode."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

import pandas as pd

from nsee_core.engine.distance import MOVEMENT_LEVELS
from nsee_core.engine.moment import Moment
from nsee_core.networks.arguments.choosing import several
from nsee_core.networks.movement.movements import flows
from nsee_core.programme import Programme
from nsee_core.records.knowledge import TransferType

#: What flows can be counted by.
Grouping = Literal["level", "session", "practice", "mode"]
_GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
#: Words that are counted in an order of their own; others go by the alphabet.
_ORDER = {"level": MOVEMENT_LEVELS, "mode": get_args(TransferType)}


class UnknownGrouping(ValueError):
    """Movements were to be counted by something that they are not counted by."""


class NotFlows(ValueError):
    """A frame was to be counted that is none of flows, or to be looked back in."""


def flow_counts(
    of: Programme | pd.DataFrame,
    by: Grouping | Iterable[Grouping] = ("level", "session"),
    *,
    as_of: Moment | None = None,
) -> pd.DataFrame:
    """How many movements there were of each level, session, practice or mode.

    What is not known is a row of its own, and is never shared out among the others: of 3 within
    school, 4 between schools and 5 not known, no more than that can be said. A group that has no
    movements has no row.

    Columns: those of ``by`` (``str``); ``flows`` (``Int64``), the movements to a receiver each or
    to an audience; ``transfers`` (``Int64``), the transfers that they belong to. Rows are sorted,
    levels from near to far, with what is not known last.

    Args:
        of: the records, or a frame of ``flows()``, perhaps of some of its rows.
        by: what to count by: one of level, session, practice and mode, or several.
        as_of: the date to look back from; None for all that is recorded. Only of records: a frame
            of ``flows()`` is as of the date that it was asked for.

    Raises:
        UnknownGrouping: ``by`` holds something else, or nothing.
        NotFlows: the frame lacks a column of ``flows()``, or was to be looked back in.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import School, Transfer
    >>> flow_counts(Programme.of([
    ...     School(id="s1"), Transfer(id="t1", giver="s1", receivers=("s1",), when="May 2018"),
    ...     Transfer(id="t2", giver="s1", audience="all who came", when="June 2018"),
    ... ]))
               level  session  flows  transfers
    0  within school  2017/18      1          1
    1            NaN  2017/18      1          1
    """
    names = list(several(by, _GROUPINGS, UnknownGrouping, 'flows are not counted by "{}"'))
    frame = _given(of, names, as_of) if isinstance(of, pd.DataFrame) else flows(of, as_of=as_of)
    groups = frame.groupby(names, dropna=False, sort=False)["transfer"]
    counts = groups.agg(flows="size", transfers="nunique").reset_index()
    counts = counts.astype({"flows": "Int64", "transfers": "Int64"})
    return counts.sort_values(names, key=_ranked, ignore_index=True)


def _given(frame: pd.DataFrame, names: list[Grouping], as_of: Moment | None) -> pd.DataFrame:
    if as_of is not None:
        raise NotFlows("a frame says no dates to look back by; give the programme with as_of")
    if missing := [name for name in ("transfer", *names) if name not in frame.columns]:
        raise NotFlows(f'flows need a column "{missing[0]}"; flows(programme) has it')
    return frame


def _ranked(column: pd.Series[str]) -> pd.Series[Any]:
    order = _ORDER.get(str(column.name))
    return column if order is None else column.map({word: n for n, word in enumerate(order)})
