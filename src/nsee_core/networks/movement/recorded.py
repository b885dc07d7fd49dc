"""Who had a practice by what is recorded of it, in whatever order that was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from nsee_core.networks.days import AFTER, BEFORE, Days, as_column, earliest_and_latest, of_column
from nsee_core.networks.graphs.handing import Handing
from nsee_core.networks.movement.who_met import Meeting
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.records import Transfer, When

_REACHED = ["certain", "possible", "static"]


class Had(NamedTuple):
    """That somebody had a practice when it was given, and whether it certainly was they."""

    node: str
    when: When | None
    certain: bool


def had_by(handed: Iterable[Handing[Meeting]]) -> Iterator[Had]:
    """Who had what was handed on: they who gave it, and they who were given it."""
    for each in handed:
        for side in (each.givers, each.receivers):
            yield from (Had(node, each.of.when, was.certain) for node, was in side.items())


def made_by(became: Iterable[Transfer], nodes: Placing) -> Iterator[Had]:
    """Who had what others were adapted to: they who adapted them."""
    for each in became:
        there = nodes.of(each.receivers, each)
        yield from (Had(node, each.when, was.certain) for node, was in there.items())


def with_recorded(
    reached: pd.DataFrame, had: Iterable[Had], *, since: When | None, until: When | None
) -> pd.DataFrame:
    """Where a practice went, with all of whom it is recorded that they had it.

    Args:
        reached: as ``reach()`` tells it.
        had: who had it when.
        since: from when it was there. What certainly was before cannot be true of it.
        until: the date by which to have had it.
    """
    told = _in_time(had, since, until)
    had_first = told.groupby("node", sort=False)["first"].min()
    had_last = told[told["certain"]].groupby("node")["last"].min()
    nodes = pd.Index(dict.fromkeys([*reached["node"], *had_first.index]), dtype="str", name="node")
    frame = reached.set_index("node").reindex(nodes).reset_index()
    frame[_REACHED] = frame[_REACHED].fillna(value=False)
    certain, possible = nodes.isin(had_last.index), nodes.isin(had_first.index)
    by = np.minimum(of_column(frame["arrives_certainly_by"], AFTER), _of(had_last, nodes))
    on = of_column(frame["arrives_earliest"], BEFORE)
    on = np.where(frame["possible"], on, _of(had_first, nodes))
    frame.loc[certain, "certain"] = True
    frame.loc[possible, ["possible", "static"]] = True
    frame["arrives_certainly_by"], frame["arrives_earliest"] = as_column(by), as_column(on)
    return frame


def _of(days: pd.Series[int], nodes: pd.Index[str]) -> Days:
    return np.array(days.reindex(nodes, fill_value=AFTER), np.int64)


def _in_time(had: Iterable[Had], since: When | None, until: When | None) -> pd.DataFrame:
    """What may have been in time, with the first and last day of each; what certainly was, too."""
    known = list(had)
    certain = np.array([each.certain for each in known], np.bool_)
    first, last = earliest_and_latest(each.when for each in known)
    begun = BEFORE if since is None else earliest_and_latest([since])[0][0]
    over = AFTER if until is None else earliest_and_latest([until])[0][0]
    told = pd.DataFrame(
        {
            "node": [each.node for each in known],
            "first": np.maximum(first, begun),
            "last": last,
            "certain": certain & (last <= over),
        }
    )
    return told[(last >= begun) & (first <= over)]
