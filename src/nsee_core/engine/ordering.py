"""The order of a log: by sequence where it states one, else as it stands; dates never reorder."""

from __future__ import annotations

from collections.abc import Sequence

from nsee_core.records import Entry


def ordered(entries: Sequence[Entry]) -> Sequence[Entry]:
    """A cycle's entries in the order in which they count.

    An entry without a sequence, in a log that has some, keeps its place behind the entry before
    it. A correction stands in for the entry that it corrects, at that one's place, unless it
    states its own sequence; corrections that go round in a circle are left as they stand.

    >>> def entry(id, step, **fields):
    ...     return Entry(id=id, cycle="c", step=step, **fields)
    >>> [e.step for e in ordered([entry("1", "do", sequence=2), entry("2", "plan", sequence=1)])]
    ['plan', 'do']
    >>> log = [entry("1", "plna"), entry("2", "do"), entry("3", "plan", corrects="1")]
    >>> [e.step for e in ordered(log)]
    ['plan', 'do']
    """
    for entry in entries:
        if entry.corrects is not None or entry.sequence is not None:
            return _sequenced(_corrected(entries))
    return entries


def _sequenced(entries: Sequence[Entry]) -> Sequence[Entry]:
    keys: list[int] = []
    for entry in entries:
        before = keys[-1] if keys else -(10**12)
        keys.append(entry.sequence if entry.sequence is not None else before)
    return [entry for _, entry in sorted(zip(keys, entries, strict=True), key=lambda pair: pair[0])]


def superseded(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Each entry that a correction stands in for, by id, with the correction that does.

    Of several corrections of one entry, the last that nobody corrects in turn counts.
    """
    known = {entry.id: entry for entry in entries}
    roots = {entry.id: _root(entry, known) for entry in entries}
    corrected = {entry.corrects for entry in entries if roots[entry.id] != entry.id}
    stand_ins = {roots[e.id]: e for e in entries if e.id not in corrected}
    return {
        entry.id: stand_ins[roots[entry.id]]
        for entry in entries
        if stand_ins[roots[entry.id]] is not entry
    }


def _root(entry: Entry, known: dict[str, Entry]) -> str:
    """The entry at the far end of a chain of corrections; of a circle, the entry itself."""
    seen: set[str] = set()
    at = entry
    while at.corrects in known:
        if at.id in seen:
            return entry.id
        seen.add(at.id)
        at = known[at.corrects]
    return at.id


def _corrected(entries: Sequence[Entry]) -> Sequence[Entry]:
    replaced = superseded(entries)
    known = {entry.id: entry for entry in entries}
    roots = (entry for entry in entries if _root(entry, known) == entry.id)
    return [replaced.get(entry.id, entry) for entry in roots]
