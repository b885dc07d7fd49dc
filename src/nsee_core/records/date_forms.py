"""The forms in which people write dates, and every way to understand each.

The tables at the end are the list of what is accepted, in the order in which it is tried. A form
answers with *every* reading it allows, so "12/06/2017" has two; what is wrapped around a date
("before ...", "... to ...") is applied to each, so that the result claims no more than the text.

Four things are convention rather than something a source prints (general knowledge, no source):

- a Scottish school session runs from 1 August to 31 July;
- it has three named terms (autumn August to December, spring January to April, summer April to
  July) or four numbered ones (August to October, October to December, January to April, April to
  July): wide bounds, which touch because authorities differ;
- seasons are the meteorological ones of the northern hemisphere (spring is March to May), and
  quarters are those of the calendar;
- of a year of two digits, 69 to 99 are 1969 to 1999 and the rest 2000 to 2068, as in POSIX.
"""

from datetime import MAXYEAR, MINYEAR, date
from itertools import product
from math import inf

from nsee_core.records.date_days import MONTH, MONTHS, WEEKDAYS
from nsee_core.records.date_inexact import CALENDAR, INEXACT
from nsee_core.records.date_matching import (
    Form,
    Impossible,
    Span,
    Spans,
    compiled,
    first_of,
    words_in,
    words_of,
)
from nsee_core.records.date_periods import PROJECT_YEARS, SEASONS, month_or_day


def readings(text: str) -> Spans:
    """Return every way to understand a text; none if it is no date.

    Args:
        text: in lower case, with plain hyphens and single spaces.

    Raises:
        Impossible: it has the form of a date and there is no such day.

    >>> [span.words for span in readings("winter 2017")]
    ['winter 2016/17', 'winter 2017/18']
    """
    if not _in_known_words(text):
        return ()
    spans = _single(text) or first_of(_WRAPPED, text)
    days = [day for span in spans if not span.relative for day in (span.first, span.last)]
    if any(abs(day) != inf and not 1 <= day <= date.max.toordinal() for day in days):
        raise Impossible(f"it reaches outside the years {MINYEAR} to {MAXYEAR}")
    return spans


def _in_known_words(text: str) -> bool:
    """Return whether all words of a text are those of some form, as most garbled ones are not."""
    return ":" in text or _KNOWN.issuperset(words_in(text))  # a time of day may end in any letters


def _single(text: str) -> Spans:
    """Return the readings of one date; most of what is none is seen at one glance."""
    return first_of(_SINGLE, text) if compiled(_LIKE_SINGLE).fullmatch(text) else ()


# What is wrapped around a date -------------------------------------------------------------------


def _with_open_end(word: str, text: str) -> Spans:
    return tuple(_opened(word, span) for span in _single(text))


def _opened(word: str, span: Span) -> Span:
    """Keep all that the word allows; a date without sure bounds may begin late or end early."""
    first, last = -inf, inf
    if word in {"since", "from"}:
        first = span.first
    elif word == "after":
        first = (span.first if span.doubt else span.last) + 1
    elif word == "before":
        last = (span.last if span.doubt else span.first) - 1
    else:
        last = span.last
    return span._replace(first=first, last=last, words=f"{word} {span.words}")


def _open_start(text: str) -> Spans:
    return _with_open_end("until", text)


def _open_end(text: str) -> Spans:
    return _with_open_end("since", text)


def _from_to(text: str) -> Spans:
    """Read "March to June 2018": what the first date lacks, it borrows from the second."""
    for mark in _BETWEEN:
        left, _, right = text.partition(mark)
        ends = _single(right) if right else ()
        if ends and (starts := _start(left, right.split())):
            return _ranges(starts, ends)
    return ()


def _start(left: str, right: list[str]) -> Spans:
    for borrowed in range(len(right)):
        if spans := _single(" ".join([left, *right[len(right) - borrowed :]])):
            return spans
    return ()


def _ranges(starts: Spans, ends: Spans) -> Spans:
    spans = tuple(
        Span(a.first, b.last, f"{a.words} to {b.words}", a.relative, a.doubt or b.doubt)
        for a, b in product(starts, ends)
        if a.relative == b.relative and a.first <= b.last
    )
    if not spans:
        raise Impossible("its second date does not follow its first")
    return spans


# The forms, in the order in which they are tried -------------------------------------------------

_BETWEEN = (" to ", " until ", " and ", " - ", "/", "-")
_SINGLE: tuple[Form, ...] = (*CALENDAR, PROJECT_YEARS, *INEXACT)
_WRAPPED: tuple[Form, ...] = (
    (r"(by|until|till|up to|before|after|since|from) (.+)", _with_open_end),
    (r"\.\./(.+)", _open_start),
    (r"(.+)/\.\.", _open_end),
    (r"(?:between |from )?(.+)", _from_to),
    (rf"{MONTH} (\d\d)", month_or_day),  # last, for "June 12 to June 14 2017" begins like it
)

#: All forms of one date at once, but for the second mark of "12/06-2017", which may be another.
_LIKE_SINGLE = "|".join(pattern.replace(r"\2", "[-/.]") for pattern, _ in _SINGLE)
_KNOWN = words_of([*(pattern for pattern, _ in (*_SINGLE, *_WRAPPED)), *_BETWEEN])

WORDS = (
    *map(str.lower, MONTHS.values()),
    *SEASONS,
    *("winter", "term", "session", "school", "academic", "year", "years", "early", "mid", "late"),
    *("about", "around", "circa", "approximately", "by", "until", "before", "after", "since"),
    *("from", "between", "to", "and", "of", "week", "commencing", "beginning", "ending"),
    *map(str.lower, WEEKDAYS),
)
"""The words that these forms are made of, to guess at a misspelt one."""
