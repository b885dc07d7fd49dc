"""CSV event logs: one event a row, with its case, its activity and its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from nsee_core.findings import Severity
from nsee_core.readers.csv_texts import CsvTexts, csv_texts
from nsee_core.readers.eventlogs.days import Days
from nsee_core.readers.eventlogs.steps import Steps, mapped, say_unknown
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import STRAY_BYTE, Source, name_of, saved_as
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.table import Table
from nsee_core.rules import reading as codes
from nsee_core.tabular import NOTHING
from nsee_core.wording import counted

_NEEDED = ("case", "activity")
_DAY = len("2017-06-12")

#: An event: the line on which it stands, and what its cells say, by the names of their columns.
_Event = tuple[int, dict[str, str]]


def read_event_csv(
    source: Source,
    *,
    columns: Mapping[str, str],
    activities: Mapping[str, str] | None = None,
    protocol: str | None = None,
    file: str | None = None,
    encoding: str = "utf-8",
    delimiter: str | None = None,
) -> Reading:
    """Read cycles and entries from an event log in CSV: a heading, then one event a row.

    A case is a cycle and an event an entry of it; the day of its timestamp is the date. Columns
    that the map does not name are kept in ``ext`` under their names, as is the time of day. The
    events of a case are put in order of time if each of them tells the time of day, as it stands
    in ISO 8601; else they stay in the order of the rows.

    Ids are taken for pseudonyms, and stand in reports: where cases are called after people, rename
    them first.

    Args:
        source: a path (also as text), an open file, the bytes themselves, or lines.
        columns: what each column that is of use holds, by its heading: ``case`` and ``activity``,
            and as there are ``timestamp``, ``lifecycle`` and any field of an entry, such as ``by``.
        activities: the step for each activity, such as ``{"Register": "1.1"}``; others are steps
            of their own names.
        protocol: the key of the protocol that the cycles follow.
        file: what to call the source in findings, if not by its own name.
        encoding: how its letters are written, unless a byte order mark tells that.
        delimiter: the mark between cells, if not a comma, semicolon, tab or bar.

    Raises:
        LookupError: there is no such encoding.
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all, or one of the maps is none.
        ValueError: ``columns`` names no case or no activity, or what no column can be, or one
            thing twice.

    >>> reading = read_event_csv(
    ...     ["Case ID,Activity,Start", "7,Plan,2017-06-12", "7,Try,12 June"],
    ...     columns={"Case ID": "case", "Activity": "activity", "Start": "timestamp"},
    ... )
    >>> [record.id for record in reading.programme]
    ['7', '7/1', '7/2']
    >>> for finding in reading.report:
    ...     print(finding.place, finding.code, finding.words(values=True))
    line 3 NSEE005 "12 June" is not a date: it names no year
    """
    names = mapped({}, columns)
    for name in _NEEDED:
        if name not in names:
            msg = f'an event log needs a column for its {name}: columns={{"...": "{name}"}}'
            raise ValueError(msg)
    gathering = Gathering.of(file or name_of(source))
    with csv_texts(gathering, source, encoding=encoding, delimiter=delimiter) as texts:
        if texts is not None:
            log = _Log(gathering, texts, names)
            log.read(Steps(gathering, log.columns, activities, protocol))
    return gathering.done()


class _Log:
    """A log that is being read."""

    def __init__(self, gathering: Gathering, texts: CsvTexts, columns: Mapping[str, str]) -> None:
        self._gathering = gathering
        self._texts = texts
        self._names = list(self._named())
        self._shorter = False
        self.columns = {ours: self._found(theirs) for ours, theirs in columns.items()}
        """The heading of each column that is of use, as it stands in the file."""

    def read(self, steps: Steps) -> None:
        """Read the rows, case by case; none if it cannot be told what case or activity they are."""
        if any(self.columns[name] not in self._names for name in _NEEDED):
            return
        cases: dict[str, list[_Event]] = {}
        called, timed = self.columns["case"], self.columns.get("timestamp")
        days = Days(self._gathering)
        for line, said in self._events():
            name = said.pop(called, None)
            if timed is not None and timed in said:
                days.note(said[timed], line)
            if name is None:
                self._say_missing(called, line)
            else:
                cases.setdefault(name, []).append((line, said))
        days.done()
        for name, events in cases.items():
            cycle = steps.case({called: name}, events[0][0])
            for line, said in _in_order(events, self.columns.get("timestamp")):
                steps.event(cycle, said, line)
        steps.done()

    def _say_missing(self, field: str, line: int) -> None:
        self._gathering.say(
            codes.FIELD_MISSING, line, field, value=None, a_kind="an event", field=field
        )

    # ------------------------------------------------------------ the heading

    def _named(self) -> Iterator[str]:
        """The names of the columns; an empty one for each that cannot be told from another."""
        seen: set[str] = set()
        for number, heading in enumerate(self._texts.header, start=1):
            name = heading.strip() or f"column {number}"
            if name in seen:
                line, rows = self._texts.header_row, "what stands in it is not read"
                self._gathering.say(codes.COLUMN_TWICE, line, value=name, field=name, rows=rows)
                name = ""
            elif STRAY_BYTE.search(name):
                self._say_garbled(name)
                name = ""
            seen.add(name)
            yield name

    def _say_garbled(self, name: str) -> None:
        perhaps = f"; what stands in this column is not read{saved_as(name)}"
        self._gathering.say(codes.NOT_UTF8, self._texts.header_row, value=name, perhaps=perhaps)

    def _found(self, wanted: str) -> str:
        """The column that is meant by a name: of this name, or the only one of its form."""
        if wanted in self._names:
            return wanted
        alike = [name for name in self._names if form_of(name) == form_of(wanted)]
        if len(alike) == 1:
            return alike[0]
        say_unknown(self._gathering, wanted, "column", filter(None, self._names))
        return wanted

    # ------------------------------------------------------------ the rows

    def _events(self) -> Iterator[_Event]:
        width = len(self._names)
        table = Table("", self._texts.header, self._texts.rows)
        for line, cells, held in table.even_rows():
            if held != width:
                self._say_ragged(line, held, width)
            if held <= width:
                yield line, self._said(cells)

    def _say_ragged(self, line: int, held: int, width: int) -> None:
        """Say of each row that it is too long to be read, and of the first that it is shorter."""
        shorter = held < width
        if shorter and self._shorter:
            return
        self._shorter |= shorter
        severity = Severity.INFO if shorter else None
        cells, columns = counted(held, "cell"), counted(width, "column")
        self._gathering.say(codes.RAGGED_ROW, line, severity=severity, cells=cells, columns=columns)

    def _said(self, cells: Sequence[str | None]) -> dict[str, str]:
        """What the cells say; in a column that is of use, a word for nothing says nothing."""
        useful = self.columns.values()
        texts = ((cell or "").strip() for cell in cells)
        return {
            name: text
            for name, text in zip(self._names, texts, strict=True)
            if name and text and not (text in NOTHING and name in useful)
        }


def _in_order(events: list[_Event], timestamp: str | None) -> list[_Event]:
    """The events of a case in order of time, if that can be told; else as they stand."""
    if timestamp is None:
        return events
    times = [_instant(said.get(timestamp, "")) for _, said in events]
    zones = {time and time.tzinfo is None for time in times}
    if None in zones or len(zones) > 1:
        return events
    known = [time for time in times if time is not None]
    return [event for _, event in sorted(zip(known, events, strict=True), key=lambda pair: pair[0])]


def _instant(text: str) -> datetime | None:
    """The time that a text tells to the second, or at least the minute."""
    try:
        return datetime.fromisoformat(text) if len(text) > _DAY else None
    except ValueError:
        return None
