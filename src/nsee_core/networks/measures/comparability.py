"""Whether two networks can be compared, and why not."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import networkx as nx
import numpy as np

from nsee_core.networks.measures.attributes import ids_said, is_list, one_said, some_of
from nsee_core.records import TieQuestion
from nsee_core.wording import counted, listed, shown


class NotComparable(ValueError):
    """Two networks are of different people or of different questions."""


def comparable(earlier: nx.Graph[Any], later: nx.Graph[Any], *, on_shared_roster: bool) -> None:
    """Nothing, if the two networks can be compared.

    Raises:
        NotComparable: they cannot, and this is why.
        TypeError: what one of them says of its questions, roster or people is none of these.
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
    for made in ("about", "level", "type", "at_least", "reported_by"):
        one, other = one_said(earlier, made), one_said(later, made)
        if not _alike(one, other):
            words = [shown("any" if value is None else value) for value in (one, other)]
            yield f"{made} is {words[0]} in the earlier and {words[1]} in the later"
    of_a_period = [one_said(graph, "during") is not None for graph in (earlier, later)]
    if len({*of_a_period}) > 1:
        which = "earlier" if of_a_period[0] else "later"
        yield f"only the {which} is of a period; give the other one with during=, too"


def _alike(one: object, other: object) -> bool:
    """Whether two are the same, each taken as a whole, also if it is an array."""
    return one is other or np.array_equal(one, other)  # type: ignore[arg-type] # it takes anything


def _differently_asked(earlier: nx.Graph[Any], later: nx.Graph[Any]) -> Iterator[str]:
    asked, asked_later = _asked_for(earlier), _asked_for(later)
    dropped = [_as_asked(each) for each in asked if each not in asked_later]
    added = [_as_asked(each) for each in asked_later if each not in asked]
    if dropped or added:
        only = [("earlier", dropped), ("later", added)]
        said = [f"only the {which} asked {listed(words)}" for which, words in only if words]
        yield f"{listed(said)}; compare what both asked, with question= of ties() or waves()"


def _asked_for(graph: nx.Graph[Any]) -> list[TieQuestion | str]:
    """The questions that a graph is of, as our graphs hold them, or in words."""
    said = one_said(graph, "asked_for")
    if said is None:
        return []
    questions = list(said) if is_list(said) else [said]
    if all(isinstance(each, TieQuestion | str) for each in questions):
        return questions
    msg = f"the asked_for of a graph cannot be {shown(said)}; give its questions as a list of texts"
    raise TypeError(msg)


def _as_asked(question: TieQuestion | str) -> str:
    if isinstance(question, str):
        return shown(question)
    limit = None if question.at_most is None else f"at most {counted(question.at_most, 'name')}"
    text = None if question.text is None else shown(question.text)
    details = ", ".join(filter(None, (text, question.type, limit)))
    return f"{question.key} ({details})" if details else question.key


def _differently_peopled(
    earlier: nx.Graph[Any], later: nx.Graph[Any], *, shared: bool
) -> Iterator[str]:
    rosters = [ids_said(graph, "roster") for graph in (earlier, later)]
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
    if _alike(one_said(earlier, "level"), "people"):
        return ""
    return _moved(*(ids_said(graph, "people") or () for graph in (earlier, later)))


def _moved(earlier: Iterable[Hashable], later: Iterable[Hashable]) -> str:
    """Who is only in the later, and who is only in the earlier; nothing where all are in both."""
    before, after = dict.fromkeys(earlier), dict.fromkeys(later)
    joined = [str(one) for one in after if one not in before]
    left = [str(one) for one in before if one not in after]
    moved = [("joined", joined), ("left", left)]
    return listed([f"{len(ids)} {verb} ({some_of(ids)})" for verb, ids in moved if ids])
