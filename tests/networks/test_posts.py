"""Posts: what was typed of a position is read as one of a few words, and is never shown itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Person, Programme, School, Survey, Tie, Trio
from nsee_core.networks.graphs.collaborating import collaboration
from nsee_core.networks.graphs.reported import ties
from nsee_core.networks.measures.like_with_like import assortativity
from nsee_core.networks.measures.mixing_matrix import mixing
from nsee_core.networks.posts import Post, post_of


@pytest.mark.parametrize(
    ("typed", "post"),
    [
        ("headteacher", "headteacher"),
        ("Head-Teacher", "headteacher"),
        ("H.T.", "headteacher"),
        ("HT", "headteacher"),
        ("Acting Headteacher (job share)", "headteacher"),
        ("job-shared head", "headteacher"),
        ("Deputy Head", "depute headteacher"),
        ("DHT", "depute headteacher"),
        ("principal teacher of mathematics", "principal teacher"),
        ("Principal Teacher, Guidance", "principal teacher"),
        ("principal teacher - maths", "principal teacher"),
        ("lead teacher", "lead teacher"),
        ("Class  Teacher P5", "teacher"),
        ("teacher/librarian", "teacher"),
        ("probationer", "teacher"),
        ("probationer teacher", "teacher"),
        ("Nursery Nurse", "early years practitioner"),
        ("pupil support assistant", "support assistant"),
        ("educational psychologist", "educational psychologist"),
        ("QIO", "quality improvement officer"),
        ("head of English", "other post"),
        ("head boy", "other post"),
        ("student teacher", "other post"),
        ("assistant to the headteacher", "other post"),
        ("former headteacher", "other post"),
        ("Mrs X's teacher", "other post"),
    ],
)
def test_a_position_is_read_as_one_post_however_it_is_typed(typed: str, post: str) -> None:
    assert post_of(typed) == post


def test_who_has_no_position_has_no_post() -> None:
    assert post_of(None) is None


@pytest.mark.parametrize("post", get_args(Post))
def test_a_post_is_read_as_itself(post: Post) -> None:
    assert post_of(post) == post


@given(st.text())
def test_whatever_is_typed_is_one_of_the_posts(typed: str) -> None:
    assert post_of(typed) in get_args(Post)


PROGRAMME = Programme.of(
    [
        School(id="s1"),
        Person(id="h", school="s1", position="Headteacher"),
        Person(id="d", school="s1", position="Mrs X's depute"),
        Person(id="t", school="s1", position="class teacher"),
        Person(id="u", school="s1"),
        Trio(id="trio", members=("h", "d", "t", "u")),
        Survey(id="w1", roster=("h", "d", "t", "u"), respondents=("h", "d", "t", "u")),
        Tie(id="1", survey="w1", sender="t", receiver="h"),
        Tie(id="2", survey="w1", sender="d", receiver="h"),
    ]
)


@pytest.mark.parametrize("make", [ties, collaboration])
def test_nodes_say_which_post_people_hold_and_not_what_was_typed(
    make: Callable[[Programme], nx.Graph[str]],
) -> None:
    graph = make(PROGRAMME)
    people = {node: said for node, said in graph.nodes.items() if said["kind"] == "person"}
    assert {node: said.get("position") for node, said in people.items()} == {
        "h": "headteacher",
        "d": "other post",
        "t": "teacher",
        "u": None,
    }
    assert "Mrs X" not in str(graph.nodes(data=True))


def test_mixing_and_likeness_can_be_asked_by_position() -> None:
    graph = ties(PROGRAMME)
    frame = mixing(graph, "position")
    seen = frame[frame["ties"] > 0]
    assert set(zip(seen.iloc[:, 0], seen.iloc[:, 1], strict=True)) == {
        ("teacher", "headteacher"),
        ("other post", "headteacher"),
    }
    assert len(assortativity(graph, "position")) == 1
