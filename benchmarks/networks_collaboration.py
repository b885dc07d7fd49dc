"""Who worked with whom, of a whole country: against networkx given the same edges ready made."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import NamedTuple

import networkx as nx

from benchmarks.timing import together
from nsee_core import Authority, Cycle, Lesson, Person, Programme, School, Team, Trio
from nsee_core.networks import collaboration, projected
from nsee_core.records import Base

AUTHORITIES = 32
#: Schools and people: a region, and the country.
SIZES = ((250, 5_000), (2_500, 50_000))


class Row(NamedTuple):
    """What the two graphs of one programme cost, in seconds."""

    schools: int
    people: int
    nodes: int
    edges: int
    bipartite: float
    networkx_bipartite: float
    projection: float
    networkx_projection: float


def country(schools: int, people: int) -> Programme:
    """Everybody in a school, in a trio with lessons and a cycle, and every school with a team."""
    return Programme.of(_records(schools, people, random.Random(1)))  # noqa: S311 - a model's dice


def _records(schools: int, people: int, chance: random.Random) -> Iterator[Base]:
    yield from (Authority(id=f"a{n}") for n in range(AUTHORITIES))
    yield from (School(id=f"s{n}", authority=f"a{n % AUTHORITIES}") for n in range(schools))
    everybody = [f"p{n}" for n in range(people)]
    for n, id_ in enumerate(everybody):
        yield Person(id=id_, type="practitioner", school=f"s{n % schools}")
    for n in range(schools):
        yield Team(id=f"g{n}", school=f"s{n}", members=tuple(everybody[n::schools][:6]))
    chance.shuffle(everybody)
    for n in range(0, people - 2, 3):
        one, two, three = everybody[n : n + 3]
        yield Trio(id=f"t{n}", members=(one, two, three))
        yield Cycle(id=f"c{n}", trio=f"t{n}")
        yield Lesson(id=f"l{n}", cycle=f"c{n}", taught_by=one, observed_by=(two, three))


def measured(rounds: int = 5) -> Iterator[Row]:
    """One row a size; networkx gets each graph's nodes and edges as lists, with what they say."""
    for schools, people in SIZES:
        programme = country(schools, people)
        two_sides = collaboration(programme)
        one_side = projected(two_sides)
        times = together(
            partial(collaboration, programme),
            _ready_made(two_sides),
            partial(projected, two_sides),
            _ready_made(one_side),
            rounds=rounds,
            clock=process_time,
        )
        edges = two_sides.number_of_edges()
        yield Row(schools, people, len(two_sides), edges, *times)


def _ready_made(graph: nx.Graph[str]) -> Callable[[], None]:
    nodes = [(node, dict(said)) for node, said in graph.nodes(data=True)]
    edges = [(a, b, dict(said)) for a, b, said in graph.edges(data=True)]

    def build() -> None:
        made: nx.Graph[str] = nx.Graph()
        made.add_nodes_from(nodes)
        made.add_edges_from(edges)

    return build
