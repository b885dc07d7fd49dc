"""The two passes over a file: every line as a record, then every record by the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from nsee_core.checking import Selection, findings_of
from nsee_core.engine.moment import Moment, moment
from nsee_core.findings import Finding, Place, Severity
from nsee_core.protocol import Protocol, Protocols, protocols_with
from nsee_core.readers.jsonl import read_lines
from nsee_core.readers.lost import though
from nsee_core.readers.reading import Gathering
from nsee_core.readers.sources import Source, name_of
from nsee_core.records import When
from nsee_core.reports import Report, Rows
from nsee_core.rules import RULES
from nsee_core.rules.declaring import Rule
from nsee_core.rules.reading import NOTHING_TO_READ
from nsee_core.rules.view import View
from nsee_core.streaming.copies import read_twice
from nsee_core.streaming.lines import FileChanged, in_batches, lines_of, record_at
from nsee_core.streaming.noting import Noting
from nsee_core.streaming.shelf import Shelf
from nsee_core.streaming.store import Store, with_room
from nsee_core.streaming.stored import stored

#: Told how far a check has come: so many bytes of so many.
Progress = Callable[[int, int], object]


def check_jsonl(
    source: Source,
    *,
    file: str | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
    rules: Sequence[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    regrade: Mapping[str, Severity | str] | None = None,
    as_of: Moment | None = None,
    progress: Progress | None = None,
    counted: Callable[[Rows], object] | None = None,
) -> Iterator[Finding]:
    r"""Check JSON Lines of any length in memory that does not grow with it.

    The findings are those of ``read_jsonl`` and, each with its place, those of ``check``; they
    come as they are found: first what could not be read, then what the rules say, record by
    record. ``Report(check_jsonl(path))`` puts them in order, if there is room for them all.

    What memory has to hold is one line, the parts of a record that are of one kind (as the
    entries of a cycle, or the memberships of a network), and the findings about one record. A
    source in UTF-16 or UTF-32 is read whole.

    Meanwhile, a file without a name among the temporary files of the system (``TMPDIR`` says where)
    holds where each record stands, in about half as many bytes as the source, and the ids of what
    could not be read; nobody else can open it, and it goes with the check, however that ends. Of a
    source that cannot be read twice, such as standard input, there is a copy too, in a folder that
    only this user may enter; it goes when the check ends, fails or is no longer asked, but not if
    the process is killed.

    Args:
        source: a path (also as text), or whatever ``read_jsonl`` takes.
        file: what to call the source in findings, if not by its own name.
        protocols: your own protocols, besides those that ship.
        rules: the rules to apply; pass ``(*RULES, mine)`` to add one.
        select: only codes that begin so, such as ``"NSEE2"``.
        ignore: no codes that begin so.
        regrade: another severity for a code, such as ``{"NSEE415": "info"}``.
        as_of: a date; then only what had certainly happened by it is judged.
        progress: is told, every now and then, how many bytes were read of how many; each counts
            twice, for it is read twice.
        counted: is told how many rows were read, and how many of them are in no record, once that
            is known.

    Raises:
        UnknownCode: a code was named that no rule has.
        NotADate: ``as_of`` is not a date.
        NotAMoment: it is one by which nothing can be said to have happened, such as "year 1".
        OSError: when it comes to it, the file is not there, or may not be read.
        FileChanged: it was written to in the meantime.
        LooksTooFar: a rule of yours looks at all records at once.

    >>> for finding in check_jsonl([
    ...     '{"kind": "cycle", "id": "c", "protocol": "apdr"}',
    ...     '{"kind": "entry", "id": "e", "cycle": "c", "step": "asess"}',
    ...     '{"kind": "trio", "id": "t", "typ": "teachers"}',
    ... ]):
    ...     print(finding.place, finding.code, finding.message)
    line 3 NSEE003 "typ" is no field of a trio; perhaps "type" was meant
    line 2 NSEE311 it names the step asess, which the protocol apdr does not have;
    perhaps "assess" was meant
    """
    check = _Check(
        name=file or name_of(source),
        chosen=Selection.of(rules, select=select, ignore=ignore, regrade=regrade),
        protocols=protocols_with(protocols),
        by=None if as_of is None else moment(as_of),
        progress=progress or (lambda *_: None),
        counted=counted or (lambda _: None),
    )
    return check.findings(source)


@attrs.frozen
class _Check:
    """A check that is about to be made."""

    name: str | None
    chosen: Selection
    protocols: Protocols
    by: When | None
    progress: Progress
    counted: Callable[[Rows], object]

    def findings(self, source: Source) -> Iterator[Finding]:
        """Everything that is found."""
        with with_room(), read_twice(source) as path, Store() as store:
            written = _written(path)
            yield from self._asked_for(self._read(path, store))
            yield from self._asked_for(self._repeated(path, store))
            store.finish()
            with Shelf(path, store, self.by) as shelf:
                for found in self._judged(shelf, store, path.stat().st_size):
                    yield from found
                    if _written(path) != written:
                        raise FileChanged

    def _asked_for(self, several: Iterable[Sequence[Finding]]) -> Iterator[Finding]:
        """What is asked for of what is found in reading, as grave as it is asked for."""
        for found in several:
            yield from self.chosen.among(Report(found))

    def _read(self, path: Path, store: Store) -> Iterator[Sequence[Finding]]:
        """The first pass: what could not be read, a batch of lines at a time."""
        noting, size, empty, kept = Noting.of(self.name), path.stat().st_size, True, 0
        with path.open("rb") as file:
            for batch in in_batches(lines_of(file)):
                spots = {line.spot.number: line.spot for line in batch}
                read_lines(noting, ((line.spot.number, line.text) for line in batch))
                records, found = noting.drain_records(), noting.drain()
                store.add((spots[number], record) for number, record in records)
                store.add_unread(noting.drain_unread())
                store.add_lost(noting.drain_lost())
                empty = empty and not records and not found
                kept += len(records)
                yield found
                self.progress(batch[-1].spot.end, 2 * size)
        if empty and not noting.headed:
            noting.say(NOTHING_TO_READ, None)
            yield noting.drain()
        self.counted(Rows(kept + noting.lost, noting.lost))

    def _repeated(self, path: Path, store: Store) -> Iterator[Sequence[Finding]]:
        """Records whose ids are taken: of each id the first stays."""
        with path.open("rb") as file:
            for spots in store.alike():
                reading = Gathering.of(self.name)
                for spot in spots:
                    reading.keep(record_at(file, spot), spot.number)
                    found = reading.drain()
                    if found:
                        store.drop(spot.number)
                        yield found

    def _judged(self, shelf: Shelf, store: Store, size: int) -> Iterator[Iterator[Finding]]:
        """The second pass: what the rules say, a batch of records at a time."""
        programme = stored(shelf)
        sought: dict[tuple[str, tuple[str, ...]], str | None] = {}
        for batch in in_batches(shelf):
            records = (held.then for held in batch if held.then is not None)
            view = View(programme, self.protocols, sought)
            found = findings_of(records, view, self.chosen)
            yield (self._located(finding, shelf, store) for finding in found)
            self.progress(size + batch[-1].spot.end, 2 * size)

    def _located(self, finding: Finding, shelf: Shelf, store: Store) -> Finding:
        held = shelf.find(finding.subject) if finding.subject is not None else None
        if held is None:
            return finding
        place, why = Place(self.name, held.spot.number), finding.though
        if finding.about.silence:
            count, first = store.lost(held.record.id)
            why = (*why, *though(count, held.record.kind, f"on line {first}"))
        return attrs.evolve(finding, place=place, though=why)


def _written(path: Path) -> tuple[int, int]:
    """When a file was last written to, and how long it was then."""
    known = path.stat()
    return known.st_mtime_ns, known.st_size
