"""The order of a log: by sequence where it states one, else as it stands; dates never reorder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    return _stand_ins(entries, _roots(entries))


def _stand_ins(entries: Sequence[Entry], roots: Mapping[str, str]) -> dict[str, Entry]:
    corrected = {entry.corrects for entry in entries if roots[entry.id] != entry.id}
    last = {roots[entry.id]: entry for entry in entries if entry.id not in corrected}
    return {
        entry.id: stand_in for entry in entries if (stand_in := last[roots[entry.id]]) is not entry
    }


def _roots(entries: Sequence[Entry]) -> Mapping[str, str]:
    """For each entry the one at the far end of its chain; where that is a circle, itself.

    Each link of a chain is followed once, however many entries hang on it.
    """
    corrects = {entry.id: entry.corrects for entry in entries}
    roots: dict[str, str] = {}
    for entry in entries:
        at, chain = entry.id, dict[str, None]()
        while at not in roots and at not in chain:
            chain[at] = None
            before = corrects[at]
            at = before if before in corrects else at
        end = roots.get(at, at)
        circle = corrects[end] in corrects
        for id_ in chain:
            roots[id_] = id_ if circle else end
    return roots


def _corrected(entries: Sequence[Entry]) -> Sequence[Entry]:
    roots = _roots(entries)
    replaced = _stand_ins(entries, roots)
    return [replaced.get(entry.id, entry) for entry in entries if roots[entry.id] == entry.id]
