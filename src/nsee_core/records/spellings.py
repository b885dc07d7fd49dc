"""Reading a date: from the text as somebody wrote it to the days it can mean, or what is wrong.

`nsee_core.records.date_forms` holds the accepted spellings.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from nsee_core.records.date_days import MONTHS, WEEKDAYS
from nsee_core.records.date_forms import readings
from nsee_core.records.date_matching import Impossible, Spans
from nsee_core.records.date_mending import mended
from nsee_core.wording import Meant

LONGEST = 100
"""The most characters a date may have; a longer text is refused unread."""

_FORMS = (
    'Write it like "2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September 2017", '
    "and leave it out if it is not known."
)
_ISO_DAY = len("2017-06-12")
_MANY_WORDS = 6  # no date has more


class NotADate(ValueError):
    """A text, or another value, that cannot be read as a date.

    Attributes:
        text: the offending text, quoted, shortened and safe to print.
        plainly: what is wrong, as a clause without a full stop.
    """

    def __init__(self, text: str, plainly: str, garbled: str = "") -> None:
        super().__init__(text, plainly, garbled)
        self.text = text
        self.plainly = plainly
        self._garbled = garbled

    @property
    def why(self) -> str:
        """What was probably meant, which takes some looking for; else what is wrong."""
        meant = _meant(self._garbled)
        return Meant(f'perhaps "{meant}" was meant', meant) if meant else self.plainly

    def told(self, why: str) -> str:
        """Return the whole message, with a reason for it."""
        return f"{self.text} is not a date: {why}. {_FORMS}"

    def __str__(self) -> str:
        return self.told(self.why)


class Explaining:
    """Pydantic's context for whoever reads many dates, and does not ask of each what was meant.

    >>> class Brief(Explaining):
    ...     def why(self, refusal: NotADate) -> str:
    ...         return refusal.plainly
    >>> from nsee_core.records import record_adapter
    >>> row = {"kind": "cycle", "id": "c1", "protocol": "toy", "started": "sprnig 2017"}
    >>> record_adapter().validate_python(row, context=Brief())
    Traceback (most recent call last):
    pydantic_core._pydantic_core.ValidationError: 1 validation error for ...
    cycle.started
      "sprnig 2017" is not a date: it is written in no form that can be read. Write it like ...
    """

    def why(self, refusal: NotADate) -> str:
        """Return why a text is no date, as a clause without a full stop."""
        return refusal.why

    def spares(self, field: str | None, value: object, refusal: NotADate) -> bool:  # noqa: ARG002 - as whoever spares some has it
        """Return whether a record is to be read without the date of a field, as if not given."""
        return False


class Reading(NamedTuple):
    """The days, or years of a project, that a text can mean, both ends included."""

    first: float  # a day (`date.toordinal`) or a project's year; an open end is infinite
    last: float
    relative: bool  # True if the ends are years of a project
    doubt: str | None  # why the text can be understood in more than one way


def read(text: str) -> Reading:
    """Read a date in any accepted spelling.

    Args:
        text: without white space at its ends.

    Raises:
        NotADate: the text is too long, holds invisible characters or is no known spelling.

    >>> read("years 1 to 3")
    Reading(first=1, last=3, relative=True, doubt=None)
    >>> read("2011-12").doubt
    'it could be session 2011/12 or December 2011'
    """
    if len(text) == _ISO_DAY and text[4] == text[7] == "-":  # how nearly every date is written
        try:
            day = date.fromisoformat(text).toordinal()
        except ValueError:
            pass  # the long way finds out why
        else:
            return Reading(day, day, relative=False, doubt=None)
    if len(text) > LONGEST:
        raise NotADate(_shown(text), f"it has more than {LONGEST} characters")
    spans, why, garbled = _understood(text)
    if why:
        raise NotADate(_shown(text), why, garbled)
    return _joined(spans)


def _shown(text: str) -> str:
    """Return the text quoted, with nothing in it that could garble a terminal or a log."""
    start = text[:40]
    quoted = f'"{start}"' if start.isprintable() else ascii(start)
    return quoted if start == text else f"{quoted}..."


@lru_cache(maxsize=1024)  # faults are slow to explain, and repeat themselves
def _understood(text: str) -> tuple[Spans, str, str]:
    """Return every reading of the text; or none, the reason, and the words that fit no form."""
    flat = _flat(text)
    if not flat.isprintable():
        return (), "it holds an invisible or broken character", ""
    plain = " ".join(flat.lower().split())
    try:
        spans = readings(plain)
    except Impossible as impossible:
        return (), str(impossible), ""
    return (spans, "", "") if spans else ((), _why_not(plain), plain)


def _flat(text: str) -> str:
    """Return the text with one kind of hyphen, space and apostrophe."""
    if text.isascii():  # a fifth of the time, for nearly all
        return text.replace(",", " ").replace("\t", " ")
    return text.translate(_FLATTENED)


_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"  # hyphens, figure, en and em dash, minus
_SPACES = (
    ",\t\u00a0\u2009\u202f"  # commas separate like spaces; thin ones, and those that keep a line
)
_APOSTROPHES = "\u2018\u2019"
_FLATTENED = (
    dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
)


def _joined(spans: Spans) -> Reading:
    """Return what is true whichever reading was meant."""
    *others, last = dict.fromkeys(span.words for span in spans)
    doubt = f"it could be {', '.join(others)} or {last}" if others else spans[0].doubt
    return Reading(
        first=min(span.first for span in spans),
        last=max(span.last for span in spans),
        relative=spans[0].relative,
        doubt=doubt or None,
    )


_FOUR_DIGITS = re.compile(r"\d{4}")
_MONTH_OF = {"easter": "April", "christmas": "December", "xmas": "December"}
_HOLIDAY = re.compile(rf"\b({'|'.join(_MONTH_OF)}|half[- ]term|holidays?)\b")


def _why_not(plain: str) -> str:
    """Say what is wrong with a text that fits no form."""
    if not plain:
        return "it is empty"
    if not _FOUR_DIGITS.search(plain):
        return "it names no year"
    if named := _HOLIDAY.search(plain):
        like = f"{_MONTH_OF.get(named[0], 'October')} {_FOUR_DIGITS.findall(plain)[-1]}"
        return f'a holiday has other days elsewhere; write the month instead, such as "{like}"'
    return "it is written in no form that can be read"


@lru_cache(maxsize=1024)
def _meant(plain: str) -> str:
    """Return the text with its words put right, if it can be read then."""
    words = re.sub(r"(?<=[a-z])(?=\d)", " ", plain).split()
    if len(words) > _MANY_WORDS:
        return ""
    right = list(map(mended, words))
    if (meant := " ".join(right)) == plain:  # which is in no form
        return ""
    try:
        readable = readings(meant)
    except Impossible:
        return ""
    return " ".join(map(_cased, right)) if readable else ""


def _cased(word: str) -> str:
    return word.capitalize() if word.capitalize() in _CAPITALISED else word


_CAPITALISED = frozenset((*MONTHS.values(), *WEEKDAYS))
