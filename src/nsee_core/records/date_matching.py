"""How a text is held against the forms of a date: patterns, and what reads the text that fits."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple


class Span(NamedTuple):
    """One way to understand a text."""

    first: float  # a day (`date.toordinal`) or a project's year; an open end is infinite
    last: float
    words: str
    relative: bool = False  # True if the ends are years of a project
    doubt: str = ""  # why even this one reading has no sure bounds


class Impossible(Exception):
    """The form is understood and what it says cannot be; the message is the reason."""


Spans = tuple[Span, ...]
#: A pattern of texts, and what reads its groups; it gives nothing for what fits and is no date.
Form = tuple[str, Callable[..., Spans]]


def first_of(forms: Iterable[Form], text: str) -> Spans:
    """Return the readings of the first form that fits; none if no form does."""
    for pattern, reader in forms:
        fits = compiled(pattern).fullmatch(text)
        if fits and (spans := reader(*fits.groups())):
            return spans
    return ()


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled when the first date is read and not at import."""
    return re.compile(pattern, re.ASCII)


_WORD = re.compile("[a-z]+")
_MAY_BE_MISSING = re.compile(r"[a-z]\?")


def words_in(text: str) -> list[str]:
    """Return the words of a text, and its letters that stand alone.

    >>> words_in("12th june 2017")
    ['th', 'june']
    """
    return _WORD.findall(text)


def words_of(patterns: Iterable[str]) -> frozenset[str]:
    """Return at least every word that a text can hold which fits one of the patterns.

    >>> sorted(words_of(["years? [1-4]"]))
    ['year', 'years']
    """
    spelt = " ".join(patterns)
    return frozenset(words_in(spelt) + words_in(_MAY_BE_MISSING.sub("", spelt)))
