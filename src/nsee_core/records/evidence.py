"""What was gathered, what was learnt from it, and what was changed."""

from typing import Annotated, Literal

from pydantic import Field

from nsee_core.records.base import Base, Count, FreeText, Id, Private, Text, To
from nsee_core.records.cycles import QuestionKey, StepKey
from nsee_core.records.dates import When

EvidenceType = Literal[
    "observation",
    "pupil voice",
    "interview",
    "survey",
    "attainment data",
    "work samples",
    "document",
    "literature",
]
Bearing = Literal["for", "against", "mixed"]
Recording = Literal["none", "audio", "video", "photographs"]
Decision = Literal["adopt", "adapt", "abandon"]
Digest = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+:[0-9a-fA-F]{32,128}$",
        description="the algorithm, a colon and the checksum in hexadecimal digits",
    ),
]


class Evidence(Base):
    """Anything gathered or used to answer a question."""

    kind: Literal["evidence"] = "evidence"
    cycle: Annotated[Id, To("cycle", part=True)] | None = None
    """The cycle that it was gathered for."""
    title: FreeText = None
    """What it is."""
    type: EvidenceType | None = None
    """What sort of evidence it is."""
    step: StepKey | None = None
    """The step of the cycle that it serves."""
    lesson: Annotated[Id, To("lesson", part=True)] | None = None
    """The research lesson that it comes from."""
    question: QuestionKey | None = None
    """The key of the cycle's question that it answers."""
    about: tuple[Annotated[Id, To("person", "school", "trio", "team", "authority")], ...] = ()
    """Whom it is about."""
    n: Count | None = None
    """How many people, pieces of work or answers it rests on."""
    identifiable: bool | None = None
    """Whether a person could be recognised in it."""
    bearing: Bearing | None = None
    """Whether it speaks for the hoped outcome, against it, or both."""
    independent_source: FreeText = None
    """The source it comes from; two reports of one survey are one source."""
    gathered_by: tuple[Annotated[Id, To("person", "team", "trio", "partner")], ...] = ()
    """Who gathered it."""
    when: When | None = None
    """When it was gathered."""
    recording: Recording | None = None
    """Whether it was recorded, and how."""
    notice_given: bool | None = None
    """Whether the people recorded were told beforehand."""
    consents: tuple[Annotated[Id, To("consent")], ...] = ()
    """The consents that it rests on."""
    uri: Annotated[Text | None, Private("sensitive")] = None
    """Where it is kept; an address may name a person too."""
    digest: Digest | None = None
    """A checksum of what is kept there, such as ``sha256:...``."""
    text: Annotated[Text | None, Private("sensitive")] = None
    """The words themselves, where they must be held here."""
    destroyed: When | None = None
    """When the personal data in it were destroyed."""


class Insight(Base):
    """What was learnt: the answer to "What new insights do we have?"."""

    kind: Literal["insight"] = "insight"
    cycle: Annotated[Id, To("cycle", part=True)]
    """The cycle."""
    text: FreeText = None
    """What was learnt."""
    question: QuestionKey | None = None
    """The key of the cycle's question that it answers."""
    evidence: tuple[Annotated[Id, To("evidence")], ...] = ()
    """What it rests on."""
    when: When | None = None
    """When it was reached."""


class Change(Base):
    """What was changed: the answer to "What changes do we need to make?"."""

    kind: Literal["change"] = "change"
    cycle: Annotated[Id, To("cycle", part=True)]
    """The cycle."""
    text: FreeText = None
    """What was changed."""
    why: FreeText = None
    """Why it was expected to help."""
    insights: tuple[Annotated[Id, To("insight")], ...] = ()
    """What it rests on."""
    rejected: Annotated[tuple[Text, ...], Private("free text")] = ()
    """What was considered and not chosen."""
    predicted: FreeText = None
    """What was expected to happen."""
    observed: FreeText = None
    """What happened, set against what was expected."""
    evidence: tuple[Annotated[Id, To("evidence")], ...] = ()
    """The evidence of what happened."""
    decision: Decision | None = None
    """What was decided: adopt, adapt or abandon."""
    when: When | None = None
    """When it was made."""
    decided: When | None = None
    """When that was decided."""
    practice: Annotated[Id, To("practice")] | None = None
    """The way of working that it became."""
