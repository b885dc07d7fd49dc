"""Hypothesis strategies that the tests share: protocols, logs of them, programmes of any records.

Small on purpose: three or four steps, a few entries. What a law is about shows in little, and a
counterexample can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from nsee_core import Programme
from nsee_core.automata import Template
from nsee_core.protocol import Protocol
from nsee_core.records import KINDS, Base, Entry, When
from nsee_core.records.base import To
from nsee_core.records.frozen import FrozenMap
from nsee_core.records.links import link_fields

KEYS = ("a", "b", "c", "d")
LESSONS = ("l1", "l2", "l3")
UNKNOWN_STEP = "nowhere"
BASES = ("printed", "agreed", "ethics", "inferred", "unsourced")
DATES = ("2017-06-12", "2017-06-13", "June 2017", "2017", "spring 2017", "2018/19", "12/06/2017")

# ---------------------------------------------------------------- protocols

Row = dict[str, Any]


def _sometimes(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | values


def _given(**fields: object) -> Row:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


@st.composite
def constraints(draw: DrawFn, keys: Sequence[str], *, lessons: bool = True) -> Row:
    """A constraint by any template over some of the steps, of the cycle or of each lesson."""
    binary = [template for template in Template if template.binary]
    usable = list(Template) if len(keys) > 1 else [t for t in Template if t not in binary]
    template = draw(st.sampled_from(usable))
    shuffled = draw(st.permutations(keys))
    first = draw(st.integers(1, min(2, len(keys) - template.binary)))
    then = draw(st.integers(1, min(2, len(keys) - first))) if template.binary else 0
    return _given(
        template=template.value,
        a=list(shuffled[:first]),
        b=list(shuffled[first : first + then]),
        n=draw(st.integers(template.least_n, 2)) if template.takes_n else None,
        per=draw(st.sampled_from(("cycle", "lesson"))) if lessons else "cycle",
        basis=draw(_sometimes(st.sampled_from(BASES))),
    )


_needs = st.one_of(
    st.lists(st.sampled_from(("observation", "survey")), max_size=2, unique=True).map(
        lambda types: {"evidence": types}
    ),
    st.sampled_from(("insight", "change", "resource", "barrier", "transfer")).map(
        lambda kind: {"records": kind}
    ),
    st.sampled_from(
        ("questions", "success", "target_group", "organisations", "led_by", "improvement_plan")
    ).map(lambda field: {"cycle": field}),
)


@st.composite
def needs(draw: DrawFn) -> Row:
    """What a step may need."""
    need = draw(_needs)
    many = "evidence" in need or "records" in need
    return need | _given(
        at_least=draw(st.integers(1, 2)) if many else 1,
        basis=draw(_sometimes(st.sampled_from(BASES))),
    )


@st.composite
def steps(draw: DrawFn, keys: Sequence[str], phases: Sequence[str]) -> list[Row]:
    """Steps with these keys; each may come after others, whatever follows from that."""
    return [
        _given(
            key=key,
            per=draw(st.sampled_from(("cycle", "cycle", "lesson"))),
            required=draw(st.sampled_from((True, True, False, {"basis": "inferred"}))),
            phase=draw(_sometimes(st.sampled_from(phases))) if phases else None,
            basis=draw(_sometimes(st.sampled_from(BASES))),
            after=draw(
                st.lists(
                    st.sampled_from([other for other in keys if other != key]),
                    max_size=1,
                )
            )
            if len(keys) > 1
            else [],
            needs=draw(st.lists(needs(), max_size=1)),
        )
        for key in keys
    ]


FOCUS_PUPILS: tuple[Row, ...] = ({}, {"multiple_of": 2, "predicted": True}, {"multiple_of": 5})


@st.composite
def protocols(draw: DrawFn, most_steps: int = 4, most_constraints: int = 3) -> Protocol:
    """Any protocol of a few steps, whether or not it can be completed.

    With every template, of the cycle and of each lesson; phases, needs, people and rotation.
    """
    keys = KEYS[: draw(st.integers(1, most_steps))]
    phases = draw(st.sampled_from(((), ("one", "two"))))
    made = draw(steps(keys, phases))
    in_each = [step["key"] for step in made if step["per"] == "lesson"]
    people = draw(st.lists(st.sampled_from(("trio", "led_by", "organisations")), max_size=1))
    rotation = None
    if in_each:
        rotation = draw(_sometimes(st.sampled_from(in_each).map(lambda key: {"step": key})))
    return Protocol.model_validate(
        _given(
            key="generated",
            phases=[{"key": phase} for phase in phases],
            steps=made,
            constraints=draw(st.lists(constraints(keys), max_size=most_constraints)),
            people=[{"group": group, "at_least": draw(st.integers(1, 3))} for group in people],
            rotation=rotation,
            lessons=draw(_sometimes(st.just({"at_least": 2}))) if in_each else None,
            focus_pupils=draw(_sometimes(st.sampled_from(FOCUS_PUPILS))) if in_each else None,
        )
    )


# ---------------------------------------------------------------- logs


@st.composite
def logs(
    draw: DrawFn,
    protocol: Protocol,
    *,
    cycle: str = "c",
    most: int = 8,
    lawful_lessons: bool = False,
) -> tuple[Entry, ...]:
    """Any log of a protocol, as it stands in a file.

    With steps that are unknown, begun and completed, repeated, corrected and out of sequence, with
    dates that tie, with lessons where none belongs and none where one does.

    Args:
        draw: given by hypothesis.
        protocol: the protocol whose steps it speaks of.
        cycle: the id of the cycle.
        most: the greatest number of entries.
        lawful_lessons: a lesson wherever a step is done once a lesson, and nowhere else.
    """
    per = {step.key: step.per for step in protocol.steps}
    places = (*per, UNKNOWN_STEP)
    sequenced = draw(st.booleans())
    entries: list[Entry] = []
    for number in range(draw(st.integers(0, most))):
        step = draw(st.sampled_from(places))
        lessons: tuple[str | None, ...] = (*LESSONS, None)
        if lawful_lessons:
            lessons = LESSONS if per.get(step) == "lesson" else (None,)
        earlier = [entry.id for entry in entries]
        entries.append(
            Entry(
                id=f"e{number}",
                cycle=cycle,
                step=step,
                event=draw(st.sampled_from(("took place", "took place", "started", "completed"))),
                lesson=draw(st.sampled_from(lessons)),
                when=draw(_sometimes(st.sampled_from(DATES).map(When))),
                sequence=draw(_sometimes(st.integers(0, 5))) if sequenced else None,
                corrects=draw(st.sampled_from((None, None, *earlier))) if earlier else None,
            )
        )
    return tuple(entries)


def protocols_and_logs(
    *, most: int = 8, lawful_lessons: bool = False
) -> SearchStrategy[tuple[Protocol, tuple[Entry, ...]]]:
    """Any protocol with any log of it."""
    return protocols().flatmap(
        lambda protocol: st.tuples(
            st.just(protocol), logs(protocol, most=most, lawful_lessons=lawful_lessons)
        )
    )


# ---------------------------------------------------------------- programmes of all kinds

#: What may be written, with what makes formats stumble: quotes, commas, direction, ligatures.
texts = st.sampled_from(
    ("x", "a, b", '"', "=1+1", "<script>", "\u202eright", "\ufb01", "\U0001f393", " ")
) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12)
#: One text that fits, for each pattern of a field that not every text fits.
_FITTING = {
    "gss_code": ("S12000035", "S12000045"),
    "seed_code": ("1234567", "0001234"),
    "digest": ("sha256:" + "0a" * 32,),
    "key": ("q1", "q2"),
    "question": ("q1", "q2"),
    "protocol": ("sipp", "apdr", "no-such-protocol"),
    "step": ("1.1", "2.2", "nowhere"),
    "id": ("unused",),
}
_plain = st.none() | st.booleans() | st.integers(-5, 2**70) | st.floats(-1e9, 1e9) | texts
_exts = st.dictionaries(
    texts,
    _plain | st.lists(_plain, max_size=2) | st.dictionaries(texts, _plain, max_size=2),
    max_size=2,
)

Pool = Mapping[str, Sequence[str]]
"""The ids there are, by kind."""


@st.composite
def programmes(draw: DrawFn, most: int = 12, kinds: Sequence[str] = tuple(KINDS)) -> Programme:
    """Records of any kind with any of their fields, whose links all point at one of the right kind.

    That says nothing of sense: members may be listed twice, and a network lie within itself.
    """
    drawn = draw(st.lists(st.sampled_from(kinds), max_size=most))
    wanted = [*dict.fromkeys(w for kind in drawn for w in _asked_for(kind)), *drawn]
    ids = [f"{kind}-{number}" for number, kind in enumerate(wanted, start=1)]
    pool: dict[str, list[str]] = {}
    for kind, id_ in zip(wanted, ids, strict=True):
        pool.setdefault(kind, []).append(id_)
    return Programme.of(
        [draw(records(kind, pool, id_)) for kind, id_ in zip(wanted, ids, strict=True)]
    )


def records(kind: str, pool: Pool, id_: str) -> SearchStrategy[Base]:
    """Any record of a kind, linked only to what the pool holds."""
    return _models(KINDS[kind], pool, {"id": st.just(id_)})


def _asked_for(kind: str) -> list[str]:
    """A kind that each link which a record of this kind cannot do without may point at."""
    fields = KINDS[kind].model_fields
    return [link.kinds[0] for link in link_fields(KINDS[kind]) if fields[link.name].is_required()]


@st.composite
def _models(
    draw: DrawFn, model: type[Any], pool: Pool, fixed: Mapping[str, SearchStrategy[Any]]
) -> Any:  # noqa: ANN401 - an instance of the model
    fields: dict[str, FieldInfo] = {n: f for n, f in model.model_fields.items() if n != "kind"}
    hints = get_type_hints(model, include_extras=True)
    required = {name for name, field in fields.items() if field.is_required()}
    optional = sorted(fields.keys() - required - fixed.keys())
    chosen = draw(st.lists(st.sampled_from(optional), max_size=5, unique=True)) if optional else []
    values = {}
    for name in (*fixed, *sorted(required - fixed.keys()), *chosen):
        strategy = fixed[name] if name in fixed else _values(name, hints[name], (), pool)
        values[name] = draw(strategy)
    return model(**values)


def _values(  # noqa: C901, PLR0911 - one case for each sort of annotation
    name: str,
    annotation: Any,  # noqa: ANN401 - an annotation
    marks: tuple[Any, ...],
    pool: Pool,
) -> SearchStrategy[Any]:
    """What a field may hold, read off its annotation."""
    for mark in marks:
        if isinstance(mark, To):
            known = [id_ for kind in mark.kinds for id_ in pool.get(kind, ())]
            return st.sampled_from(known) if known else st.none()
    if hasattr(annotation, "__metadata__"):
        return _values(name, annotation.__origin__, (*marks, *annotation.__metadata__), pool)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        several = st.lists(_values(name, args[0], (), pool), max_size=2)
        return several.map(lambda items: tuple(item for item in items if item is not None))
    if type(None) in args or origin is Union:
        return st.one_of([_values(name, arg, marks, pool) for arg in args if arg is not type(None)])
    if annotation is FrozenMap:
        return _exts.map(FrozenMap)
    if annotation is When:
        return st.sampled_from(DATES).map(When)
    if annotation is str:
        return st.sampled_from(_FITTING[name]) if name in _FITTING else texts
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _models(annotation, pool, {})
    return _numbers(annotation, marks)


def _numbers(annotation: type, marks: tuple[Any, ...]) -> SearchStrategy[Any]:
    """Numbers within the bounds that a field sets."""
    if annotation is bool:
        return st.booleans()
    if annotation is float:
        return st.sampled_from((0.0, 0.1, 14.0, 99.9))
    bounds = [bound for mark in marks for bound in getattr(mark, "metadata", ())]
    least: int = max((bound.ge for bound in bounds if isinstance(bound, Ge)), default=0)  # type: ignore[type-var, assignment] # an int's bound is an int
    return st.integers(least, least + 2)
