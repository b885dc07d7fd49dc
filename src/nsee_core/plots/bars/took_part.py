"""The numbers of who took part, read from a frame: what is known of each period."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from typing import Any, NamedTuple

import attrs
import pandas as pd

from nsee_core.plots.asked import known_frame
from nsee_core.plots.bars.room import texts_of
from nsee_core.plots.paper.style import NOT_KNOWN, CannotDraw
from nsee_core.wording import listed

_COLUMNS = ("named", "named_possible", "counted", "counted_possible", "unnamed")
#: From few to many, as participation is told; others follow by the alphabet.
_WHATS = ("practitioners", "trios", "teams", "schools", "authorities")
_UNDATED = "not dated"


class Bar(NamedTuple):
    """A bar of one period: what is sure, and on top of it what is possible."""

    name: str
    sure: int = 0
    possible: int = 0
    known: bool = True

    @property
    def there(self) -> bool:
        """Whether there is anything to tell of it."""
        return self.possible > 0 or not self.known

    @property
    def number(self) -> str:
        """The number, or from how many to how many; nothing of a bar that is not there."""
        if not self.known:
            return "?"
        if not self.possible:
            return ""
        return str(self.sure) if self.sure == self.possible else f"{self.sure}-{self.possible}"

    @property
    def words(self) -> str:
        """The same in words."""
        number = self.number.replace("-", " to ") if self.known else "an unknown number"
        return f"{number} {self.name}"


class Bars(NamedTuple):
    """The two bars of a period, which are never added up."""

    named: Bar = Bar("named")
    counted: Bar = Bar("only counted")

    @property
    def words(self) -> str:
        """Both in words, as far as they are there."""
        return listed([bar.words for bar in self if bar.there])


@attrs.frozen
class TookPart:
    """Who took part: the bars of each sort of them in each period."""

    bars: Mapping[tuple[str, str], Bars]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> TookPart:
        """What a frame of ``networks.participation()`` says.

        Raises:
            CannotDraw: it is no such frame, or says two things of the same, or what cannot be.
        """
        period = "year" if "year" in getattr(frame, "columns", ()) else "session"
        known_frame(frame, (period, "what", *_COLUMNS), "networks.participation()")
        bars: dict[tuple[str, str], Bars] = {}
        names = (_UNDATED if name == NOT_KNOWN else name for name in texts_of(frame[period]))
        for name, what, *numbers in zip(
            names, texts_of(frame["what"]), *(frame[each] for each in _COLUMNS), strict=True
        ):
            if (what, name) in bars:
                raise CannotDraw(f"there are two rows of {what}, {name}; give one of each")
            bars[what, name] = _bars(f"{what}, {name}", numbers)
        return cls(bars)

    @property
    def each(self) -> list[Bar]:
        """All bars."""
        return [bar for pair in self.bars.values() for bar in pair]

    @property
    def whats(self) -> list[str]:
        """Who is told of."""
        names = {what for what, _ in self.bars}
        return [*(what for what in _WHATS if what in names), *sorted(names - {*_WHATS})]

    @property
    def periods(self) -> list[str]:
        """The periods in order; the undated last, where there are any."""
        undated = any(
            bar.there for (_, name), pair in self.bars.items() if name == _UNDATED for bar in pair
        )
        return sorted({name for _, name in self.bars} - {_UNDATED}) + [_UNDATED] * undated

    def row(self, what: str) -> list[Bars]:
        """The bars of each period."""
        return [self.bars.get((what, name), Bars()) for name in self.periods]

    def words(self, what: str) -> str:
        """What is known of each period in which anybody was there."""
        told = zip(self.periods, self.row(what), strict=True)
        said = [f"{name} {pair.words}" for name, pair in told if pair.words]
        return f"{what}: {', '.join(said)}" if said else ""


def _bars(of: str, numbers: list[Any]) -> Bars:
    named, maybe, counted, counted_maybe, unnamed = (
        _number(of, column, value) for column, value in zip(_COLUMNS, numbers, strict=True)
    )
    more = None if counted is None or counted_maybe is None else counted_maybe - counted
    unnamed_maybe = None if unnamed is None or more is None else unnamed + more
    return Bars(_bar(of, "named", named, maybe), _bar(of, "only counted", unnamed, unnamed_maybe))


def _bar(of: str, name: str, sure: int | None, possible: int | None) -> Bar:
    if sure is None or possible is None:
        return Bar(name, known=False)
    if possible < sure:
        msg = f"of {of}, fewer are {name} possibly than for certain"
        raise CannotDraw(f"{msg}; give the possible with the certain among them")
    return Bar(name, sure, possible)


def _number(of: str, column: str, value: Any) -> int | None:  # noqa: ANN401 - a cell of any frame
    """A number of a frame, None where it is missing."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return None
    is_number = isinstance(value, int | float | Integral) and type(value) is not bool
    number = float(value) if is_number else -1.0
    if number < 0 or number % 1:
        raise CannotDraw(f'of {of}, "{column}" is {value!r}, and not a whole number from 0 on')
    return int(number)
