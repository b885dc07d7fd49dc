"""Ties by wave: everybody who was asked is there, and what is unknown is not taken for nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from random import Random
from typing import Any, get_args

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Membership,
    Network,
    Person,
    Programme,
    School,
    Survey,
    Team,
    Tie,
    TieQuestion,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.graphs.reported import ties, waves
from nsee_core.networks.graphs.wanted import NoSuchSurvey, NoSuchTie
from nsee_core.networks.placing.levels import LEVELS, Level, UnknownLevel
from nsee_core.records import Base
from nsee_core.records.dates import NotADate
from nsee_core.records.surveys import TieType
from nsee_core.wording import listed

ADVICE = TieQuestion(
    key="advice", text="To whom do you turn?", type="seeking professional knowledge"
)
FRIENDS = TieQuestion(key="friends", type="meeting socially", at_most=3)
PEOPLE: list[Base] = [
    Authority(id="moray"),
    Authority(id="highland"),
    School(id="s1", name="Kilmory Primary", authority="moray"),
    School(id="s2", authority="highland"),
    Person(id="p1", school="s1", type="practitioner", name="withheld"),
    Person(id="p2", school="s1"),
    Person(id="p3", school="s2"),
    Person(id="p4", school="s2"),
    Person(id="away"),
]
ROSTER = ("p1", "p2", "p3", "p4")
WAVE = Survey(
    id="w1",
    wave=1,
    when=When("May 2018"),
    questions=(ADVICE, FRIENDS),
    roster=ROSTER,
    respondents=("p1", "p3"),
)


def tie(id_: str, sender: str, receiver: str, **said: object) -> Tie:
    return Tie.model_validate(
        {"id": id_, "survey": "w1", "sender": sender, "receiver": receiver, **said}
    )


def of(*records: Base, wave: Survey = WAVE) -> Programme:
    return Programme.of([*PEOPLE, wave, *records])


def edges(graph: nx.DiGraph[str]) -> set[tuple[str, str]]:
    return set(graph.edges)


def each(graph: nx.DiGraph[str], name: str) -> dict[str, Any]:
    """What every node says of one thing; None where it says nothing."""
    return {node: said.get(name) for node, said in graph.nodes.items()}


def test_an_edge_goes_from_who_reports_a_tie_to_whom_they_name() -> None:
    assert edges(ties(of(tie("1", "p1", "p3")))) == {("p1", "p3")}


def test_everybody_on_the_roster_is_a_node_and_nobody_else() -> None:
    assert list(ties(of(tie("1", "p3", "p1")))) == list(ROSTER)


def test_whoever_answered_without_being_on_the_roster_was_asked() -> None:
    graph = ties(of(wave=WAVE.but(respondents=("p1", "away"))))
    assert list(graph) == [*ROSTER, "away"]
    assert graph.graph["asked"] == 5
    assert graph.graph["response_rate"] == 0.4


def test_nodes_say_what_is_known_of_them_and_no_name_of_a_person() -> None:
    assert ties(of()).nodes["p1"] == {
        "kind": "person",
        "school": "s1",
        "authority": "moray",
        "role": "practitioner",
        "respondent": True,
    }
    assert ties(of(), level="schools").nodes["s1"]["name"] == "Kilmory Primary"


def test_who_is_not_among_the_respondents_did_not_answer() -> None:
    assert each(ties(of()), "respondent") == {"p1": True, "p2": False, "p3": True, "p4": False}


def test_where_nobody_is_said_to_have_answered_nothing_is_said_of_answering() -> None:
    graph = ties(of(wave=WAVE.but(respondents=())), level="schools")
    assert graph.nodes["s2"] == {
        "kind": "school",
        "school": "s2",
        "authority": "highland",
        "asked": 2,
    }
    assert graph.graph["respondents"] is None
    assert graph.graph["response_rate"] is None


def test_a_wave_without_a_roster_has_those_who_answered_and_those_who_are_named() -> None:
    graph = ties(of(tie("1", "p1", "p2"), wave=WAVE.but(roster=())))
    assert each(graph, "respondent") == {"p1": True, "p3": True, "p2": False}
    assert graph.graph["roster"] == ()
    assert graph.graph["asked"] is None
    assert graph.graph["response_rate"] is None


def test_where_neither_roster_nor_respondents_are_known_nobody_is_said_to_be_silent() -> None:
    graph = ties(of(tie("1", "p1", "p2"), wave=Survey(id="w1")))
    assert each(graph, "respondent") == {"p1": None, "p2": None}


def test_strengths_add_up_and_a_tie_without_one_counts_1() -> None:
    records = of(tie("1", "p1", "p3", strength=2.5), tie("2", "p1", "p3"))
    graph = ties(records, weighting="strength")
    assert graph.edges["p1", "p3"] == {"weight": 3.5, "ties": 2, "types": ()}


def test_an_edge_names_the_types_of_its_ties_by_themselves_or_by_their_questions() -> None:
    graph = ties(
        of(
            tie("1", "p1", "p3", question="friends"),
            tie("2", "p1", "p3", type="exchanging resources"),
            tie("3", "p1", "p3", question="friends", type="meeting socially"),
        )
    )
    assert graph.edges["p1", "p3"]["types"] == ("exchanging resources", "meeting socially")


def test_strength_0_says_that_there_is_no_tie() -> None:
    assert not edges(ties(of(tie("1", "p1", "p3", strength=0))))


def test_a_tie_without_a_question_answers_the_only_one() -> None:
    wave = WAVE.but(questions=(ADVICE,))
    graph = ties(of(tie("1", "p1", "p3"), wave=wave), question="advice")
    assert graph.edges["p1", "p3"]["types"] == ("seeking professional knowledge",)


def test_a_tie_without_a_question_answers_none_in_particular_of_two() -> None:
    assert not edges(ties(of(tie("1", "p1", "p3")), question="advice"))


def test_above_people_the_ties_of_members_add_up_and_those_inside_are_counted_by_the_node() -> None:
    graph = ties(
        of(
            tie("1", "p1", "p3"),
            tie("2", "p2", "p4", strength=2),
            tie("3", "p1", "p2"),
            tie("4", "p2", "p1"),
        ),
        level="schools",
        weighting="strength",
    )
    assert dict(graph.edges) == {("s1", "s2"): {"weight": 3.0, "ties": 2, "types": ()}}
    assert each(graph, "inside") == {"s1": 2, "s2": None}


def test_a_school_answered_if_one_of_its_people_did_and_counts_them() -> None:
    graph = ties(of(wave=WAVE.but(respondents=("p2",))), level="schools")
    s1, s2 = graph.nodes["s1"], graph.nodes["s2"]
    assert (s1["respondent"], s1["asked"], s1["answered"]) == (True, 2, 1)
    assert (s2["respondent"], s2["asked"], s2["answered"]) == (False, 2, 0)
    assert graph.graph["response_rate"] == 0.25


def test_the_order_of_a_roster_does_not_decide_whether_a_school_answered() -> None:
    for roster in permutations(ROSTER):
        graph = ties(of(wave=WAVE.but(roster=roster)), level="schools")
        assert each(graph, "respondent") == {"s1": True, "s2": True}


def test_a_team_at_the_end_of_a_tie_is_its_members_and_no_one_is_tied_to_themselves() -> None:
    team = Team(id="team", members=("p1", "p3"))
    graph = ties(of(team, tie("1", "team", "p1")))
    assert edges(graph) == {("p3", "p1")}
    assert "inside" not in graph.nodes["p1"]


def test_the_graph_says_which_wave_it_is_and_what_was_asked() -> None:
    assert ties(of(), question="friends", type="meeting socially").graph == {
        "about": "ties",
        "level": "people",
        "as_of": None,
        "survey": "w1",
        "wave": 1,
        "when": "May 2018",
        "question": "friends",
        "type": "meeting socially",
        "weighting": "strength",
        "at_least": None,
        "asked_for": (FRIENDS,),
        "at_limit": (),
        "roster": ROSTER,
        "people": ROSTER,
        "respondents": ("p1", "p3"),
        "asked": 4,
        "answered": 2,
        "response_rate": 0.5,
        "unlisted": 0,
        "unplaced": (),
        "self_ties": (),
        "off_roster": (),
        "too_weak": (),
        "without_strength": (),
    }


@pytest.mark.parametrize(
    ("type_", "questions"),
    [(None, (ADVICE, FRIENDS)), ("meeting socially", (FRIENDS,)), ("working together", ())],
    ids=str,
)
def test_of_a_type_are_asked_for_the_questions_that_it_can_answer(
    type_: None, questions: tuple[TieQuestion, ...]
) -> None:
    assert ties(of(), type=type_).graph["asked_for"] == questions


def test_a_question_that_asks_for_no_type_can_be_answered_by_any() -> None:
    anything = TieQuestion(key="q1")
    graph = ties(of(wave=WAVE.but(questions=(anything,))), type="working together")
    assert graph.graph["asked_for"] == (anything,)


def test_counts_stand_in_for_a_roster_and_respondents_that_are_not_known() -> None:
    said = ties(of(wave=Survey(id="w1", asked=12, answered=9))).graph
    assert (said["asked"], said["answered"], said["response_rate"]) == (12, 9, 0.75)


@pytest.mark.parametrize(
    "survey",
    [
        Survey(id="w1", asked=10, answered=12),
        Survey(id="w1", roster=ROSTER, answered=5),
        Survey(id="w1", asked=1, respondents=("p1", "p2")),
    ],
    ids=["counts", "a roster", "respondents"],
)
def test_where_more_answered_than_were_asked_the_response_rate_is_not_known(
    survey: Survey,
) -> None:
    assert ties(of(wave=survey)).graph["response_rate"] is None


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("said", "unlisted"),
    [
        ({"asked": 10, "answered": 10}, 8),
        ({"asked": 10, "respondents": ("p1", "p3")}, 7),
        ({"asked": 1}, 0),
        ({}, 0),
        ({"roster": ROSTER}, 0),
        ({"roster": ROSTER, "asked": 10}, 6),
        ({"roster": ("team", "nobody"), "asked": 4}, 0),
    ],
    ids=str,
)
def test_unlisted_are_as_many_as_were_asked_and_are_not_named(
    level: Level, said: dict[str, Any], unlisted: int
) -> None:
    team = Team(id="team", members=("p1", "p2", "p3"))
    survey = Survey.model_validate({"id": "w1", **said})
    programme = of(team, tie("1", "p1", "p2"), wave=survey)
    assert ties(programme, level=level).graph["unlisted"] == unlisted


@pytest.mark.parametrize("level", LEVELS)
def test_the_people_who_were_asked_are_the_same_at_every_level(level: Level) -> None:
    team = Team(id="team", members=("p3", "away"))
    asked = Survey(id="w1", roster=("p1", "team"))
    assert ties(of(team, wave=asked), level=level).graph["people"] == ("p1", "p3", "away")
    answered = Survey(id="w1", respondents=("p2", "team"))
    graph = ties(of(team, tie("1", "p2", "p4"), wave=answered), level=level)
    assert graph.graph["people"] == ("p2", "p3", "away")


def test_that_nobody_answered_is_a_rate_of_0_and_that_nobody_was_asked_is_none() -> None:
    assert ties(of(wave=Survey(id="w1", asked=12, answered=0))).graph["response_rate"] == 0
    assert ties(of(wave=Survey(id="w1", asked=0, answered=0))).graph["response_rate"] is None


def test_what_is_no_edge_is_named() -> None:
    graph = ties(
        of(
            tie("self", "p1", "p1"),
            tie("off", "p1", "away"),
            tie("nobody", "p1", "unknown"),
            tie("good", "p1", "p2"),
        )
    )
    assert edges(graph) == {("p1", "p2")}
    assert graph.graph["self_ties"] == ("self",)
    assert graph.graph["off_roster"] == ("off", "nobody")
    assert graph.graph["unplaced"] == ()


def test_who_cannot_be_placed_is_named_where_there_is_no_roster() -> None:
    graph = ties(of(tie("nobody", "p1", "unknown"), wave=WAVE.but(roster=())))
    assert not edges(graph)
    assert graph.graph["unplaced"] == ("unknown",)


@pytest.mark.parametrize("level", LEVELS)
def test_whether_an_end_is_on_the_roster_is_asked_of_people_at_every_level(level: Level) -> None:
    programme = of(
        Person(id="colleague", school="s2"),
        Team(id="all-asked", members=("p1", "p3")),
        Team(id="some-asked", members=("p1", "colleague")),
        Team(id="elsewhere", members=("p3",), school="s3"),
        School(id="s3", authority="moray"),
        tie("good", "p1", "p3"),
        tie("not-asked", "p1", "colleague"),
        tie("team", "all-asked", "p4"),
        tie("mixed", "p1", "some-asked"),
        tie("school", "p1", "s2"),
        tie("nobody", "unknown", "p1"),
        tie("seconded", "p1", "elsewhere"),
    )
    graph = ties(programme, level=level)
    assert graph.graph["off_roster"] == ("not-asked", "mixed", "school", "nobody")
    assert graph.graph["unplaced"] == ()


def test_a_school_or_a_team_is_on_the_roster_if_it_is_named_there() -> None:
    team = Team(id="team", members=("p1",))
    survey = Survey(id="w1", roster=("s2", "team"), respondents=("s2",))
    graph = ties(of(team, tie("1", "s2", "p1"), tie("2", "p2", "s2"), wave=survey), level="schools")
    assert edges(graph) == {("s2", "s1")}
    assert graph.graph["off_roster"] == ("2",)


def test_who_is_at_an_end_and_whose_school_was_not_asked_is_a_node_that_did_not_answer() -> None:
    team = Team(id="team", members=("p3",), school="s3")
    programme = of(team, School(id="s3"), tie("1", "p1", "team"))
    graph = ties(programme, level="schools")
    assert edges(graph) == {("s1", "s3")}
    assert graph.nodes["s3"] == {"kind": "school", "school": "s3", "respondent": False}


def test_who_is_on_the_roster_and_nowhere_at_the_level_is_named() -> None:
    graph = ties(of(wave=WAVE.but(roster=(*ROSTER, "away"))), level="schools")
    assert graph.graph["unplaced"] == ("away",)
    assert graph.graph["asked"] == 5


def test_where_there_is_no_survey_the_ties_that_name_none_are_meant() -> None:
    learnt = Tie(id="1", sender="p1", receiver="p2")
    of_elsewhere = Tie(id="2", sender="p1", receiver="p3", survey="elsewhere")
    graph = ties(Programme.of([*PEOPLE, learnt, of_elsewhere]))
    assert edges(graph) == {("p1", "p2")}
    assert graph.graph["survey"] is None
    assert graph.graph["asked_for"] == ()


def test_where_there_is_one_survey_its_ties_are_meant_and_no_others() -> None:
    learnt = Tie(id="1", sender="p1", receiver="p2")
    assert edges(ties(of(learnt, tie("2", "p1", "p3")))) == {("p1", "p3")}


def test_ties_of_one_question_and_of_one_type() -> None:
    programme = of(
        tie("1", "p1", "p2", question="friends"),
        tie("2", "p1", "p3", question="advice"),
        tie("3", "p1", "p4", question="advice", type="meeting socially"),
    )
    assert edges(ties(programme, question="advice")) == {("p1", "p3"), ("p1", "p4")}
    assert edges(ties(programme, type="meeting socially")) == {("p1", "p2"), ("p1", "p4")}


@pytest.mark.parametrize(
    ("survey", "question", "type_", "message"),
    [
        ("w-1", None, None, 'there is no survey "w-1"; perhaps "w1" was meant'),
        ("x", None, None, 'there is no survey "x"; give the id of a survey'),
        (
            "w1",
            "advise",
            None,
            'the survey "w1" has no question "advise"; perhaps "advice" was meant',
        ),
        ("w1", "x", None, 'the survey "w1" has no question "x"; give advice or friends'),
        (
            "w1",
            None,
            "meeting socialy",
            'there is no type of tie "meeting socialy"; perhaps "meeting socially" was meant',
        ),
        (
            "w1",
            None,
            "x",
            f'there is no type of tie "x"; give {listed(get_args(TieType), "or")}',
        ),
    ],
    ids=str,
)
def test_what_there_is_not_is_refused(
    survey: str, question: str | None, type_: None, message: str
) -> None:
    with pytest.raises((NoSuchSurvey, NoSuchTie)) as refused:
        ties(of(), survey, question=question, type=type_)
    assert str(refused.value) == message


def test_no_question_can_be_given_where_none_was_asked() -> None:
    with pytest.raises(NoSuchTie) as refused:
        ties(of(wave=Survey(id="w1")), question="q1")
    assert str(refused.value) == 'the survey "w1" has no question "q1"; it has none: leave it out'
    with pytest.raises(NoSuchTie) as refused:
        ties(Programme.of(PEOPLE), question="q1")
    assert str(refused.value) == 'there is no survey that asks the question "q1"; leave it out'


def test_of_several_surveys_one_must_be_named() -> None:
    with pytest.raises(NoSuchSurvey) as refused:
        ties(of(Survey(id="w2")))
    assert str(refused.value) == "there are several surveys; say which: w1 or w2"


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(UnknownLevel):
        ties(of(), level="pupils")  # type: ignore[arg-type] # this is the mistake


# ---------------------------------------------------------------- waves


def test_waves_come_by_number_then_by_date_then_as_recorded() -> None:
    surveys = [
        Survey(id="undated"),
        Survey(id="undated-too"),
        Survey(id="of-2019", when=When("2019")),
        Survey(id="of-2018", when=When("2018")),
        Survey(id="tenth", wave=10),
        Survey(id="second-later", wave=2, when=When("2020")),
        Survey(id="second", wave=2, when=When("2017")),
    ]
    in_order = ["second", "second-later", "tenth", "of-2018", "of-2019", "undated", "undated-too"]
    assert list(waves(Programme.of(surveys))) == in_order


def test_each_wave_is_what_ties_makes_of_it() -> None:
    programme = of(
        WAVE.but(id="w2", wave=2), tie("1", "p1", "p2", question="friends"), tie("2", "p1", "p3")
    )
    for id_, graph in waves(programme, question="friends", level="schools").items():
        alone = ties(programme, id_, question="friends", level="schools")
        assert graph.graph == alone.graph
        assert nx.utils.graphs_equal(graph, alone)


def test_only_the_surveys_of_a_network_are_wanted_where_it_is_named() -> None:
    programme = of(Network(id="n1"), Network(id="n2"), Survey(id="w2", network="n1"))
    assert list(waves(programme, network="n1")) == ["w2"]
    assert list(waves(programme, network="n2")) == []


@pytest.mark.parametrize(
    ("network", "hint"),
    [("north", 'perhaps "northern" was meant'), ("x", "give the id of a network")],
)
def test_an_unknown_network_is_refused(network: str, hint: str) -> None:
    with pytest.raises(NoSuchSurvey) as refused:
        waves(of(Network(id="northern")), network=network)
    assert str(refused.value) == f'there is no network "{network}"; {hint}'


def test_a_network_from_elsewhere_is_known_by_its_surveys() -> None:
    assert list(waves(of(wave=WAVE.but(network="elsewhere")), network="elsewhere")) == ["w1"]


def test_a_question_that_some_wave_did_not_ask_is_refused() -> None:
    with pytest.raises(NoSuchTie):
        waves(of(Survey(id="w2")), question="advice")


# ---------------------------------------------------------------- looking back

HELD = [
    Survey(id="undated"),
    Survey(id="early", when=When("May 2018")),
    Survey(id="vague", when=When("2018")),
    Survey(id="late", when=When("2019")),
]


@pytest.mark.parametrize(
    ("as_of", "held"),
    [
        ("2018-04-30", ["undated"]),
        ("2018-06-30", ["early", "undated"]),
        ("2018-12-31", ["vague", "early", "undated"]),
        (None, ["vague", "early", "late", "undated"]),
    ],
)
def test_a_wave_is_there_once_it_was_certainly_held_and_an_undated_one_always(
    as_of: str | None, held: list[str]
) -> None:
    found = waves(Programme.of(HELD), as_of=as_of)
    assert list(found) == held
    assert {graph.graph["as_of"] for graph in found.values()} == {as_of}


def test_a_survey_that_was_not_held_yet_is_refused_in_words_that_say_so() -> None:
    for survey in ("vague", "late"):
        with pytest.raises(NoSuchSurvey) as refused:
            ties(Programme.of(HELD), survey, as_of="30 June 2018")
        assert str(refused.value) == (
            f'the survey "{survey}" was not certainly held by 30 June 2018; '
            "give a later date, or none"
        )
    with pytest.raises(NoSuchSurvey) as refused:
        ties(Programme.of(HELD[2:]), as_of="2018-06-30")
    assert str(refused.value) == (
        "no survey was certainly held by 2018-06-30; give a later date, or none"
    )


def test_the_only_survey_that_was_held_by_then_is_meant() -> None:
    graph = ties(Programme.of(HELD[1:]), as_of="2018-06-30")
    assert (graph.graph["survey"], graph.graph["as_of"]) == ("early", "2018-06-30")


def test_a_tie_of_a_later_date_and_a_member_who_joined_later_are_not_there_yet() -> None:
    programme = of(
        Team(id="team", members=("p1",)),
        Membership(id="m", group="team", member="p2", since=When("2019")),
        tie("1", "p1", "p3", when="2019"),
        tie("2", "team", "p4"),
    )
    assert edges(ties(programme, as_of="2018-12-31")) == {("p1", "p4")}
    assert edges(ties(programme)) == {("p1", "p3"), ("p1", "p4"), ("p2", "p4")}


def test_a_network_whose_surveys_are_all_later_is_known_and_has_no_waves() -> None:
    programme = of(wave=WAVE.but(network="elsewhere"))
    assert waves(programme, network="elsewhere", as_of="2017-12-31") == {}


@pytest.mark.parametrize("make", [ties, waves])
@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"level": ["people"]}, UnknownLevel),
        ({"type": ["meeting socially"]}, NoSuchTie),
        ({"question": ["advice"]}, NoSuchTie),
        ({"as_of": "year 2"}, NotAMoment),
        ({"as_of": "whenever"}, NotADate),
    ],
    ids=str,
)
def test_what_is_no_argument_is_refused_by_type(
    make: Callable[..., object], given: dict[str, object], error: type[ValueError]
) -> None:
    with pytest.raises(error):
        make(of(), **given)


def test_what_is_no_programme_no_survey_and_no_network_is_refused_by_type() -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not str"):
        ties("records.jsonl")  # type: ignore[arg-type] # this is the mistake
    with pytest.raises(NoSuchSurvey, match=r"give the id of a survey$"):
        ties(of(), ["w1"])  # type: ignore[arg-type] # this is the mistake
    with pytest.raises(NoSuchSurvey, match=r"give the id of a network$"):
        waves(of(), network=1)  # type: ignore[arg-type] # this is the mistake


def test_a_type_is_checked_where_there_is_no_wave_too() -> None:
    with pytest.raises(NoSuchTie):
        waves(Programme.of(PEOPLE), type="x")  # type: ignore[arg-type] # this is the mistake


# ---------------------------------------------------------------- laws

Row = tuple[str, str, int | None, str]
ENDS = st.sampled_from([*ROSTER, "away", "unknown"])
REPORTED = st.lists(
    st.tuples(ENDS, ENDS, st.none() | st.integers(0, 3), st.sampled_from(["advice", "friends"])),
    max_size=12,
)


def reported(rows: list[Row]) -> list[Base]:
    return [
        tie(str(number), sender, receiver, strength=strength, question=question)
        for number, (sender, receiver, strength, question) in enumerate(rows)
    ]


@given(rows=REPORTED, shuffler=st.randoms(), level=st.sampled_from(LEVELS))
def test_the_order_of_ties_changes_no_edge_and_no_node(
    rows: list[Row], shuffler: Random, level: Level
) -> None:
    records = reported(rows)
    other = shuffler.sample(records, len(records))
    one, another = (ties(of(*held), level=level) for held in (records, other))
    assert list(one.nodes.items()) == list(another.nodes.items())
    assert dict(one.edges.items()) == dict(another.edges.items())


@given(rows=REPORTED)
def test_every_tie_is_in_the_graph_or_named_or_no_tie(
    rows: list[Row],
) -> None:
    graph = ties(of(*reported(rows)))
    said = graph.graph
    drawn = sum(edge["ties"] for edge in graph.edges.values())
    none = sum(strength == 0 for _, _, strength, _ in rows)
    assert drawn + none + len(said["self_ties"]) + len(said["off_roster"]) == len(rows)


@given(rows=REPORTED)
def test_the_same_ties_are_off_the_roster_at_every_level(rows: list[Row]) -> None:
    found = [ties(of(*reported(rows)), level=level).graph["off_roster"] for level in LEVELS]
    assert found == found[:1] * 3


@given(
    dates=st.lists(st.sampled_from([None, "2017", "May 2018", "2018", "2019"]), max_size=4),
    early=st.sampled_from(["2017-12-31", "2018-05-31"]),
    late=st.sampled_from(["2018-12-31", "2020-01-01"]),
)
def test_a_wave_that_was_there_stays_there(dates: list[str | None], early: str, late: str) -> None:
    surveys = [Survey.model_validate({"id": f"w{n}", "when": when}) for n, when in enumerate(dates)]
    programme = Programme.of(surveys)
    assert set(waves(programme, as_of=early)) <= set(waves(programme, as_of=late))
    assert set(waves(programme, as_of=late)) <= set(waves(programme))


@given(rows=REPORTED)
def test_the_ties_of_all_questions_are_those_of_each_together(
    rows: list[Row],
) -> None:
    programme = of(*reported(rows))
    by_question = [ties(programme, question=key) for key in ("advice", "friends")]
    for ends, edge in ties(programme, weighting="strength").edges.items():
        assert edge["weight"] == sum(
            g.edges[ends]["weight"] for g in by_question if ends in g.edges
        )


def test_a_count_that_is_larger_than_the_names_is_how_many_were_asked() -> None:
    survey = Survey(id="w", roster=("p1", "p2"), respondents=("p1",), asked=10, answered=4)
    said = ties(Programme.of([survey])).graph
    assert (said["asked"], said["answered"], said["response_rate"]) == (10, 4, 0.4)
