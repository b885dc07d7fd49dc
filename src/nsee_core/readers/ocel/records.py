"""Logs of ours: each event and each object is the record that it was written from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from nsee_core.eventlogs import taken_apart
from nsee_core.eventlogs.objects import KEPT_AT, ORDER, TIME_IS
from nsee_core.readers.judging import judge
from nsee_core.readers.ocel.items import Item, Log
from nsee_core.readers.places import Leaf
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular import TablesReader
from nsee_core.records import KINDS
from nsee_core.records.links import LinkField, link_fields
from nsee_core.rules import reading as codes
from nsee_core.tabular import items_of, list_text

Cells = dict[str, Any]

_ENTRY = "entry"
_DIGITS = 9  # of a place in a log; more are none


def read_records(gathering: Gathering, log: Log) -> None:
    """Keep the records of a log, its entries in the order in which they were kept."""
    reader = _Records(gathering)
    entries: list[tuple[int, Item, Cells]] = []
    for item in log.objects:
        if item.type == _ENTRY:
            entries.append(reader.entry(item))
        else:
            reader.keep(item, item.type, reader.cells(item, item.type))
    entries += map(reader.event, log.events)
    for _, item, cells in sorted(entries, key=lambda entry: entry[0]):
        reader.keep(item, _ENTRY, cells)
    reader.done()


class _Records:
    """Records that are being read from a log."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._tables = TablesReader(gathering)

    def event(self, item: Item) -> tuple[int, Item, Cells]:
        """An event as an entry: where it stood in its log, and what it says."""
        place, item, cells = self.entry(item)
        cells["step"] = item.type
        cells.pop(ORDER, None)
        if cells.pop(TIME_IS, None) is None and "when" not in cells:
            day, timed = taken_apart(item.time)
            cells["when"] = item.time if timed else day
        return place, item, cells

    def entry(self, item: Item) -> tuple[int, Item, Cells]:
        """An object that is an entry, in the same way."""
        cells = self.cells(item, _ENTRY)
        place = str(cells.pop(KEPT_AT, ""))
        return int(place) if place.isdecimal() and len(place) <= _DIGITS else 0, item, cells

    def cells(self, item: Item, kind: str) -> Cells:
        """What an event or object says, by column; of what changed, the last."""
        cells: Cells = {"id": item.id}
        for name, value, _ in sorted(item.attributes, key=lambda attribute: attribute.time):
            if cells.setdefault(name, value) != value:
                self._turn(item)
                self._gathering.say(
                    codes.VALUE_REPLACED, item.line, subject=item.id, value=cells[name]
                )
                cells[name] = value
        return cells | _linked(item, cells, _links(kind))

    def keep(self, item: Item, kind: str, cells: Cells) -> None:
        """Keep what an event or object says as a record, or say why it is none."""
        self._turn(item)
        if kind in KINDS:
            self._tables.keep_cells(kind, cells, item.line)
        else:
            judge(self._gathering, {"kind": kind, "id": item.id}, item.line)

    def done(self) -> None:
        """Say what can only be said at the end."""
        self._tables.close()

    def _turn(self, item: Item) -> None:
        leaf = self._gathering.leaf
        if item.table != leaf.sheet:
            self._gathering.turn(Leaf(leaf.file, item.table))


def _linked(item: Item, cells: Cells, links: Mapping[str, LinkField]) -> Cells:
    """What an event or object relates to, by column."""
    by_name: dict[str, list[str]] = {}
    for id_, name in item.related:
        by_name.setdefault(name, []).append(id_)
    return {
        name if name in links else f"relation {name}": _joined(
            cells.get(name), ids, links.get(name)
        )
        for name, ids in by_name.items()
    }


def _joined(held: object, ids: list[str], field: LinkField | None) -> object:
    """Ids in one cell, behind those that it holds."""
    if held is None or field is None:
        return list_text(ids)
    if field.inside is not None:
        quoted = set(str(held).split('"')[1:-1])
        return held if quoted.issuperset(ids) else list_text(ids)
    items = items_of(str(held))
    known = set(items)
    return list_text([*items, *(id_ for id_ in ids if id_ not in known)])


@cache
def _links(kind: str) -> Mapping[str, LinkField]:
    return {field.name: field for field in link_fields(KINDS[kind])} if kind in KINDS else {}
