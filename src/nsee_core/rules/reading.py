"""NSEE0xx: what only a reader can see, because what it read is no record yet."""

from __future__ import annotations

from nsee_core.findings import Code, Severity
from nsee_core.rules.rule import Rule

_SOURCE = "the published schema of a record"


def _read(
    number: int, slug: str, reason: str, says: str, fix: str, severity: Severity | None = None
) -> Rule:
    """A rule without a function: a reader says it, where it stands in what it reads."""
    code = f"NSEE{number:03}"
    return Rule(Code(code, slug, reason, says, fix, "agreed", _SOURCE, severity))


NOT_JSON = _read(
    1,
    "not-json",
    "Where one mark is missing, no program can tell where a name ends and a value begins.",
    "this is not JSON: {why}, at character {at}",
    "correct it there, or write it anew: names and texts stand in double quotation marks, "
    "with commas between them",
)
NO_SUCH_KIND = _read(
    2,
    "no-such-kind",
    "The kind says what a record is about and which fields it may have.",
    "{value} is no kind of record{perhaps}",
    "give the record one of these kinds: {kinds}",
)
NO_SUCH_FIELD = _read(
    3,
    "no-such-field",
    "A misspelt field would be read by nobody, and what was written in it would be lost.",
    '{a_kind} has no field "{field}"{perhaps}',
    "use a field of the published schema, or move it into ext, where keys of your own live",
)
NOT_AN_ID = _read(
    4,
    "not-an-id",
    "Records point at each other by id, so an id is typed often and has to survive that.",
    "{value} is not an id",
    'use {form}, such as "{example}"',
)
NOT_A_DATE = _read(
    5,
    "not-a-date",
    "A date can be as vague as its source, but it has to say which days it could be.",
    "{value} is not a date: {why}",
    'write it like "2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September 2017", '
    "and leave it out if it is not known",
)
NOT_A_CHOICE = _read(
    6,
    "not-a-choice",
    "What is called by one word everywhere can be counted and compared.",
    "{value} is no {field}{perhaps}",
    "write one of these: {choices}",
)
FIELD_MISSING = _read(
    7,
    "field-missing",
    "A few fields make a record what it is: an entry of no cycle is an entry of nothing.",
    "{a_kind} needs {field}, and it is missing",
    "add {field}",
)
WRONG_SORT = _read(
    8,
    "wrong-sort-of-value",
    "A number that is written as a word can be neither added nor compared.",
    "{value} is not {expected}",
    "write {expected}, or leave the field out",
)
OUT_OF_RANGE = _read(
    9,
    "out-of-range",
    "A share above a hundred percent, or fewer than no pupils, is a slip of the pen.",
    "{value} is out of range: it is not {limit}",
    "correct the number, or leave the field out if it is not known",
)
ID_TWICE = _read(
    10,
    "id-twice",
    "An id stands for one record; where two share it, a link to it means neither.",
    "the record on line {first} has this id too, and {compared}",
    "remove one of the two, or give it an id of its own",
)
NAME_TWICE = _read(
    11,
    "name-twice",
    "Programs differ in which of the two values they take, so the record could mean either.",
    'the name "{field}" stands twice',
    "remove one of the two",
)
UNREADABLE_CHARACTER = _read(
    12,
    "unreadable-character",
    "Such characters cannot be seen, and many programs refuse the file because of one.",
    "{value} holds {what}, at character {at}",
    "remove it, or type the text anew; it was probably copied from another program",
)
NOT_UTF8 = _read(
    13,
    "not-utf-8",
    "Read in the wrong encoding, names with accents come out as other letters.",
    "{value} is not written in UTF-8",
    "save the file as UTF-8; it seems to have been saved as {encoding}",
)
TOO_LARGE = _read(
    14,
    "too-large",
    "What no record needs is a slip, or the contents of another file in the wrong place.",
    "{value} is {what}",
    "shorten it, or keep it in a file of its own and give its address",
)
NOTHING_TO_READ = _read(
    15,
    "nothing-to-read",
    "A file without records is lawful, and seldom what was meant.",
    "there is nothing to read",
    "check that this is the file you meant",
    Severity.INFO,
)
UNKNOWN_VERSION = _read(
    16,
    "unknown-version",
    "A newer schema may mean something else by the same field.",
    "{value} is no version of the schema that can be read here: the newest is {newest}",
    "install a newer nsee-core, or have the file written in version {newest}",
)
OTHER_SCHEMA = _read(
    17,
    "other-schema",
    "The first line says what a file holds, so that no file is read as what it is not.",
    "{value} is not the schema that is read here, which is nsee-core",
    'begin the file with {{"schema": "nsee-core", "version": {newest}}}, if it holds such records',
)
NOT_A_RECORD = _read(
    18,
    "not-a-record",
    "A record is a group of names and values, with its kind among them.",
    "{value} is not a record: {why}",
    'write names with values, such as {{"kind": "trio", "id": "t1"}}',
)
WRONG_FORM = _read(
    19,
    "wrong-form",
    "Codes that follow a form can be looked up elsewhere; what does not follow it is a slip.",
    "{value} does not have the form of {field}",
    "write {form}",
)

RULES: tuple[Rule, ...] = (
    NOT_JSON,
    NO_SUCH_KIND,
    NO_SUCH_FIELD,
    NOT_AN_ID,
    NOT_A_DATE,
    NOT_A_CHOICE,
    FIELD_MISSING,
    WRONG_SORT,
    OUT_OF_RANGE,
    ID_TWICE,
    NAME_TWICE,
    UNREADABLE_CHARACTER,
    NOT_UTF8,
    TOO_LARGE,
    NOTHING_TO_READ,
    UNKNOWN_VERSION,
    OTHER_SCHEMA,
    NOT_A_RECORD,
    WRONG_FORM,
)
