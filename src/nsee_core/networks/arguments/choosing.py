"""Words that one chooses among, and what is said of one that is not among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from nsee_core.wording import listed, perhaps, shown

Word = TypeVar("Word", bound=str)


def chosen(
    word: object,
    among: Sequence[Word],
    refusal: type[ValueError],
    says: str,
    *,
    instead: str | None = None,
) -> Word:
    """The word, which is one of those that there are.

    Args:
        word: what was given, of whatever type.
        among: what there is to choose among.
        refusal: what to raise, with what was probably meant, or else with all that there are.
        says: what is wrong with a word that is not among them, with ``{}`` for the word.
        instead: what to ask for in place of naming all that there are, where they may be many.

    >>> chosen("yaer", ("session", "year"), ValueError, 'nothing is counted by "{}"')
    Traceback (most recent call last):
    ...
    ValueError: nothing is counted by "yaer"; perhaps "year" was meant
    """
    if isinstance(word, str):
        for known in among:
            if word == known:
                return known
    hint = perhaps(word, among) or f"; give {instead or listed(among, 'or')}"
    given = shown(word).strip('"')
    raise refusal(f"{says.format(given)}{hint}")


def several(
    words: Word | Iterable[Word], among: Sequence[Word], refusal: type[ValueError], says: str
) -> tuple[Word, ...]:
    """The words, one or several, each of which is one of those that there are, and each once.

    Args:
        words: what was given; a text is one word.
        among: what there is to choose among.
        refusal: what to raise where one is not among them, or none was given.
        says: what is wrong with a word that is not among them, with ``{}`` for the word.

    >>> several("year", ("session", "year"), ValueError, 'nothing is counted by "{}"')
    ('year',)
    >>> several((), ("session", "year"), ValueError, 'nothing is counted by "{}"')
    Traceback (most recent call last):
    ...
    ValueError: nothing was named; give session or year
    """
    given = [words] if isinstance(words, str) or not isinstance(words, Iterable) else words
    known = tuple(dict.fromkeys(chosen(word, among, refusal, says) for word in given))
    if not known:
        raise refusal(f"nothing was named; give {listed(among, 'or')}")
    return known
