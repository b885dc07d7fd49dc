"""Research lessons: planned together, taught by one, observed by the others."""

from typing import Annotated, Literal

from pydantic import Field

from nsee_core.records.base import Base, FreeText, Id, NoTruth, Part, Private, Text, To
from nsee_core.records.dates import When

#: What the three members of a trio share (Inclusive Inquiry guide, step 1.2).
Variant = Literal["same plan", "same approach", "same topic"]
Ordinal = Annotated[int, Field(ge=1, le=1000), NoTruth]


class FocusPupil(Part):
    """A pupil, or the sort of learner that they typify, watched for what they learn."""

    pupil: Annotated[Id, To("person")] | None = None
    """The pupil."""
    typifies: FreeText = None
    """The group of learners they stand for, such as middle attaining."""
    predicted: Annotated[Text | None, Private("sensitive")] = None
    """What the group expected of them."""
    observed: Annotated[Text | None, Private("sensitive")] = None
    """What was seen."""


class Lesson(Base):
    """One teaching of a research lesson."""

    kind: Literal["lesson"] = "lesson"
    cycle: Annotated[Id, To("cycle", part=True)]
    """The cycle that it belongs to."""
    title: FreeText = None
    """What it is called."""
    when: When | None = None
    """When it was taught."""
    taught_by: Annotated[Id, To("person")] | None = None
    """Who taught it."""
    observed_by: tuple[Annotated[Id, To("person")], ...] = ()
    """The colleagues who observed it."""
    pupil_observers: tuple[Annotated[Id, To("person")], ...] = ()
    """The pupils who observed it, as researchers."""
    round: Ordinal | None = None
    """Which round of the group's lessons it is part of."""
    position: Ordinal | None = None
    """First, second, third in its round."""
    stage: FreeText = None
    """The stage taught, such as P4."""
    plan: FreeText = None
    """The plan: its title or address."""
    plan_version: Ordinal | None = None
    """Which version of the plan was taught."""
    variant: Variant | None = None
    """What the teachers of the round share: the same plan, approach or topic."""
    revises: Annotated[Id, To("lesson")] | None = None
    """The earlier lesson whose plan this one revises."""
    after_discussion: Annotated[Id, To("entry", "evidence")] | None = None
    """The discussion of that lesson which the revision rests on."""
    focus_pupils: tuple[FocusPupil, ...] = ()
    """The pupils watched most closely."""
    remarks: FreeText = None
    """What was noticed."""
