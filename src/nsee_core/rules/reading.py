"""NSEE0xx: what only a reader can see, because what it read is no record yet."""

from __future__ import annotations

from nsee_core.findings import VALUE, Code, Severity
from nsee_core.rules.declaring import Rule

_SOURCE = "the published schema of a record"


def _read(
    code: str,
    slug: str,
    *,
    reason: str,
    says: str,
    fix: str,
    severity: Severity | None = None,
    withheld: str = VALUE,
) -> Rule:
    """A rule without a function: a reader says it, where it stands in what it reads."""
    return Rule(Code(code, slug, reason, says, fix, "agreed", _SOURCE, severity, withheld))


NOT_JSON = _read(
    "NSEE001",
    "not-json",
    reason="Where one mark is missing, no program can tell where a name ends and a value begins.",
    says="this is not JSON: {why}, at character {at}",
    fix=(
        "correct it there, or write it anew: names and texts stand in double quotation marks, "
        "with commas between them"
    ),
)
NO_SUCH_KIND = _read(
    "NSEE002",
    "no-such-kind",
    reason="The kind says what a record is about and which fields it may have.",
    says="{value} is no kind of record{perhaps}",
    fix="give the record one of these kinds: {kinds}",
)
NO_SUCH_FIELD = _read(
    "NSEE003",
    "no-such-field",
    reason="A misspelt field would be read by nobody, and what was written in it would be lost.",
    says="{value} is no field of {a_kind}{perhaps}",
    withheld="this name",
    fix="use a field of the published schema, or move it into ext, where keys of your own live",
)
NOT_AN_ID = _read(
    "NSEE004",
    "not-an-id",
    reason="Records point at each other by id, so an id is typed often and has to survive that.",
    says="{value} is not an id{perhaps}",
    fix='use {form}, such as "{example}"',
)
NOT_A_DATE = _read(
    "NSEE005",
    "not-a-date",
    reason="A date can be as vague as its source, but it has to say which days it could be.",
    says="{value} is not a date: {why}",
    fix=(
        'write it like "2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September 2017", '
        "and leave it out if it is not known"
    ),
)
NOT_A_CHOICE = _read(
    "NSEE006",
    "not-a-choice",
    reason="What is called by one word everywhere can be counted and compared.",
    says="{value} is no {field}{perhaps}",
    fix="write one of these: {choices}",
)
FIELD_MISSING = _read(
    "NSEE007",
    "field-missing",
    reason="A few fields make a record what it is: an entry of no cycle is an entry of nothing.",
    says="{a_kind} needs {field}, and it is missing",
    fix="add {field}",
)
WRONG_SORT = _read(
    "NSEE008",
    "wrong-sort-of-value",
    reason="A number that is written as a word can be neither added nor compared.",
    says="{value} is not {expected}",
    fix="write {expected}, or leave the field out",
)
OUT_OF_RANGE = _read(
    "NSEE009",
    "out-of-range",
    reason="A share above a hundred percent, or fewer than no pupils, is a slip of the pen.",
    says="{value} is out of range: it is not {limit}",
    fix="correct the number, or leave the field out if it is not known",
)
ID_TWICE = _read(
    "NSEE010",
    "id-twice",
    reason="An id stands for one record; where two share it, a link to it means neither.",
    says="the record {first} has this id too, and {compared}",
    fix="remove one of the two, or give it an id of its own",
)
NAME_TWICE = _read(
    "NSEE011",
    "name-twice",
    reason="Programs differ in which of the two values they take, so the record could mean either.",
    says="{value} stands twice among the names",
    fix="remove one of the two",
)
UNREADABLE_CHARACTER = _read(
    "NSEE012",
    "unreadable-character",
    reason="Such characters cannot be seen, and many programs refuse the file because of one.",
    says="{value} holds {what}, at character {at}",
    fix="remove it, or type the text anew; it was probably copied from another program",
)
NOT_UTF8 = _read(
    "NSEE013",
    "not-utf-8",
    reason="Read in the wrong encoding, names with accents come out as other letters.",
    says="{value} is not written in UTF-8",
    fix="save the file as UTF-8{perhaps}",
)
TOO_LARGE = _read(
    "NSEE014",
    "too-large",
    reason="What no record needs is a slip, or the contents of another file in the wrong place.",
    says="{value} is {what}",
    fix="shorten it, or keep it in a file of its own and give its address",
)
NOTHING_TO_READ = _read(
    "NSEE015",
    "nothing-to-read",
    reason="A file without records is lawful, and seldom what was meant.",
    says="there is nothing to read",
    fix="check that this is the file you meant",
    severity=Severity.INFO,
)
UNKNOWN_VERSION = _read(
    "NSEE016",
    "unknown-version",
    reason="A newer schema may mean something else by the same field.",
    says="{value} is no version of the schema that can be read here: the newest is {newest}",
    fix="install a newer nsee-core, or have the file written in version {newest}",
)
OTHER_SCHEMA = _read(
    "NSEE017",
    "other-schema",
    reason="The first line says what a file holds, so that no file is read as what it is not.",
    says="{value} is not the schema that is read here, which is nsee-core",
    fix='write "nsee-core" as the schema and {newest} as the version, if that is what it holds',
)
NOT_A_RECORD = _read(
    "NSEE018",
    "not-a-record",
    reason="A record is a group of names and values, with its kind among them.",
    says="{value} is not a record: {why}",
    fix='write names with values in curly brackets, such as "kind": "trio" and "id": "t1"',
)
WRONG_FORM = _read(
    "NSEE019",
    "wrong-form",
    reason="A code that follows its form can be looked up elsewhere; what does not is a slip.",
    says="{value} does not have the form of {field}{perhaps}",
    fix="write {form}",
)

NO_SUCH_TABLE = _read(
    "NSEE020",
    "no-such-table",
    reason="The name of a table says what each of its rows is; without it nothing in it is read.",
    says="{value} is no table that can be read here{perhaps}",
    fix=(
        "name it after the kind of record that it holds, such as entry, or after a field with "
        "several values, such as trio_members; of CSV the kind can also be told (nsee check --kind "
        "entry, or kind= in Python); if it holds no records, let it be"
    ),
    withheld="this",
)
NO_SUCH_COLUMN = _read(
    "NSEE021",
    "no-such-column",
    reason="What stands under a heading that nobody knows is read by nobody.",
    says="{value} is no field of {a_kind}{perhaps}; {rows}",
    fix="give the column the name of a field, or leave it out",
    withheld="this heading",
)
COLUMN_TWICE = _read(
    "NSEE022",
    "column-twice",
    reason="Where two columns hold one field and differ, nobody can say which of them is right.",
    says="{value} stands for the field {field}, as another column does; {rows}",
    fix="remove one of the two columns",
    withheld="this heading",
)
RAGGED_ROW = _read(
    "NSEE023",
    "ragged-row",
    reason="A row of another length than its heading may have its values under the wrong names.",
    says="the row has {cells}, and the heading has {columns}",
    fix="check that each value stands under its heading, and that every text is in one cell",
)
READ_AS = _read(
    "NSEE024",
    "read-as",
    reason="What was written can be understood, and you should know how it was.",
    says="{value} is read as {meaning}, here and wherever it stands like this in the column",
    fix="correct it if something else was meant",
    severity=Severity.INFO,
)
DAY_DISAGREES = _read(
    "NSEE025",
    "day-disagrees-with-date",
    reason="The first and the last day follow from the date, so one of the two is out of step.",
    says="{value} is not the {end} day of {date}",
    fix="correct the date, or leave the day out: it follows from the date",
)
SAID_TWICE = _read(
    "NSEE026",
    "said-in-two-tables",
    reason="What stands in two places soon says two things.",
    says="{field} stands in the row and in {table} too, and says something else there",
    fix="keep it in one of the two places",
)
NO_OWNER = _read(
    "NSEE027",
    "row-of-no-record",
    reason="A table of values belongs to a table of records; these values would be lost.",
    says="{value} is the id of no {kind}, so that this belongs to nothing",
    fix="correct the id, or add the {kind}",
)
TWO_MEANINGS = _read(
    "NSEE028",
    "two-meanings",
    reason="Where a figure can be read in two ways, whoever guesses is wrong half of the time.",
    says="{value} could be {meanings}",
    fix="write it so that only one of them is left",
)
UNCLOSED = _read(
    "NSEE029",
    "quotation-marks-do-not-match",
    reason="From a quotation mark that does not match, a program takes all that follows for text.",
    says="the quotation marks of this row do not match{rest}",
    fix="put both marks around the text, and write a mark inside it twice",
)
DAY_OR_MONTH = _read(
    "NSEE039",
    "day-or-month-first",
    reason="To one reader 06/07/2017 is in July, to another in June, and both are sure of it.",
    says="of the different dates in this column, {orders}, such as {value}{kept}",
    fix="write the dates of the column in a form that has one meaning, such as 2017-06-12",
    severity=Severity.WARNING,
)
NOT_XML = _read(
    "NSEE040",
    "not-xml",
    reason="Where one mark is missing, no program can tell where a tag ends and a text begins.",
    says="this cannot be read as XML: {why}",
    fix="take another copy, written anew by the program that it comes from; or correct it there",
)
NOT_A_LOG = _read(
    "NSEE041",
    "no-part-of-an-event-log",
    reason="What stands where nothing is looked for would be lost without a word.",
    says="{value} has no place in this event log: {why}",
    fix="put each event into a trace and each trace into the log, as XES has it",
)
ID_MADE = _read(
    "NSEE042",
    "id-made",
    reason="Records point at each other by id, and not every name that a case may have is one.",
    says="the name of {cases} is no id, the first being {value}; an id like it was made",
    fix="use these ids in links, or call the cases by {form}; the names are kept in ext",
    severity=Severity.INFO,
)
ID_SHARED = _read(
    "NSEE043",
    "names-too-alike",
    reason="Two cases whose names differ in what an id cannot hold would become one.",
    says="{value} makes the id {id}, which another case has; this one has the id {made}",
    fix="give one of the two another name, if the right one is to be linked to",
    severity=Severity.WARNING,
)
NOT_READ = _read(
    "NSEE044",
    "not-read",
    reason="A log of another program may hold more than a programme has places for.",
    says="{what} not read: {why}",
    fix="check that nothing that you need is among it",
    severity=Severity.INFO,
)

NOT_A_WORKBOOK = _read(
    "NSEE030",
    "not-a-workbook",
    reason="A file may be called a workbook and be something else, or have come down in part.",
    says="this cannot be read as an Excel workbook: {why}",
    fix="check that this is the file you meant, and {fix}",
)
UNSAFE_WORKBOOK = _read(
    "NSEE031",
    "unsafe-workbook",
    reason="A small file can be made to fill the memory of any computer that opens it.",
    says="this is not opened, because {why}",
    fix="ask where the file comes from; if it is in order, save it anew in a spreadsheet program",
)
NO_RESULT = _read(
    "NSEE032",
    "formula-without-result",
    reason="A formula is a recipe; only the program that worked it out knows what came of it.",
    says="{value} is a formula, and the file does not hold what came of it",
    fix="open the workbook in a spreadsheet program and save it, or write the result in its place",
)
SHOWS_ERROR = _read(
    "NSEE033",
    "cell-shows-an-error",
    reason="What a spreadsheet shows where it cannot work out a formula is no value.",
    says="{value} is what a spreadsheet shows where it cannot work something out",
    fix="correct the formula, or write the value in its place",
)
MERGED_CELLS = _read(
    "NSEE034",
    "merged-cells",
    reason="Of merged cells only the first holds a value, though all of them seem to show it.",
    says="the cells {cells} are merged, so that only the first of them says anything",
    fix="write the value into each cell that it is meant for, with none of them merged",
    severity=Severity.WARNING,
)
HIDDEN_SHEET = _read(
    "NSEE035",
    "hidden-sheet",
    reason="What nobody sees is seldom kept right.",
    says="this sheet is hidden, and was read like the others",
    fix="check it and show it, or delete it if it should not be read",
    severity=Severity.INFO,
)
MACROS = _read(
    "NSEE036",
    "macros-not-run",
    reason="Macros are programs, and whoever reads records runs no program of somebody else's.",
    says="this workbook holds macros, which were not run",
    fix="check that what the macros fill in is there, or save it as a workbook without them",
    severity=Severity.INFO,
)

PART_MISSING = _read(
    "NSEE037",
    "column-or-table-missing",
    reason="What is not there is not missed by whoever looks at the rest: it looks whole.",
    says="there is no {part}, {told}",
    fix="add {missing}",
)
HEADING_READ_AS = _read(
    "NSEE038",
    "heading-read-as",
    reason="What people call a column can be understood, and you should know how it was.",
    says="{value} is read as the field {field}",
    fix="correct the heading if something else was meant",
    severity=Severity.INFO,
    withheld="this heading",
)

NO_OBJECT_LOG = _read(
    "NSEE045",
    "no-object-centric-log",
    reason="A log that was cut short, or is something else, tells only half of what took place.",
    says="this is no object-centric event log, or not all of one: {why}",
    fix="take another copy, written anew as OCEL 2.0 in JSON or SQLite",
)
VALUE_REPLACED = _read(
    "NSEE046",
    "value-replaced",
    reason="A record holds one value; that there was another before would be forgotten.",
    says="{value} was replaced by a later value, and only that one is read",
    fix="put the earlier value into the note, if it matters",
    severity=Severity.WARNING,
)
CASE_NOT_NAMED = _read(
    "NSEE047",
    "case-not-named",
    reason="An event of an object-centric log may belong to many things; one is the enquiry.",
    says="no object of this log is a record; the types of its objects are {value}",
    fix='say which type is the cycle, as in read_ocel(..., case="order")',
)
BESIDE_TABLE = _read(
    "NSEE048",
    "beside-the-table",
    reason="What stands beside a table has no heading to say what it is; a note soon stands there.",
    says="{value} stands beside the table, under no heading, and is not read{also}",
    fix="move it into a column that has a heading, such as the note, or leave it out",
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
    NO_SUCH_TABLE,
    NO_SUCH_COLUMN,
    COLUMN_TWICE,
    RAGGED_ROW,
    READ_AS,
    DAY_DISAGREES,
    SAID_TWICE,
    NO_OWNER,
    TWO_MEANINGS,
    UNCLOSED,
    DAY_OR_MONTH,
    NOT_XML,
    NOT_A_LOG,
    ID_MADE,
    ID_SHARED,
    NOT_READ,
    NOT_A_WORKBOOK,
    UNSAFE_WORKBOOK,
    NO_RESULT,
    SHOWS_ERROR,
    MERGED_CELLS,
    HIDDEN_SHEET,
    MACROS,
    PART_MISSING,
    HEADING_READ_AS,
    NO_OBJECT_LOG,
    VALUE_REPLACED,
    CASE_NOT_NAMED,
    BESIDE_TABLE,
)
