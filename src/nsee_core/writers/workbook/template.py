"""A workbook to be filled in by people: the sheets that a protocol needs, its steps to be dated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from os import PathLike

from nsee_core.files import write_chunks
from nsee_core.protocol import Protocol, protocol_given
from nsee_core.protocol.model import TRIO
from nsee_core.records import KINDS, Base, Cycle, Entry, Lesson
from nsee_core.tabular import Column, Scalar, flat
from nsee_core.wording import listed
from nsee_core.workbooks.sheets import Tab, tabs
from nsee_core.workbooks.titles import EXPLAINED
from nsee_core.writers.workbook.filling import filled_sheets
from nsee_core.writers.workbook.heads import Head, heads
from nsee_core.writers.workbook.packing import pack, parts_of
from nsee_core.writers.workbook.start import start
from nsee_core.writers.workbook.start_steps import in_words
from nsee_core.writers.workbook.words import Words

_CYCLE = "cycle-1"
#: What the people of every cycle are held in, and the cycle with its log.
_ALWAYS = ("school", "person", "cycle", "entry")
#: What else is needed to say what such a record says.
_WITH = {"evidence": ("consent",), "transfer": ("practice",), "change": ("insight",)}


def template(
    protocol: Protocol,
    *,
    kinds: Iterable[str] = (),
    sources: Mapping[str, object] | None = None,
) -> bytes:
    """An Excel workbook for people to fill in, with the steps of a protocol ready to be dated.

    Its first sheet explains it. Then comes a sheet for each kind of record that the protocol is
    concerned with, and for parts such as the questions of a cycle; closed vocabularies, steps and
    the ids of other sheets are offered in drop-downs. ``read_excel`` reads it; a step that has no
    date yet is read as nothing.

    The same protocol gives the same bytes, whenever it is asked for.

    Args:
        protocol: the protocol.
        kinds: more kinds of record that are to have a sheet.
        sources: what the keys of its sources stand for, to be spelt out.

    Raises:
        ValueError: there is no such kind.

    Source of the format: ECMA-376 part 1, SpreadsheetML.

    >>> from nsee_core import builtin_protocols
    >>> template(builtin_protocols()["sipp"])[:2]
    b'PK'
    """
    asked = concerned(protocol, kinds)
    found = [tab for kind in asked for tab in tabs(kind)]
    words = Words()
    steps = words.offered("Steps", [step.key for step in protocol.steps])
    planned = [(Tab(record.kind), _row(record, protocol)) for record in plan(protocol)]
    filled = [
        sheet
        for tab in found
        for sheet in filled_sheets(
            _heads(tab), [row for its, row in planned if its == tab], asked, words, steps
        )
    ]
    title = protocol.title or protocol.key
    first = start(title, protocol.about or "", found, protocol, sources)
    target = BytesIO()
    pack(parts_of([first, *filled, *words.sheets()], title), target)
    return target.getvalue()


def write_template(
    protocol: Protocol,
    path: str | PathLike[str],
    *,
    kinds: Iterable[str] = (),
    sources: Mapping[str, object] | None = None,
) -> None:
    """Write a workbook for people to fill in to a file: see ``template``.

    Args:
        path: the file, which is replaced if it is there.
        protocol: the protocol.
        kinds: more kinds of record that are to have a sheet.
        sources: what the keys of its sources stand for, to be spelt out.

    Raises:
        OSError: the file cannot be written.
        ValueError: there is no such kind.
    """
    write_chunks(path, [template(protocol, kinds=kinds, sources=sources)])


def _heads(tab: Tab) -> list[Head]:
    """The heads of a sheet; in the log, beside the key of a step, what it is."""
    if tab != Tab("entry"):
        return heads(tab, ext=False)
    made = heads(tab, needed=["when"], ext=False)
    at = next(n for n, head in enumerate(made, start=1) if head.column.name == "step")
    explains = Head(tab, Column(EXPLAINED, (EXPLAINED,), "text"), needed=False)
    return [*made[:at], explains, *made[at:]]


def _row(record: Base, protocol: Protocol) -> Mapping[str, Scalar]:
    """A row of the plan."""
    row = flat(record)
    step = row.get("step")
    return row | {EXPLAINED: in_words(protocol.step(step))} if isinstance(step, str) else row


def concerned(protocol: Protocol, more: Iterable[str] = ()) -> Sequence[str]:
    """The kinds of record that a protocol is concerned with, in the order of ``KINDS``.

    Raises:
        ValueError: one that was asked for besides is no kind.

    >>> from nsee_core import builtin_protocols
    >>> concerned(builtin_protocols()["sipp"], ["network"])[:3]
    ['school', 'person', 'network']
    """
    asked = {*_ALWAYS, *more, *_needed(protocol_given(protocol))}
    unknown = asked - KINDS.keys()
    if unknown:
        msg = f"there is no kind {listed(sorted(unknown), 'or')}; the kinds are {', '.join(KINDS)}"
        raise ValueError(msg)
    asked.update(other for kind in tuple(asked) for other in _WITH.get(kind, ()))
    return [kind for kind in KINDS if kind in asked]


def _needed(protocol: Protocol) -> Iterator[str]:
    """What its steps need, and its lessons."""
    for step in protocol.steps:
        if step.per == "lesson":
            yield "lesson"
        for need in step.needs:
            if need.evidence is not None:
                yield "evidence"
            if need.records:
                yield need.records
    if protocol.rotation or any(group.group == "trio" for group in protocol.people):
        yield "trio"


def plan(protocol: Protocol) -> Iterator[Base]:
    """One cycle of a protocol before it begins: its lessons, and each step without a date."""
    yield Cycle(id=_CYCLE, protocol=protocol.key)
    numbers = range(1, _lessons(protocol) + 1)
    for number in numbers:
        yield Lesson(id=f"lesson-{number}", cycle=_CYCLE, position=number)
    each: list[str] = []
    for step in protocol.steps:
        if step.per == "lesson":
            each.append(step.key)
            continue
        yield from _of_lessons(each, numbers)
        each.clear()
        yield Entry(id=f"{_CYCLE}-{step.key}", cycle=_CYCLE, step=step.key)
    yield from _of_lessons(each, numbers)


def _of_lessons(steps: Sequence[str], numbers: Iterable[int]) -> Iterator[Entry]:
    """Steps that are taken in each lesson, lesson by lesson."""
    for number in numbers:
        for step in steps:
            id_ = f"{_CYCLE}-{step}-{number}"
            yield Entry(id=id_, cycle=_CYCLE, step=step, lesson=f"lesson-{number}")


def _lessons(protocol: Protocol) -> int:
    """How many lessons a cycle has at least, of which each member of a trio teaches one."""
    if not any(step.per == "lesson" for step in protocol.steps):
        return 0
    asked = protocol.lessons.at_least if protocol.lessons else 1
    return max(asked, TRIO if protocol.rotation else 1)
