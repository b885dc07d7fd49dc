"""The page of protocols: their phases, steps and requirements, each with its source, and drawn."""

from collections.abc import Iterator

from nsee_core import Protocol, builtin_protocols
from nsee_core.protocol.compiling import Compiled, compiled
from nsee_core.protocol.model import Need, Rotation, Said, Step
from nsee_core.wording import listed
from nsee_core.writers import to_mermaid, why_no_scxml
from nsee_core.writers.drawing import LEGEND
from tools.pages.citing import bases, list_of_sources
from tools.pages.markdown import block, code, kind_link, page, table

_INTRODUCTION = """\
A protocol is data: one TOML file, in which each requirement says on what it rests and where that is
stated. These ship with the library; [your own](../how-to/protocol.md) is one more file. Nothing is
attributed to a source that it does not print: where a protocol is put together from several, or a
name or an order is ours, the tables say so.

Every step also says which of the three phases of SIPP it corresponds to, which is our reading, so
that schools that follow different protocols can share a table.

Each protocol is drawn as a diagram; where nothing draws it, its text is there, and says no more
than the tables do. {legend}
"""

_GROUPS = {
    "trio": "Members of the trio",
    "led_by": "People who lead the cycle, the members of a team or trio counted",
    "organisations": "Organisations that take part",
}

#: A requirement: its sentence, on what it rests, and where it is stated.
Row = tuple[str, str, str | None]


def page_of_protocols() -> str:
    """The whole page."""
    shipped = sorted(set(builtin_protocols().values()), key=_place)
    cited = (source for protocol in shipped for _, _, source in _everything(protocol))
    return page(
        "Protocols",
        _INTRODUCTION.strip().format(legend=LEGEND),
        bases(),
        *(part for protocol in shipped for part in _protocol(protocol)),
        "## Sources",
        list_of_sources(cited),
    )


def _place(protocol: Protocol) -> tuple[bool, str]:
    """SIPP comes first: the others are compared with it."""
    return protocol.key != "sipp", protocol.key


def _protocol(protocol: Protocol) -> Iterator[str]:
    yield f"## {protocol.title} {{#{protocol.key}}}"
    names = listed([code(key) for key in (protocol.key, *protocol.also)], last="or")
    yield f"{protocol.about} Cycles call it {names}."
    yield "\n".join(f"1. {phase.title}: {_rest(protocol, phase)}" for phase in protocol.phases)
    yield _steps(protocol)
    rows = ((says, f"*{basis}*", source or "") for says, basis, source in _requirements(protocol))
    yield table(("What is required", "Basis", "Source"), rows)
    yield block("mermaid", to_mermaid(protocol))
    why = why_no_scxml(protocol)
    yield f"No statechart (SCXML): {why}." if why else "A statechart (SCXML) can say it too."


def _rest(protocol: Protocol, said: Said) -> str:
    source = protocol.source_of(said)
    return f"*{protocol.basis_of(said)}*{f', {source}' if source else ''}"


def _steps(protocol: Protocol) -> str:
    """The steps; those of SIPP are in its phases, and those of the others correspond to them."""
    columns: dict[str, list[str]] = {
        "Step": [code(step.key) for step in protocol.steps],
        "Name": [step.title or "" for step in protocol.steps],
        "Guiding question": [step.question or "" for step in protocol.steps],
        "Phase" if protocol.key == "sipp" else "In SIPP": [s.sipp or "" for s in protocol.steps],
        "Basis and source": [_step_rests(protocol, step) for step in protocol.steps],
    }
    told = {head: cells for head, cells in columns.items() if any(cells)}
    return table(told, zip(*told.values(), strict=True))


def _step_rests(protocol: Protocol, step: Step) -> str:
    name = f"; its name *{step.title_basis}*" if step.title_basis else ""
    return f"{_rest(protocol, step)}{name}"


def _everything(protocol: Protocol) -> Iterator[Row]:
    """What a protocol requires, and what it says besides."""
    yield from _requirements(protocol)
    for said in (*protocol.phases, *protocol.steps, protocol):
        yield "", protocol.basis_of(said), protocol.source_of(said)


def _requirements(protocol: Protocol) -> Iterator[Row]:
    """Everything that a protocol requires: first of the order of steps, then of what is there."""
    made = compiled(protocol)
    yield from _completed(made)
    for required in made.requirements:
        if required.origin != "required":
            sides = (_keys(made, required.a), _keys(made, required.b))
            says = required.template.sentence(*sides, required.n)
            where = " In each lesson." if required.scope == "lesson" else ""
            why = f" {required.why}" if required.why else ""
            yield f"{says}{where}{why}", required.basis, required.source
    yield from _demands(protocol)


def _completed(made: Compiled) -> Iterator[Row]:
    """Which steps a complete cycle has been through; those that rest on the same, together."""
    together: dict[tuple[str, str, str | None], list[int]] = {}
    for required in made.requirements:
        if required.origin == "required":
            rests = (required.scope, required.basis, required.source)
            together.setdefault(rests, []).extend(required.a)
    for (scope, basis, source), steps in together.items():
        each = "Each of these" if len(steps) > 1 else "This"
        where = " in each lesson" if scope == "lesson" else ""
        yield f"{each} is completed{where}: {_keys(made, tuple(steps), 'and')}.", basis, source


def _keys(made: Compiled, steps: tuple[int, ...], last: str = "or") -> str:
    return listed([code(key) for key in made.keys(steps)], last=last)


def _demands(protocol: Protocol) -> Iterator[Row]:
    """What is asked for besides an order of steps."""
    for step in protocol.steps:
        for need in step.needs:
            yield _rests(protocol, f"{code(step.key)} needs {_needed(need)}.", need, step)
    for people in protocol.people:
        says = f"{_GROUPS[people.group]}: at least {people.at_least}."
        yield _rests(protocol, says, people)
    if protocol.lessons:
        says = f"At least {protocol.lessons.at_least} research lessons."
        yield _rests(protocol, says, protocol.lessons)
    if protocol.rotation:
        yield _rests(protocol, _turns(protocol.rotation), protocol.rotation)
    focus = protocol.focus_pupils
    if focus:
        says = f"{focus.multiple_of} focus pupils in a research lesson, or a multiple of that."
        yield _rests(protocol, says, focus)
        if focus.predicted:
            says = "What each focus pupil will learn is predicted, and compared with what was seen."
            yield _rests(protocol, says, focus.predicted, focus)


def _rests(protocol: Protocol, says: str, *said: Said) -> Row:
    return says, protocol.basis_of(*said), protocol.source_of(*said)


def _needed(need: Need) -> str:
    least = f", at least {need.at_least}" if need.at_least > 1 else ""
    if need.evidence is not None:
        sort = listed(need.evidence, last="or") or "of any type"
        return f"evidence: {sort}{least}"
    if need.records is not None:
        return f"a record of the kind {kind_link(need.records, 'records.md')}{least}"
    return f"{code(str(need.cycle))} of the cycle{least}"


def _turns(rotation: Rotation) -> str:
    return (
        f"Each member of the trio is in {code(rotation.once)} of a lesson in which "
        f"{code(rotation.step)} was completed, with all the others in {code(rotation.others)}."
    )
