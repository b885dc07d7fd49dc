"""A template explains itself, offers what may be chosen, and reads back as a cycle to come."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from nsee_core import builtin_protocols, check
from nsee_core.findings import Place, Severity
from nsee_core.protocol import Protocol
from nsee_core.readers.workbook import read_excel
from nsee_core.records import KINDS, Resource
from nsee_core.records.descriptions import descriptions
from nsee_core.records.units import Quantity
from nsee_core.reference.sources import sources
from nsee_core.workbooks.sheets import Tab, tabs
from nsee_core.workbooks.spreadsheet import letters
from nsee_core.writers.workbook import template
from nsee_core.writers.workbook.heads import _notes, heads
from nsee_core.writers.workbook.sheets import Cell, Look, Sheet
from nsee_core.writers.workbook.start_steps import in_words
from nsee_core.writers.workbook.template import concerned, write_template
from tests.excel.books import parts_of

SHIPPED = {protocol.key: protocol for protocol in builtin_protocols().values()}
TRIOS = SHIPPED["research-lesson-trio"]
LOG = "Log of steps"


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def saved(made: Workbook) -> bytes:
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def column(made: Workbook, sheet: str, head: str) -> int:
    heads = [cell.value for cell in made[sheet][1]]
    return heads.index(head) + 1


@pytest.mark.parametrize("protocol", SHIPPED.values(), ids=SHIPPED)
def test_an_untouched_template_reads_as_its_cycle_and_lessons_with_nothing_to_say(
    protocol: Protocol,
) -> None:
    reading = read_excel(template(protocol))
    assert {record.kind for record in reading.programme} <= {"cycle", "lesson"}
    assert list(reading.report) == []
    assert check(reading.programme).worst in (None, Severity.INFO)


@pytest.mark.parametrize("protocol", SHIPPED.values(), ids=SHIPPED)
def test_every_step_of_the_protocol_waits_for_its_date(protocol: Protocol) -> None:
    made = opened(template(protocol))
    rows = list(made[LOG].iter_rows(min_row=2, values_only=True))
    assert list(dict.fromkeys(row[2] for row in rows)) == [step.key for step in protocol.steps]
    when = column(made, LOG, "When *")
    for number, _ in enumerate(rows, start=2):
        made[LOG].cell(number, when).value = date(2017, 6, 12)
    read = read_excel(saved(made))
    assert list(read.report) == []
    entries = [record for record in read.programme if record.kind == "entry"]
    assert len(entries) == len(rows)
    assert {str(entry.__dict__["when"]) for entry in entries} == {"2017-06-12"}


def test_in_a_protocol_that_rotates_each_of_three_lessons_has_its_steps() -> None:
    rows = opened(template(TRIOS))[LOG].iter_rows(min_row=2, values_only=True)
    in_lessons = [(row[2], row[6]) for row in rows if row[6]]
    assert in_lessons == [
        (step, f"lesson-{number}") for number in (1, 2, 3) for step in ("teach", "discuss")
    ]


@pytest.mark.parametrize("when", [None, " ", "n/a", "-"])
def test_a_step_of_which_more_is_said_and_no_date_is_not_taken_and_is_asked_about(
    when: str | None,
) -> None:
    made = opened(template(TRIOS))
    made[LOG].cell(2, column(made, LOG, "When *")).value = when
    made[LOG].cell(2, column(made, LOG, "Why")).value = "we forgot to note the day"
    reading = read_excel(saved(made))
    assert "cycle-1-form" not in reading.programme
    [finding] = reading.report
    assert str(finding.place) == 'sheet "Log of steps", cell E2'
    assert f"{finding.code} {finding.message}; {finding.fix}" == (
        "NSEE007 an entry needs when, and it is missing; add when"
    )


@pytest.mark.parametrize("when", [None, " ", "n/a"])
def test_a_row_that_says_nothing_but_its_plan_is_a_step_not_yet_taken(when: str | None) -> None:
    made = opened(template(TRIOS))
    made[LOG].cell(2, column(made, LOG, "When *")).value = when
    reading = read_excel(saved(made))
    assert ("cycle-1-form" in reading.programme, len(reading.report)) == (False, 0)


@pytest.mark.parametrize("head", ["When done", "Datum", "Date of step"])
def test_a_log_whose_dates_stand_under_another_heading_is_at_fault(head: str) -> None:
    """Whoever took a step is said in rows of steps to come, too, and nothing tells them apart."""
    made = opened(template(TRIOS))
    log = made[LOG]
    by = column(made, LOG, "By whom")
    log.cell(1, column(made, LOG, "When *")).value = head
    for row in (2, 3):
        log.cell(row, by).value = "p1"
    [finding] = read_excel(saved(made)).report
    assert (str(finding.place), finding.severity) == (f'sheet "{LOG}", cell A1', Severity.ERROR)
    assert f"{finding.code} {finding.message}; {finding.fix}" == (
        'NSEE037 there is no column "When", so that 2 steps will count as taken without a date; '
        "add this heading above the dates: a step to come is known by having none"
    )


def test_what_else_a_log_without_dates_lacks_is_said_beside_it() -> None:
    made = opened(template(TRIOS))
    log = made[LOG]
    log.cell(2, column(made, LOG, "By whom")).value = "p1"
    for head in ("When *", "Why"):
        log.delete_cols(column(made, LOG, head))
    assert [finding.message for finding in read_excel(saved(made)).report] == [
        'there is no column "When", so that 1 step will count as taken without a date',
        'there is no column "Why", though such a table has it',
    ]


def test_a_log_of_which_no_step_is_taken_may_be_without_its_dates() -> None:
    made = opened(template(TRIOS))
    made[LOG].delete_cols(column(made, LOG, "When *"))
    [finding] = read_excel(saved(made)).report
    assert (finding.severity, finding.message) == (
        Severity.WARNING,
        'there is no column "When", though such a table has it',
    )


def test_a_note_beside_a_table_is_shown_where_it_stands_and_leaves_the_record() -> None:
    made = opened(template(TRIOS))
    made["Cycle"]["AA2"] = "check with Mary"
    reading = read_excel(saved(made))
    assert "cycle-1" in reading.programme
    [finding] = reading.report
    assert (str(finding.place), finding.severity) == ('sheet "Cycle", cell AA2', Severity.WARNING)
    assert f"{finding.words(values=True)}; {finding.fix}" == (
        '"check with Mary" stands beside the table, under no heading, and is not read; '
        "move it into a column that has a heading, such as the note, or leave it out"
    )


def test_a_note_beside_a_step_to_come_does_not_take_it() -> None:
    made = opened(template(TRIOS))
    for row in (2, 3, 4):
        made[LOG].cell(row, 20).value = date(2017, 6, row)
    reading = read_excel(saved(made))
    assert [record.id for record in reading.programme if record.kind == "entry"] == []
    [finding] = reading.report
    assert str(finding.place) == 'sheet "Log of steps", cell T2'
    assert finding.words(values=True) == (
        '"2017-06-02" stands beside the table, under no heading, and is not read, nor is what '
        "stands below it in 2 rows"
    )


def test_a_sheet_of_cycles_that_was_deleted_is_missed_though_their_questions_are_there() -> None:
    made = opened(template(TRIOS))
    del made["Cycle"]
    [finding] = read_excel(saved(made)).report
    assert (finding.place, finding.severity) == (Place(), Severity.ERROR)
    assert f"{finding.code} {finding.message}; {finding.fix}" == (
        'NSEE037 there is no sheet "Cycle", though its records are named 3 times; '
        'add the sheet "Cycle", or read the file that has it together with this one'
    )


def test_a_log_of_ones_own_without_dates_is_a_log() -> None:
    made = Workbook()
    made.worksheets[0].title = "Entry"
    made.worksheets[0].append(["ID", "Cycle", "Step", "When"])
    made.worksheets[0].append(["e1", "c1", "plan"])
    assert [record.id for record in read_excel(saved(made)).programme] == ["e1"]


def test_the_sheets_are_those_that_the_protocol_is_concerned_with_and_those_asked_for() -> None:
    assert concerned(SHIPPED["pdsa"])[:2] == ["school", "person"]
    assert "network" in concerned(TRIOS, ["network"])
    assert {"lesson", "trio", "evidence", "consent", "insight", "transfer", "practice"} < {
        *concerned(TRIOS)
    }
    with pytest.raises(ValueError, match="there is no kind trip; the kinds are authority, "):
        template(TRIOS, kinds=["trip"])


def test_the_first_sheet_names_every_sheet_and_step_and_spells_out_the_sources() -> None:
    made = opened(template(TRIOS, sources=sources()))
    first = made.worksheets[0]
    told = {str(cell.value) for row in first.iter_rows() for cell in row}
    assert set(made.sheetnames[1:-1]) < told
    assert {step.key for step in TRIOS.steps} < told
    assert {step.title for step in TRIOS.steps if step.per == "cycle"} < told
    assert f"as the source prints it: {sources()['P54']}" in told
    targets = {
        cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink
    }
    assert targets == {f"'{title}'!A1" for title in made.sheetnames[1:-1]}


def test_the_first_sheet_says_what_to_do_then_the_steps_then_the_sheets_on_a_page_of_its_own() -> (
    None
):
    first = opened(template(TRIOS)).worksheets[0]
    told = [str(cell.value) for cell in first["A"] if cell.value]
    doing = [line for line in told if line[:2] in ("1.", "2.", "3.", "4.", "5.")]
    assert doing == ["1. Who takes part", "2. What is asked", "3. Steps as they happen",
                     "4. What comes of it", "5. Check it"]  # fmt: skip
    keys = [step.key for step in TRIOS.steps]
    at = [told.index(line) for line in (*doing, *keys, "The sheets, in order", "School")]
    assert at == sorted(at)
    [begins] = [row.id + 1 for row in first.row_breaks.brk]
    assert first.cell(begins, 1).value == "The sheets, in order"


def test_each_step_in_the_log_has_its_words_beside_it_and_they_are_no_part_of_the_record() -> None:
    made = opened(template(SHIPPED["pdsa"]))
    words = column(made, LOG, "Step in words")
    step = SHIPPED["pdsa"].steps[0]
    assert made[LOG].cell(2, 3).value == step.key
    assert made[LOG].cell(2, words).value == in_words(step)
    made[LOG].cell(2, column(made, LOG, "When *")).value = date(2017, 6, 12)
    reading = read_excel(saved(made))
    [entry] = (record for record in reading.programme if record.kind == "entry")
    assert (entry.__dict__["step"], len(reading.report)) == (step.key, 0)


def test_a_column_that_takes_ids_names_the_sheets_that_they_are_on_and_no_other() -> None:
    asked = concerned(TRIOS)
    by_name = {head.column.name: head.note(asked) for head in heads(Tab("cycle"))}
    assert by_name["led_by"] == (
        "Who leads it. An ID from the sheet Person, Trio or School. "
        "Several? Put a semicolon between them."
    )
    assert by_name["network"] == (
        "The network that it belongs to. An ID of what this workbook has no sheet for."
    )


@pytest.mark.parametrize("protocol", SHIPPED.values(), ids=SHIPPED)
def test_no_prompt_names_a_sheet_that_is_not_there_and_none_is_cut_short(
    protocol: Protocol,
) -> None:
    made = opened(template(protocol))
    rules = [rule for sheet in made for rule in sheet.data_validations.dataValidation]
    named = [re.findall(r"from the sheet ([^.]*)\.", rule.prompt) for rule in rules]
    sheets = {title for [several] in filter(None, named) for title in re.split(", | or ", several)}
    assert sheets
    assert sheets < set(made.sheetnames)
    assert not any(rule.prompt.endswith("…") for rule in rules)


def test_each_head_and_each_cell_below_it_says_what_the_column_is_for() -> None:
    made = opened(template(TRIOS, kinds=KINDS))
    for kind in KINDS:
        for tab in tabs(kind):
            said = descriptions(tab.model)
            prompts = {
                str(rule.sqref): rule.prompt
                for rule in made[tab.title].data_validations.dataValidation
            }
            for number, _ in enumerate(made[tab.title][1]):
                letter = letters(number)
                assert prompts[f"{letter}1"] == prompts[f"{letter}2:{letter}1001"]
                assert len(prompts[f"{letter}1"]) <= 255
            assert said[tab.columns[-2].path[0]][:40] in " ".join(prompts.values())


def offers(made: Workbook, sheet: str, head: str) -> tuple[str | None, str | None]:
    """What the drop-down of a column offers, and what it does with anything else."""
    letter = letters(column(made, sheet, head) - 1)
    [rule] = (
        rule
        for rule in made[sheet].data_validations.dataValidation
        if str(rule.sqref).startswith(f"{letter}2:")
    )
    return rule.formula1, rule.errorStyle if rule.showErrorMessage else None


def test_closed_vocabularies_steps_and_ids_of_other_sheets_are_offered() -> None:
    made = opened(template(TRIOS))
    formula, insists = offers(made, "Person", "Type")
    words = [row[0].value for row in made["Words"][(formula or "").partition("!")[2]]]
    assert (words[0], words[-1], insists) == ("practitioner", "partner", "stop")
    formula, insists = offers(made, LOG, "Step *")
    steps = [row[0].value for row in made["Words"][(formula or "").partition("!")[2]]]
    assert (steps, insists) == ([step.key for step in TRIOS.steps], "warning")
    ids = "OFFSET('Cycle'!$A$2,0,0,MAX(1,COUNTA('Cycle'!$A$2:$A$1001)),1)"
    assert offers(made, LOG, "Cycle *") == (ids, "warning")
    several = "OFFSET('Person'!$A$2,0,0,MAX(1,COUNTA('Person'!$A$2:$A$1001)),1)"
    assert offers(made, "Lesson", "Observed by") == (several, None)
    assert offers(made, "Consent", "Informed") == ('"TRUE,FALSE"', "stop")
    assert offers(made, "Cycle", "Led by") == (None, None)


def test_what_must_be_filled_in_is_marked_and_dates_and_ids_are_formatted() -> None:
    made = opened(template(TRIOS))
    marked = [cell.value for cell in made[LOG][1] if str(cell.value).endswith("*")]
    assert marked == ["ID *", "Cycle *", "Step *", "When *"]
    assert made[LOG]["E1"].fill.fgColor.rgb != made[LOG]["D1"].fill.fgColor.rgb
    formats = made[LOG].column_dimensions
    assert formats["A"].number_format == "@"
    assert formats["E"].number_format == r"d\ mmm\ yyyy"
    assert made[LOG].freeze_panes == "B2"


def test_the_bytes_are_the_same_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    once = template(TRIOS)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("time.localtime", lambda *_: (1999, 1, 1, 0, 0, 0, 4, 1, 0))
    assert template(TRIOS) == once
    assert b"20" not in parts_of(once)["docProps/core.xml"].partition(b"<dc:title>")[2]


def test_a_template_is_written_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_template(TRIOS, path)
    assert path.read_bytes() == template(TRIOS)


def test_lessons_have_a_sheet_where_they_are_asked_for_and_no_step_has_any() -> None:
    reading = read_excel(template(SHIPPED["sipp"], kinds=["lesson"]))
    assert [record.kind for record in reading.programme] == ["cycle"]


def test_a_template_without_its_source_has_no_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nsee_core.writers.workbook.heads.descriptions", lambda _: {})
    _notes.cache_clear()
    rules = opened(template(TRIOS))["Trio"].data_validations.dataValidation
    _notes.cache_clear()
    assert rules[0].prompt == "Must be filled in."


def test_a_part_of_a_part_says_what_it_is_for_and_offers_its_own_words() -> None:
    unit = next(head for head in heads(Tab("resource")) if head.column.name == "amount_unit")
    said = (descriptions(Resource)["amount"], descriptions(Quantity)["unit"])
    assert unit.note([]).startswith(" ".join(said))
    assert unit.choices[:2] == ("percent", "percentage points")
    basis = next(head for head in heads(Tab("resource")) if head.column.name == "basis")
    assert basis.choices == ("printed", "agreed", "inferred")


def test_the_rows_of_a_page_are_asked_for_once_and_its_last_cells_reach_to_the_edge() -> None:
    rows = ([Cell("A")] if n else [Cell("A"), Cell("B")] for n in range(2))
    [markup] = ["".join(Sheet("Page", [Look(9), Look(9)], rows, prose=True).markup())]
    assert '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>' in markup
