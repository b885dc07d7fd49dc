"""NSEE020 to 029, 037 to 039 and 048: tables, their headings, and what stands in cells."""

from __future__ import annotations

from nsee_core.findings import Severity
from nsee_core.rules.declaring import Rule
from nsee_core.rules.reading.saying import read

#: How to say which field a column holds, whatever it is headed.
COLUMN_OPTION = "nsee check --columns THEIRS={field}, or columns= in Python"

NO_SUCH_TABLE = read(
    "NSEE020",
    "no-such-table",
    reason="The name of a table says what each of its rows is; without it nothing in it is read.",
    says="{value} is no table that can be read here{perhaps}",
    fix=(
        "name it after the kind of record that it holds, such as entry, or after a field with "
        "several values, such as trio_members; or say what it holds (nsee check --kind "
        'Staff=person, or kinds={{"Staff": "person"}} in Python; of one CSV file --kind person, or '
        "kind=); if it holds no records, let it be"
    ),
    withheld="this",
)
NO_SUCH_COLUMN = read(
    "NSEE021",
    "no-such-column",
    reason="What stands under a heading that nobody knows is read by nobody.",
    says="{value} is no field of {a_kind}{perhaps}; {rows}",
    fix=(
        "give the column the name of a field, say which one it holds "
        f"({COLUMN_OPTION.format(field='OURS')}), or leave it out"
    ),
    withheld="this heading",
)
COLUMN_TWICE = read(
    "NSEE022",
    "column-twice",
    reason="Where two columns hold one field and differ, nobody can say which of them is right.",
    says="{value} stands for the field {field}, as another column does; {rows}",
    fix="remove one of the two columns",
    withheld="this heading",
)
RAGGED_ROW = read(
    "NSEE023",
    "ragged-row",
    reason="A row of another length than its heading may have its values under the wrong names.",
    says="the row has {cells}, and the heading has {columns}",
    fix="check that each value stands under its heading, and that every text is in one cell",
)
READ_AS = read(
    "NSEE024",
    "read-as",
    reason="What was written can be understood, and you should know how it was.",
    says="{value} is read as {meaning}, here and wherever it stands like this in the column",
    fix="correct it if something else was meant",
    severity=Severity.INFO,
)
DAY_DISAGREES = read(
    "NSEE025",
    "day-disagrees-with-date",
    reason="The first and the last day follow from the date, so one of the two is out of step.",
    says="{value} is not the {end} day of {date}",
    fix="correct the date, or leave the day out: it follows from the date",
)
SAID_TWICE = read(
    "NSEE026",
    "said-in-two-tables",
    reason="What stands in two places soon says two things.",
    says="{field} stands in the row and in {table} too, and says something else there",
    fix="keep it in one of the two places",
)
NO_OWNER = read(
    "NSEE027",
    "row-of-no-record",
    reason="A table of values belongs to a table of records; these values would be lost.",
    says="{value} is the id of no {kind}, so that this belongs to nothing",
    fix="correct the id, or add the {kind}",
)
TWO_MEANINGS = read(
    "NSEE028",
    "two-meanings",
    reason="Where a figure can be read in two ways, whoever guesses is wrong half of the time.",
    says="{value} could be {meanings}",
    fix="write it so that only one of them is left",
)
UNCLOSED = read(
    "NSEE029",
    "quotation-marks-do-not-match",
    reason="From a quotation mark that does not match, a program takes all that follows for text.",
    says="the quotation marks of this row do not match{rest}",
    fix="put both marks around the text, and write a mark inside it twice",
)
PART_MISSING = read(
    "NSEE037",
    "column-or-table-missing",
    reason="What is not there is not missed by whoever looks at the rest: it looks whole.",
    says="there is no {part}, {told}",
    fix="add {missing}",
)
HEADING_READ_AS = read(
    "NSEE038",
    "heading-read-as",
    reason="What people call a column can be understood, and you should know how it was.",
    says="{value} is read as the field {field}",
    fix="correct the heading if something else was meant",
    severity=Severity.INFO,
    withheld="this heading",
)
DAY_OR_MONTH = read(
    "NSEE039",
    "day-or-month-first",
    reason="To one reader 06/07/2017 is in July, to another in June, and both are sure of it.",
    says="of the different dates in this column, {orders}, such as {value}{kept}",
    fix="write the dates of the column in a form that has one meaning, such as 2017-06-12",
    severity=Severity.WARNING,
)
BESIDE_TABLE = read(
    "NSEE048",
    "beside-the-table",
    reason="What stands beside a table has no heading to say what it is; a note soon stands there.",
    says="{value} stands beside the table, under no heading, and is not read{also}",
    fix="move it into a column that has a heading, such as the note, or leave it out",
    severity=Severity.WARNING,
)

RULES: tuple[Rule, ...] = (
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
    PART_MISSING,
    HEADING_READ_AS,
    DAY_OR_MONTH,
    BESIDE_TABLE,
)
