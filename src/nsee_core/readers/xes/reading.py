"""Reading a log in XES: its traces as cycles, its events as entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from nsee_core.eventlogs import (
    ID,
    NAME,
    PLACE,
    PREFIX,
    SUPERSEDED,
    TIME,
    TRANSITION,
    UNSAYABLE,
    is_ours,
    place_of,
    row_of_case,
    row_of_event,
    superseded_in,
)
from nsee_core.readers.chunks import Chunks, chunks
from nsee_core.readers.eventlogs.steps import Steps, are, mapped
from nsee_core.readers.headers import read_header
from nsee_core.readers.judging import judge, say_twice
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import STRAY_BYTE, Source, name_of, saved_as
from nsee_core.readers.xes.parsing import Fault, Stopped, XesParser
from nsee_core.readers.xes.terms import Event, Trace
from nsee_core.records import Entry
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule
from nsee_core.wording import counted

#: How the name of such a file ends.
SUFFIXES = (".xes", ".xes.gz")

_HEADER = ("schema", "version")
#: What a log says of itself that has a place, or goes without saying.
_KNOWN_OF_A_LOG = {"lifecycle:model", *(PREFIX + name for name in _HEADER)}
#: What the trace of entries says whose cycle is not there.
_OF_NO_CYCLE = {NAME, SUPERSEDED, UNSAYABLE}

_PLACES = "a log holds traces, these hold events, and all of them have attributes"
_LACKING = ("a_kind", "an attribute", "each of {count:,} attributes {where}")
#: The rule for each; the gap in its template, what fills it, and what does if there are several.
_FAULTS: Mapping[str, tuple[Rule, tuple[str, str, str]]] = {
    "no place": (
        codes.NOT_A_LOG,
        ("why", _PLACES, "{words} (it stands so {count:,} times {where})"),
    ),
    "no key": (codes.FIELD_MISSING, _LACKING),
    "no value": (codes.FIELD_MISSING, _LACKING),
    "wrong sort": (
        codes.WRONG_SORT,
        ("expected", "", "{words} (so in {count:,} attributes {where})"),
    ),
}
_EXPECTED = {"int": "a whole number", "float": "a number", "boolean": "true or false"}
_STOPPED: Mapping[str, tuple[Rule, dict[str, Any]]] = {
    "not a log": (codes.NOT_A_LOG, {"why": "an event log begins with <log>"}),
    "document type": (
        codes.NOT_A_LOG,
        {"why": "a document type can make a program read other files, or read without end"},
    ),
    "deep": (codes.TOO_LARGE, {"what": "nested too deep to be read"}),
    "long": (codes.TOO_LARGE, {"what": "part of a tag that is longer than 16 MB"}),
    "damaged": (codes.NOT_XML, {"why": "the packed file breaks off, or is damaged"}),
    "bomb": (codes.TOO_LARGE, {"what": "packed more tightly than any event log"}),
}
#: By expat's number for it, why a text is not XML.
_WHY: Mapping[int, str] = {
    2: "there is text where a tag should begin",
    3: "it breaks off",
    4: "a character stands where it cannot, such as < or & in a text",
    5: "it breaks off",
    6: "it breaks off",
    7: "what is closed is not what was opened last",
    8: "an attribute stands twice in one tag",
    9: "something follows after its end",
    11: "it uses an entity that XML does not know",
    14: "it refers to a character that XML does not know",
    17: "something stands before the XML declaration",
    18: "the encoding that it names is not known",
    19: "it is not in the encoding that it names",
    30: "the XML declaration is garbled",
}
_CANNOT = "it cannot be read on from there"
_INVALID_TOKEN = 4

_USUAL = {
    "case": NAME,
    "activity": NAME,
    "timestamp": TIME,
    "lifecycle": TRANSITION,
    "id": "identity:id",
}


def read_xes(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    activities: Mapping[str, str] | None = None,
    protocol: str | None = None,
    file: str | None = None,
) -> Reading:
    """Read cycles and entries from an event log in XES (IEEE 1849-2016, and older).

    A log that ``write_xes`` wrote reads back as it was, also after another tool has added to it.
    In any other, a trace is a cycle and an event an entry of it. Its activity is the step, the day
    of its timestamp (where it was written down) the date, and its transition says whether the step
    was started or completed; events whose transition says that nothing took place are counted in
    a finding. Everything else is kept in ``ext`` under the name it has there, also the time of day.

    Ids are taken for pseudonyms, and stand in reports: where cases are called after people, rename
    them first.

    Args:
        source: a path (also as text), an open file, the bytes themselves, or lines; packed by
            gzip, too. What is handed in open stays open.
        columns: attributes to read otherwise: ``{"org:resource": "by"}`` makes links of resources.
            What is there by itself is ``case``, ``activity``, ``timestamp``, ``lifecycle`` and
            ``id``; it may be changed, and any other field of an entry be added.
        activities: the step for each activity, such as ``{"Register": "1.1"}``; others are steps
            of their own names.
        protocol: the key of the protocol that the cycles of another program follow.
        file: what to call the source in findings, if not by its own name.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all, or one of the maps is none.
        ValueError: ``columns`` names what no column can be, or one thing twice.

    >>> log = '''<log><trace><string key="concept:name" value="7"/><event>
    ...   <string key="concept:name" value="Plan"/>
    ...   <date key="time:timestamp" value="2017-06-12T09:30:00+01:00"/></event></trace></log>'''
    >>> [cycle, entry] = read_xes([log], activities={"Plan": "1.1"}).programme
    >>> cycle.id, entry.step, entry.when.text, dict(entry.ext)
    ('7', '1.1', '2017-06-12', {'time:timestamp': '2017-06-12T09:30:00+01:00'})
    """
    gathering = Gathering.of(file or name_of(source))
    names = mapped(_USUAL, columns)
    wanted = [theirs for theirs, ours in (columns or {}).items() if ours != "case"]
    log = _Log(gathering, Steps(gathering, names, activities, protocol, wanted))
    with chunks(source) as pieces:
        log.read(pieces)
    return gathering.done()


class _Log:
    """A log that is being read."""

    def __init__(self, gathering: Gathering, steps: Steps) -> None:
        self._gathering = gathering
        self._steps = steps
        self._parser = XesParser()

    def read(self, pieces: Chunks) -> None:
        """Read it up to where it ends, or ceases to be a log."""
        for trace in self._parser.traces(pieces):
            self._trace(trace)
        for sort, fault in self._parser.faults.items():
            self._fault(fault, self._parser.alike[sort])
        self._of_the_log(self._parser.log)
        self._steps.done()
        if self._parser.stopped is not None:
            self._stopped(self._parser.stopped)

    # ------------------------------------------------------------ records

    def _trace(self, trace: Trace) -> None:
        said = _sayable(trace.said)
        cycle = self._cycle(said, trace)
        events = trace.events
        if SUPERSEDED in said:
            events = [*events, *self._superseded(said, trace.line)]
        if any(PLACE in event.said for event in events):
            events = sorted(events, key=lambda event: place_of(event.said))
        for event in events:
            self._event(event, cycle)

    def _cycle(self, said: Mapping[str, Any], trace: Trace) -> Any:  # noqa: ANN401 - as it stands
        """The id of the cycle that a trace is, which is kept, unless only its entries are here."""
        if trace.twice:
            cycle = said.get(ID, said.get(NAME))
            say_twice(self._gathering, trace.twice, {"id": cycle}, trace.line)
            return cycle
        if is_ours(said):
            judge(self._gathering, row_of_case(said), trace.line)
            return said[ID]
        if said.keys() <= _OF_NO_CYCLE and any(is_ours(event.said) for event in trace.events):
            return said.get(NAME)
        return self._steps.case(said, trace.line)

    def _superseded(self, said: Mapping[str, Any], line: int) -> list[Event]:
        """The entries that were corrected, as the events that they would have been."""
        held = superseded_in(said)
        if held is None:
            self._gathering.say(
                codes.WRONG_SORT, line, SUPERSEDED, value=said[SUPERSEDED], expected="a JSON list"
            )
        return [Event(item, line, []) for item in held or ()]

    def _event(self, event: Event, cycle: str) -> None:
        said = _sayable(event.said)
        if event.twice:
            say_twice(self._gathering, event.twice, {"id": said.get(ID)}, event.line)
        elif is_ours(said):
            self._entry(row_of_event(said, cycle), event.line)
        else:
            self._steps.event(cycle, said, event.line)

    def _entry(self, row: dict[str, Any], line: int) -> None:
        """Keep an entry: there are many, and it is quicker to ask only for one."""
        try:
            entry = Entry.model_validate(row)
        except ValidationError:
            judge(self._gathering, row, line)
        else:
            self._gathering.keep(entry, line)

    # ------------------------------------------------------------ findings

    def _of_the_log(self, said: Mapping[str, Any]) -> None:
        """What the log says of itself: that it was written here, or what has no place here."""
        header = {name: said[PREFIX + name] for name in _HEADER if PREFIX + name in said}
        if header:
            read_header(self._gathering, header, 1)
        names = [name for name in said if name not in _KNOWN_OF_A_LOG]
        if names:
            count = len(names)
            what = f"{counted(count, 'attribute')} of the log itself {are(count)}"
            why = "a programme has no place for what is said of a log"
            self._gathering.say(codes.NOT_READ, 1, value=names, what=what, why=why)

    def _fault(self, fault: Fault, count: int) -> None:
        """Say what is odd, and how many are so in one trace."""
        rule, (gap, words, several) = _FAULTS[fault.what]
        if fault.what == "wrong sort":
            words = _EXPECTED[fault.name]
        if count > 1:
            where = "in the log itself" if fault.within is None else "in this trace"
            words = several.format(words=words, count=count, where=where)
        value = fault.name if fault.value is None else fault.value
        args: dict[str, Any] = {gap: words}
        if rule is codes.FIELD_MISSING:
            args["field"] = fault.what.removeprefix("no ")
        self._gathering.say(rule, fault.line, value=value, **args)

    def _stopped(self, stop: Stopped) -> None:
        """Say why the log was not read to its end."""
        near = stop.near.decode("utf-8", "surrogateescape")
        if stop.why == "not XML":
            self._not_xml(stop, near)
            return
        rule, args = _STOPPED[stop.why]
        value = near or self._gathering.leaf.file or "the file"
        self._gathering.say(rule, stop.line, value=value, **args)

    def _not_xml(self, stop: Stopped, near: str) -> None:
        if self._parser.empty and not near.strip():
            return  # there is nothing, which is what is said of it
        if stop.error == _INVALID_TOKEN and STRAY_BYTE.search(near):
            self._gathering.say(codes.NOT_UTF8, stop.line, value=near, perhaps=saved_as(near))
            return
        why = f"{_WHY.get(stop.error, _CANNOT)}, at character {stop.column}"
        self._gathering.say(codes.NOT_XML, stop.line, value=near, why=why)


def _sayable(said: dict[str, Any]) -> dict[str, Any]:
    """The attributes with those texts in place that XML could not hold."""
    if UNSAYABLE not in said:
        return said
    try:
        texts = json.loads(said[UNSAYABLE])
    except (TypeError, ValueError, RecursionError):
        texts = None
    if not isinstance(texts, dict):
        return said  # which no field is called: the reader says so
    return {name: texts.get(name, value) for name, value in said.items() if name != UNSAYABLE}
