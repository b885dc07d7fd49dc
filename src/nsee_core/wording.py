"""How values are put into words: lists, quotations, and what cannot be seen made visible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from reprlib import Repr
from typing import Any, Self

_LONGEST_WORD = 60  # comparing long texts is slow
_NEAR = 3  # words whose slips are counted, and more only where they are equally like
_MOST_LIKE = 20  # but no more than this
_LOOK_ALIKE = str.maketrans("OolIi", "00111")


def filled(template: str, args: Mapping[str, Any], value: str) -> str:
    """A template with its arguments; an argument that is a list reads as "a, b and c"."""
    words = {name: _spoken(arg) for name, arg in args.items()}
    return template.format_map({**words, "value": value})


def a(kind: str) -> str:
    """A kind with its article.

    >>> a("entry"), a("trio")
    ('an entry', 'a trio')
    """
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def counted(n: int, noun: str) -> str:
    """So many of something.

    >>> counted(1, "record"), counted(2, "record")
    ('1 record', '2 records')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def listed(items: Sequence[str], last: str = "and") -> str:
    """A list as it is spoken.

    >>> listed(["plan", "do", "review"]), listed(["plan"]), listed(["a", "b"], last="or")
    ('plan, do and review', 'plan', 'a or b')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


class Meant(str):
    """Words that say what was probably meant; ``word`` is that by itself.

    >>> meant("trio"), meant("trio").word, meant("")
    ('; perhaps "trio" was meant', 'trio', '')
    """

    __slots__ = ("word",)
    word: str

    def __new__(cls, words: str, word: str = "") -> Self:
        """The words, and what they offer."""
        made = super().__new__(cls, words)
        made.word = word
        return made


def meant(word: str | None) -> str:
    """What was probably meant, if that is known, as the end of the complaint."""
    return Meant(f'; perhaps "{word}" was meant', word) if word else ""


def perhaps(word: object, known: Iterable[str], stands_for: Mapping[str, str] = {}) -> str:
    """What was probably meant by a word that is not known, as the end of the complaint.

    Capitals, hyphens and underscores make no difference.

    Args:
        word: what was written; nothing is meant by what is no text, or longer than any word.
        known: what could have been written.
        stands_for: what to name instead of some of those.

    >>> perhaps("Respnose", ["response", "precedence"]), perhaps("x", ["response"])
    ('; perhaps "response" was meant', '')
    >>> perhaps("try-it", ["Try it", "look"], {"Try it": "do"})
    '; perhaps "do" was meant'
    """
    if not isinstance(word, str) or len(word) > _LONGEST_WORD:
        return ""
    near = _nearest(word, tuple(known))
    return meant(stands_for.get(near, near))


@lru_cache(maxsize=1024)  # slow, and who misspells a word does so again
def _nearest(word: str, known: tuple[str, ...]) -> str:
    by_form = {_plain(each): each for each in known}
    return by_form.get(nearest(_plain(word), by_form), "")


def _plain(word: str) -> str:
    return word.strip().casefold().replace("_", " ").replace("-", " ")


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that was probably meant by this one; an empty text if none is alike enough.

    Of the three that are most like it, the one with the fewest slips between them: a letter
    missing, too many, wrong, or swapped with the next. Of several with as few, the one that is most
    like it, then one that differs in signs that look alike, such as O and 0, then one that is as
    long, then the first in the alphabet.

    >>> nearest("respnose", ["response", "precedence"]), nearest("x", ["response"])
    ('response', '')
    >>> nearest("adpoted", ["adapted", "adopted", "shared"])
    'adopted'
    >>> nearest("NSEE3O1", ["NSEE301", "NSEE311", "NSEE531"]), nearest("pan", ["pin", "pen"])
    ('NSEE301', 'pen')
    """
    from difflib import get_close_matches  # only what is mistyped needs it

    words = sorted(known)
    near = get_close_matches(word, words, n=len(words) or 1, cutoff=cutoff)
    if len(near) < 2:
        return "".join(near)
    least = _likeness(near[:_NEAR][-1], word)
    alike = sorted(takewhile(lambda other: _likeness(other, word) >= least, near))
    seen = _as_seen(word)

    def how_like(other: str) -> tuple[float, ...]:
        as_seen = _likeness(_as_seen(other), seen)
        return _likeness(other, word), as_seen, len(other) == len(word)

    alike.sort(key=how_like, reverse=True)
    return min(alike[:_MOST_LIKE], key=lambda other: _slips(other, word))


def _slips(one: str, other: str) -> int:
    """How many slips lie between two words, by optimal string alignment; of long ones, the start.

    >>> _slips("adpoted", "adopted"), _slips("adpoted", "adapted"), _slips("", "abc")
    (1, 2, 3)
    """
    one, other = one[:_LONGEST_WORD], other[:_LONGEST_WORD]
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, its in enumerate(other):
            fewest = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != its))
            if i and j and (letter, one[i - 1]) == (other[j - 1], its):
                fewest = min(fewest, before[j - 1] + 1)
            row.append(fewest)
        before, last = last, row
    return last[-1]


def _likeness(one: str, other: str) -> float:
    """How much of two words is the same, as a share."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()


def _as_seen(word: str) -> str:
    """A word with one sign for those that look alike."""
    return word.translate(_LOOK_ALIKE)


def shown(value: object, longest: int = 60) -> str:
    r"""A value in quotation marks, cut to length, with everything invisible spelt out.

    >>> shown("a\u202eb"), shown(7), shown("x" * 100, longest=5)
    ('"a\\u202eb"', '7', '"xxxxx..."')
    """
    text = visible(value if isinstance(value, str) else _brief(value), longest)
    return f'"{text}"' if isinstance(value, str) else text


def visible(text: str, longest: int = 1000) -> str:
    """A text with control, bidirectional and zero-width characters spelt out, cut to length."""
    cut = text[:longest]
    if not (cut.isascii() and cut.isprintable()):
        cut = "".join(
            letter if letter.isprintable() else letter.encode("unicode_escape").decode()
            for letter in cut
        )
    return cut + ("..." if len(text) > longest else "")


def in_html(text: str) -> str:
    """A text as text: no markup, and no letter that turns the direction of what follows.

    >>> in_html("<b>")
    '<bdi>&lt;b&gt;</bdi>'
    """
    from html import escape  # loads the names of two thousand letters

    return f"<bdi>{escape(visible(text))}</bdi>"


def _brief(value: object) -> str:
    """A value's repr, without building a long one first."""
    if isinstance(value, list | tuple | set | dict) and len(value) > 3:
        return f"{type(value).__name__} of {len(value)}"
    return _BRIEFLY.repr(value)


class _Briefly(Repr):
    """Cuts short what is nested deep or holds itself, and survives what fails to show itself."""

    def repr_int(self, x: int, level: int) -> str:
        long = x.bit_length() > 200
        return "a number of more than sixty digits" if long else super().repr_int(x, level)

    def repr_instance(self, x: object, level: int) -> str:  # noqa: ARG002 - as in the base
        try:
            return repr(x)
        except Exception:  # noqa: BLE001 - a value may raise whatever it likes
            return f"<{type(x).__name__}>"


_BRIEFLY = _Briefly()


def _spoken(arg: object) -> object:
    if isinstance(arg, list | tuple):
        return listed([visible(str(item), 200) for item in arg])
    return visible(arg, 200) if isinstance(arg, str) else arg
