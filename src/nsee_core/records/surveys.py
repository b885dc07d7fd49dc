"""Who says that they work with whom: one wave of a survey, and the ties that were reported."""

from typing import Annotated, Literal

from pydantic import Field

from nsee_core.records.base import Base, Count, FreeText, Id, NoTruth, Part, Text, To
from nsee_core.records.cycles import QuestionKey
from nsee_core.records.dates import When
from nsee_core.records.lessons import Ordinal

#: What a working relation consists of: the first four were asked for in the Shared Education study
#: of five primary schools (DOMAIN P165); the fifth is for records that say no more.
TieType = Literal[
    "exchanging resources",
    "seeking professional knowledge",
    "discussing personal matters",
    "meeting socially",
    "working together",
]
#: How often or how strongly, on the scale of the questionnaire; 0 says that there is no tie.
Strength = Annotated[float, Field(ge=0, le=1_000_000), NoTruth]


class TieQuestion(Part):
    """One question of a survey that asks for names: two waves compare where they ask the same."""

    key: QuestionKey = "q1"
    """How ties refer to it, within their survey."""
    text: Text | None = None
    """The question as it was put."""
    type: TieType | None = None
    """The sort of tie that it asks for."""
    at_most: Ordinal | None = None
    """How many names a respondent could give, where the form set a limit."""


class Survey(Base):
    """One wave of a survey of working relations: who was on its roster, and who answered.

    Somebody on the roster who did not answer has ties that are unknown, not none; so the roster
    and the respondents are part of the record, and a response rate can be computed.
    """

    kind: Literal["survey"] = "survey"
    name: Text | None = None
    """What the survey is called."""
    wave: Ordinal | None = None
    """Which wave it is: first, second, third."""
    repeats: Annotated[Id, To("survey")] | None = None
    """The earlier wave that it repeats."""
    network: Annotated[Id, To("network")] | None = None
    """The network whose relations it asks about."""
    when: When | None = None
    """When it was answered."""
    questions: tuple[TieQuestion, ...] = ()
    """What was asked."""
    roster: tuple[Annotated[Id, To("person", "school", "team", "authority", "partner")], ...] = ()
    """Everybody who was asked."""
    respondents: tuple[
        Annotated[Id, To("person", "school", "team", "authority", "partner")], ...
    ] = ()
    """Those of them who answered."""
    asked: Count | None = None
    """How many were asked, where only a count is known."""
    answered: Count | None = None
    """How many answered, where only a count is known."""


class Tie(Base):
    """A working relation, as one of the two reported it."""

    kind: Literal["tie"] = "tie"
    survey: Annotated[Id, To("survey", part=True)] | None = None
    """The wave that it was reported in; absent where it was learnt in another way."""
    question: QuestionKey | None = None
    """The question that it answers, by its key in the survey."""
    sender: Annotated[Id, To("person", "school", "team", "authority", "partner")]
    """Who reports it."""
    receiver: Annotated[Id, To("person", "school", "team", "authority", "partner")]
    """With whom."""
    type: TieType | None = None
    """What it consists of; where absent, what its question asks for."""
    strength: Strength | None = None
    """How often or how strongly, on the scale of the questionnaire."""
    when: When | None = None
    """When it held, where that is not when the survey was answered."""
    remarks: FreeText = None
    """What was added in words."""
