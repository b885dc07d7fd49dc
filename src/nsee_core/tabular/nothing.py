"""What people and programs write where they have nothing to say: the one list of it."""

from __future__ import annotations

_LONGEST = 24  # characters
_WORDS = ("n/a", "na", "#n/a", "none", "null", "nil", "nan", "<na>", "nat")
#: What they write into a cell that says nothing.
NOTHING = frozenset(
    [
        *("-", "--", "\N{EN DASH}", "\N{EM DASH}", "NaN", "NaT", "N/a", "n/A", "#N/a"),
        *(form for word in _WORDS for form in (word, word.upper(), word.capitalize())),
    ]
)
#: What they write where something is not known, or not settled: in small letters, run together.
_UNKNOWN = frozenset(
    [
        *("n/k", "nk", "notknown", "unknown", "dontknow"),
        *("tbc", "tba", "tbd", "tobeconfirmed", "tobeadvised", "tobeannounced", "tobedecided"),
    ]
)
#: What they write where somebody could be named, and nobody is.
_NOBODY = frozenset(
    [
        *("nobody", "noone", "no-one", "vacant", "vacancy"),
        *("notapplicable", "notrecorded", "notstated", "blank"),
    ]
)
_RUN_TOGETHER = str.maketrans("", "", " .'\N{RIGHT SINGLE QUOTATION MARK}\N{NO-BREAK SPACE}\t")


def says_unknown(text: str) -> bool:
    """Whether a text says that something is not known, or not settled, and nothing else.

    >>> [says_unknown(text) for text in ("N/K", "Not known", "T.B.C.", "??", "NKerr", "-")]
    [True, True, True, True, False, False]
    """
    return _means(text, _UNKNOWN)


def is_nobody(text: str) -> bool:
    """Whether a text that stands where an id should names nobody, and nothing.

    >>> [is_nobody(text) for text in ("n/k", "TBA", "none", "-", "vacant", "p1", "T01?")]
    [True, True, True, True, True, False, False]
    """
    return text in NOTHING or _means(text, _UNKNOWN | _NOBODY)


def _means(text: str, words: frozenset[str]) -> bool:
    if len(text) > _LONGEST:
        return False
    plain = text.casefold().translate(_RUN_TOGETHER)
    return plain in words or (plain[:1] == "?" and not plain.strip("?"))
