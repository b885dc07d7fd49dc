"""The enquiry cycle: what is asked, of whom, by whom; and the log of what took place."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from nsee_core.records.base import Base, Count, FreeText, Id, NoTruth, Part, Text, To
from nsee_core.records.dates import When

Account = Literal["log", "narrative"]
Outcome = Literal["completed", "discontinued"]
Event = Literal["took place", "started", "completed"]
#: How many learners an enquiry looks at (Education Scotland, Creating an enquiring question).
Scale = Literal["one learner", "small group", "class", "year group", "department", "whole school"]
#: Where an enquiry works (nsee.org.uk, What do we mean by collaborative).
Level = Literal["classroom", "department", "whole school", "between schools", "between authorities"]
Focus = Text

#: How evidence and insights refer to a question of their cycle.
QuestionKey = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$",
        description="letters, digits and . _ - only, no blanks, at most 50",
    ),
]
#: How entries and evidence refer to a step of their cycle's protocol.
StepKey = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="one line of text, at most 200 characters",
    ),
]

_XES = {"start": "started", "complete": "completed"}


def _from_xes(value: Any) -> Any:  # noqa: ANN401 - whatever was given
    return _XES.get(value, value) if isinstance(value, str) else value


class Question(Part):
    """One enquiry question: its three parts, or only the text that was printed.

    The three parts are those of Education Scotland's page "Creating an enquiring question":
    a stem, a change to practice, and an anticipated outcome.
    """

    key: QuestionKey = "q1"
    """How evidence and insights refer to it, within its cycle."""
    text: Text | None = None
    """The question as a whole."""
    stem: Text | None = None
    """How it opens, such as "In what way"."""
    change: Text | None = None
    """The aspect of practice that is tried."""
    outcome: Text | None = None
    """What is anticipated."""


class Success(Part):
    """One answer to "What would success look like?": a measure, for whom, from where to where."""

    measure: Text
    """What is looked at."""
    baseline: FreeText = None
    """Where it stood at the start."""
    intended: FreeText = None
    """Where it is hoped to stand."""
    for_whom: FreeText = None
    """Who is expected to benefit."""


class Cycle(Base):
    """One enquiry cycle of one group, following one protocol.

    A cycle that was kept as a *log* says which steps took place; a *narrative* is told
    afterwards, and what it does not mention is undocumented, never missing.
    """

    kind: Literal["cycle"] = "cycle"
    title: Text | None = None
    """What it is called."""
    account: Account = "log"
    """Whether its steps were logged, or it is told afterwards."""
    protocol: (
        Annotated[
            str,
            Field(
                pattern=r"^[a-z0-9][a-z0-9-]{0,99}$",
                description="small letters, digits and - only, at most 100",
            ),
        ]
        | None
    ) = None
    """The key of the protocol that it follows; a narrative need not name one."""
    network: Annotated[Id, To("network")] | None = None
    """The network that it belongs to."""
    led_by: tuple[
        Annotated[Id, To("person", "team", "trio", "school", "authority", "partner")], ...
    ] = ()
    """Who leads it."""
    trio: Annotated[Id, To("trio")] | None = None
    """The trio whose members take turns in it."""
    critical_friends: Annotated[Id, To("trio")] | None = None
    """The external trio of critical friends that supports it."""
    organisations: tuple[Annotated[Id, To("school", "authority", "partner")], ...] = ()
    """The schools and other organisations that take part."""
    questions: tuple[Question, ...] = ()
    """What is asked."""
    focus: tuple[Focus, ...] = ()
    """The area of learning, such as numeracy."""
    target_group: FreeText = None
    """The learners it is about, in words."""
    target_size: Count | None = None
    """How many learners."""
    scale: Scale | None = None
    """How many learners, as Education Scotland groups them."""
    level: Level | None = None
    """Where it works, from a classroom to several authorities."""
    success: tuple[Success, ...] = ()
    """What success would look like."""
    improvement_plan: FreeText = None
    """The school or authority improvement plan that it is linked to."""
    follows: Annotated[Id, To("cycle")] | None = None
    """The earlier cycle that it follows on from."""
    started: When | None = None
    """When it began."""
    ended: When | None = None
    """When it ended."""
    outcome: Outcome | None = None
    """How it ended: completed, or discontinued."""
    outcome_why: FreeText = None
    """Why it was discontinued."""


class Entry(Base):
    """One line of a cycle's log: a step took place, or was started, or was completed."""

    kind: Literal["entry"] = "entry"
    cycle: Annotated[Id, To("cycle", part=True)]
    """The cycle."""
    step: StepKey
    """The key of the step in the cycle's protocol."""
    event: Annotated[Event, BeforeValidator(_from_xes)] = "took place"
    """Took place (the usual), started or completed; XES start and complete are read too."""
    when: When | None = None
    """When, as precisely as is known."""
    sequence: Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000), NoTruth] | None = None
    """The place in the order of the log, where the log states one."""
    by: tuple[
        Annotated[Id, To("person", "team", "trio", "school", "authority", "partner")], ...
    ] = ()
    """Who did it."""
    lesson: Annotated[Id, To("lesson")] | None = None
    """The research lesson, for a step that is done once a lesson."""
    evidence: tuple[Annotated[Id, To("evidence")], ...] = ()
    """What was gathered or used in it."""
    why: FreeText = None
    """The reason, above all on going back to an earlier step."""
    corrects: Annotated[Id, To("entry")] | None = None
    """The earlier entry of the same cycle that this one stands in for, at that one's place."""
