"""Change between waves: of what could be seen in both, and only where both are of one thing."""

from __future__ import annotations

from itertools import permutations
from math import isnan, nan
from random import Random
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nsee_core import Person, Programme, School, Survey, Tie, TieQuestion
from nsee_core.networks.graphs.reported import ties, waves
from nsee_core.networks.measures.comparability import NotComparable
from nsee_core.networks.measures.permuting import NoPermutations
from nsee_core.networks.measures.waves import change

ROSTER = ("p1", "p2", "p3", "p4")
Graph: TypeAlias = "nx.Graph[Any]"


def wave(
    *edges: str, roster: tuple[str, ...] = ROSTER, answered: tuple[str, ...] | None = None
) -> nx.DiGraph[str]:
    """A wave by its edges, such as "p1 p2"; everybody answered, if nothing else is said."""
    graph: nx.DiGraph[str] = nx.DiGraph(about="ties")
    for node in roster:
        graph.add_node(node, respondent=answered is None or node in answered)
    graph.add_edges_from((edge.split()[0], edge.split()[1]) for edge in edges)
    return graph


def row(*args: Any, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - as change() takes it
    """The one row of a change; None for what is missing."""
    table = change(*args, **said)
    assert len(table) == 1
    return {
        name: None if table[name].isna().all() else table[name].tolist()[0]
        for name in table.columns
    }


def test_ties_are_kept_new_or_lost() -> None:
    said = row(wave("p1 p2", "p2 p3", "p3 p4"), wave("p1 p2", "p2 p1", "p4 p1"))
    assert (said["kept"], said["new"], said["lost"]) == (1, 2, 2)
    assert said["jaccard"] == 0.2
    assert said["hamming"] == 4
    assert said["pairs"] == 12
    assert said["density_change"] == 0


def test_of_who_did_not_answer_in_both_waves_nothing_is_new_or_lost() -> None:
    before = wave("p1 p2", "p2 p3", "p3 p4", answered=("p1", "p2", "p3"))
    after = wave("p1 p3", "p2 p3", "p4 p1", answered=("p1", "p2", "p4"))
    said = row(before, after)
    assert said["pairs"] == 6
    assert (said["kept"], said["new"], said["lost"]) == (1, 1, 1)
    assert said["density_earlier"] == pytest.approx(3 / 9)
    assert said["density_later"] == pytest.approx(3 / 9)
    assert (said["response_rate_earlier"], said["response_rate_later"]) == (0.75, 0.75)


def test_a_tie_of_somebody_who_is_said_not_to_have_answered_counts_nothing() -> None:
    said = row(wave("p1 p2", "p4 p1", answered=ROSTER[:3]), wave("p1 p2"))
    assert (said["kept"], said["lost"]) == (1, 0)


def test_without_direction_a_pair_is_seen_where_one_of_the_two_answered() -> None:
    before = wave("p1 p2", "p3 p4", answered=("p1", "p3")).to_undirected()
    after = wave("p1 p2", "p1 p4", answered=("p1", "p2")).to_undirected()
    said = row(before, after)
    assert said["pairs"] == 4  # not p2 p4, nor p3 p4
    assert (said["kept"], said["new"], said["lost"]) == (1, 1, 0)


def test_a_graph_that_says_nothing_of_answering_is_taken_as_it_stands() -> None:
    said = row(nx.DiGraph([("a", "b"), ("b", "c")]), nx.DiGraph([("a", "b"), ("c", "b")]))
    assert said["pairs"] == 6
    assert said["response_rate_earlier"] is None
    assert (said["kept"], said["new"], said["lost"]) == (1, 1, 1)


def test_where_only_the_share_that_answered_is_known_no_pair_could_be_seen() -> None:
    half = nx.DiGraph([("p1", "p2")], response_rate=0.5)
    said = row(half, half)
    assert said["pairs"] == 0
    assert (said["response_rate_earlier"], said["response_rate_later"]) == (0.5, 0.5)
    unknown = ("kept", "new", "lost", "hamming", "jaccard", "density_change", "density_p", "qap")
    assert {said[name] for name in (*unknown, "density_earlier", "density_later")} == {None}
    half.graph["about"] = "ties"
    assert {row(wave("p1 p2", roster=("p1", "p2")), half)[name] for name in unknown} == {None}


def test_a_wave_without_a_roster_has_no_response_rate() -> None:
    programme = surveyed(a_wave("w1", roster=()), a_wave("w2", roster=(), asked=4))
    said = row(*waves(programme).values())
    assert (said["response_rate_earlier"], said["response_rate_later"]) == (None, 1)


def test_weights_and_ties_to_oneself_count_nothing() -> None:
    before = nx.DiGraph([("a", "a", {"weight": 1.0}), ("a", "b", {"weight": 5.0})])
    after = nx.DiGraph([("a", "b", {"weight": 1.0})])
    assert row(before, after)["jaccard"] == 1


def test_several_edges_between_the_same_two_count_once() -> None:
    twice: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "c")])
    assert row(twice, nx.DiGraph([("a", "b"), ("b", "c")]))["jaccard"] == 1


def test_the_change_of_density_is_tested_by_exchanging_the_answers_of_each() -> None:
    after = wave("p1 p2", "p2 p3", "p3 p4", "p4 p1")
    assert row(wave(), after)["density_p"] == 2 / 16
    assert row(wave(answered=ROSTER[:3]), after)["density_p"] == 2 / 8


def test_without_direction_there_is_no_test_of_the_change_of_density() -> None:
    said = row(wave().to_undirected(), wave("p1 p2").to_undirected())
    assert said["density_change"] == pytest.approx(1 / 6)
    assert said["density_p"] is None


# ---------------------------------------------------------------- which waves


def surveyed(*surveys: Survey) -> Programme:
    people = [Person(id=id_) for id_ in (*ROSTER, "p5")]
    answers = [
        Tie(id=f"{survey.id}-tie", survey=survey.id, sender="p1", receiver="p2")
        for survey in surveys
    ]
    return Programme.of([*people, *surveys, *answers])


def a_wave(id_: str, **said: Any) -> Survey:  # noqa: ANN401 - fields of a survey
    return Survey.model_validate({"id": id_, "roster": ROSTER, "respondents": ROSTER, **said})


def test_each_wave_is_compared_with_the_one_before() -> None:
    programme = surveyed(a_wave("second", wave=2), a_wave("first", wave=1), a_wave("third", wave=3))
    table = change(waves(programme))
    assert table[["earlier", "later"]].to_numpy().tolist() == [
        ["first", "second"],
        ["second", "third"],
    ]
    assert table["jaccard"].tolist() == [1.0, 1.0]


def test_two_graphs_are_called_by_their_surveys() -> None:
    programme = surveyed(a_wave("w1"), a_wave("w2"))
    said = row(ties(programme, "w1"), ties(programme, "w2"))
    assert (said["earlier"], said["later"]) == ("w1", "w2")
    assert row(wave(), wave())["earlier"] is None


@pytest.mark.parametrize("given_", [{}, {"w1": wave()}], ids=["none", "one"])
def test_fewer_than_two_waves_give_a_table_of_no_rows_with_its_columns(
    given_: dict[str, Graph],
) -> None:
    table = change(given_)
    assert table.empty
    assert table.dtypes.astype(str).to_dict() == change(wave(), wave()).dtypes.astype(str).to_dict()
    assert dict(table.dtypes.astype(str).value_counts()) == {
        "Int64": 11,
        "Float64": 9,
        "str": 4,
        "boolean": 1,
    }


def test_one_wave_alone_and_waves_twice_are_refused() -> None:
    with pytest.raises(TypeError) as refused:
        change(wave())
    assert str(refused.value) == "give a later wave to compare with, or a mapping of waves"
    with pytest.raises(TypeError) as refused:
        change({"w1": wave()}, wave())
    assert str(refused.value) == "give two waves or one mapping of waves, not both"


# ---------------------------------------------------------------- refusals


def refusal(earlier: Graph, later: Graph, *, on_shared_roster: bool = False) -> str:
    with pytest.raises(NotComparable) as refused:
        change(earlier, later, on_shared_roster=on_shared_roster)
    return str(refused.value)


def test_rosters_that_differ_are_refused_and_it_is_said_who_joined_and_left() -> None:
    assert refusal(wave(), wave(roster=("p2", "p3", "p5", "p6"))) == (
        "the two waves cannot be compared: of the roster 2 joined (p5 and p6) and 2 left (p1 and "
        "p4); compare the others with on_shared_roster=True"
    )


def test_of_many_who_joined_five_are_named() -> None:
    more = tuple(f"n{number}" for number in range(8))
    assert refusal(wave(), wave(roster=(*ROSTER, *more))) == (
        "the two waves cannot be compared: of the roster 8 joined (n0, n1, n2, n3, n4 and 3 more); "
        "compare the others with on_shared_roster=True"
    )


def test_on_the_shared_roster_the_others_are_counted_and_left_out() -> None:
    before = wave("p1 p2", "p2 p3", "p3 p4")
    after = wave("p2 p3", "p3 p5", "p5 p2", roster=("p2", "p3", "p4", "p5"), answered=("p2", "p3"))
    said = row(before, after, on_shared_roster=True)
    assert (said["nodes"], said["joined"], said["left"]) == (3, 1, 1)
    assert (said["kept"], said["new"], said["lost"]) == (1, 0, 1)
    assert said["pairs"] == 4
    assert said["density_earlier"] == pytest.approx(2 / 4)
    assert said["response_rate_later"] == 0.5  # of the whole wave


@pytest.mark.parametrize("made", ["at_least", "reported_by"])
def test_waves_in_which_not_the_same_counts_as_a_tie_are_refused(made: str) -> None:
    earlier, later = (nx.DiGraph([("a", "b")], **{made: said}) for said in ("x", None))
    assert refusal(earlier, later) == (
        f'the two waves cannot be compared: {made} is "x" in the earlier and "any" in the later'
    )


@pytest.mark.parametrize("level", ["schools", "authorities"])
@pytest.mark.parametrize("shared", [False, True])
def test_above_people_waves_of_other_people_are_refused_with_what_to_do(
    level: Any,  # noqa: ANN401 - one of the words of a Literal
    *,
    shared: bool,
) -> None:
    homes = {"p1": "s1", "p2": "s2", "p3": "s1", "p4": "s2"}
    programme = Programme.of(
        [
            *(School(id=school, authority=f"of-{school}") for school in ("s1", "s2")),
            *(Person(id=id_, school=school) for id_, school in homes.items()),
            Survey(id="w1", wave=1, roster=("p1", "p2"), respondents=("p1", "p2")),
            Survey(id="w2", wave=2, roster=("p3", "p4"), respondents=("p3", "p4")),
            Tie(id="1", survey="w1", sender="p1", receiver="p2"),
            Tie(id="2", survey="w2", sender="p4", receiver="p3"),
        ]
    )
    assert refusal(*waves(programme, level=level).values(), on_shared_roster=shared) == (
        "the two waves cannot be compared: of the people who were asked 2 joined (p3 and p4) and "
        "2 left (p1 and p2), and above people the ties of each are not told apart; build both "
        "waves of surveys whose roster and respondents are those they share"
    )


def test_above_people_waves_of_the_same_people_are_compared() -> None:
    programme = Programme.of(
        [
            *(Person(id=f"p{number}", school=f"s{number % 2}") for number in range(4)),
            *(School(id=f"s{number}") for number in range(2)),
            Survey(id="w1", roster=("p0", "p1"), respondents=("p0", "p1")),
            Survey(id="w2", roster=("p1", "p0"), respondents=("p0", "p1")),
            Tie(id="1", survey="w2", sender="p0", receiver="p1"),
        ]
    )
    assert row(waves(programme, level="schools"))["new"] == 1


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(("listed", "which"), [("w1", "earlier"), ("w2", "later")])
def test_a_wave_with_a_roster_is_not_compared_with_one_without(
    listed: str, which: str, *, shared: bool
) -> None:
    programme = surveyed(
        *(a_wave(id_, roster=ROSTER if id_ == listed else ()) for id_ in ("w1", "w2"))
    )
    assert refusal(*waves(programme).values(), on_shared_roster=shared) == (
        f"the two waves cannot be compared: only the {which} has a roster; give the survey of the "
        "other the roster that it had"
    )


def test_two_waves_without_a_roster_are_compared() -> None:
    assert row(waves(surveyed(a_wave("w1", roster=()), a_wave("w2", roster=()))))["kept"] == 1


def test_where_it_is_not_known_who_answered_what_changed_is_missing() -> None:
    programme = surveyed(a_wave("w1"), a_wave("w2", respondents=()))
    said = row(waves(programme))
    names = ("kept", "new", "lost", "jaccard", "hamming", "density_change", "density_later", "qap")
    assert [said[name] for name in names] == [None] * 8
    assert said["pairs"] == 0


def test_where_nobody_is_on_both_rosters_nothing_is_compared() -> None:
    said = row(wave("p1 p2"), wave(roster=("p8", "p9")), on_shared_roster=True)
    assert (said["nodes"], said["joined"], said["left"], said["pairs"]) == (0, 2, 4, 0)
    assert said["jaccard"] is None


ASKED = {"key": "q1", "text": "Whom do you ask?", "type": "seeking professional knowledge"}


@pytest.mark.parametrize(
    ("later", "message"),
    [
        ({**ASKED, "text": "Whom?"}, 'q1 ("Whom?", seeking professional knowledge)'),
        ({**ASKED, "type": None}, 'q1 ("Whom do you ask?")'),
        ({"key": "q1", "type": "meeting socially"}, "q1 (meeting socially)"),
        ({"key": "q1", "text": "Whom?", "at_most": 3}, 'q1 ("Whom?", at most 3 names)'),
        ({"key": "q2"}, "q2"),
    ],
    ids=["text", "no type", "other type", "limit", "key alone"],
)
def test_other_questions_are_refused_whoever_was_asked(later: dict[str, Any], message: str) -> None:
    programme = surveyed(a_wave("w1", questions=[ASKED]), a_wave("w2", questions=[later]))
    for shared in (False, True):
        assert refusal(ties(programme, "w1"), ties(programme, "w2"), on_shared_roster=shared) == (
            'the two waves cannot be compared: only the earlier asked q1 ("Whom do you ask?", '
            f"seeking professional knowledge) and only the later asked {message}; compare what "
            "both asked, with question= of ties() or waves()"
        )


def test_a_question_more_is_refused_and_the_one_that_both_asked_is_compared() -> None:
    more = TieQuestion(key="q2")
    programme = surveyed(a_wave("w1", questions=[ASKED]), a_wave("w2", questions=[more, ASKED]))
    assert refusal(*waves(programme).values()) == (
        "the two waves cannot be compared: only the later asked q2; compare what both asked, with "
        "question= of ties() or waves()"
    )
    assert len(change(waves(programme, question="q1"))) == 1


def test_the_order_of_questions_does_not_matter() -> None:
    one, other = TieQuestion(key="q1"), TieQuestion(key="q2")
    programme = surveyed(a_wave("w1", questions=[one, other]), a_wave("w2", questions=[other, one]))
    assert len(change(waves(programme))) == 1


def test_ties_of_one_type_and_of_all_and_graphs_with_and_without_direction_are_refused() -> None:
    programme = surveyed(a_wave("w1"), a_wave("w2"))
    social = ties(programme, "w2", type="meeting socially")
    assert refusal(ties(programme, "w1"), social) == (
        'the two waves cannot be compared: type is "any" in the earlier and "meeting socially" in '
        "the later"
    )
    assert refusal(wave(), wave().to_undirected()) == (
        "the two waves cannot be compared: only one of them has directed ties; give two graphs of "
        "one sort"
    )


# ---------------------------------------------------------------- quadratic assignment


def test_the_florentine_families_marry_whom_they_do_business_with() -> None:
    """R's sna 2.7.1, ``gcor`` of Padgett's two networks: 0.3718679; p < 0.001."""
    marriage = nx.florentine_families_graph()
    marriage.add_node("Pucci")
    said = row(marriage, business(marriage), permutations=2000)
    assert said["qap"] == pytest.approx(0.3718679, abs=1e-7)
    assert said["qap_p"] < 0.005
    assert (said["permutations"], said["exact"]) == (2000, False)


def test_what_is_unknown_is_left_out_of_the_correlation_as_r_leaves_it_out() -> None:
    """R's sna 2.7.1, ``gcor``, with the third row of the one and the seventh of the other NA."""
    marriage = nx.florentine_families_graph()
    marriage.add_node("Pucci")
    before, after = marriage.to_directed(), business(marriage).to_directed()
    for graph, silent in ((before, 2), (after, 6)):
        answered = {node: number != silent for number, node in enumerate(marriage)}
        nx.set_node_attributes(graph, answered, "respondent")
    assert row(before, after)["qap"] == pytest.approx(0.3718587, abs=1e-7)


def business(families: Graph) -> Graph:
    """Business between Florentine families, in the order of their marriages (Padgett's data)."""
    graph: Graph = nx.Graph()
    graph.add_nodes_from(families)
    for one, others in {
        "Barbadori": "Castellani Ginori Medici Peruzzi",
        "Bischeri": "Guadagni Lamberteschi Peruzzi",
        "Castellani": "Lamberteschi Peruzzi",
        "Lamberteschi": "Guadagni Peruzzi",
        "Medici": "Ginori Pazzi Salviati Tornabuoni",
    }.items():
        graph.add_edges_from((one, other) for other in others.split())
    return graph


@pytest.mark.parametrize("edges", [(), ("p1 p2", "p2 p1")], ids=["no tie", "every tie"])
def test_a_wave_that_does_not_vary_has_no_correlation_and_no_test(edges: tuple[str, ...]) -> None:
    roster = ROSTER[:2]
    said = row(wave(*edges, roster=roster), wave("p1 p2", roster=roster))
    assert [said[name] for name in ("qap", "qap_p", "permutations", "exact")] == [None] * 4


def test_where_no_permutations_are_wanted_there_is_a_correlation_and_no_test() -> None:
    said = row(wave("p1 p2"), wave("p1 p2"), permutations=0)
    assert [said[name] for name in ("qap", "qap_p", "permutations", "exact")] == [
        1,
        None,
        None,
        None,
    ]


def test_fewer_permutations_than_none_are_refused() -> None:
    with pytest.raises(NoPermutations) as refused:
        change({}, permutations=-1)
    assert str(refused.value) == "permutations cannot be -1; give a whole number, 0 to 1000000"


def test_one_seed_gives_one_p() -> None:
    one, other = (nx.gnp_random_graph(9, 0.3, seed=seed, directed=True) for seed in (1, 2))
    drawn = [row(one, other, permutations=99, seed=seed)["qap_p"] for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1] != drawn[2]


# ---------------------------------------------------------------- laws


@st.composite
def two_waves(draw: st.DrawFn) -> tuple[Graph, Graph]:
    """Two waves on one roster of up to five, of whom some did not answer."""
    roster = ROSTER[: draw(st.integers(0, 4))] + draw(st.sampled_from([(), ("p5",)]))
    directed = draw(st.booleans())
    pairs = [" ".join(pair) for pair in permutations(roster, 2)]
    some = st.lists(st.sampled_from(pairs), unique=True) if pairs else st.just([])
    answered = st.lists(st.sampled_from(roster)) if roster else st.just([])
    made = [wave(*draw(some), roster=roster, answered=tuple(draw(answered))) for _ in range(2)]
    one, other = made if directed else [graph.to_undirected() for graph in made]
    return one, other


def matrix(graph: Graph) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Tied or not, NaN where it could not be seen; nobody to themselves."""
    cells = nx.to_numpy_array(graph)
    answered = [said["respondent"] for said in graph.nodes.values()]
    for i, j in np.ndindex(cells.shape):
        seen = answered[i] or (answered[j] and not graph.is_directed())
        cells[i, j] = cells[i, j] if seen and i != j else nan
    return cells


def correlation(one: Any, other: Any) -> float:  # noqa: ANN401 - matrices
    """The slow definition: Pearson's, over the cells that are known in both."""
    known = ~np.isnan(one) & ~np.isnan(other)
    first, second = one[known], other[known]
    if len(set(first)) < 2 or len(set(second)) < 2:
        return nan
    return float(np.corrcoef(first, second)[0, 1])


@given(both=two_waves())
def test_counts_and_correlation_are_those_of_the_matrices(both: tuple[Graph, Graph]) -> None:
    one, other = map(matrix, both)
    known = ~np.isnan(one) & ~np.isnan(other)
    ways = 1 if both[0].is_directed() else 2
    said = row(*both, permutations=120)
    assert said["pairs"] == known.sum() // ways
    assert (said["why_missing"] is None) == known.any()
    if not known.any():
        counts = ("kept", "new", "lost", "hamming", "jaccard", "density_change", "density_p", "qap")
        assert {said[name] for name in (*counts, "density_earlier", "density_later")} == {None}
        return
    assert said["kept"] == ((one == 1) & (other == 1)).sum() // ways
    assert said["new"] == ((one == 0) & (other == 1)).sum() // ways
    assert said["lost"] == ((one == 1) & (other == 0)).sum() // ways
    for cells, density in ((one, said["density_earlier"]), (other, said["density_later"])):
        assert density == pytest.approx(cells[known].mean())
    observed = correlation(one, other)
    if isnan(observed):
        assert said["qap"] is None
        return
    orders = [list(order) for order in permutations(range(len(one)))]
    values = [correlation(one, other[np.ix_(order, order)]) for order in orders]
    as_large = sum(not value < observed - 1e-9 for value in values)
    assert said["qap"] == pytest.approx(observed)
    assert said["qap_p"] == pytest.approx(as_large / len(orders))
    assert said["exact"] is True


@given(both=two_waves())
def test_a_wave_compared_with_itself_shows_no_change(both: tuple[Graph, Graph]) -> None:
    said = row(both[0], both[0], permutations=120)
    nothing = 0 if said["pairs"] else None
    assert (said["new"], said["lost"], said["hamming"]) == (nothing, nothing, nothing)
    assert said["jaccard"] == (1 if said["kept"] else None)
    assert said["density_change"] == (0 if said["pairs"] else None)
    assert said["density_p"] in (None, 1)
    assert said["qap"] in (None, pytest.approx(1))


@given(both=two_waves())
def test_going_back_what_was_new_is_lost_and_all_else_is_the_same(
    both: tuple[Graph, Graph],
) -> None:
    there, back = row(*both, permutations=120), row(*reversed(both), permutations=120)
    assert (there["new"], there["lost"]) == (back["lost"], back["new"])
    for name in ("pairs", "kept", "jaccard", "hamming", "density_p", "exact"):
        assert there[name] == back[name]
    for name in ("qap", "qap_p"):
        assert back[name] == (None if there[name] is None else pytest.approx(there[name]))


@given(both=two_waves(), shuffler=st.randoms())
def test_relabelling_and_the_order_of_records_change_nothing(
    both: tuple[Graph, Graph], shuffler: Random
) -> None:
    names = list(both[0])
    assume(names)
    renamed = dict(zip(names, shuffler.sample(range(100), len(names)), strict=True))
    others = []
    for graph in both:
        moved = nx.relabel_nodes(graph, renamed)
        other = graph.__class__()
        other.add_nodes_from(shuffler.sample(list(moved.nodes.items()), len(names)))
        other.add_edges_from(shuffler.sample(list(moved.edges), len(moved.edges)))
        others.append(other)
    one, another = row(*both, permutations=120), row(*others, permutations=120)
    for name, value in one.items():
        same = pytest.approx(value) if isinstance(value, float) else value
        assert another[name] == same, name
