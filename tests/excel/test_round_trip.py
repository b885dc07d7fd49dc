"""What is written to a workbook reads back equal, whatever the records hold."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from nsee_core import Cycle, Entry, Network, Person, Programme, School, Trio, safe
from nsee_core.readers.workbook import read_excel
from nsee_core.records import Insight, Question, When
from nsee_core.records.cycles import Success
from nsee_core.reference import all_published
from nsee_core.tabular import flat, guarded, unguarded
from nsee_core.workbooks.sheets import Tab
from nsee_core.workbooks.spreadsheet import MOST_CHARACTERS
from nsee_core.writers.workbook import to_excel, write_excel
from nsee_core.writers.workbook.filling import filled_sheets, rows_of
from nsee_core.writers.workbook.heads import heads
from nsee_core.writers.workbook.packing import pack, parts_of
from nsee_core.writers.workbook.words import Words
from tests.strategies import programmes


def back(programme: Programme) -> Programme:
    """The programme, out of a workbook that it was written to."""
    reading = read_excel(to_excel(programme, include_sensitive=True))
    assert [f"{finding.place}: {finding}" for finding in reading.report if programme] == []
    return reading.programme


@given(programmes())
def test_any_programme_reads_back_equal(programme: Programme) -> None:
    assert back(programme) == programme


def test_the_published_accounts_read_back_equal() -> None:
    assert back(all_published()) == all_published()


def test_nothing_reads_back_as_nothing() -> None:
    reading = read_excel(to_excel(Programme.of([])))
    assert (len(reading.programme), [finding.code for finding in reading.report]) == (
        0,
        ["NSEE015"],
    )


@settings(max_examples=10)  # each is a workbook that openpyxl opens
@given(programmes(kinds=("school", "trio", "claim", "resource")))
def test_openpyxl_reads_the_same_cells(programme: Programme) -> None:
    book = load_workbook(BytesIO(to_excel(programme, include_sensitive=True)))
    for kind in {record.kind for record in programme}:
        head, *rows = book[Tab(kind).title].iter_rows(values_only=True)
        names_by_head = {str(h.cell.value): h.column.name for h in heads(Tab(kind))}
        names = [names_by_head[str(title)] for title in head]
        for row in rows:
            held = {
                name: _plain(cell)
                for name, cell in zip(names, row, strict=True)
                if cell is not None
            }
            assert held == flat(programme[str(held["id"])])


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return unguarded(unescape(cell)) if isinstance(cell, str) else cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1369", "-", "@home", "\t=x", "'=1", "n/a", " a ", "'tis"]
)
def test_no_text_becomes_a_formula_and_every_text_comes_back(text: str) -> None:
    programme = Programme.of([School(id="s", name=text)])
    assert back(programme) == programme
    cell = load_workbook(BytesIO(to_excel(programme)))["School"]["B2"]
    assert cell.data_type == "s"
    assert unescape(cell.value) == guarded(text)
    assert cell.value[0] not in "=+-@\t"


@pytest.mark.parametrize("text", ["_x000D_", "a\r\nb\x85", "￾\uffff", "a_x0_b", " \U0001f393"])
def test_characters_that_xml_cannot_hold_come_back(text: str) -> None:
    programme = Programme.of([School(id="s", name=text)])
    assert back(programme) == programme


@pytest.mark.parametrize("length", [16_382, 16_383, 16_384, 32_766, 32_767, 100_000])
def test_a_text_that_no_cell_can_hold_goes_on_beside_it(length: int) -> None:
    text = ("Ù\U0001f393 " * length)[:length].rstrip() + "."
    programme = Programme.of([Insight(id="i", cycle="c", text=text[:100_000]), Trio(id="t")])
    assert back(programme) == programme
    for row in load_workbook(BytesIO(to_excel(programme, include_sensitive=True)))["Insight"]:
        for cell in row:
            assert len(str(cell.value or "").encode("utf-16-le")) <= 2 * MOST_CHARACTERS


def test_records_that_no_sheet_can_hold_go_on_on_another() -> None:
    trios = [Trio(id=f"t{number}") for number in range(7)]
    rows = list(rows_of(Tab("trio"), trios))
    sheets = list(filled_sheets(heads(Tab("trio")), rows, ["trio"], Words(), most=4))
    assert [sheet.title for sheet in sheets] == ["Trio", "Trio (2)", "Trio (3)"]
    target = BytesIO()
    pack(parts_of(sheets, "many"), target)
    assert read_excel(target.getvalue()).programme == Programme.of(trios)


def test_parts_keep_their_order_and_those_that_say_nothing_are_kept() -> None:
    questions = (Question(key="q2", text="Why?"), Question(), Question(key="q3"))
    cycle = Cycle(id="c", protocol="sipp", questions=questions, success=(Success(measure="x"),))
    assert back(Programme.of([cycle]))["c"] == cycle


def test_an_entry_that_says_nothing_of_its_date_is_no_plan() -> None:
    programme = Programme.of([Entry(id="e", cycle="c", step="plan")])
    assert back(programme) == programme


@pytest.mark.parametrize("when", ["2017-06-12", "1900-02-28", "1066-10-14", "2018/19", "June 2017"])
def test_a_day_is_a_date_and_what_is_vaguer_or_too_old_for_that_is_a_text(when: str) -> None:
    programme = Programme.of([Network(id="n", started=When(when))])
    assert back(programme) == programme
    sheet = load_workbook(BytesIO(to_excel(programme)))["Network"]
    at = [cell.value for cell in sheet[1]].index("Started")
    [cell] = (row[at] for row in sheet.iter_rows(min_row=2, values_only=True))
    assert isinstance(cell, datetime) is (when == "2017-06-12")


def test_what_may_not_leave_stays_unless_it_is_asked_for() -> None:
    programme = Programme.of([Person(id="p", type="pupil", name="Ailsa")])
    assert read_excel(to_excel(programme)).programme == safe(programme)
    assert back(programme) == programme


def test_the_same_programme_gives_the_same_bytes_also_in_a_file(tmp_path: Path) -> None:
    programme = all_published()
    path = tmp_path / "all.xlsx"
    write_excel(programme, path)
    assert path.read_bytes() == to_excel(programme)
    with path.open("rb") as file:
        assert read_excel(file).programme == read_excel(str(path)).programme
    assert read_excel(path).file == str(path)
