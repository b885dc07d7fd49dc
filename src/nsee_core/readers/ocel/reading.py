"""Reading an object-centric event log, whatever it is kept in."""

from __future__ import annotations

from collections.abc import Mapping

from nsee_core.readers.chunks import Bomb, Damaged, chunks
from nsee_core.readers.ocel.cases import read_cases
from nsee_core.readers.ocel.databases import MAGIC, read_database
from nsee_core.readers.ocel.documents import read_document
from nsee_core.readers.ocel.items import Log
from nsee_core.readers.ocel.records import read_records
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import Source, name_of, whole
from nsee_core.records import KINDS
from nsee_core.rules import reading as codes

#: How the name of such a file ends.
SUFFIXES = (".ocel.json", ".jsonocel", ".sqlite", ".sqlite3", ".db")


def read_ocel(
    source: Source,
    *,
    case: str | None = None,
    activities: Mapping[str, str] | None = None,
    protocol: str | None = None,
    file: str | None = None,
) -> Reading:
    """Read records from an object-centric event log (OCEL 2.0), in JSON or SQLite.

    Which of the two it is shows in its contents. It is held in memory as a whole. A log that
    ``write_ocel_json`` or ``write_ocel_sqlite`` wrote reads back as it was, also after another tool
    has added to it.

    In a log of another program, ``case`` says which objects are cycles. Each event that relates to
    one is an entry of it, its type the step and its day the date; one that relates to several is
    an entry of each. What else they say and relate to is kept in ``ext``. How many events relate
    to no case, and how many objects are no cases, is said in findings. Of an event of many cases
    only the first entry keeps what it says at length.

    Ids are taken for pseudonyms, and stand in reports: where cases are called after people, rename
    them first.

    Args:
        source: a path (also as text), an open file, the bytes themselves, or lines; packed by
            gzip, too. What is handed in open stays open.
        case: the type of the objects that are cycles, in a log of another program.
        activities: the step that each type of event is there, such as ``{"Register": "1.1"}``;
            others are steps of their own names.
        protocol: the key of the protocol that the cycles follow there.
        file: what to call the source in findings, if not by its own name.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all, or ``activities`` is no map.
        ValueError: ``activities`` or ``protocol`` are given without ``case``.

    >>> reading = read_ocel(['''{"eventTypes": [], "objectTypes": [],
    ...     "objects": [{"id": "o1", "type": "order"}],
    ...     "events": [{"id": "e1", "type": "pay", "time": "2017-06-12T09:30:00Z",
    ...                 "relationships": [{"objectId": "o1", "qualifier": "for"}]}]}'''],
    ...     case="order", activities={"pay": "3.1"})
    >>> [(entry.cycle, entry.step, entry.when.text) for entry in reading.programme.of_kind("entry")]
    [('o1', '3.1', '2017-06-12')]
    """
    if case is None and (activities is not None or protocol is not None):
        msg = "activities and protocol are for logs of other programs: say which objects are cases"
        raise ValueError(msg)
    gathering = Gathering.of(file or name_of(source))
    log = _log(gathering, source)
    if case is not None:
        read_cases(gathering, log, case, activities, protocol)
    elif _is_ours(log):
        read_records(gathering, log)
    else:
        types = ", ".join(dict.fromkeys(item.type for item in log.objects))
        gathering.say(codes.CASE_NOT_NAMED, None, value=types)
    return gathering.done()


def _log(gathering: Gathering, source: Source) -> Log:
    try:
        with chunks(source) as held:
            contents = b"".join(held.pieces)
    except Damaged:
        gathering.say(codes.NO_OBJECT_LOG, None, why="the packed file breaks off, or is damaged")
    except Bomb:
        what = "packed more tightly than any event log"
        gathering.say(codes.TOO_LARGE, None, value=gathering.leaf.file, what=what)
    else:
        if contents.startswith(MAGIC):
            return read_database(gathering, contents)
        text = whole(contents).decode("utf-8", "surrogateescape")
        if text and not text.isspace():
            return read_document(gathering, text)
    return Log([], [])


def _is_ours(log: Log) -> bool:
    """Whether objects are records; where there are none, events may be of cycles elsewhere."""
    return not log.objects or any(item.type in KINDS for item in log.objects)
