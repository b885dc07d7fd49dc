"""What was probably meant by the misspelt words of a file, for as long as that is of use."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

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
        if not isinstance(word, str) or (word not in self._asked and len(self._asked) >= _MOST):
            return ""
        self._asked.add(word)
        return perhaps(word, words)
