"""A protocol, as data: phases, steps, who takes part, what each step needs, what follows what."""

from collections import Counter
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from nsee_core.automata import Template
from nsee_core.records.base import Text
from nsee_core.records.evidence import EvidenceType
from nsee_core.wording import listed, perhaps

#: On what a requirement rests; ``agreed`` is what these people agreed, then.
RequirementBasis = Literal["printed", "agreed", "ethics", "inferred", "unsourced"]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,99}$")]
#: The three phases of SIPP, to which the steps of every protocol are matched.
SippPhase = Literal["preparing the ground", "exploring the evidence", "testing change"]
#: Whether a constraint looks at the whole cycle or at each research lesson by itself.
Scope = Literal["cycle", "lesson"]
#: What a step may need of the cycle itself.
CycleField = Literal[
    "questions", "success", "target_group", "organisations", "led_by", "trio", "improvement_plan"
]
_SINGLE = ("target_group", "trio", "improvement_plan")
#: The kinds of record that a step may need some of.
NeededKind = Literal["insight", "change", "resource", "barrier", "transfer"]

#: How many belong to a trio.
TRIO = 3
MOST_STEPS = 400
MOST_CONSTRAINTS = 2000


class Said(BaseModel):
    """Something that a protocol states, with where and on what authority."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    basis: RequirementBasis | None = None
    """On what it rests; by default on what the protocol as a whole rests."""
    source: Text | None = None
    """The page or document that states it; in the shipped ones, a key of the list of sources."""


class Phase(Said):
    """A phase: steps that belong together."""

    key: Key
    title: Text | None = None
    """The name in print."""


class After(Said):
    """That a step is begun only after another was completed once."""

    step: Key


class Need(Said):
    """What a step needs: evidence, other records, or something said of the cycle.

    Exactly one of ``evidence``, ``records`` and ``cycle`` says what.
    """

    evidence: tuple[EvidenceType, ...] | None = None
    """Evidence of any of these types, gathered for the step; an empty list means of any type."""
    records: NeededKind | None = None
    """Records of this kind, within the cycle."""
    cycle: CycleField | None = None
    """A field of the cycle that must say something."""
    at_least: Annotated[int, Field(ge=1, le=99)] = 1
    """How many."""

    @property
    def type(self) -> Literal["evidence", "records", "cycle"]:
        """Which of the three it names."""
        if self.evidence is not None:
            return "evidence"
        return "records" if self.records is not None else "cycle"

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(said is not None for said in (self.evidence, self.records, self.cycle)) != 1:
            raise ValueError("a need names one of evidence, records and cycle")
        if self.cycle in _SINGLE and self.at_least > 1:
            raise ValueError(f"a cycle has one {self.cycle}, not {self.at_least}")
        return self


def _as_after(value: object) -> object:
    if isinstance(value, list | tuple):
        return [{"step": item} if isinstance(item, str) else item for item in value]
    return value


def _as_required(value: object) -> object:
    if isinstance(value, bool):
        return {} if value else None
    if value is None or isinstance(value, dict | Said):
        return value
    raise ValueError("say true, false, or on what it rests: { basis = ... }")


class Step(Said):
    """One step: what is asked in it, where it stands, and what it needs.

    Its own ``basis`` and ``source`` are about there being such a step, with this question. What
    else is said of it rests on the same unless it says otherwise.
    """

    key: Key
    title: Text | None = None
    """Its name: as printed, unless ``title_basis`` says otherwise."""
    title_basis: RequirementBasis | None = None
    """On what the name rests, where the step is in print and its name is not."""
    question: Text | None = None
    """The guiding question, in the words of the source."""
    phase: Key | None = None
    """The phase that it belongs to."""
    sipp: SippPhase | None = None
    """The phase of SIPP that it corresponds to, so that protocols can share a table."""
    per: Scope = "cycle"
    """``lesson`` for a step that is done once in each research lesson."""
    required: Annotated[Said | None, BeforeValidator(_as_required)] = Field(
        default_factory=Said  # made when it is first needed, and with it the validator
    )
    """That a complete cycle has been through it: true, false, or on what that rests."""
    after: Annotated[tuple[After, ...], BeforeValidator(_as_after)] = ()
    """The steps that come first."""
    needs: tuple[Need, ...] = ()
    """What it needs."""


class Constraint(Said):
    """A constraint between steps, by its standard name in declarative process modelling."""

    template: Template
    """Its name, such as ``response``."""
    a: tuple[Key, ...]
    """The first set of steps: any of these."""
    b: tuple[Key, ...] = ()
    """The second set of steps, where the template has one."""
    n: Annotated[int, Field(ge=0, le=99)] | None = None
    """How many, where the template counts."""
    per: Scope = "cycle"
    """Whether it holds of the whole cycle or of each lesson by itself."""
    why: Text | None = None
    """The reason, in a sentence."""

    @model_validator(mode="after")
    def _fits_its_template(self) -> Self:
        if not self.a:
            raise ValueError(f"{self.template} needs at least one step in a")
        if self.template.binary != bool(self.b):
            says = "needs steps in b too" if self.template.binary else "takes no b"
            raise ValueError(f"{self.template} {says}")
        if self.template.takes_n and self.n is None:
            raise ValueError(f"{self.template} needs n, how many times")
        self.template.counted(self.n)
        if set(self.a) & set(self.b):
            raise ValueError(
                f"{self.template} relates a step to itself: {listed(self.a)} and {listed(self.b)}"
            )
        return self


class Rotation(Said):
    """That each member of the cycle's trio takes one role once, with all the others in another."""

    once: Literal["taught_by"] = "taught_by"
    """The role that each takes at least once."""
    others: Literal["observed_by"] = "observed_by"
    """The role of all the others in that lesson."""
    step: Key
    """The step that must have been completed in the lesson for it to count."""


class Lessons(Said):
    """How many research lessons a complete cycle has."""

    at_least: Annotated[int, Field(ge=1, le=99)]


class FocusPupils(Said):
    """That research lessons are planned around a few pupils, and how many they are.

    >>> FocusPupils(multiple_of=3, predicted=True).predicted
    Said(basis=None, source=None)
    """

    multiple_of: Annotated[int, Field(ge=1, le=99)] = 1
    """A lesson has so many of them, or a multiple of it."""
    predicted: Annotated[Said | None, BeforeValidator(_as_required)] = None
    """That what each will learn is predicted, and compared with what was seen: true, false, or on
    what that rests."""


class People(Said):
    """How many belong to the group that carries the cycle."""

    group: Literal["trio", "led_by", "organisations"]
    """Where the cycle names them; of a team or trio that leads it, the members count."""
    at_least: Annotated[int, Field(ge=1, le=99)]
    """How many at least."""

    @model_validator(mode="after")
    def _fits_its_group(self) -> Self:
        if self.group == "trio" and self.at_least > TRIO:
            raise ValueError(f"a trio has {TRIO} members, not {self.at_least}")
        return self


class Protocol(Said):
    """How a cycle goes: a value, read from TOML and checked as it is read.

    >>> toy = Protocol(key="toy", steps=[Step(key="try"), {"key": "look", "after": ["try"]}])
    >>> [step.key for step in toy.steps], toy.step("look").after[0].step
    (['try', 'look'], 'try')
    """

    key: Key
    """What cycles call it by."""
    title: Text | None = None
    """Its name."""
    also: tuple[Key, ...] = ()
    """Other keys that it answers to."""
    about: Text | None = None
    """What it is, in a sentence or two."""
    phases: tuple[Phase, ...] = ()
    """Its phases in order; each begins after the required steps of the one before."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MOST_STEPS)]
    """Its steps, in the order in which they are told."""
    constraints: Annotated[tuple[Constraint, ...], Field(max_length=MOST_CONSTRAINTS)] = ()
    """What else must hold between steps."""
    phase_order: Said | None = None
    """On what the order of the phases rests."""
    completeness: Said | None = None
    """On what it rests that no required step is left out, where not on what the steps do."""
    lessons: Lessons | None = None
    """How many research lessons it takes."""
    rotation: Rotation | None = None
    """How roles rotate."""
    focus_pupils: FocusPupils | None = None
    """What is asked of the pupils in focus of a research lesson."""
    people: tuple[People, ...] = ()
    """How many take part."""

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        steps = _only_once([step.key for step in self.steps], "step")
        phases = _only_once([phase.key for phase in self.phases], "phase")
        for step in self.steps:
            if step.phase is not None:
                _known([step.phase], phases, f"step {step.key}: phase")
            _known([after.step for after in step.after], steps, f"step {step.key}: after")
            if step.key in [after.step for after in step.after]:
                raise ValueError(f"step {step.key} comes after itself")
        for number, constraint in enumerate(self.constraints, start=1):
            _known([*constraint.a, *constraint.b], steps, f"constraint {number}: step")
        if self.rotation is not None:
            _known([self.rotation.step], steps, "rotation: step")
        self._has_lessons_where_asked()
        return self

    def _has_lessons_where_asked(self) -> None:
        each = [step.key for step in self.steps if step.per == "lesson"]
        if self.lessons is not None and not each:
            raise ValueError('lessons are asked for, and no step has per = "lesson"')
        if self.focus_pupils is not None and not each:
            raise ValueError('focus pupils are asked for, and no step has per = "lesson"')
        if self.rotation is not None and self.rotation.step not in each:
            raise ValueError(f'rotation: step {self.rotation.step} must have per = "lesson"')

    def __hash__(self) -> int:
        """Cheap, and the same for equal protocols: a protocol is the key of several caches."""
        return hash((self.key, len(self.steps)))

    @cached_property
    def step_keys(self) -> frozenset[str]:
        """The keys of its steps."""
        return frozenset(step.key for step in self.steps)

    def step(self, key: str) -> Step:
        """The step of this key.

        Raises:
            KeyError: the protocol has no such step.
        """
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def basis_of(self, *said: Said | None) -> RequirementBasis:
        """On what a requirement rests: the first of these that says, else the protocol's own."""
        return next((s.basis for s in (*said, self) if s is not None and s.basis), "agreed")

    def source_of(self, *said: Said | None) -> str | None:
        """Where it is stated; what says its own basis has no source but its own."""
        for said_here in (*said, self):
            if said_here is not None and (said_here.source or said_here.basis):
                return said_here.source
        return None


def _only_once(keys: list[str], noun: str) -> list[str]:
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise ValueError(f"two {noun}s have the key {twice[0]}")
    return keys


def _known(keys: list[str], known: list[str], where: str) -> None:
    for key in keys:
        if key not in known:
            raise ValueError(f"{where} {key} is not declared{perhaps(key, known)}")
