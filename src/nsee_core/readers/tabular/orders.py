"""Which comes first in the dates of a column, the day or the month: 06/07/2017 does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from nsee_core.findings import Place
from nsee_core.readers.intake import Intake
from nsee_core.readers.tabular.plans import Slot
from nsee_core.rules import reading as codes
from nsee_core.wording import listed

_NUMBERS = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(?:\d{4}|\d\d)", re.ASCII)
_MONTHS = 12
#: So many different dates of a sort are told apart.
_MOST = 4096


@attrs.define
class Alike:
    """The different dates of one sort that stand in a column."""

    texts: set[str] = attrs.field(factory=set)
    first: str = ""
    """The one that came first."""
    place: Place = attrs.field(factory=Place)
    """Where that stands."""

    def __str__(self) -> str:
        count = len(self.texts)
        return f"{count:,}{' or more' * (count == _MOST)} {'has' if count == 1 else 'have'}"

    @property
    def spot(self) -> str:
        """Where the first stands in its file or sheet."""
        return f"cell {self.place.cell}" if self.place.cell else f"line {self.place.line}"

    def note(self, text: str, place: Place) -> None:
        """Note one."""
        if not self.texts:
            self.first, self.place = text, place
        if len(self.texts) < _MOST:
            self.texts.add(text)


@attrs.define
class Order:
    """What the dates of a column say of the order of day and month."""

    slot: Slot
    day_first: Alike = attrs.field(factory=Alike)
    month_first: Alike = attrs.field(factory=Alike)
    either: Alike = attrs.field(factory=Alike)

    def sort_of(self, text: str) -> Alike | None:
        """Those that a date is like; None if it has the same meaning in both orders."""
        fits = _NUMBERS.fullmatch(text)
        if fits is None or (one := int(fits[1])) == (other := int(fits[3])):
            return None
        if one > _MONTHS or other > _MONTHS:
            return self.day_first if one > _MONTHS else self.month_first
        return self.either

    @property
    def doubted(self) -> Alike | None:
        """Of which dates nobody can be sure, since some of the column have the month first."""
        if not self.month_first.texts:
            return None
        if self.either.texts:
            return self.either
        return self.month_first if self.day_first.texts else None

    def told(self) -> Iterator[str]:
        """What stands in the column, as parts of a sentence."""
        day = f"{self.day_first} the day first ({self.day_first.spot})"
        yield day if self.day_first.texts else "none has the day first"
        yield f"{self.month_first} the month first, as in America ({self.month_first.spot})"
        if count := len(self.either.texts):
            yield f"{count:,}{' or more' * (count == _MOST)} could be either"


@attrs.define
class Orders:
    """The order of day and month in each column of a table that holds dates."""

    _columns: dict[str, Order] = attrs.field(factory=dict)

    def note(self, gathering: Intake, dates: list[tuple[Slot, str]], line: int) -> None:
        """Note how the dates of a row are written, and be done with them."""
        for slot, text in dates:
            order = self._columns.get(slot.name) or self._columns.setdefault(slot.name, Order(slot))
            if alike := order.sort_of(text.strip()):
                alike.note(text, gathering.leaf.place(line, slot.loc))
        dates.clear()

    def say(self, gathering: Intake) -> None:
        """Say once of each column that it has two orders, or may have."""
        for order in self._columns.values():
            if doubted := order.doubted:
                gathering.say(
                    codes.DAY_OR_MONTH,
                    None,
                    *order.slot.loc,
                    value=doubted.first,
                    place=doubted.place,
                    orders=listed(list(order.told())),
                    kept="; those are kept with both meanings" if doubted is order.either else "",
                )
