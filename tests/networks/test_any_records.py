"""No records, however they point at each other, make a function of the wing raise anything."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Entry,
    Lesson,
    Membership,
    Network,
    Person,
    Practice,
    Programme,
    School,
    Team,
    Transfer,
    Trio,
    networks,
)
from nsee_core.networks.placing.levels import LEVELS, Level
from nsee_core.records import Base
from nsee_core.records.links import link_fields
from tests.strategies import programmes

FUNCTIONS: list[Callable[[Programme], object]] = [
    networks.capital,
    networks.crossings,
    networks.expertise,
    networks.flow_counts,
    networks.flows,
    networks.forms,
    networks.generations,
    networks.leading,
    networks.leading_concentration,
    networks.leading_distribution,
    networks.leading_together,
    networks.lineage,
    networks.memberships,
    networks.participation,
    networks.roles,
    networks.waves,
]
AT_A_LEVEL: list[Callable[..., object]] = [
    networks.collaboration,
    networks.contacts,
    networks.lineage,
    networks.transfers,
    networks.waves,
]
KINDS = [
    *("authority", "school", "partner", "person", "team", "trio", "network", "membership"),
    *("cycle", "lesson", "entry", "practice", "transfer", "survey", "tie", "barrier", "resource"),
]


def mislinked(programme: Programme, random: Random) -> Programme:
    """The same records, each link of which points at any record, of whatever kind, or at none."""
    ids = [*(record.id for record in programme), "nobody"]

    def astray(record: Base) -> Base:
        held: dict[str, Any] = record.held()
        wrong = {
            link.name: tuple(random.choices(ids, k=2)) if link.many else random.choice(ids)
            for link in link_fields(type(record))
            if link.inside is None and link.name in held
        }
        return record.but(**wrong)

    return Programme.of(map(astray, programme))


@given(programmes(kinds=KINDS), st.randoms(use_true_random=False))
def test_wherever_links_point_every_function_answers(programme: Programme, random: Random) -> None:
    astray = mislinked(programme, random)
    for function in FUNCTIONS:
        function(astray)
    for at_a_level in AT_A_LEVEL:
        for level in LEVELS:
            at_a_level(astray, level=level)


CIRCLES: dict[str, list[Base]] = {
    "who employs themselves": [Person(id="a", employer="a")],
    "who employ each other": [Person(id="a", employer="b"), Person(id="b", employer="a")],
    "employed by their own team": [Person(id="a", employer="team")],
    "a long chain of employers": [
        *(Person(id=f"p{n}", employer=f"p{n + 1}") for n in range(3000)),
        Person(id="a", employer="p0"),
    ],
    "teams in each other": [
        Team(id="b", members=("team",)),
        Membership(id="m1", group="b", member="b"),
    ],
    "a network of itself": [Network(id="n"), Membership(id="m2", group="n", member="n")],
    "a practice that came of itself": [Practice(id="x", adapted_from="x")],
    "a school in a school": [School(id="s", authority="s"), Person(id="a", school="s")],
    "an entry by itself": [Entry(id="e", cycle="e", step="do", by=("e",))],
    "a lesson taught by itself": [Lesson(id="l", cycle="l", taught_by="l", observed_by=("l",))],
    "a gift to the gift": [Transfer(id="t", giver="t", receivers=("t",), practice="t")],
    "an authority in a trio": [Authority(id="au"), Trio(id="tr", members=("au", "tr"))],
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("circle", CIRCLES)
def test_what_goes_round_in_circles_is_answered(circle: str, level: Level) -> None:
    group = [Team(id="team"), Membership(id="m", group="team", member="a")]
    programme = Programme.of([*CIRCLES[circle], *group])
    for function in FUNCTIONS:
        function(programme)
    for at_a_level in AT_A_LEVEL:
        at_a_level(programme, level=level)
