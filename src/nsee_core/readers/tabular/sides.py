"""The tables of fields with several values, held until the records come that the values are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from nsee_core.findings import Place
from nsee_core.readers.places import Leaf
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.specs import Side
from nsee_core.rules import reading as codes
from nsee_core.tabular.tidy import PLACE, TARGET, VALUE


class Item(NamedTuple):
    """One value, with its place among the others and the line that it stands on."""

    place: int
    value: object
    line: int


@attrs.define
class Held:
    """The rows of one table of values, by the id of the record that they are of."""

    side: Side
    leaf: Leaf
    items: dict[str, list[Item]] = attrs.field(factory=lambda: defaultdict(list))
    faulty: set[str] = attrs.field(factory=set)
    """The records some of whose values could not be read."""
    lacking: set[str] = attrs.field(factory=set)
    """The columns that no row has, for want of a heading."""
    owned: set[str] = attrs.field(factory=set)
    """The records that were met."""

    def hold(
        self, row: dict[str, Any] | None, line: int, owner: str | None, gathering: Gathering
    ) -> None:
        """Keep a row for the record that it names; None is a row that could not be read."""
        kind, part = self.side
        if row is None:
            self.faulty |= {owner} if owner else set()
            return
        place, own = row.pop(PLACE, None), row.pop(kind, None)
        value = row if part.part else row.get(TARGET, row.get(VALUE))
        if own is None or value is None:
            field = kind if own is None else self.column
            if field in self.leaf.columns:
                gathering.say(codes.FIELD_MISSING, line, field, a_kind="this row", field=field)
            else:
                self.lacking.add(field)
            self.faulty |= {owner} if owner else set()
            return
        items = self.items[str(own)]
        items.append(Item(len(items) if place is None else place, value, line))

    @property
    def column(self) -> str:
        """The column that its values stand in, where that is one."""
        return TARGET if TARGET in self.leaf.columns else VALUE

    def give(self, row: dict[str, Any], gathering: Gathering, line: int) -> bool:
        """Add to a record the values that are its own; whether that could be done."""
        id_, field = str(row.get("id")), self.side.field
        self.owned.add(id_)
        values = [item.value for item in self.in_order(id_)]
        if id_ in self.faulty or not values:
            return id_ not in self.faulty
        if row.setdefault(field, values) == values:
            return True
        table = f"{self.side.kind}_{field}"
        gathering.say(codes.SAID_TWICE, line, field, subject=id_, field=field, table=table)
        return False

    def in_order(self, id_: str) -> list[Item]:
        """The values of a record by their places."""
        return sorted(self.items.get(id_, ()), key=lambda item: item.place)

    def place_of(self, id_: str | None, loc: tuple[str | int, ...]) -> Place | None:
        """Where the value stands that a path leads to; None if it is not in this table."""
        match loc:
            case (self.side.field, int(place), *_) if id_ in self.items:
                line = self.in_order(id_)[place].line
                return self.leaf.place(line, loc[2:] or (self.column,))
        return None

    def unowned(self) -> Iterator[tuple[str, int]]:
        """The ids that no record has, with the first line of each."""
        for id_, items in self.items.items():
            if id_ not in self.owned:
                yield id_, items[0].line


def say_unowned(gathering: Gathering, held: Sequence[Held]) -> None:
    """Make findings of the values whose record is in no table."""
    for table in held:
        kind = table.side.kind
        for id_, line in table.unowned():
            if gathering.is_unread(id_):
                continue
            place = table.leaf.place(line, (kind,))
            gathering.say(codes.NO_OWNER, None, kind, value=id_, place=place, kind=kind)
