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
from nsee_core.findings import Place
from nsee_core.readers import Reading
from nsee_core.readers.workbook import read_excel
from nsee_core.reports import Report
from nsee_core.workbooks.refusing import NotAWorkbook, UnsafeWorkbook
from nsee_core.writers.workbook import annotate, template
from nsee_core.writers.workbook.splicing import elements, in_utf8
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
    cycle = b'<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">cycle-1</t></is></c>'
    wrong = cycle + b'<c r="D2" t="inlineStr"><is><t>12 Juni 2017</t></is></c>'
    return but(data, sheet9=(cycle, wrong))


def test_of_our_own_template_nothing_else_changes() -> None:
    before = spoilt_template()
    after = annotated(before)
    was, now = parts_of(before), parts_of(after)
    new = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet9.xml.rels"}
    assert now.keys() - was.keys() == new
    changed = {name for name in was if was[name] != now[name]}
    assert changed == {"[Content_Types].xml", "xl/worksheets/sheet9.xml"}
    sheet = now["xl/worksheets/sheet9.xml"]
    assert DRAWING.sub(b"", sheet, count=1) == was["xl/worksheets/sheet9.xml"]
    types = re.sub(rb'<(?:Override PartName="/xl/comments|Default Extension="vml)[^>]*>', b"",
                   now["[Content_Types].xml"])  # fmt: skip
    assert types == was["[Content_Types].xml"]


def test_each_finding_is_a_comment_on_its_cell() -> None:
    assert comments(annotated(spoilt_template())) == {
        "Lesson!D2": "Error NSEE005\n"
        '"12 Juni 2017" is not a date: perhaps "12 June 2017" was meant; a lesson without a date '
        "counts at every date you look back from (as_of)\n"
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


def test_a_workbook_is_annotated_from_whatever_it_can_be_read_from(tmp_path: Path) -> None:
    data = book({"Trio": [["ID"], ["t 1"]]})
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    file = BytesIO(data)
    found = read_excel(file).report
    said = annotate(data, found)
    assert comments(said)
    assert annotate(file, found) == annotate(path, found) == annotate(str(path), found) == said
    assert not file.closed
    with path.open("rb") as opened:
        assert annotate(opened, found) == said
    with pytest.raises(TypeError) as raised:
        annotate(["a"], found)  # type: ignore[arg-type] # what somebody may try
    assert str(raised.value) == "a workbook is a path, an open file of bytes or bytes, not list"


def test_a_path_that_no_file_can_have_is_no_file() -> None:
    with pytest.raises(OSError, match="no file can have this name"):
        annotate("a\0b.xlsx", [])


COMMENTS = "xl/comments/comment1.xml"
VML = "xl/drawings/commentsDrawing1.vml"


def with_part(name: str, part: bytes) -> bytes:
    """A workbook in which somebody said something, with one part in place of another."""
    parts = parts_of(commented({"A2": "Fine"}))
    assert name in parts, sorted(parts)
    return packed(parts | {name: part})


@pytest.mark.parametrize(
    "part",
    [
        b"<comments/>",
        b"<comments><authors/></comments>",
        b"<comments><commentList/></comments>",
        b"<comments><authors/><authors/><commentList/></comments>",
    ],
)
def test_comments_that_are_none_are_damaged(part: bytes) -> None:
    with pytest.raises(NotAWorkbook, match=r"its part xl/comments/comment1.xml is damaged"):
        annotated(with_part(COMMENTS, part))


def test_a_drawing_that_does_not_end_is_damaged() -> None:
    with pytest.raises(NotAWorkbook, match=r"its part xl/drawings/\w+.vml is damaged"):
        annotated(with_part(VML, b"<xml>"))


@pytest.mark.parametrize("name", ["[Content_Types].xml", COMMENTS])
def test_what_is_spliced_may_declare_no_document_type_and_not_be_nested_too_deep(name: str) -> None:
    people = commented({"A2": "Fine"}) if name == COMMENTS else book({"Person": PEOPLE})
    part = parts_of(people)[name]
    head, _, body = part.rpartition(b"?>")
    declared = (head + b"?>" if head else b"") + b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + body
    with pytest.raises(UnsafeWorkbook, match="declares a document type, which may hide a bomb"):
        annotated(packed(parts_of(people) | {name: declared}))
    with pytest.raises(UnsafeWorkbook, match="is nested more than 100 deep"):
        annotated(packed(parts_of(people) | {name: b"<a>" * 300_000 + b"</a>" * 300_000}))


def test_shapes_that_do_not_end_are_looked_through_once() -> None:
    shapes = b"<xml>" + b"<v:shape " * 200_000 + b"<v:shape>" * 200_000 + b"</xml>"
    """Where its cost were quadratic, nobody would wait for this test."""
    assert shapes[:-6] in parts_of(annotated(with_part(VML, shapes)))[VML]


def test_a_comment_without_words_is_given_some() -> None:
    part = b"<comments><authors><author/></authors><commentList>%s</commentList></comments>"
    data = with_part(COMMENTS, part % b'<comment ref="A2" authorId="0"/><comment ref=""/>')
    said = parts_of(annotated(data))[COMMENTS]
    assert b'<comment ref="A2" authorId="0"><text><r>' in said
    assert annotated(annotated(data)) == annotated(data)


def test_numbers_of_shapes_that_no_program_gives_are_passed_over() -> None:
    shape = b'<v:shape id="_x0000_s%s"><x:Row>%s</x:Row></v:shape>' % (b"9" * 5000, b"9" * 5000)
    data = with_part(VML, b"<xml>" + shape + b"</xml>")
    assert "Person!B2" in comments(annotated(data))


def test_a_workbook_with_several_comments_of_ours_is_annotated_the_same_each_time() -> None:
    authors = b"<author>nsee-core</author>" * 9
    part = b"<comments><authors>%s</authors><commentList/></comments>" % authors
    said = parts_of(annotated(with_part(COMMENTS, part)))[COMMENTS]
    assert b'ref="A2" authorId="0"' in said


def test_pictures_in_the_header_of_a_sheet_are_not_taken_for_its_comments() -> None:
    parts = parts_of(book({"Person": PEOPLE}))
    sort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{sort}/vmlDrawing" Target="../drawings/head.vml"/>'
        "</Relationships>"
    ).encode()
    parts["xl/drawings/head.vml"] = picture = b'<xml><v:shape id="CH"></v:shape></xml>'
    sheet = parts["xl/worksheets/sheet1.xml"]
    head = f'<legacyDrawingHF xmlns:r="{sort}" r:id="rId1"/></worksheet>'.encode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</worksheet>", head)
    now = parts_of(annotated(packed(parts)))
    assert now["xl/drawings/head.vml"] == picture
    assert b"ObjectType" in now["xl/drawings/vmlDrawing1.vml"]
    assert re.search(
        rb'<legacyDrawing [^>]*r:id="rId3"/><legacyDrawingHF', now["xl/worksheets/sheet1.xml"]
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_parts_in_another_encoding_are_annotated(encoding: str) -> None:
    parts = parts_of(commented({"A2": "Zo\u00eb"}))
    for name in ("[Content_Types].xml", COMMENTS, "xl/worksheets/sheet1.xml"):
        text = re.sub(r"^<\?xml.*?\?>", "", parts[name].decode())
        declared = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{text}'
        parts[name] = declared.encode(encoding)
    said = comments(annotated(packed(parts)))
    assert said["Person!A2"].startswith("Zo\u00eb\n\nError NSEE004")
    assert "Person!B2" in said


def test_a_part_that_is_not_in_its_encoding_is_damaged() -> None:
    part = b'<?xml version="1.0" encoding="%s"?><a/>'
    for encoding in (b"rot13", b"no-such"):
        with pytest.raises(NotAWorkbook, match=r"its part a.xml is damaged"):
            in_utf8("a.xml", part % encoding)


@pytest.mark.parametrize("cell", ["B", "7", "B0", "ZZZ9", "A1048577", 'B2" x="', "B2:C3", "b2"])
def test_a_place_that_is_no_cell_is_the_top_of_its_sheet(cell: str) -> None:
    data = book({"Person": PEOPLE})
    finding = attrs.evolve(
        next(iter(read_excel(data).report)), place=Place(sheet="Person", cell=cell)
    )
    assert list(comments(annotate(data, [finding]))) == ["Person!A1"]


def test_what_is_no_sheet_is_not_annotated() -> None:
    data = book({"Person": PEOPLE})
    none = but(data, sheet1=b"<coreProperties/>")
    with pytest.raises(NotAWorkbook, match=r"its part xl/worksheets/sheet1.xml holds no sheet"):
        annotate(none, read_excel(data).report)


def test_a_part_that_does_not_hold_what_its_encoding_says_is_damaged() -> None:
    with pytest.raises(NotAWorkbook, match=r"its part a.xml is damaged"):
        in_utf8("a.xml", "<a/>".encode("utf-16") + b"x")


def test_the_parts_of_a_sheet_at_the_top_of_the_file_stand_beside_it() -> None:
    parts = parts_of(book({"Person": PEOPLE}))
    relations = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"/xl/worksheets/sheet1", b"/sheet1")
    parts["sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"/xl/worksheets/sheet1", b"/sheet1"
    )
    noted = annotated(packed(parts))
    assert "_rels/sheet1.xml.rels" in parts_of(noted)
    assert "Person!B2" in comments(noted)


@pytest.mark.parametrize(
    ("findings", "what"), [(None, "NoneType"), (7, "int"), (["x"], "of str"), ("x", "of str")]
)
def test_what_is_no_finding_is_no_comment(findings: object, what: str) -> None:
    with pytest.raises(TypeError) as caught:
        annotate(book({"Trio": [["ID"], ["t1"]]}), findings)  # type: ignore[arg-type] # no findings
    assert str(caught.value) == f"findings are a report or a list of findings, not {what}"
