"""Where the records of a file stand, in tables on disk."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Self

from nsee_core.records import KINDS, Base
from nsee_core.records.links import part_fields
from nsee_core.streaming.lines import Spot

_NUMBERS = MappingProxyType({kind: number for number, kind in enumerate(KINDS)})
#: What SQLite says of a disk, or of a quota, that has no room.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
_TABLES = """
    PRAGMA cache_size = -32768; -- kibibytes
    CREATE TABLE record (number INTEGER PRIMARY KEY, offset INTEGER, length INTEGER, key INTEGER);
    CREATE TABLE part (whole INTEGER, kind INTEGER, number INTEGER);
    CREATE TABLE dropped (number INTEGER PRIMARY KEY);
    CREATE TABLE unread (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE lost (whole INTEGER, number INTEGER);
"""
_FINISH = """
    DELETE FROM record WHERE number IN (SELECT number FROM dropped);
    DELETE FROM part WHERE number IN (SELECT number FROM dropped);
    CREATE INDEX parts ON part (whole, kind, number);
    CREATE INDEX of_whole ON lost (whole, number);
"""


def nameless(tables: str) -> sqlite3.Connection:
    """A base in a file without a name: nobody else can open it, and it goes with the process."""
    base = sqlite3.connect("", check_same_thread=False)  # another thread may go on with a check
    base.execute("PRAGMA journal_mode = OFF")  # what is not to last need not be written twice
    base.executescript(tables)
    return base


@contextmanager
def with_room() -> Iterator[None]:
    """Tell in our words that the disk is full; whatever else goes wrong is told as it is.

    Raises:
        OSError: it is.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) not in _FULL:
            raise
        raise OSError(errno.ENOSPC, "no room is left for temporary files") from error


def wholes(record: Base) -> tuple[str, ...]:
    """The ids of what a record says that it is part of.

    >>> from nsee_core.records import Evidence
    >>> wholes(Evidence(id="notes", cycle="c", consents=("k",))), wholes(Evidence(id="loose"))
    (('c',), ())
    """
    held = record.__dict__
    return tuple(held[name] for name in part_fields(type(record)) if held[name] is not None)


class Store:
    """On which line each record stands, and what it is part of.

    A record goes by a number that is made of its id, and is another in every run; so this holds
    no word of the file but for the ids of what could not be read. Two ids may have one number:
    whoever asks looks whether what stands on a line is what was asked for.
    """

    def __init__(self) -> None:
        self._base = nameless(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def add(self, records: Iterable[tuple[Spot, Base]]) -> None:
        """Note where some records stand."""
        spots, parts = [], []
        for spot, record in records:
            spots.append((*spot, hash(record.id)))
            kind = _NUMBERS[record.kind]
            parts += [(hash(whole), kind, spot.number) for whole in wholes(record)]
        self._base.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", spots)
        self._base.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)

    def add_unread(self, ids: Iterable[str]) -> None:
        """Note the ids of what is there and could not be read."""
        self._base.executemany("INSERT OR IGNORE INTO unread VALUES (?)", ((id_,) for id_ in ids))

    def add_lost(self, lost: Iterable[tuple[str, int]]) -> None:
        """Note what the lines that could not be read would be part of."""
        rows = ((hash(whole), number) for whole, number in lost)
        self._base.executemany("INSERT INTO lost VALUES (?, ?)", rows)

    def alike(self) -> Iterator[Iterator[Spot]]:
        """Where records stand that may have one id, together and in order."""
        self._base.execute("CREATE INDEX named ON record (key)")
        rows = self._base.execute(
            "SELECT key, number, offset, length FROM record WHERE key IN"
            " (SELECT key FROM record GROUP BY key HAVING count(*) > 1) ORDER BY key, number"
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            yield (Spot(*row[1:]) for row in group)

    def drop(self, number: int) -> None:
        """Leave out the record on a line."""
        self._base.execute("INSERT INTO dropped VALUES (?)", (number,))

    def finish(self) -> None:
        """Make ready to be asked, now that all is known."""
        self._base.executescript(_FINISH)

    def spots(self) -> Iterator[Spot]:
        """Where every record stands, in order."""
        return self._spots("SELECT number, offset, length FROM record ORDER BY number")

    def named(self, id_: str) -> Iterator[Spot]:
        """Where the record of this id may stand."""
        return self._spots("SELECT number, offset, length FROM record WHERE key = ?", hash(id_))

    def parts(self, whole: str, kind: str | None = None) -> Iterator[Spot]:
        """Where the parts of a record may stand, or those of one kind, in order."""
        of = "whole = ?" if kind is None else "whole = ? AND kind = ?"
        return self._spots(
            f"SELECT number, offset, length FROM part JOIN record USING (number) WHERE {of}"  # noqa: S608 - of two conditions, both written here
            " ORDER BY number",
            hash(whole),
            *(() if kind is None else (_NUMBERS[kind],)),
        )

    def is_unread(self, id_: str) -> bool:
        """Whether a record of this id is there and could not be read."""
        asked = self._base.execute("SELECT 1 FROM unread WHERE id = ?", (id_,))
        return asked.fetchone() is not None

    def lost(self, whole: str) -> tuple[int, int | None]:
        """How many parts of a record could not be read, and on which line the first stands."""
        question = "SELECT count(*), min(number) FROM lost WHERE whole = ?"
        count, first = self._base.execute(question, (hash(whole),)).fetchone()
        return count, first

    def _spots(self, question: str, *values: int) -> Iterator[Spot]:
        return map(Spot._make, self._base.execute(question, values))
