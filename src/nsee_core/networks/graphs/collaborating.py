"""Who worked with whom, as a bipartite graph: on one side who takes part, on the other on what."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import chain
from typing import Any

import networkx as nx

from nsee_core.engine.moment import Moment
from nsee_core.networks.arguments.limits import known_limit
from nsee_core.networks.arguments.looking_back import had_begun, in_words, seen
from nsee_core.networks.graphs.taking_part import (
    COUNTING,
    Occasion,
    Part,
    Sort,
    named,
    occasions,
)
from nsee_core.networks.graphs.window import Window
from nsee_core.networks.placing.levels import (
    Level,
    Places,
    groups,
    is_group,
    is_person,
    known_level,
)
from nsee_core.networks.placing.spans import ALWAYS
from nsee_core.networks.placing.stays import Stays
from nsee_core.programme import Programme
from nsee_core.records import Base

#: Who may be in a network of professionals without taking part in anything.
_ONLY_BY_TAKING_PART = ("pupil", "parent or carer")
_KINDS: Mapping[Level, str] = {"people": "person", "schools": "school", "authorities": "authority"}


def collaboration(
    programme: Programme,
    *,
    level: Level = "people",
    as_of: Moment | None = None,
    during: Moment | None = None,
    counting: Mapping[Sort, float] = COUNTING,
    isolates: bool = True,
    at_most: int = 500,
) -> nx.Graph[str]:
    """Who took part in what together, as a graph of two sides.

    A trio is one relation of three, not three relations of two, so this form, in which it is a
    node of its own, is the one that loses nothing; ``projected()`` draws the line between two who
    took part in the same.

    Where a cycle, lesson or entry names a team or trio, those stand for it whose stay in it may
    overlap the time of what was done: a cycle lasts from ``started`` to ``ended``, and is open
    where that is not said. Only dates that certainly do not meet exclude somebody; one that is not
    exact, or is missing, excludes nobody.

    Nodes: who takes part (``bipartite`` 0, with ``kind`` and where known ``school``,
    ``authority``, ``role``, ``position`` (which post), and of organisations ``name``), and the
    occasions (``bipartite`` 1, with ``sort`` and where known ``when``), all called by the ids of
    their records. Pupils who observe a lesson take no part in such a network. Edges:
    ``weight``, what the occasion counts, and ``part``, what they, or the group that they were in,
    did there (the first, where they did several things); and ``during`` where somebody took part
    by belonging to a trio, team or network, and did so only from or until some date, by their
    memberships: pairs of ``(since, until)`` in the words of the source, None where open, by which
    ``projected()`` does not tie two who were there at different times. Who is named by their own
    id has no dates, and neither has who is only in the list of the group itself. A school is there
    as long as one of its people, and who belongs by way of another group as long as both say.

    What became of ties from one period to the next is told by two graphs, each ``during`` one of
    them. What certainly did not take place in the period is left out: what has other dates; what
    has none and is part of a cycle that has; and a group to which nobody belonged then. Of a trio,
    team or network there are those whose stay may overlap the period. All that has no date stays,
    in every period: ``undated`` names it, and ``counting`` can leave such sorts out. With
    ``isolates``, everybody is a node who took part at whatever time, so that two periods are of the
    same people, and ``change()`` compares them.

    The graph says of itself: ``about``, ``level``, ``as_of``, ``during``, and ``unplaced``, the ids
    of those who took part and could not be placed at the level, or of a group in which nobody was
    then; and of a period ``undated``, the occasions that are in it for want of a date: cycles
    without one, their lessons and entries without one, and groups to which somebody belonged
    without one; and ``set_aside``, the occasions in which somebody stands for too many. Nobody is
    left out in silence.

    Args:
        programme: the records.
        level: whose graph it is. Above people, somebody counts as their school or authority.
        as_of: the date to look back from; None for all that is recorded. What was dated later, or
            may have been, does not count; trios and teams without a date do.
        during: the period, such as "2022/23", in which they took part; None for any. A cycle or a
            stay in a group that does not say when it ended, goes on.
        counting: what counts as working together, and how much: by default a trio, a team, a
            lesson and a cycle once each. ``entry`` and ``network`` (by its memberships) may be
            added.
        isolates: whether those who took part in nothing are nodes too: at the level of people
            everybody but pupils, parents and carers, at the others all organisations of the level.
        at_most: for how many a trio, team or network may stand that is in a larger one, or is named
            by a cycle, lesson or entry: an occasion with one that stands for more, whenever they
            were in it, does not count. How many an occasion itself names, is not limited.

    Raises:
        UnknownLevel: there is no such level.
        UnknownSort: ``counting`` names something that is no occasion, or by no weight.
        NotALimit: ``at_most`` is no whole number of 0 or more.
        NotAMoment: ``as_of`` is no date to look back from.
        NotAPeriod: ``during`` has no first or no last day.

    >>> from nsee_core import Person, Trio
    >>> people = [Person(id=f"p{n}") for n in (1, 2, 3, 4)]
    >>> graph = collaboration(Programme.of([*people, Trio(id="t1", members=("p1", "p2", "p3"))]))
    >>> sorted(graph["t1"]), graph.nodes["t1"], graph.degree("p4")
    (['p1', 'p2', 'p3'], {'bipartite': 1, 'kind': 'trio', 'sort': 'trio'}, 0)
    """
    level = known_level(level)
    then = seen(programme, as_of)
    limit = known_limit(at_most)
    places = Places(then, limit)
    window = Window.of(Stays(places, level, programme), during)
    shown = [
        each
        for each in occasions(then, window.stays, counting)
        if had_begun(each.record.__dict__.get("started"), as_of) and window.shows(each.record)
    ]
    large = _large_groups(places, level, limit)
    too_large = {
        each.record.id: None for each in shown if large and _names(each.record, large, places)
    }
    counted = [each for each in shown if each.record.id not in too_large]
    graph: nx.Graph[str] = nx.Graph(
        about="collaboration", level=level, as_of=in_words(as_of), during=window.in_words
    )
    unplaced: dict[str, None] = {}
    graph.add_nodes_from(map(_node, counted))
    for_each = (_edges(occasion, window, unplaced) for occasion in counted)
    graph.add_edges_from(chain.from_iterable(for_each))
    if isolates:
        graph.add_nodes_from(_everybody(then, level))
    if isolates and during is not None:
        at_any_time = collaboration(
            programme, level=level, as_of=as_of, counting=counting, at_most=at_most
        )
        sides = at_any_time.nodes(data=True)
        graph.add_nodes_from(node for node, said in sides if said["bipartite"] == 0)
    _describe(graph, places)
    graph.graph["unplaced"] = tuple(unplaced)
    graph.graph["set_aside"] = tuple(too_large)
    if during is not None:
        records = (each.record for each in counted)
        graph.graph["undated"] = tuple(each.id for each in records if window.undated(each))
    return graph


def _large_groups(places: Places, level: Level, at_most: int) -> frozenset[str]:
    """The groups whose members stand for more than so many in their stead."""
    ids, large = {group.id for group in groups(places.programme)}, set[str]()
    for group in groups(places.programme):
        members = places.members(group)
        if len(members) > at_most or not ids.isdisjoint(members):
            stands_for = len(places.at(group.id, level))
            if stands_for > at_most and places.gives_way(group.id, level) is not None:
                large.add(group.id)
    return frozenset(large)


def _names(record: Base, groups: Container[str], places: Places) -> bool:
    """Whether some of these groups took part in something."""
    ids = places.members(record) if is_group(record) else (id_ for id_, _ in named(record))
    return any(id_ in groups for id_ in ids)


def _node(occasion: Occasion) -> tuple[str, dict[str, Any]]:
    record = occasion.record
    said = {"bipartite": 1, "kind": record.kind, "sort": occasion.sort}
    when = record.__dict__.get("when") or record.__dict__.get("started")
    return record.id, said if when is None else {**said, "when": str(when)}


def _edges(
    occasion: Occasion, window: Window, unplaced: dict[str, None]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """From everybody who took part to the occasion; those who cannot be placed are noted."""
    taking_part: dict[str, Part] = {}
    stays, over = window.stays, window.over(occasion.record)
    named = [each for each in occasion.taking_part if over is ALWAYS or each[2].may_meet(over)]
    for id_, part, stay in named:
        at = stays.nodes(id_, stay, over)
        if not at:
            unplaced[id_] = None
        for node in at:
            taking_part.setdefault(node, part)
    occasion_id, weight = occasion.record.id, occasion.weight
    during = stays.during([(id_, stay) for id_, _, stay in named], over) if stays.told else {}
    for node, did in taking_part.items():
        said: dict[str, Any] = {"weight": weight, "part": did}
        if node in during:
            said["during"] = during[node]
        yield node, occasion_id, said


def _everybody(programme: Programme, level: Level) -> list[str]:
    return [
        record.id
        for record in programme.of_kind(_KINDS[level])
        if not (is_person(record) and record.type in _ONLY_BY_TAKING_PART)
    ]


def _describe(graph: nx.Graph[str], places: Places) -> None:
    """Let every node that is no occasion say what it is."""
    for id_, said in graph.nodes(data=True):
        if "bipartite" not in said:
            said.update(bipartite=0, **places.attributes(id_))
