"""NSEE001 to 019, and 049: what one row says, whatever file it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

import attrs

from nsee_core.findings import Code, Finding, Place, Severity
from nsee_core.records import KINDS
from nsee_core.rules.declaring import Rule
from nsee_core.rules.reading.saying import read
from nsee_core.wording import shown

#: How names of fields look. What has blanks or begins with a capital may be the name of a person.
_LIKE_A_FIELD = re.compile(r"[a-z][A-Za-z0-9]*(?:[_:-][A-Za-z0-9]+)*")


@attrs.frozen(eq=False)
class _OfName(Rule):
    """A rule whose offending value is a name, which is shown where it can be nobody's."""

    is_public: Callable[[str], bool] = attrs.field(kw_only=True)
    """Whether a name may be shown even where values are withheld."""

    def found(
        self,
        subject: str | None,
        loc: tuple[str | int, ...],
        args: Mapping[str, Any],
        value: object,
        place: Place | None,
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """What is said under this code."""
        found = super().found(subject, loc, args, value, place, severity=severity)
        if isinstance(value, str) and self.is_public(value):
            return attrs.evolve(found, about=_naming(self.about, value))
        return found


def _looks_like_a_field(name: str) -> bool:
    return _LIKE_A_FIELD.fullmatch(name) is not None


def _is_a_field(name: str) -> bool:
    return name in _fields()


@cache
def _fields() -> frozenset[str]:
    return frozenset().union(*(model.model_fields for model in KINDS.values()))


@lru_cache(maxsize=1024)  # who misspells a name does so on every line
def _naming(about: Code, name: str) -> Code:
    return attrs.evolve(about, withheld=shown(name))


NOT_JSON = read(
    "NSEE001",
    "not-json",
    reason="Where one mark is missing, no program can tell where a name ends and a value begins.",
    says="this is not JSON: {why}, at character {at}",
    fix=(
        "correct it there, or write it anew: names and texts stand in double quotation marks, "
        "with commas between them"
    ),
)
NO_SUCH_KIND = read(
    "NSEE002",
    "no-such-kind",
    reason="The kind says what a record is about and which fields it may have.",
    says="{value} is no kind of record{perhaps}",
    fix="give the record one of these kinds: {kinds}",
)
NO_SUCH_FIELD = _OfName(
    read(
        "NSEE003",
        "no-such-field",
        reason=(
            "A misspelt field would be read by nobody, and what was written in it would be lost."
        ),
        says="{value} is no field of {a_kind}{perhaps}",
        withheld="this name",
        fix="use a field of the published schema, or move it into ext, where keys of your own live",
    ).about,
    is_public=_looks_like_a_field,
)
NOT_AN_ID = read(
    "NSEE004",
    "not-an-id",
    reason="Records point at each other by id, so an id is typed often and has to survive that.",
    says="{value} is not an id{perhaps}",
    fix='use {form}, such as "{example}"',
)
NOT_A_DATE = read(
    "NSEE005",
    "not-a-date",
    reason="A date can be as vague as its source, but it has to say which days it could be.",
    says="{value} is not a date: {why}",
    fix=(
        'write it like "2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September 2017", '
        "and leave it out if it is not known"
    ),
)
NOT_A_CHOICE = read(
    "NSEE006",
    "not-a-choice",
    reason="What is called by one word everywhere can be counted and compared.",
    says="{value} is no {field}{perhaps}",
    fix="write one of these: {choices}",
)
FIELD_MISSING = read(
    "NSEE007",
    "field-missing",
    reason="A few fields make a record what it is: an entry of no cycle is an entry of nothing.",
    says="{a_kind} needs {field}, and it is missing",
    fix="add {field}",
)
WRONG_SORT = read(
    "NSEE008",
    "wrong-sort-of-value",
    reason="A number that is written as a word can be neither added nor compared.",
    says="{value} is not {expected}",
    fix="write {expected}, or leave the field out",
)
OUT_OF_RANGE = read(
    "NSEE009",
    "out-of-range",
    reason="A share above a hundred percent, or fewer than no pupils, is a slip of the pen.",
    says="{value} is out of range: it is not {limit}",
    fix="correct the number, or leave the field out if it is not known",
)
ID_TWICE = read(
    "NSEE010",
    "id-twice",
    reason="An id stands for one record; where two share it, a link to it means neither.",
    says="the record {first} has this id too, and {compared}",
    fix="remove one of the two, or give it an id of its own",
)
NAME_TWICE = _OfName(
    read(
        "NSEE011",
        "name-twice",
        reason=(
            "Programs differ in which of the two values they take, so the record could mean either."
        ),
        says="{value} stands twice among the names",
        withheld="one name",
        fix="remove one of the two",
    ).about,
    is_public=_is_a_field,
)
UNREADABLE_CHARACTER = read(
    "NSEE012",
    "unreadable-character",
    reason="Such characters cannot be seen, and many programs refuse the file because of one.",
    says="{value} holds {what}, at character {at}",
    fix="remove it, or type the text anew; it was probably copied from another program",
)
NOT_UTF8 = read(
    "NSEE013",
    "not-utf-8",
    reason="Read in the wrong encoding, names with accents come out as other letters.",
    says="{value} is not written in UTF-8",
    fix="save the file as UTF-8{perhaps}",
)
TOO_LARGE = read(
    "NSEE014",
    "too-large",
    reason="What no record needs is a slip, or the contents of another file in the wrong place.",
    says="{value} is {what}",
    fix="shorten it, or keep it in a file of its own and give its address",
)
NOTHING_TO_READ = read(
    "NSEE015",
    "nothing-to-read",
    reason="A file without records is lawful, and seldom what was meant.",
    says="there is nothing to read",
    fix="check that this is the file you meant",
    severity=Severity.INFO,
)
UNKNOWN_VERSION = read(
    "NSEE016",
    "unknown-version",
    reason="A newer schema may mean something else by the same field.",
    says="{value} is no version of the schema that can be read here: the newest is {newest}",
    fix="install a newer nsee-core, or have the file written in version {newest}",
)
OTHER_SCHEMA = read(
    "NSEE017",
    "other-schema",
    reason="The first line says what a file holds, so that no file is read as what it is not.",
    says="{value} is not the schema that is read here, which is nsee-core",
    fix='write "nsee-core" as the schema and {newest} as the version, if that is what it holds',
)
NOT_A_RECORD = read(
    "NSEE018",
    "not-a-record",
    reason="A record is a group of names and values, with its kind among them.",
    says="{value} is not a record: {why}",
    fix='write names with values in curly brackets, such as "kind": "trio" and "id": "t1"',
)
WRONG_FORM = read(
    "NSEE019",
    "wrong-form",
    reason="A code that follows its form can be looked up elsewhere; what does not is a slip.",
    says="{value} does not have the form of {field}{perhaps}",
    fix="write {form}",
)
UNTAKEN = read(
    "NSEE049",
    "not-taken-yet",
    reason="An entry says that a step was taken. Where its date says that it was not yet, or that "
    "nobody knows, to count it would say the opposite.",
    says="{value} does not say that this step was taken, so the entry is not counted",
    fix=(
        "leave the entry out until the step is taken; if it was, write when, as roughly as need "
        'be, such as "2017/18"'
    ),
    severity=Severity.WARNING,
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
    UNTAKEN,
)
