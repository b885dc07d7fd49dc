"""What a sheet looks like: on one page across, rare columns folded away, heads that read back."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from nsee_core import RULES, Entry, Programme, Rule, check, read
from nsee_core.protocol import Protocol
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.specs import Side, names_by_form
from nsee_core.readers.tabular.table import meant_by
from nsee_core.records import KINDS
from nsee_core.rules.exhibits import path_of
from nsee_core.tabular import flat
from nsee_core.verifier.exemplars import exemplar
from nsee_core.workbooks.sheets import Tab, tabs
from nsee_core.workbooks.spreadsheet import letters
from nsee_core.writers.workbook import template, to_excel
from nsee_core.writers.workbook.folding import RARE
from nsee_core.writers.workbook.heads import heads
from tests.excel.books import parts_of
from tests.excel.test_template import LOG, SHIPPED, TRIOS, opened

#: So many characters across an A4 page are still read without a lens.
WIDEST = 250


@pytest.mark.parametrize("protocol", SHIPPED.values(), ids=SHIPPED)
def test_every_sheet_prints_on_one_page_across_with_its_head_on_each(protocol: Protocol) -> None:
    for sheet in opened(template(protocol)).worksheets:
        setup, fits = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
        assert fits is not None
        assert fits.fitToPage
        assert (setup.fitToWidth, setup.fitToHeight, setup.orientation) == (1, 0, "landscape")
        assert sheet.print_title_rows == ("$1:$1" if sheet.title != "Start here" else None)
        looks = sheet.column_dimensions.values()
        shown = sum(look.width for look in looks if not look.hidden and not look.collapsed)
        assert shown <= WIDEST or sheet.sheet_state == "hidden"


def folded(made: Workbook, sheet: str) -> set[str]:
    """The heads of the columns that are folded away."""
    looks = made[sheet].column_dimensions
    return {
        str(cell.value)
        for number, cell in enumerate(made[sheet][1])
        if looks[letters(number)].hidden
    }


def test_rare_columns_are_folded_away_last_and_one_button_opens_them() -> None:
    made = opened(template(TRIOS))
    heads = [str(cell.value) for cell in made[LOG][1]]
    rare = ["Event", "Place in the log", "Corrects entry", "Source", "How it is known", "Note"]
    assert heads[-len(rare) :] == rare
    assert folded(made, LOG) == set(rare)
    looks = made[LOG].column_dimensions
    assert {look.outlineLevel for look in looks.values() if look.hidden} == {1}
    assert looks[letters(len(heads))].collapsed


def test_a_column_that_takes_ids_of_sheets_that_are_not_there_is_folded_away() -> None:
    assert "Network" in folded(opened(template(TRIOS)), "Cycle")
    assert "Network" not in folded(opened(template(TRIOS, kinds=["network"])), "Cycle")


def test_what_is_said_in_a_rare_column_is_not_folded_away() -> None:
    programme = Programme.of([Entry(id="e", cycle="c", step="plan", note="Cold.", sequence=3)])
    away = folded(opened(to_excel(programme, include_sensitive=True)), LOG)
    of_other_sheets = {"By whom", "Lesson", "Evidence"}
    assert away == {"Corrects entry", "Source", "How it is known"} | of_other_sheets


@pytest.mark.parametrize("protocol", SHIPPED.values(), ids=SHIPPED)
def test_what_a_complete_cycle_of_a_protocol_says_is_not_folded_away(protocol: Protocol) -> None:
    said = {(record.kind, name) for record in exemplar(protocol) for name in flat(record)}
    rare = {(kind, name) for kind, names in RARE.items() for name in names}
    assert said & rare <= {("entry", "event")}  # only ever the usual one, which need not be said


@pytest.mark.parametrize("rule", [r for r in RULES if r.check], ids=lambda rule: rule.code)
def test_no_rule_points_at_a_folded_column_of_a_row_that_says_nothing_there(rule: Rule) -> None:
    path = path_of(rule.code, "bad")
    programme = read(path).programme if path is not None and path.suffix == ".jsonl" else ()
    for finding in check(Programme.of(programme)):
        for record in programme:
            rare = RARE.get(record.kind, ())
            if record.id == finding.subject and finding.loc and finding.loc[0] in rare:
                assert set(flat(record)) & set(rare)


@pytest.mark.parametrize("tab", [tab for kind in KINDS for tab in tabs(kind)], ids=lambda t: t.name)
def test_every_title_of_a_column_is_read_back_as_that_column(tab: Tab) -> None:
    named = {head.title: head.column.name for head in heads(tab)}
    assert len(named) == len(tab.columns)
    columns = names_by_form(tuple(named.values()))
    assert {columns[form_of(title)] for title in named} == set(named.values())
    assert {title: columns[form_of(title)] for title in named} == named
    meant = meant_by(tab.title)
    assert meant == tab.kind or (isinstance(meant, Side) and meant.field == tab.field)


def test_the_words_of_the_drop_downs_are_on_a_hidden_sheet_that_is_not_read() -> None:
    made = opened(template(TRIOS))
    assert [sheet.title for sheet in made if sheet.sheet_state == "hidden"] == ["Words"]


def test_each_table_can_be_filtered_by_its_head() -> None:
    made = opened(template(TRIOS))
    assert made[LOG].auto_filter.ref == "A1:O1001"
    assert "_xlnm._FilterDatabase" in parts_of(template(TRIOS))["xl/workbook.xml"].decode()
    assert made["Start here"].auto_filter.ref is None
