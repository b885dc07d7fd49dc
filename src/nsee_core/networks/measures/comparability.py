"""Whether two networks can be compared, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import networkx as nx

from nsee_core.records import TieQuestion
from nsee_core.wording import counted, listed, shown

_NAMED_AT_MOST = 5


class NotComparable(ValueError):
    """Two networks are of different people or of different questions."""


def comparable(earlier: nx.Graph[Any], later: nx.Graph[Any], *, on_shared_roster: bool) -> None:
    """Nothing, if the two networks can be compared.

    Raises:
        NotComparable: they cannot, and this is why.
    """
    reasons = [
        *_differently_made(earlier, later),
        *_differently_asked(earlier, later),
        *_differently_peopled(earlier, later, shared=on_shared_roster),
    ]
    if reasons:
        msg = f"the two waves cannot be compared: {'; '.join(reasons)}"
        raise NotComparable(msg)


def _differently_made(earlier: nx.Graph[Any], later: nx.Graph[Any]) -> Iterator[str]:
    if earlier.is_directed() != later.is_directed():
        yield "only one of them has directed ties; give two graphs of one sort"
    for made in ("about", "level", "type"):
        one, other = earlier.graph.get(made), later.graph.get(made)
        if one != other:
            words = [shown("any" if value is None else value) for value in (one, other)]
            yield f"{made} is {words[0]} in the earlier and {words[1]} in the later"


def _differently_asked(earlier: nx.Graph[Any], later: nx.Graph[Any]) -> Iterator[str]:
    asked, asked_later = (graph.graph.get("asked_for", ()) for graph in (earlier, later))
    dropped = [_as_asked(each) for each in asked if each not in asked_later]
    added = [_as_asked(each) for each in asked_later if each not in asked]
    if dropped or added:
        only = [("earlier", dropped), ("later", added)]
        said = [f"only the {which} asked {listed(words)}" for which, words in only if words]
        yield f"{listed(said)}; compare what both asked, with question= of ties() or waves()"


def _as_asked(question: TieQuestion) -> str:
    limit = None if question.at_most is None else f"at most {counted(question.at_most, 'name')}"
    text = None if question.text is None else shown(question.text)
    details = ", ".join(filter(None, (text, question.type, limit)))
    return f"{question.key} ({details})" if details else question.key


def _differently_peopled(
    earlier: nx.Graph[Any], later: nx.Graph[Any], *, shared: bool
) -> Iterator[str]:
    rosters = [graph.graph.get("roster") for graph in (earlier, later)]
    if None not in rosters and any(rosters) and not all(rosters):
        which = "earlier" if rosters[0] else "later"
        yield f"only the {which} has a roster; give the survey of the other the roster that it had"
    elif moved := _others_behind(earlier, later):
        yield (
            f"of the people who were asked {moved}, and above people the ties of each are not told "
            "apart; build both waves of surveys whose roster and respondents are those they share"
        )
    elif not shared and (moved := _moved(earlier, later)):
        yield f"of the roster {moved}; compare the others with on_shared_roster=True"


def _others_behind(earlier: nx.Graph[Any], later: nx.Graph[Any]) -> str:
    """Who joined and left of the people behind nodes that are schools or authorities."""
    if earlier.graph.get("level") == "people":
        return ""
    return _moved(*(graph.graph.get("people", ()) for graph in (earlier, later)))


def _moved(earlier: Iterable[Any], later: Iterable[Any]) -> str:
    """Who is only in the later, and who is only in the earlier; nothing where all are in both."""
    before, after = dict.fromkeys(earlier), dict.fromkeys(later)
    joined = [str(one) for one in after if one not in before]
    left = [str(one) for one in before if one not in after]
    moved = [("joined", joined), ("left", left)]
    return listed([f"{len(ids)} {verb} ({_some_of(ids)})" for verb, ids in moved if ids])


def _some_of(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED_AT_MOST
    return listed(ids) if more <= 0 else listed([*ids[:_NAMED_AT_MOST], f"{more} more"])
