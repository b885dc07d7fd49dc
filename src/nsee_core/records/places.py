"""Where schools belong: authorities, other organisations, schools, and what a school was like."""

from typing import Annotated, Literal

from pydantic import Field

from nsee_core.records.base import Base, Count, Id, NoTruth, Text, To
from nsee_core.records.dates import When
from nsee_core.records.units import Share

PartnerType = Literal["university", "national agency", "council service", "third sector", "other"]
GssCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Z][0-9]{8}$",
        description="a capital letter and eight digits, such as S12000035",
    ),
]
SeedCode = Annotated[
    str,
    Field(pattern=r"^[0-9]{7}$", coerce_numbers_to_str=True, description="seven digits"),
]
Sector = Literal["early learning", "primary", "secondary", "special", "all-through"]


class Authority(Base):
    """A local authority: in Scotland one of 32, each with its GSS code."""

    kind: Literal["authority"] = "authority"
    name: Text | None = None
    """The name in print, such as Argyll and Bute."""
    gss_code: GssCode | None = None
    """Government Statistical Service code, such as S12000035."""
    country: Text | None = None
    """The country, where it is not Scotland."""
    challenge_authority: bool | None = None
    """Whether it was one of the nine challenge authorities of the Scottish Attainment Challenge."""


class Partner(Base):
    """An organisation that is neither a school nor a local authority."""

    kind: Literal["partner"] = "partner"
    name: Text | None = None
    """The name in print."""
    type: PartnerType | None = None
    """What sort of organisation it is."""
    country: Text | None = None
    """The country, where it is not Scotland."""


class School(Base):
    """An establishment: a nursery, a school, a learning centre."""

    kind: Literal["school"] = "school"
    name: Text | None = None
    """The name in print."""
    seed_code: SeedCode | None = None
    """The seven-digit number of the establishment in Scottish Government statistics."""
    authority: Annotated[Id, To("authority")] | None = None
    """The local authority that it belongs to."""
    sector: Sector | None = None
    """Early learning, primary, secondary, special or all-through."""
    succeeded_by: Annotated[Id, To("school")] | None = None
    """The school that it became, by merger or renaming."""


class Profile(Base):
    """What a school was like in one session: its roll and the areas that its pupils live in.

    Pupils whose area is unknown are a category of their own in the published statistics, and are
    never folded into the quintiles (gov.scot, Achievement of Curriculum for Excellence Levels).
    """

    kind: Literal["profile"] = "profile"
    school: Annotated[Id, To("school", part=True)]
    """The school that is described."""
    session: When | None = None
    """The school session, such as 2018/19."""
    roll: Count | None = None
    """Pupils on the roll."""
    simd_edition: Annotated[int, Field(ge=2004, le=2100), NoTruth] | None = None
    """The edition of the Scottish Index of Multiple Deprivation; editions do not compare."""
    simd_q1: Share | None = None
    """Percent of pupils living in the most deprived fifth of areas."""
    simd_q2: Share | None = None
    """Percent of pupils living in the second most deprived fifth of areas."""
    simd_q3: Share | None = None
    """Percent of pupils living in the middle fifth of areas."""
    simd_q4: Share | None = None
    """Percent of pupils living in the second least deprived fifth of areas."""
    simd_q5: Share | None = None
    """Percent of pupils living in the least deprived fifth of areas."""
    simd_unknown: Share | None = None
    """Percent of pupils whose area is unknown."""
    free_meals: Share | None = None
    """Percent of pupils registered for free school meals."""
