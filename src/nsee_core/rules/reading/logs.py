"""NSEE040 to 047: event logs, in XES, in OCEL and in tables."""

from __future__ import annotations

from nsee_core.findings import Severity
from nsee_core.rules.declaring import Rule
from nsee_core.rules.reading.saying import read

NOT_XML = read(
    "NSEE040",
    "not-xml",
    reason="Where one mark is missing, no program can tell where a tag ends and a text begins.",
    says="this cannot be read as XML: {why}",
    fix="take another copy, written anew by the program that it comes from; or correct it there",
)
NOT_A_LOG = read(
    "NSEE041",
    "no-part-of-an-event-log",
    reason="What stands where nothing is looked for would be lost without a word.",
    says="{value} has no place in this event log: {why}",
    fix="put each event into a trace and each trace into the log, as XES has it",
)
ID_MADE = read(
    "NSEE042",
    "id-made",
    reason="Records point at each other by id, and not every name that a case may have is one.",
    says="the name of {cases} is no id, the first being {value}; an id like it was made",
    fix="use these ids in links, or call the cases by {form}; the names are kept in ext",
    severity=Severity.INFO,
)
ID_SHARED = read(
    "NSEE043",
    "names-too-alike",
    reason="Two cases whose names differ in what an id cannot hold would become one.",
    says="{value} makes the id {id}, which another case has; this one has the id {made}",
    fix="give one of the two another name, if the right one is to be linked to",
    severity=Severity.WARNING,
)
NOT_READ = read(
    "NSEE044",
    "not-read",
    reason="A log of another program may hold more than a programme has places for.",
    says="{what} not read: {why}",
    fix="check that nothing that you need is among it",
    severity=Severity.INFO,
)
NO_OBJECT_LOG = read(
    "NSEE045",
    "no-object-centric-log",
    reason="A log that was cut short, or is something else, tells only half of what took place.",
    says="this is no object-centric event log, or not all of one: {why}",
    fix="take another copy, written anew as OCEL 2.0 in JSON or SQLite",
)
VALUE_REPLACED = read(
    "NSEE046",
    "value-replaced",
    reason="A record holds one value; that there was another before would be forgotten.",
    says="{value} was replaced by a later value, and only that one is read",
    fix="put the earlier value into the note, if it matters",
    severity=Severity.WARNING,
)
CASE_NOT_NAMED = read(
    "NSEE047",
    "case-not-named",
    reason="An event of an object-centric log may belong to many things; one is the enquiry.",
    says="no object of this log is a record; the types of its objects are {value}",
    fix='say which type is the cycle, as in read_ocel(..., case="order")',
)

RULES: tuple[Rule, ...] = (
    NOT_XML,
    NOT_A_LOG,
    ID_MADE,
    ID_SHARED,
    NOT_READ,
    NO_OBJECT_LOG,
    VALUE_REPLACED,
    CASE_NOT_NAMED,
)
