"""What was probably meant by the misspelt words of a file, for as long as that is of use."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
from pydantic_core import ErrorDetails

from nsee_core.readers.deciding import DATES
from nsee_core.readers.untaken import says_untaken
from nsee_core.records import NotADate
from nsee_core.records.spellings import Explaining
from nsee_core.wording import nearest, perhaps

_MOST = 500


@attrs.define
class Speller(Explaining):
    """Says what was probably meant, for so many misspellings and no more.

    Looking for the nearest word takes fifty times as long as reading a line. A file in which
    every line is misspelt in its own way is not mended by hints, so they end after a few hundred.

    >>> Speller().perhaps("membres", ("members", "name"))
    '; perhaps "members" was meant'
    """

    refused: list[ErrorDetails] = attrs.field(factory=list, init=False)
    """The dates without which the row that was read last could be read, as pydantic tells it."""
    _asked: set[str] = attrs.field(factory=set)

    def perhaps(self, word: object, words: Iterable[str]) -> str:
        """What was probably meant, as the end of a sentence; empty where no word is near."""
        return perhaps(word, words) if isinstance(word, str) and self._may_ask(word) else ""

    def nearest(self, word: str, words: Iterable[str], cutoff: float) -> str:
        """The word that is most like this one, and so alike; empty where none is."""
        return nearest(word, words, cutoff) if self._may_ask(word) else ""

    def why(self, refusal: NotADate) -> str:
        """Why a text is no date: with what was probably meant, where that is looked for."""
        return refusal.why if self._may_ask(refusal.text) else refusal.plainly

    def spares(self, field: str | None, value: object, refusal: NotADate) -> bool:
        """Whether a record may be read without a date, which is remembered then.

        That takes half as long as to refuse the record and read the rest of it anew.
        """
        if field is None or field not in DATES or says_untaken(value):
            return False  # whoever knows the kind decides
        loc, said = ("", field), {"why": self.why(refusal)}  # whoever reads it knows the kind
        self.refused.append({"type": "date", "loc": loc, "msg": "", "input": value, "ctx": said})
        return True

    def refusals(self) -> list[ErrorDetails]:
        """What was refused since this was last asked."""
        found, self.refused = self.refused, []
        return found

    def _may_ask(self, word: str) -> bool:
        if len(self._asked) < _MOST:
            self._asked.add(word)
        return word in self._asked
