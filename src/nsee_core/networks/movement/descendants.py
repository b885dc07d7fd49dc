"""Each practice in its lineage: of which generation it is, and what came of it."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.graphs.descent import lineage
from nsee_core.networks.graphs.leading_to import leads_to
from nsee_core.programme import Programme
from nsee_core.records import Transfer


def generations(
    programme: Programme, practice: str | None = None, *, as_of: Moment | None = None
) -> pd.DataFrame:
    """Every practice, how far it has come and what came of it, as ``lineage()`` draws it.

    Columns:

    - ``practice`` (``str``), its id; ``generation`` (``Int64``): 0 for what was adapted from
      nothing, and otherwise the length of the longest way from such a one; missing on a circle and
      after one; ``circular`` (``boolean``): whether it lies on a circle;
    - ``adapted_from`` (``str``), where it has one parent, and ``parents`` (``Int64``), how many;
    - ``adaptations``, what was adapted from it, and ``descendants``, all that came of it, each once
      and step by step (``Int64``);
    - ``transfers``, of this practice itself, and ``receivers``, those who are named in them, each
      once, by their own ids: a trio is one (``Int64``);
    - ``since``, as in the source, and ``cycle`` (``str``).

    Rows are in the order of the records. Time grows with their number. Of practices that two ways
    lead to, and of what came of these, all are told apart from each other: tens of thousands of
    such take longer.

    Args:
        programme: the records.
        practice: only this practice, what it came from and what came of it; None for all.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        NoSuchPractice: there is no such practice.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Practice
    >>> practices = [Practice(id="talk"), Practice(id="pairs", adapted_from="talk")]
    >>> frame = generations(Programme.of(practices))
    >>> frame[["practice", "generation", "adaptations"]]
      practice  generation  adaptations
    0     talk           0            1
    1    pairs           1            0
    """
    graph = lineage(programme, practice, as_of=as_of)
    then = seen(programme, as_of)
    moved = defaultdict[str | None, list[Transfer]](list)
    for transfer in then.of_kind(Transfer):
        moved[transfer.practice].append(transfer)
    on_circle = {node for circle in graph.graph["circular"] for node in circle}
    parents = [list(graph.predecessors(node)) for node in graph]
    descendants = leads_to(graph)

    def column(attribute: str) -> list[str | int | None]:
        return [said.get(attribute) for _, said in graph.nodes(data=True)]

    return typed_frame(
        {
            "practice": ("str", list(graph)),
            "generation": ("Int64", column("generation")),
            "circular": ("boolean", [node in on_circle for node in graph]),
            "adapted_from": ("str", [ids[0] if len(ids) == 1 else None for ids in parents]),
            "parents": ("Int64", [len(ids) for ids in parents]),
            "adaptations": ("Int64", [len(graph[node]) for node in graph]),
            "descendants": ("Int64", [descendants[node] for node in graph]),
            "transfers": ("Int64", [len(moved[node]) for node in graph]),
            "receivers": ("Int64", [len(_receivers(moved[node])) for node in graph]),
            "since": ("str", column("since")),
            "cycle": ("str", column("cycle")),
        }
    )


def _receivers(moved: list[Transfer]) -> set[str]:
    return {id_ for transfer in moved for id_ in transfer.receivers}
