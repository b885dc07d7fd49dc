"""The templates once more, straight from their definitions, over whole words.

Nothing here is shared with the package but the marks. A word of marks is spelt out as the moments
at which steps of A and B are begun and completed; each definition is then said of those moments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from nsee_core.automata import Mark, Template, Verdict

Word = tuple[Mark, ...]
Predicate = Callable[["Moments", int], bool]

UNARY_MARKS = (Mark.OTHER, Mark.A_BEGAN, Mark.A_DONE, Mark.A_BOTH)
COUNTS = {Template.AT_LEAST: (1, 2), Template.AT_MOST: (0, 1, 2), Template.EXACTLY: (1, 2)}
INSTANCES = [(template, n) for template in Template for n in COUNTS.get(template, (None,))]
NAMES = [f"{template}-{n}" if n is not None else str(template) for template, n in INSTANCES]


class Moment(NamedTuple):
    """When something happened: at which entry, and before or after what within it."""

    at: int
    entry: int


class Moments:
    """When A and B were begun (`a`, `b`) and completed (`a_done`, `b_done`) in a word."""

    def __init__(self, word: Word) -> None:
        self.length = len(word)
        self.a = self._of(word, Mark.A_BEGAN, Mark.A_BOTH, half=0)
        self.a_done = self._of(word, Mark.A_DONE, Mark.A_BOTH, half=1)
        self.b = self._of(word, Mark.B_BEGAN, Mark.B_BOTH, half=0)
        self.b_done = self._of(word, Mark.B_DONE, Mark.B_BOTH, half=1)

    @staticmethod
    def _of(word: Word, *marks: Mark, half: int) -> list[Moment]:
        return [Moment(2 * entry + half, entry) for entry, mark in enumerate(word) if mark in marks]


def _precedence(w: Moments, _: int) -> bool:
    return all(any(done.at < b.at for done in w.a_done) for b in w.b)


def _response(w: Moments, _: int) -> bool:
    return all(any(done.at > a.at for done in w.b_done) for a in w.a_done)


def _alternate_precedence(w: Moments, _: int) -> bool:
    def since_the_last(last: int, b: Moment) -> bool:
        return any(last < done.at < b.at for done in w.a_done)

    before = [Moment(-1, -1), *w.b]
    return all(since_the_last(last.at, b) for last, b in pairwise(before))


def _alternate_response(w: Moments, _: int) -> bool:
    def answered(a: Moment) -> bool:
        again = min((next_a.at for next_a in w.a if next_a.at > a.at), default=2 * w.length)
        return any(a.at < done.at < again for done in w.b_done)

    return all(answered(a) for a in w.a_done)


def _chain_precedence(w: Moments, _: int) -> bool:
    return all(any(done.entry == b.entry - 1 for done in w.a_done) for b in w.b)


def _chain_response(w: Moments, _: int) -> bool:
    return all(any(b.entry == a.entry + 1 for b in w.b) for a in w.a_done)


DEFINITIONS: dict[Template, Predicate] = {
    Template.AT_LEAST: lambda w, n: len(w.a_done) >= n,
    Template.AT_MOST: lambda w, n: not len(w.a) >= n + 1,
    Template.EXACTLY: lambda w, n: len(w.a_done) >= n and not len(w.a) >= n + 1,
    Template.INIT: lambda w, _: any(a.entry == 0 for a in w.a),
    Template.END: lambda w, _: any(done.entry == w.length - 1 for done in w.a_done),
    Template.RESPONDED_EXISTENCE: lambda w, _: not w.a_done or bool(w.b_done),
    Template.CO_EXISTENCE: lambda w, _: bool(w.a_done) == bool(w.b_done),
    Template.NOT_CO_EXISTENCE: lambda w, _: not (w.a and w.b),
    Template.PRECEDENCE: _precedence,
    Template.RESPONSE: _response,
    Template.SUCCESSION: lambda w, n: _precedence(w, n) and _response(w, n),
    Template.ALTERNATE_PRECEDENCE: _alternate_precedence,
    Template.ALTERNATE_RESPONSE: _alternate_response,
    Template.ALTERNATE_SUCCESSION: lambda w, n: (
        _alternate_precedence(w, n) and _alternate_response(w, n)
    ),
    Template.CHAIN_PRECEDENCE: _chain_precedence,
    Template.CHAIN_RESPONSE: _chain_response,
    Template.CHAIN_SUCCESSION: lambda w, n: _chain_precedence(w, n) and _chain_response(w, n),
    Template.NOT_SUCCESSION: lambda w, _: not any(b.at > a.at for a in w.a_done for b in w.b),
    Template.NOT_CHAIN_SUCCESSION: lambda w, _: (
        not any(b.entry == a.entry + 1 for a in w.a_done for b in w.b)
    ),
}


def accepts(template: Template, n: int | None, word: Word) -> bool:
    """Whether a word fulfils the definition."""
    return DEFINITIONS[template](Moments(word), n or 0)


def marks_of(template: Template) -> tuple[Mark, ...]:
    """The marks that a constraint of this kind can see."""
    return tuple(Mark) if template.binary else UNARY_MARKS


def words(marks: tuple[Mark, ...], longest: int) -> Iterator[Word]:
    """All words up to a length, the empty one first."""
    for length in range(longest + 1):
        yield from product(marks, repeat=length)


def verdict(template: Template, n: int | None, word: Word, longest: int) -> Verdict:
    """The verdict by its definition: from all continuations, up to a length."""
    marks = marks_of(template)
    outcomes = {accepts(template, n, word + more) for more in words(marks, longest)}
    if outcomes == {True}:
        return Verdict.SATISFIED
    if outcomes == {False}:
        return Verdict.VIOLATED
    return Verdict.HOLDING if accepts(template, n, word) else Verdict.PENDING
