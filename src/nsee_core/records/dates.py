"""Dates as precise as their source, and comparisons that never claim more than the dates say."""

from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, NoReturn, final

from attrs import field, frozen
from pydantic_core import PydanticCustomError, core_schema

from nsee_core.records.spellings import LONGEST, Explaining, NotADate, read

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

__all__ = ["NotADate", "Order", "When"]

_ISO_DAY = len("2017-06-12")
_YEAR = 366  # a project's year is longer than a day, so two dates in one year are in no sure order


class Order(Enum):
    """The answer to a question about two dates, of which there are three.

    It refuses to be used as a condition, where "possibly" would silently count as yes or as no.

    >>> When("spring 2017").before(When("2017/18")) is Order.CERTAINLY
    True
    >>> if When("2017").before(When("June 2017")): pass
    Traceback (most recent call last):
    TypeError: Order.POSSIBLY is one of three answers, not true or false: compare it, as in
    "... is Order.CERTAINLY"
    """

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    CERTAINLY_NOT = "certainly not"

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"{self} is one of three answers, not true or false: "
            'compare it, as in "... is Order.CERTAINLY"'
        )


def _without_odd_spaces(text: str) -> str:
    return " ".join(text.split())


def _text_of(value: object) -> str:
    """Return the text of a date, however it was given."""
    if isinstance(value, str):
        return str.__str__(value).strip()  # a subclass may have ideas of its own
    if isinstance(value, date):  # or a datetime; that of pandas for "none" says "NaT"
        return value.isoformat()[:_ISO_DAY]
    if isinstance(value, int) and not isinstance(value, bool):
        if MINYEAR <= value <= MAXYEAR:
            return f"{value:04}"
        raise NotADate("this number", f"a number is read as a year, {MINYEAR} to {MAXYEAR}")
    raise NotADate(f"a value of type {type(value).__name__}", "a date is a text, a day or a year")


@final
@frozen
class When:
    """A date in the words of its source, and every day that these words can mean.

    Two dates are equal when their texts are, spaces aside: the text is what was printed and the
    rest follows from it. ("June 2017" and "2017-06" mean the same days and are not equal.)

    Attributes:
        text: as given, without the white space around it.
        earliest: the first day it can be, itself included; None if open ("by September 2017").
        latest: the last day it can be, itself included; None if open ("since 2016").
        years: first and last year of a project, for a date that only counts them ("years 1 to 3"),
            each None if open ("before year 1" is `(None, 0)`); no calendar day is known then.
        doubt: why the text can be understood in more than one way; None if it cannot. The days
            above then cover every reading.

    Raises:
        NotADate: the text is no date. `nsee_core.records.spellings` says what is accepted, and
            which bounds of sessions, terms and seasons are convention.

    >>> When("by September 2017").latest
    datetime.date(2017, 9, 30)
    >>> When("12/06/2017").doubt
    'it could be 12 June 2017 or 6 December 2017'
    """

    text: str = field(converter=_text_of, eq=_without_odd_spaces)
    earliest: date | None = field(init=False, eq=False, repr=False)
    latest: date | None = field(init=False, eq=False, repr=False)
    years: tuple[int | None, int | None] | None = field(init=False, eq=False, repr=False)
    doubt: str | None = field(init=False, eq=False, repr=False)
    _ends: tuple[float, float] = field(init=False, eq=False, repr=False)  # for comparison

    def __attrs_post_init__(self) -> None:
        first, last, relative, doubt = read(self.text)
        put = object.__setattr__  # the one moment at which a frozen value may be filled in
        put(self, "doubt", doubt)
        put(self, "years", (_number(first), _number(last)) if relative else None)
        put(self, "earliest", None if relative else _day(first))
        put(self, "latest", None if relative else _day(last))
        put(self, "_ends", (first * _YEAR, last * _YEAR + _YEAR - 1) if relative else (first, last))

    @classmethod
    def parse(cls, value: object) -> "When":
        """Read a text, a `date`, a `datetime` (its day is kept) or a year as a number.

        The same as `When(value)`, and many times as fast for a text that was read before.

        Raises:
            NotADate: the value is none of these, or the text is no date.

        >>> When.parse(2017).latest
        datetime.date(2017, 12, 31)
        >>> When.parse("sprnig 2017")
        Traceback (most recent call last):
        nsee_core.records.spellings.NotADate: "sprnig 2017" is not a date: perhaps "spring 2017"
        was meant. Write it like ...
        """
        if type(value) is str and len(value) <= LONGEST:
            return _remembered(value)
        return value if isinstance(value, cls) else cls(value)

    @property
    def exact(self) -> bool:
        """Whether it is one day, beyond doubt."""
        return self.earliest is not None and self.earliest == self.latest and self.doubt is None

    def before(self, other: "When") -> Order:
        """Say whether this lies before the other date, by a day or more.

        A date is some day among those it can be. Years of a project and calendar dates are in no
        known order.

        >>> When("2017-06-12").before(When("June 2017"))
        <Order.POSSIBLY: 'possibly'>
        """
        if (self.years is None) is not (other.years is None):
            return Order.POSSIBLY
        first, last = self._ends
        other_first, other_last = other._ends  # noqa: SLF001 - it is a When, too
        if last < other_first:
            return Order.CERTAINLY
        return Order.CERTAINLY_NOT if first >= other_last else Order.POSSIBLY

    def by(self, other: "When") -> Order:
        """Say whether this lies on the other date or before it.

        >>> When("2017-06-12").by(When("2017-06-12"))
        <Order.CERTAINLY: 'certainly'>
        """
        return _OPPOSITE[other.before(self)]

    def within(self, period: "When") -> Order:
        """Say whether this lies in the period, its first and last days included.

        Never certainly where there is doubt which days the period has.

        >>> When("November 2018").within(When("session 2018/19"))
        <Order.CERTAINLY: 'certainly'>
        """
        if not self.overlaps(period):
            return Order.CERTAINLY_NOT
        if period.doubt or not self._comparable(period):
            return Order.POSSIBLY
        first, last = self._ends
        period_first, period_last = period._ends  # noqa: SLF001 - it is a When, too
        inside = period_first <= first and last <= period_last
        return Order.CERTAINLY if inside else Order.POSSIBLY

    def overlaps(self, other: "When") -> bool:
        """Return whether both can be the same day: neither lies certainly before the other.

        >>> When("spring 2017").overlaps(When("spring term 2017"))
        True
        """
        return Order.CERTAINLY not in (self.before(other), other.before(self))

    def _comparable(self, other: "When") -> bool:
        return (self.years is None) is (other.years is None)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: "GetCoreSchemaHandler"
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _validated, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        return {
            "type": "string",
            "maxLength": LONGEST,
            "description": "A date as precise as its source: a day, month, term, season, session, "
            "year or year of the project, or a range of them.",
            "examples": ["2017-06-12", "June 2017", "spring 2017", "2018/19", "by September 2017"],
        }


_OPPOSITE = {
    Order.CERTAINLY: Order.CERTAINLY_NOT,
    Order.POSSIBLY: Order.POSSIBLY,
    Order.CERTAINLY_NOT: Order.CERTAINLY,
}


def _number(bound: float) -> int | None:
    return None if abs(bound) == inf else int(bound)


def _day(bound: float) -> date | None:
    return None if abs(bound) == inf else date.fromordinal(int(bound))


_remembered = lru_cache(maxsize=8192)(When)  # twenty-two years of days: few files name more


_TELLING_ALL = Explaining()


def _validated(value: object, info: core_schema.ValidationInfo[object]) -> When | None:
    """Parse for pydantic, whose errors must carry the words of ours."""
    try:
        return When.parse(value)
    except NotADate as error:
        context = info.context
        if not isinstance(context, Explaining):
            context = _TELLING_ALL
        if context.spares(info.field_name, value, error):
            return None
        why = context.why(error)
        # pydantic fills in the template in this order, so the text cannot name a later key
        said = {"text": error.text, "why": why, "message": error.told(why)}
        raise PydanticCustomError("date", "{message}", said) from None
