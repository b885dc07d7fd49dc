"""What was probably meant by the misspelt words of a file, for as long as that is of use."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from nsee_core.records import NotADate
from nsee_core.wording import perhaps

_MOST = 500


@attrs.define
class Speller:
    """Says what was probably meant, for so many misspellings and no more.

    Looking for the nearest word takes fifty times as long as reading a line. A file in which
    every line is misspelt in its own way is not mended by hints, so they end after a few hundred.

    >>> Speller().perhaps("membres", ("members", "name"))
    '; perhaps "members" was meant'
    """

    _asked: set[str] = attrs.field(factory=set)

    def perhaps(self, word: object, words: Iterable[str]) -> str:
        """What was probably meant, as the end of a sentence; empty where no word is near."""
        return perhaps(word, words) if isinstance(word, str) and self._may_ask(word) else ""

    def why(self, refusal: NotADate) -> str:
        """Why a text is no date: with what was probably meant, where that is looked for."""
        return refusal.why if self._may_ask(refusal.text) else refusal.plainly

    def _may_ask(self, word: str) -> bool:
        if len(self._asked) < _MOST:
            self._asked.add(word)
        return word in self._asked
