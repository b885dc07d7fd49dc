"""An annotated workbook is the same workbook, but for its comments."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from nsee_core import builtin_protocols, check
from nsee_core.readers import Reading
from nsee_core.readers.workbook import read_excel
from nsee_core.reports import Report
from nsee_core.tabular.refusing import NotAWorkbook, UnsafeWorkbook
from nsee_core.writers.workbook import annotate, template
from nsee_core.writers.workbook.splicing import elements
from tests.excel.books import book, but, packed, parts_of

DRAWING = re.compile(rb'<legacyDrawing xmlns:r="[^"]*" r:id="rId\d+"/>')
PEOPLE = [["ID", "Type", "School"], ["Ann Reid", "practitoner", "s9"], ["b-shaw", "pupil", "s9"]]


def report_of(reading: Reading) -> Report:
    return reading.report + reading.located(check(reading.programme))


def annotated(data: bytes) -> bytes:
    return annotate(data, report_of(read_excel(data)))


def comments(data: bytes) -> dict[str, str]:
    """The comments of a workbook by sheet and cell."""
    made = load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def spoilt_template() -> bytes:
    """A template of ours in which one date is wrong, with no other program in between."""
    data = template(builtin_protocols()["research-lesson-trio"])
    step = b'<is><t xml:space="preserve">choose</t></is></c></row>'
    wrong = step[:-6] + b'<c r="E3" t="inlineStr"><is><t>12 Juni 2017</t></is></c></row>'
    return but(data, sheet8=(step, wrong))


def test_of_our_own_template_nothing_else_changes() -> None:
    before = spoilt_template()
    after = annotated(before)
    was, now = parts_of(before), parts_of(after)
    new = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet8.xml.rels"}
    assert now.keys() - was.keys() == new
    changed = {name for name in was if was[name] != now[name]}
    assert changed == {"[Content_Types].xml", "xl/worksheets/sheet8.xml"}
    sheet = now["xl/worksheets/sheet8.xml"]
    assert DRAWING.sub(b"", sheet, count=1) == was["xl/worksheets/sheet8.xml"]
    types = re.sub(rb'<(?:Override PartName="/xl/comments|Default Extension="vml)[^>]*>', b"",
                   now["[Content_Types].xml"])  # fmt: skip
    assert types == was["[Content_Types].xml"]


def test_each_finding_is_a_comment_on_its_cell() -> None:
    assert comments(annotated(spoilt_template())) == {
        "Entry!E3": "Error NSEE005\n"
        '"12 Juni 2017" is not a date: perhaps "12 June 2017" was meant\n'
        'To do: write it like "2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September '
        '2017", and leave it out if it is not known'
    }


def test_findings_of_a_check_stand_on_the_cell_of_the_field_that_they_are_about() -> None:
    said = comments(annotated(book({"Person": PEOPLE})))
    assert [cell for cell, text in said.items() if "NSEE101" in text] == ["Person!C3"]
    assert [cell for cell, text in said.items() if "NSEE006" in text] == ["Person!B2"]


def test_an_annotated_workbook_reads_as_the_same_programme_with_the_same_findings() -> None:
    before = book({"Person": PEOPLE, "School": [["ID"], ["s1"]]})
    one, other = read_excel(before), read_excel(annotated(before))
    assert (one.programme, one.report) == (other.programme, other.report)


def test_to_annotate_again_changes_nothing_and_comments_go_when_the_findings_do() -> None:
    before = book({"Person": PEOPLE})
    once = annotated(before)
    assert annotate(once, report_of(read_excel(once))) == once
    cleared = annotate(once, [])
    assert comments(cleared) == {}
    assert b"<v:shape " not in parts_of(cleared)["xl/drawings/vmlDrawing1.vml"]


def commented(cells: dict[str, str]) -> bytes:
    def comment(made: Workbook) -> None:
        for cell, text in cells.items():
            made.worksheets[0][cell].comment = Comment(text, "Ann & <co>")

    return book({"Person": PEOPLE}, comment)


def test_comments_of_people_stay_and_ours_follow_them() -> None:
    data = commented({"A2": "Ask her & <him>", "A3": "Fine"})
    once = annotated(data)
    said = comments(once)
    assert said["Person!A3"] == "Fine"
    assert said["Person!A2"].startswith('Ask her & <him>\n\nError NSEE004\n"Ann Reid" is not an id')
    assert "NSEE006" in said["Person!B2"]
    assert comments(annotate(once, report_of(read_excel(once)))) == said
    authors = load_workbook(BytesIO(once))["Person"]
    assert (authors["A2"].comment.author, authors["B2"].comment.author) == (
        "Ann & <co>",
        "nsee-core",
    )


def test_what_is_about_no_cell_stands_at_the_top() -> None:
    data = book({"Trio": [["ID"], ["t1"]], "To do": [["Ring Ann"], ["Order cakes"]]})
    nowhere = [attrs.evolve(finding, place=None) for finding in read_excel(data).report]
    assert list(comments(annotate(data, nowhere))) == ["Trio!A1"]
    assert list(comments(annotated(data))) == ["To do!A1"]


def test_more_findings_than_anybody_reads_are_counted() -> None:
    data = book({"Trio": [["ID"], ["t1"]]})
    finding = next(iter(read_excel(book({"Trip": [["ID"], ["t1"]]})).report))
    [text] = comments(annotate(data, [finding] * 23)).values()
    assert (text.count("NSEE020"), text[-19:]) == (20, "and 3 more findings")


def test_prefixes_and_empty_elements_of_other_programs_are_kept_to() -> None:
    data = commented({"A3": "Fine"})
    parts = parts_of(data)
    name = next(name for name in parts if name.startswith("xl/comments/"))
    parts[name] = (
        b'<x:comments xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<x:authors/><x:commentList /></x:comments>"
    )
    said = parts_of(annotated(packed(parts)))[name]
    assert b"<x:authors><x:author>nsee-core</x:author></x:authors>" in said
    assert b'<x:comment ref="B2" authorId="0"><x:text><x:r><x:rPr><x:b/>' in said


def test_a_sheet_with_tables_is_drawn_on_before_them() -> None:
    data = but(book({"Person": PEOPLE}), sheet1=(b"</worksheet>", b"<tableParts/></worksheet>"))
    sheet = parts_of(annotated(data))["xl/worksheets/sheet1.xml"]
    assert re.search(rb"<legacyDrawing [^>]*/><tableParts/></worksheet>$", sheet)


def test_a_second_sheet_is_drawn_on_beside_one_that_has_comments() -> None:
    def comment(made: Workbook) -> None:
        made.worksheets[0]["A1"].comment = Comment("Ours", "Ann")

    data = book({"Trio": [["ID"], ["t1"]], "Person": PEOPLE}, comment)
    once = annotated(data)
    said = comments(once)
    assert list(said) == ["Trio!A1", "Person!A2", "Person!B2", "Person!C3"]
    assert parts_of(once)["[Content_Types].xml"].count(b'Extension="vml"') == 1


def test_comments_that_nobody_draws_stay_as_they_are() -> None:
    parts = parts_of(commented({"A2": "Fine"}))
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[name] = re.sub(rb"<Relationship [^>]*vmlDrawing[^>]*/>", b"", parts[name])
    assert parts_of(annotate(packed(parts), [])) == parts


def test_what_is_no_xml_is_not_spliced() -> None:
    with pytest.raises(NotAWorkbook, match=r"its part a.xml is damaged or not there"):
        elements("a.xml", b"<a>", depth=0)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"id,name\n")
    with pytest.raises(NotAWorkbook, match=r"it is a text, such as CSV; give it the ending .csv"):
        annotate(path, [])
    bomb = but(book({"Trio": [["ID"], ["t1"]]}), workbook=b"<!DOCTYPE a []><workbook/>")
    with pytest.raises(UnsafeWorkbook, match=r"not opened, because xl/workbook.xml declares"):
        annotate(bomb, [])
