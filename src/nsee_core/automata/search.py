"""A shortest way to meet every constraint of a net."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Literal, NamedTuple

import attrs

from nsee_core.automata.marks import Verdict
from nsee_core.automata.nets import Net, State, Word
from nsee_core.automata.parts import Part, parts

__all__ = ["BOUND", "Course", "GaveUp", "course"]

BOUND = 10_000
"""How many joint states a search examines before it gives up."""


class GaveUp(Exception):
    """A search has come to its bound."""


class Course(NamedTuple):
    """The answer to a search for a way to the end.

    Attributes:
        outcome: whether a course was found, there is none, or the search gave up.
        symbols: the course, where one was found.
        expansions: the number of distinct joint states that were examined, at most, for any
            group of constraints that symbols join; never more than the bound.
    """

    outcome: Literal["found", "impossible", "undecided"]
    symbols: Word | None
    expansions: int


def course(
    net: Net,
    state: State,
    *,
    ignoring: AbstractSet[int] = frozenset(),
    bound: int = BOUND,
    symbols: Iterable[int] | None = None,
) -> Course:
    """Find the shortest sequence of symbols after which every constraint is met.

    Of several shortest ones it is the first in the order of the symbols, as in a dictionary, so
    that the answer is always the same. Constraints that no symbol joins are searched apart and
    their courses merged: the answer is the same, and there sooner.

    Args:
        net: the constraints and the symbols.
        state: where to begin.
        ignoring: constraints (by index) that need not be met, and may be violated.
        bound: the number of joint states to examine before giving up, for each group of
            constraints that symbols join. It counts work, not time, so that the answer does not
            depend on the machine.
        symbols: those that may be used, if not all.

    Example:
        >>> from nsee_core.automata import Mark, Template, table
        >>> net = Net(
        ...     tables=(table(Template.AT_LEAST, 1), table(Template.PRECEDENCE)),
        ...     symbols=(((0, Mark.A_BOTH), (1, Mark.B_BOTH)), ((1, Mark.A_BOTH),)),
        ... )
        >>> course(net, net.start).symbols
        (1, 0)
    """
    unsettled = {
        index: None
        for index, (table, at) in enumerate(zip(net.tables, state, strict=True))
        if index not in ignoring and table.verdicts[at] is not Verdict.SATISFIED
    }
    allowed = range(len(net.symbols)) if symbols is None else frozenset(symbols)
    words, examined, undecided = [], 0, False
    for part in parts(net, state, unsettled.keys(), allowed):
        found = _Search(part, bound).course(part.start(state))
        examined = max(examined, found.expansions)
        if found.outcome == "impossible":
            return Course("impossible", None, examined)
        undecided |= found.outcome == "undecided"
        words.append(found.symbols or ())
    if undecided:
        return Course("undecided", None, examined)
    return Course("found", tuple(_merged(words)), examined)


def _merged(words: Iterable[Word]) -> Iterator[int]:
    """Merge words that share no symbol into the first one in the order of the symbols."""
    left = [list(reversed(word)) for word in words if word]
    while left:
        first = min(left, key=itemgetter(-1))
        yield first.pop()
        if not first:
            left.remove(first)


@attrs.define
class _Search:
    """The A* search of one part.

    The states are walked in rounds, one for each length that a whole course may have at least.
    Within a round the walk is depth-first in the order of the symbols, and what turns out to need
    a longer course waits for the round of that length. So the first course met is the shortest,
    and of the shortest the first.
    """

    part: Part
    bound: int
    owed: dict[State, int | None] = attrs.field(factory=dict)
    closed: set[State] = attrs.field(factory=set)
    waiting: dict[int, dict[State, Word]] = attrs.field(factory=dict)

    def course(self, start: State) -> Course:
        """Walk round after round until a course is met."""
        self.waiting[0] = {start: ()}
        try:
            while self.waiting:
                word = self._round(min(self.waiting))
                if word is not None:
                    return Course("found", word, len(self.owed))
        except GaveUp:
            return Course("undecided", None, len(self.owed))
        return Course("impossible", None, len(self.owed))

    def _round(self, length: int) -> Word | None:
        """Walk all that may be part of a course of this length, and return such a course."""
        waited = self.waiting.pop(length)
        ways = [iter(sorted((word, state) for state, word in waited.items()))]
        while ways:
            way = next(ways[-1], None)
            if way is None:
                ways.pop()
                continue
            word, state = way
            owed = None if state in self.closed else self._owed(state)
            if owed is None:
                continue
            if len(word) + owed > length:
                self._postpone(word, state, len(word) + owed)
            elif self.part.accepts(state):
                return word
            else:
                self.closed.add(state)
                ways.append(self.part.onward(word, state))
        return None

    def _owed(self, state: State) -> int | None:
        """Return the least number of entries still to come from a state, examined only once."""
        if state not in self.owed:
            if len(self.owed) == self.bound:
                raise GaveUp
            self.owed[state] = self.part.owing(state)
        return self.owed[state]

    def _postpone(self, word: Word, state: State, length: int) -> None:
        """Keep the first of the words that lead to a state for the round of their length."""
        words = self.waiting.setdefault(length, {})
        words[state] = min(word, words.get(state, word))
