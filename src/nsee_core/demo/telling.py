"""What an account tells: by the questions of a protocol, what is mentioned and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from nsee_core.demo.saying import fact, in_doubt, said
from nsee_core.demo.setting import setting
from nsee_core.engine.ordering import ordered
from nsee_core.programme import Programme
from nsee_core.protocol import Need, Protocol, Step
from nsee_core.records import KINDS, Base, Claim, Cycle, Entry, Evidence, Resource
from nsee_core.wording import a, listed


@attrs.frozen
class Mention:
    """Something that an account says, and when that was, where it is dated."""

    text: str
    when: str | None = None

    def __str__(self) -> str:
        return f"{self.when}: {self.text}" if self.when else self.text


@attrs.frozen
class Answer:
    """What an account says in answer to one guiding question, and what it leaves open."""

    question: str
    mentions: tuple[Mention, ...]
    open: tuple[str, ...]
    """What would complete it."""


@attrs.frozen
class Chapter:
    """One phase: its title, and its questions with their answers."""

    title: str
    answers: tuple[Answer, ...]


@attrs.frozen
class Telling:
    """One cycle, told by the questions of a protocol; never a judgement of whoever it is about."""

    title: str
    source: str | None
    setting: tuple[tuple[str, str], ...]
    """Where it was, who took part, and with what means, each with its label."""
    chapters: tuple[Chapter, ...]

    @property
    def undocumented(self) -> tuple[Answer, ...]:
        """The questions to which the account says nothing."""
        return tuple(answer for answer in self._answers if not answer.mentions)

    @property
    def in_part(self) -> tuple[Answer, ...]:
        """The questions to which it says something, and not all."""
        return tuple(answer for answer in self._answers if answer.mentions and answer.open)

    @property
    def _answers(self) -> Iterator[Answer]:
        return (answer for chapter in self.chapters for answer in chapter.answers)

    def to_dict(self) -> dict[str, Any]:
        """In plain JSON types."""
        return attrs.asdict(self)


def tell(programme: Programme, cycle: str, lens: Protocol) -> Telling:
    """Tell a cycle by the questions of a protocol, whether or not the cycle follows it.

    Entries answer the step that they name; the records that a step of the protocol needs answer
    that step too. Nothing is judged: where the account is silent, the telling says so, and says
    what record would speak.

    Args:
        programme: the programme that holds the cycle.
        cycle: the id of the cycle.
        lens: the protocol whose questions are asked.

    Raises:
        UnknownRecord: the programme has no record of this id.
        TypeError: the record is no cycle.

    >>> from nsee_core import builtin_protocols
    >>> from nsee_core.reference import account
    >>> sipp, key = builtin_protocols()["sipp"], "berryhill-numeracy"
    >>> telling = tell(account(key), key, sipp)
    >>> first = telling.chapters[0].answers[0]
    >>> first.question, str(first.mentions[0])
    ('Where are we now?', 'before year 1: staff noticed a dip in Primary 4 mathematics')
    >>> telling.undocumented[0].question
    'What would success look like?'
    """
    record = programme[cycle]
    if not isinstance(record, Cycle):
        raise TypeError(f'"{cycle}" is {a(record.kind)}, not a cycle')
    reader = _Reader(programme, record, lens)
    phases: dict[str | None, str | None] = {phase.key: phase.title for phase in lens.phases}
    chapters = tuple(
        Chapter(title or lens.key, tuple(reader.answer(s) for s in lens.steps if s.phase == key))
        for key, title in (phases or {None: lens.title}).items()
    )
    return Telling(record.title or record.id, record.source, setting(programme, record), chapters)


@attrs.frozen
class _Reader:
    """Reads one cycle with the questions of a lens."""

    programme: Programme
    cycle: Cycle
    lens: Protocol

    def answer(self, step: Step) -> Answer:
        mentions = (
            *(Mention(fact(e), _when(e)) for e in self._entries() if e.step == step.key),
            *(mention for need in step.needs for mention in self._mentions(need, step)),
            *self._reported(step),
        )
        needed = tuple(
            _WOULD_COMPLETE[_asked(need)] for need in step.needs if not self._met(need, step)
        )
        silent = () if mentions or needed else ("what was done, by whom and when",)
        return Answer(step.question or step.title or step.key, mentions, needed or silent)

    def _entries(self) -> Iterator[Entry]:
        return iter(ordered(self.programme.within(self.cycle.id, Entry)))

    def _mentions(self, need: Need, step: Step) -> Iterator[Mention]:
        if need.cycle == "questions":
            yield from [Mention(f"focus: {listed(self.cycle.focus)}")] if self.cycle.focus else []
            yield from (Mention(f'"{q.text}"') for q in self.cycle.questions if q.text)
        elif need.cycle == "success":
            measures = listed([success.measure for success in self.cycle.success])
            yield from [Mention(f"measures: {measures}")] if measures else []
        elif need.cycle is not None:
            yield from _as_said(getattr(self.cycle, need.cycle))
        else:
            yield from (Mention(said(r, self.programme), _when(r)) for r in self._found(need, step))

    def _met(self, need: Need, step: Step) -> bool:
        if need.cycle is not None:
            return bool(getattr(self.cycle, need.cycle))
        return any(True for _ in self._found(need, step))

    def _found(self, need: Need, step: Step) -> Iterator[Base]:
        """The records that answer a need; of resources, the knowledge that was drawn on."""
        if need.records is not None:
            for record in self.programme.within(self.cycle.id, KINDS[need.records]):
                if not isinstance(record, Resource) or record.type == "expertise":
                    yield record
        else:
            first, _ = self._where_evidence_is_asked_for()
            for item in self.programme.within(self.cycle.id, Evidence):
                if item.step == step.key or (item.step is None and step.key == first):
                    yield item

    def _reported(self, step: Step) -> Iterator[Mention]:
        """The changes reported of the cycle, where evidence is asked for last."""
        _, last = self._where_evidence_is_asked_for()
        if step.key != last:
            return
        linking = self.programme.linking_to(self.cycle.id)
        claims = [record for record in linking if isinstance(record, Claim)]
        if claims:
            figures = ", ".join(said(claim, self.programme) for claim in claims)
            doubt = in_doubt(claims)
            yield Mention(f"reported {figures}{f' ({doubt})' if doubt else ''}", _since(claims))

    def _where_evidence_is_asked_for(self) -> tuple[str | None, str | None]:
        """The first step that needs evidence, and the last."""
        keys = [s.key for s in self.lens.steps for n in s.needs if n.evidence is not None]
        return (keys[0], keys[-1]) if keys else (None, None)


#: What would say more, by what a step needs.
_WOULD_COMPLETE = {
    "questions": "the question, as it was asked",
    "success": "what was measured, from where to where",
    "target_group": "which learners",
    "organisations": "who took part",
    "led_by": "who led it",
    "trio": "the three who worked together",
    "improvement_plan": "the improvement plan that it was part of",
    "resource": "whose knowledge was drawn on",
    "evidence": "the evidence gathered",
    "insight": "what was learnt from the evidence",
    "change": "what was changed, and why",
    "barrier": "what stood in the way",
    "practice": "the way of working that came of it",
    "transfer": "whom it reached",
}


def _asked(need: Need) -> str:
    return need.cycle or need.records or "evidence"


def _as_said(value: object) -> Iterator[Mention]:
    if isinstance(value, tuple):
        yield from [Mention(listed([str(item) for item in value]))] if value else []
    elif value is not None:
        yield Mention(str(value))


def _since(claims: list[Claim]) -> str | None:
    """From when the changes are counted, where all agree."""
    since = {claim.since for claim in claims}
    only = since.pop() if len(since) == 1 else None
    return f"since {only}" if only else None


def _when(record: Base) -> str | None:
    when = getattr(record, "when", None)
    return None if when is None else str(when)
