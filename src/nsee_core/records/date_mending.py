"""The word of a date that was probably meant by a misspelt one."""

from functools import cache, lru_cache
from math import ceil

from nsee_core.records.date_forms import WORDS

_NEAR = 0.7  # how alike a word must be to one that was meant
_NEARER = 0.8  # and how alike if it begins otherwise, as "Easter" does and "after"


@lru_cache(maxsize=1024)
def mended(word: str) -> str:
    """Return the word that was meant, as difflib would choose it; the word itself if none is near.

    Whoever mistypes a word seldom mistypes its first letter, so another one must be nearer.

    A file may hold thousands of garbled dates, so it is found in a tenth of difflib's time.
    """
    if not word.isalpha():
        return word
    mine, length = _letters(word), len(word)
    alike = [
        (same / (len(known) + length), known)
        for letters, shared, known in _rivals(length)
        if (mine & letters).bit_count() >= shared and (same := _in_common(known, word)) >= shared
        if known[0] == word[0] or 2 * same >= _NEARER * (len(known) + length)
    ]
    return max(alike)[1] if alike else word


def _letters(word: str) -> int:
    """Return the letters of a word as bits; one that stands in it again has another bit."""
    bits = 0
    for letter in word:
        bit = 1 << 4 * (ord(letter) % 32)
        while bits & bit:
            bit <<= 1
        bits |= bit
    return bits


@cache
def _rivals(length: int) -> tuple[tuple[int, int, str], ...]:
    """Return the words that one of so many letters can be near, with how many must be the same."""
    found = ((_letters(known), ceil(_NEAR / 2 * (length + len(known))), known) for known in WORDS)
    return tuple(each for each in found if each[1] <= min(length, len(each[2])))


def _in_common(one: str, other: str) -> int:
    """Return how many letters two words have in common, as Ratcliff and Obershelp count them.

    Those of the longest piece that stands in both, of what precedes it, and of what follows.
    """
    for size in range(min(len(one), len(other)), 0, -1):
        for at in range(len(one) - size + 1):
            there = other.find(one[at : at + size])
            if there >= 0:
                before = _in_common(one[:at], other[:there])
                return size + before + _in_common(one[at + size :], other[there + size :])
    return 0
