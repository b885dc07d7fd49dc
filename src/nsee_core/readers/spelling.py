"""What was probably meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import attrs

_LONGEST = 60
_MOST = 500
_CUTOFF = 0.6


@attrs.define
class Speller:
    """Finds the nearest of some words, for so many misspellings and no more.

    Looking for the nearest word takes fifty times as long as reading a line. A file in which
    every line is misspelt in its own way is not mended by hints, so they end after a few hundred.

    >>> Speller().nearest("membres", ("members", "name"))
    'members'
    """

    _known: dict[tuple[str, tuple[str, ...]], str | None] = attrs.field(factory=dict)

    def nearest(self, word: object, words: Iterable[str]) -> str | None:
        """The word that was probably meant; None where none is near."""
        if not isinstance(word, str) or len(word) > _LONGEST:
            return None
        asked = word, tuple(words)
        if asked not in self._known and len(self._known) < _MOST:
            self._known[asked] = _nearest(*asked)
        return self._known.get(asked)

    def perhaps(self, word: object, words: Iterable[str]) -> str:
        """The same as the end of a sentence, empty where no word is near."""
        near = self.nearest(word, words)
        return f'; perhaps "{near}" was meant' if near else ""


def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    by_form = {_plain(known): known for known in words}
    near = get_close_matches(_plain(word), by_form, n=1, cutoff=_CUTOFF)
    return by_form[near[0]] if near else None


def _plain(word: str) -> str:
    return word.strip().casefold().replace("_", " ").replace("-", " ")
