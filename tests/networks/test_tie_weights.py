"""What counts as a tie of a survey, how heavy it is, and who may have had more than the form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Person, Programme, School, Survey, Tie, TieQuestion
from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.graphs.projection import UnknownWeighting
from nsee_core.networks.graphs.reported import ties, waves
from nsee_core.networks.graphs.tie_weights import TieWeighting
from nsee_core.networks.measures.whole_graphs import cohesion
from nsee_core.records import Base

ADVICE = TieQuestion(key="advice")
FRIENDS = TieQuestion(key="friends", at_most=2)
ROSTER = ("p1", "p2", "p3", "p4")
PEOPLE = [
    School(id="s1"),
    School(id="s2"),
    *(Person(id=id_, school=f"s{number // 2 + 1}") for number, id_ in enumerate(ROSTER)),
]


def tie(id_: str, ends: str, strength: float | None = None, question: str | None = None) -> Tie:
    """A tie between two of the roster by their numbers, such as "13"."""
    sender, receiver = (f"p{number}" for number in ends)
    return Tie(
        id=id_,
        survey="w1",
        sender=sender,
        receiver=receiver,
        strength=strength,
        question=question,
    )


def of(*records: Base, asked: tuple[TieQuestion, ...] = (ADVICE,), **said: object) -> Programme:
    survey = Survey(id="w1", questions=asked, roster=ROSTER, respondents=ROSTER)
    return Programme.of([*PEOPLE, survey.but(**said), *records])


def weights(graph: nx.DiGraph[str]) -> dict[tuple[str, str], float]:
    return {ends: edge["weight"] for ends, edge in graph.edges.items()}


# ---------------------------------------------------------------- how heavy


def test_a_tie_of_one_question_weighs_its_strength_or_1_without() -> None:
    graph = ties(of(tie("1", "12", 3), tie("2", "13")))
    assert weights(graph) == {("p1", "p2"): 3, ("p1", "p3"): 1}
    assert graph.graph["weighting"] == "strength"


def test_a_tie_weighs_1_where_ties_are_to_be_counted() -> None:
    graph = ties(of(tie("1", "12", 3), tie("2", "13")), weighting="count")
    assert weights(graph) == {("p1", "p2"): 1, ("p1", "p3"): 1}
    assert graph.graph["weighting"] == "count"


TWO = of(tie("1", "12", 5, "advice"), tie("2", "12", 1, "friends"), asked=(ADVICE, FRIENDS))


def test_strengths_of_two_questions_are_not_added_unless_they_are_said_to_be_of_one_scale() -> None:
    assert weights(ties(TWO)) == {("p1", "p2"): 2}
    assert weights(ties(TWO, weighting="strength")) == {("p1", "p2"): 6}
    assert weights(ties(TWO, question="advice")) == {("p1", "p2"): 5}


def test_a_question_that_no_tie_answers_has_a_scale_too() -> None:
    programme = of(tie("1", "12", 5, "advice"), asked=(ADVICE, FRIENDS))
    assert ties(programme).graph["weighting"] == "count"


def test_ties_of_questions_that_the_survey_does_not_record_are_of_several_scales() -> None:
    programme = of(tie("1", "12", 5, "x"), tie("2", "13", 1, "y"), asked=())
    assert ties(programme).graph["weighting"] == "count"
    assert ties(of(tie("1", "12", 5), tie("2", "13", 1), asked=())).graph["weighting"] == "strength"


def test_all_waves_are_weighed_alike() -> None:
    second = Survey(id="w2", wave=2, questions=(ADVICE, FRIENDS))
    programme = of(tie("1", "12", 5), second, wave=1)
    assert {id_: each.graph["weighting"] for id_, each in waves(programme).items()} == {
        "w1": "count",
        "w2": "count",
    }
    assert {
        each.graph["weighting"] for each in waves(programme, weighting="strength").values()
    } == {"strength"}


# ---------------------------------------------------------------- how strong


def test_a_tie_that_is_too_weak_or_not_known_to_be_strong_enough_is_named_and_does_not_count() -> (
    None
):
    graph = ties(of(tie("1", "12", 2), tie("2", "13", 3), tie("3", "14")), at_least=3)
    assert weights(graph) == {("p1", "p3"): 3}
    said = graph.graph
    assert (said["at_least"], said["too_weak"], said["without_strength"]) == (3.0, ("1",), ("3",))


@pytest.mark.parametrize("make", [ties, waves])
@pytest.mark.parametrize("at_least", [0, -1, True, "3", float("nan"), [3]], ids=repr)
def test_what_is_no_strength_is_refused(make: Callable[..., object], at_least: object) -> None:
    shown = '"3"' if at_least == "3" else str(at_least)
    message = f"at_least cannot be {shown}; give a strength, a number above 0"
    with pytest.raises(UnusableNumber, match=rf"^{re.escape(message)}$"):
        make(of(), at_least=at_least)


@pytest.mark.parametrize("make", [ties, waves])
def test_another_weighting_is_refused_with_those_that_there_are(
    make: Callable[..., object],
) -> None:
    with pytest.raises(
        UnknownWeighting, match=r'^there is no weighting "newman"; give strength or count$'
    ):
        make(of(), weighting="newman")


# ---------------------------------------------------------------- forms with so much room

FULL = of(
    tie("1", "12", 1, "friends"),
    tie("2", "13", 1, "friends"),
    tie("3", "32", 1, "friends"),
    tie("4", "31", 0, "friends"),
    asked=(ADVICE, FRIENDS),
)


def test_who_named_as_many_as_the_form_had_room_for_is_named() -> None:
    graph = ties(FULL)
    assert graph.graph["at_limit"] == ("p1",)
    assert {node: said.get("at_limit") for node, said in graph.nodes.items()} == {
        "p1": True,
        "p2": None,
        "p3": None,
        "p4": None,
    }


def test_above_people_a_node_is_at_the_limit_if_one_of_its_people_is() -> None:
    assert ties(FULL, level="schools").graph["at_limit"] == ("s1",)


def test_a_question_that_is_not_wanted_or_has_no_limit_limits_nobody() -> None:
    assert ties(FULL, question="advice").graph["at_limit"] is None
    assert ties(Programme.of([])).graph["at_limit"] is None
    assert ties(of(tie("1", "12", 1, "advice"), asked=(FRIENDS,))).graph["at_limit"] == ()


def test_a_name_that_does_not_count_took_room_on_the_form() -> None:
    away = Tie(id="5", survey="w1", sender="p3", receiver="away", question="friends")
    graph = ties(FULL.put(away), at_least=9)
    assert graph.graph["at_limit"] == ("p1", "p3")
    assert not graph.edges


def test_a_full_form_is_an_answer_unless_it_is_said_to_be_none() -> None:
    graph = ties(FULL, question="friends")
    assert cohesion(graph)["density"].item() == pytest.approx(3 / 12)
    nx.set_node_attributes(graph, dict.fromkeys(graph.graph["at_limit"], False), "respondent")
    assert cohesion(graph)["density"].item() == pytest.approx(1 / 9)


# ---------------------------------------------------------------- by brute force

ROWS = st.lists(
    st.tuples(
        st.permutations("1234").map(lambda ends: "".join(ends[:2])),
        st.none() | st.integers(0, 4),
        st.sampled_from(["advice", "friends"]),
    ),
    max_size=14,
)


@given(
    rows=ROWS,
    weighting=st.none() | st.sampled_from(["strength", "count"]),
    at_least=st.none() | st.integers(1, 4),
    question=st.none() | st.sampled_from(["advice", "friends"]),
)
def test_edges_weigh_what_their_ties_add_up_to(
    rows: list[tuple[str, int | None, str]],
    weighting: TieWeighting | None,
    at_least: int | None,
    question: str | None,
) -> None:
    records = [tie(str(number), *row) for number, row in enumerate(rows)]
    programme = of(*records, asked=(ADVICE, FRIENDS))
    graph = ties(programme, question=question, weighting=weighting, at_least=at_least)
    counting = weighting == "count" or (weighting is None and question is None)
    expected: defaultdict[tuple[str, str], float] = defaultdict(float)
    names = defaultdict(set)
    for ends, strength, key in rows:
        one, other = (f"p{number}" for number in ends)
        if strength != 0 and key == "friends" and question != "advice":
            names[one].add(other)
        if question not in (None, key) or strength == 0:
            continue
        if at_least is not None and (strength is None or strength < at_least):
            continue
        expected[one, other] += 1 if counting or strength is None else strength
    assert weights(graph) == expected
    full = tuple(node for node in ROSTER if len(names[node]) >= 2)
    assert graph.graph["at_limit"] == (None if question == "advice" else full)
