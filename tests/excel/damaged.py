"""Damaged workbooks, each with a real kind of damage, as they stand in the corpus.

Run as a module, this writes them there, each with what is said of it: read that before it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from nsee_core.readers.workbook import read_excel
from tests.excel.books import Rows, book, but, packed, parts_of
from tests.readers.test_corpus import told

FOLDER = Path(__file__).resolve().parents[1] / "readers" / "corpus" / "excel"

TRIO: Rows = [["ID", "Name"], ["t1", "First"], ["t2", "Second"]]
TEMPLATE = [
    *("ID *", "Cycle *", "Step *", "Step in words", "When *", "By whom", "Lesson", "Evidence"),
    *("Why", "Event", "Place in the log", "Corrects entry", "Source", "How it is known", "Note"),
]
LOG: Rows = [["ID", "Cycle", "Step", "When"], ["e1", "c1", "plan", "2017-06-12"]]

Damage = Callable[[], bytes]
DAMAGES: dict[str, Damage] = {}


def damage(make: Damage) -> Damage:
    """Keep a function as the damage that it is named after."""
    DAMAGES[make.__name__.replace("_", "-")] = make
    return make


# ---------------------------------------------------------------- no workbook at all


@damage
def a_text() -> bytes:
    """CSV that was given the ending of a workbook."""
    return b"id,cycle,step\ne1,c1,plan\n"


@damage
def nothing() -> bytes:
    """A file of no bytes, as a download that never began leaves behind."""
    return b""


@damage
def a_page() -> bytes:
    """A web page that a portal sends in place of a workbook when one is not logged in."""
    return b"<html><body>Please log in</body></html>"


@damage
def an_old_workbook() -> bytes:
    """A workbook of Excel 97 to 2003, renamed."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le")


@damage
def a_password() -> bytes:
    """A workbook that is encrypted, which makes it a file of the old sort."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@damage
def an_open_document() -> bytes:
    """A spreadsheet of LibreOffice, renamed instead of saved as."""
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mimetype, "content.xml": b"<a/>"})


@damage
def a_binary_workbook() -> bytes:
    """A binary workbook (.xlsb), renamed."""
    return packed({"xl/workbook.bin": b"\0"})


@damage
def another_archive() -> bytes:
    """A ZIP file of photographs."""
    return packed({"photo.jpg": b"\xff\xd8"})


@damage
def cut_short() -> bytes:
    """A workbook of which only the first half arrived."""
    data = book({"Trio": TRIO})
    return data[: len(data) // 2]


# ---------------------------------------------------------------- made to do harm


@damage
def a_bomb() -> bytes:
    """A sheet of 40 MB of blanks, packed into 40 KB."""
    return but(book({"Trio": TRIO}), sheet1=(b"<sheetData>", b"<sheetData>" + b" " * 40_000_000))


@damage
def entities() -> bytes:
    """A billion laughs: entities that stand for ten of the one before, in the texts."""
    lines = b"".join(
        b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)
    )
    bomb = b'<!DOCTYPE sst [<!ENTITY a0 "ha">%s]><sst><si><t>&a9;</t></si></sst>' % lines
    return but(shared(), sharedStrings=bomb)


@damage
def an_entity_in_a_sheet() -> bytes:
    """A sheet that asks for a file of the computer that reads it."""
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
    return but(book({"Trio": TRIO, "Team": TRIO}), sheet1=evil)


@damage
def deep() -> bytes:
    """A sheet of elements in elements, a hundred thousand deep."""
    depth = b"<a>" * 100_000 + b"</a>" * 100_000
    return but(book({"Trio": TRIO}), sheet1=b"<worksheet>%s</worksheet>" % depth)


@damage
def a_cell_without_end() -> bytes:
    """A cell with a text of two million characters."""
    vast = b"<t>" + b"ha" * 1_000_000 + b"</t>"
    return but(book({"Trio": TRIO}), sheet1=(b"<t>First</t>", vast))


@damage
def one_part_over_and_over() -> bytes:
    """A thousand sheets that are one part of the file, to be read a thousand times."""
    data = book({"Trio": TRIO})
    sheet = b'<sheet name="Team %d" sheetId="%d" r:id="rId1" xmlns:r="r"/>'
    many = b"".join(sheet % (number, number) for number in range(2, 1002))
    return but(data, workbook=(b"</sheets>", many + b"</sheets>"))


# ---------------------------------------------------------------- damaged inside


@damage
def a_sheet_cut_short() -> bytes:
    """A sheet whose last rows are missing: what comes before is read."""
    data = book({"Trio": TRIO, "Team": [*TRIO[:1], ["g1", "Ours"]]})
    sheet = next(d for name, d in parts_of(data).items() if name.endswith("sheet1.xml"))
    return but(data, sheet1=sheet[: sheet.index(b"Second")])


@damage
def a_sheet_lost() -> bytes:
    """A workbook that names a sheet which is not in the file."""
    return but(book({"Trio": TRIO, "Team": [["ID"], ["g1"]]}), sheet1=None)


@damage
def a_sheet_nowhere() -> bytes:
    """A workbook that lists a sheet and does not say which part of the file it is."""
    data = book({"Trio": TRIO, "Team": [["ID"], ["g1"]]})
    return but(data, **{"workbook.xml.rels": (b'Id="rId1"', b'Id="rId99"')})


@damage
def a_sheet_that_is_none() -> bytes:
    """A part called a sheet that is something else."""
    return but(book({"Trio": TRIO, "Team": [["ID"], ["g1"]]}), sheet1=b"<coreProperties/>")


@damage
def an_encoding_that_is_none() -> bytes:
    """A sheet that says it is in an encoding which there is not."""
    data = book({"Trio": TRIO, "Team": [["ID"], ["g1"]]})
    return but(data, sheet1=b'<?xml version="1.0" encoding="UT-8"?><worksheet/>')


@damage
def numbers_beyond_all() -> bytes:
    """A moment that ends with the calendar, numbers that have no end, a style of 5,000 digits."""
    days = [[f"e{number}", "c1", "plan", day] for number, day in enumerate((7, 8, 9))]

    def shown(made: Workbook) -> None:
        made.worksheets[0].cell(2, 4).number_format = "yyyy-mm-dd"

    data = but(
        book({"Entry": [LOG[0], *days]}, shown),
        sheet1=(b"<v>7</v>", b"<v>2958465.9999999</v>"),
        styles=(b"</cellXfs>", b'<xf numFmtId="%s"/></cellXfs>' % (b"9" * 5000)),
    )
    data = but(data, sheet1=(b"<v>8</v>", b"<v>nan</v>"))
    return but(data, sheet1=(b"<v>9</v>", b"<v>1e999</v>"))


@damage
def a_text_lost() -> bytes:
    """A cell that refers to a text which is not there."""
    return but(shared(), sharedStrings=b"<sst><si><t>ID</t></si></sst>")


@damage
def an_impossible_cell() -> bytes:
    """A cell in a column that no spreadsheet has."""
    return but(book({"Trio": TRIO}), sheet1=(b'r="B3"', b'r="ZZZZZZ3"'))


@damage
def a_chart_alone() -> bytes:
    """A workbook whose only sheet is a chart."""
    return but(book({"Trio": TRIO}), **{"workbook.xml.rels": (b"/worksheet", b"/chartsheet")})


@damage
def numbers_that_are_none() -> bytes:
    """A number that is a word, and days far beyond the calendar."""

    def shown(made: Workbook) -> None:
        for row in (2, 3, 4):
            made.worksheets[0].cell(row, 4).number_format = "yyyy-mm-dd"

    days = [[f"e{number}", "c1", "plan", day] for number, day in enumerate((7, 1e300, 12.5))]
    data = book({"Entry": [LOG[0], *days]}, shown)
    return but(data, sheet1=(b"<v>12.5</v>", b"<v>twelve</v>"))


# ---------------------------------------------------------------- as people make them


@damage
def errors_of_formulas() -> bytes:
    """Cells that show #REF! and #N/A."""
    return book({"Trio": [["ID", "Name"], ["t1", "#REF!"], ["#N/A", "x"], ["t3", "Third"]]})


@damage
def formulas_without_results() -> bytes:
    """Formulas in a file that no spreadsheet program has saved since."""
    return book({"Trio": [["ID", "Name"], ["t1", '="Fir"&"st"'], ["t2", "Second"]]})


@damage
def formulas_with_results() -> bytes:
    """Formulas whose results are in the file, one of them an empty text."""
    cell = b'<c r="B2" t="str"><f>A2</f><v>First</v></c><c r="C2" t="str"><f>""</f><v></v></c>'
    data = book({"Trio": [["ID", "Name", "Note"], ["t1", "Q"]]})
    return but(data, sheet1=(b'<c r="B2" t="inlineStr"><is><t>Q</t></is></c>', cell))


@damage
def merged_cells() -> bytes:
    """A title merged across the head, which does no harm; and a cycle merged over two entries."""
    rows = [["Our log"], *LOG, ["e2", None, "try", "2017-06-13"]]

    def merge(made: Workbook) -> None:
        made.worksheets[0].merge_cells("A1:D1")
        made.worksheets[0].merge_cells("B3:B4")

    return book({"Entry": rows}, merge)


@damage
def a_hidden_sheet() -> bytes:
    """A sheet that is hidden, and one that is hidden and empty."""

    def hide(made: Workbook) -> None:
        made["Team"].sheet_state = "veryHidden"
        made["Lesson"].sheet_state = "hidden"

    return book({"Trio": TRIO, "Team": [["ID"], ["g1"]], "Lesson": []}, hide)


@damage
def days_from_1904() -> bytes:
    """A workbook of an old Mac, which counts its days from 1904."""

    def old(made: Workbook) -> None:
        made.epoch = CALENDAR_MAC_1904

    return book({"Entry": [LOG[0], ["e1", "c1", "plan", date(2017, 6, 12)]]}, old)


@damage
def dates_of_all_sorts() -> bytes:
    """A day with a time, a month, a year, a day that lost its format, and one typed as a text."""
    formats = ("dd/mm/yyyy hh:mm", "mmm-yy", "yyyy", "General", "@")

    def shown(made: Workbook) -> None:
        for row, form in enumerate(formats, start=2):
            made.worksheets[0].cell(row, 4).number_format = form

    moments = [datetime(2017, 6, 12, 9, 30), date(2011, 12, 1), date(2016, 1, 1), 42898, "12/6/17"]  # noqa: DTZ001 - a cell knows no time zone
    rows = [[f"e{n}", "c1", "plan", when] for n, when in enumerate(moments, start=1)]
    return book({"Entry": [LOG[0], *rows]}, shown)


@damage
def percent_and_numbers() -> bytes:
    """Shares shown as percent, numbers typed as texts, and ids that became numbers."""

    def percent(made: Workbook) -> None:
        made["Profile"]["D2"].number_format = "0.0%"

    rows: Rows = [
        ["ID", "School", "Roll", "SIMD q1"],
        [1, 7, "120", 0.145],
        [2.5, 7, "about 90", 20],
    ]
    schools: Rows = [["ID"], [7]]
    return book({"School": schools, "Profile": rows}, percent)


@damage
def a_head_in_disorder() -> bytes:
    """A title above the head; columns in another order, in capitals, misspelt, and one's own."""
    head = ["STEP", "cycle:", None, "whn", " id ", "Mood"]
    return book({"ENTRIES": [["Our year"], [], head, ["plan", "c1", None, "2017", "e1", "good"]]})


@damage
def sheets_of_ones_own() -> bytes:
    """Notes and a chart's figures beside the records, and two sheets that are empty."""
    rows = [["Ring Mrs Reid"], ["Order cakes"]]
    return book({"Trio": TRIO, "To do": rows, "Trois": TRIO[:2], "Sheet4": [], "Sheet5": []})


@damage
def sheets_under_other_names() -> bytes:
    """A log called after itself, a misspelt sheet, and sheets that are no tables of ours."""
    log = [LOG[0][:3], LOG[1][:3]]
    return book(
        {
            "Sheet1": log,
            "Lesons": [["ID", "Cycle"], ["l1", "c1"]],
            "Trio": TRIO[:2],
            "Comments": [["What", "Who"], ["Nice", "Ann"]],
            "Budget": [["Item", "Note"], ["Paper", "blue"]],
        }
    )


@damage
def sheets_that_look_like_records() -> bytes:
    """Sheets under people's own names and headings, all but one of which look like records."""
    return book(
        {
            "Trio": TRIO[:2],
            "Enquiries": [["No.", "Group", "Topic"], ["c1", "t1", "Fractions"]],
            "Staff": [["Staff no.", "Post"], ["T01", "Headteacher"]],
            "Seen": [["No.", "Teacher", "Observers"], ["l1", "T01", "T02"]],
            "Petty cash": [["Day", "Spent on"], ["1 June", "paper"]],
        }
    )


@damage
def pounds_that_are_shown() -> bytes:
    """Amounts of money, of which only the format of the cell says that they are pounds."""

    def pounds(made: Workbook) -> None:
        made["Resource"]["B2"].number_format = '"£"#,##0'
        made["Resource"]["B3"].number_format = "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00"

    rows: Rows = [["ID", "Amount"], ["r1", 4000], ["r2", -12.5], ["r3", "3 days"], ["r4", 7]]
    return book({"Resource": rows}, pounds)


@damage
def a_log_without_dates() -> bytes:
    """The log of the template, whose column of dates was deleted; one step says who took it."""
    head = [each for each in TEMPLATE if each != "When *"]
    rows = [["e1", "c1", "plan", "Plan it", "p1"], ["e2", "c1", "try", "Try it"]]
    return book({"Log of steps": [head, *rows]})


@damage
def a_log_with_its_dates_renamed() -> bytes:
    """The log of the template, its column of dates called otherwise; one step is not yet taken."""
    head = ["Date" if each == "When *" else each for each in TEMPLATE]
    rows = [["e1", "c1", "plan", "Plan it", "June 2017"], ["e2", "c1", "try", "Try it"]]
    return book({"Log of steps": [head, *rows]})


@damage
def a_log_without_ids() -> bytes:
    """The log of the template without its ids, and people without theirs, nobody being named."""
    rows = [["c1", "plan", "Plan it", "June 2017"], ["c1", "try", "Try it", "July 2017"]]
    people = ["Type", "Name", "Position", "School", "Employer", "Source", "Basis", "Note"]
    return book({"Log of steps": [TEMPLATE[1:], *rows], "Person": [people]})


@damage
def no_sheet_of_people() -> bytes:
    """Lessons taught by people of whom there is no sheet."""
    lessons = [["ID", "Cycle", "Taught by"], *([f"l{n}", "c1", "p1"] for n in range(1, 4))]
    return book({"Cycle": [["ID"], ["c1"]], "Lesson": lessons})


@damage
def cells_beside_the_table() -> bytes:
    """A remark to the right of a row, below no head."""
    return book({"Trio": [TRIO[0], ["t1", "First", None, None, "ask Ann"], ["t2", "Second"]]})


@damage
def cells_far_beside_the_table() -> bytes:
    """Remarks in the last column that there is, and one beside no row at all."""
    far = [None] * 16_381
    rows: Rows = [["t1", "First", *far, "ask Ann"], ["t2", "Second", *far, "ask Bob"]]
    return book({"Trio": [TRIO[0], *rows, [None, None, "=A1+A2"], [None, None, " "]]})


@damage
def no_sheet_of_cycles() -> bytes:
    """Lessons of a cycle of which only the sheet of its questions is there."""
    lessons = [[f"l{number}", "c1"] for number in (1, 2, 3)]
    return book({"Lesson": [["ID", "Cycle"], *lessons], "Cycle questions": [["Cycle", "Key"]]})


@damage
def a_log_with_its_dates_under_no_heading_of_ours() -> bytes:
    """The log of the template, its column of dates called otherwise than anything known."""
    head = ["Datum" if each == "When *" else each for each in TEMPLATE]
    rows: Rows = [
        ["e1", "c1", "plan", "Plan it", "June 2017", "p1"],
        ["e2", "c1", "try", "Try it", None, "p1"],
    ]
    return book({"Log of steps": [head, *rows]})


@damage
def one_log_on_two_sheets() -> bytes:
    """A log that goes on, on a second sheet, where one id stands twice."""
    more = [LOG[0], ["e2", "c1", "try", "2017-06-13"], ["e2", "c1", "look", "2017-06-14"]]
    return book({"Entry": LOG, "Entry (2)": more})


@damage
def letters_in_colours() -> bytes:
    """Texts whose words look different, and one with how it is spoken."""
    text = b"<r><t>Sec</t></r><r><t>ond</t></r><rPh sb='0' eb='1'><t>no</t></rPh>"
    data = but(shared(), sharedStrings=(b"<si><t>Second</t></si>", b"<si>%s</si>" % text))
    inline = b'<c r="B2" t="inlineStr"><is>%s</is></c>' % text
    return but(data, sheet1=(b'<c r="B2" t="s"><v>3</v></c>', inline))


@damage
def with_macros() -> bytes:
    """A workbook with macros."""
    parts = parts_of(book({"Trio": TRIO}))
    relations = parts["xl/_rels/workbook.xml.rels"]
    macros = (
        b'<Relationship Id="rM" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"</Relationships>", macros)
    return packed(parts | {"xl/vbaProject.bin": b"\0"})


@damage
def blanks_and_formulas_as_texts() -> bytes:
    """Blanks at the ends of texts, rows of blanks, and texts that begin as formulas do."""

    def as_texts(made: Workbook) -> None:
        for row in made.worksheets[0].iter_rows():
            for cell in row:
                if cell.value is not None:
                    cell.data_type = "s"

    rows = [TRIO[0], [" t1 ", "=1+1"], [" ", "\xa0"], ["t2", "@home\xa0"], ["t3", "-"]]
    return book({"Trio": rows}, as_texts)


def shared() -> bytes:
    """A workbook whose texts are in a part of their own, as Excel has them."""
    texts = [text for row in TRIO for text in row]
    data = parts_of(book({"Trio": TRIO}))
    for number, text in enumerate(texts):
        inline = f't="inlineStr"><is><t>{text}</t></is>'.encode()
        held = data["xl/worksheets/sheet1.xml"]
        data["xl/worksheets/sheet1.xml"] = held.replace(inline, b't="s"><v>%d</v>' % number)
    data["xl/sharedStrings.xml"] = (
        b"<sst>" + b"".join(f"<si><t>{text}</t></si>".encode() for text in texts) + b"</sst>"
    )
    relation = (
        b'<Relationship Id="rT" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    data[name] = data[name].replace(b"</Relationships>", relation)
    return packed(data)


def write(name: str, make: Damage) -> None:
    """Write a damaged workbook into the corpus, and beside it what is said of it now."""
    path = FOLDER / f"{name}.xlsx"
    path.write_bytes(make())
    reading = read_excel(path)
    findings = "".join(
        f"    {json.dumps(told(finding, FOLDER), ensure_ascii=False)},\n"
        for finding in reading.report
    )
    lines = (
        f"description = {json.dumps(' '.join((make.__doc__ or '').split()))}",
        f"records = {json.dumps([record.id for record in reading.programme])}",
        f"findings = [\n{findings}]" if findings else "findings = []",
    )
    path.with_suffix(".toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for each, maker in DAMAGES.items():
        write(each, maker)
