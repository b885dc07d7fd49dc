"""Words that one chooses among, and what is said of one that is not among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from nsee_core.wording import listed, perhaps

Word = TypeVar("Word", bound=str)


def chosen(word: str, among: Sequence[Word], refusal: type[ValueError], says: str) -> Word:
    """The word, which is one of those that there are.

    Args:
        word: what was given.
        among: what there is to choose among.
        refusal: what to raise, with what was probably meant, or else with all that there are.
        says: what is wrong with a word that is not among them, with ``{}`` for the word.

    >>> chosen("yaer", ("session", "year"), ValueError, 'nothing is counted by "{}"')
    Traceback (most recent call last):
    ...
    ValueError: nothing is counted by "yaer"; perhaps "year" was meant
    """
    for known in among:
        if word == known:
            return known
    hint = perhaps(word, among) or f"; give {listed(among, 'or')}"
    raise refusal(f"{says.format(word)}{hint}")
