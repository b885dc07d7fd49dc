"""What is said of the faults of other programs' logs: where each is, once for those alike."""

from __future__ import annotations

import gzip

import pytest

from nsee_core.readers import Reading, read_csv, read_event_csv, read_xes

COLUMNS = {"case": "case", "activity": "activity", "time": "timestamp"}
AS_CP1252 = (
    "save the file as UTF-8; it seems to have been saved as Windows-1252, and is read as that with "
    'encoding="cp1252" (on the command line, --encoding cp1252)'
)
NAMELESS = "NSEE042"  # the trace of these logs has no name, which is said, too


def said(reading: Reading) -> list[str]:
    """What is wrong with a log."""
    found = (finding for finding in reading.report if finding.code != NAMELESS)
    return [f"{finding.code} {finding.words(values=True)}" for finding in found]


def event_csv(*rows: str) -> Reading:
    """What a log of these rows, saved as Windows-1252, is read as."""
    log = "\n".join(("case,activity,time,note", *rows)).encode("cp1252")
    return read_event_csv(log, columns=COLUMNS)


@pytest.mark.parametrize(
    ("element", "words"),
    [
        (
            "<event/>",
            "NSEE007 each of 3 events of this case needs concept:name, and it is missing",
        ),
        (
            "<foo/>",
            (
                'NSEE041 "foo" has no place in this event log: a log holds traces, these hold '
                "events, and all of them have attributes (it stands so 3 times in this trace)"
            ),
        ),
        (
            '<int key="n" value="x"/>',
            'NSEE008 "x" is not a whole number (so in 3 attributes in this trace)',
        ),
        (
            '<int key="n"/>',
            "NSEE007 each of 3 attributes in this trace needs value, and it is missing",
        ),
    ],
)
def test_faults_of_a_trace_that_are_alike_are_told_once_with_their_number(
    element: str, words: str
) -> None:
    found = said(read_xes([f"<log><trace>{element * 3}</trace></log>"]))
    assert [each for each in found if not each.startswith("NSEE011")] == [words]


def test_faults_outside_any_trace_are_told_once_with_their_number() -> None:
    assert said(read_xes(["<log><event/><event/></log>"])) == [
        (
            'NSEE041 "event" has no place in this event log: a log holds traces, these hold '
            "events, and all of them have attributes (it stands so 2 times in the log itself)"
        )
    ]


def test_a_log_that_is_packed_as_tightly_as_no_workbook_may_be_is_not_read_on() -> None:
    packed = gzip.compress(b"<log>" + b"<!-- the same -->" * 1_000_000)
    assert said(read_xes(packed)) == [
        'NSEE014 "the file" is packed more tightly than any event log'
    ]


def test_of_days_with_the_month_first_the_same_is_said_as_of_those_in_a_table() -> None:
    dates = ["12/06/2017", "06/13/2017", "06/13/2017 09:30", "06/14/2017"]
    log = read_event_csv(
        ["case,activity,time", *(f"1,look,{date}" for date in dates)], columns=COLUMNS
    )
    assert said(log) == [
        (
            "NSEE039 of the different dates in this column, none has the day first, 2 have the "
            'month first, as in America (line 3) and 1 could be either, such as "12/06/2017"; '
            "those are kept with both meanings"
        ),
        (
            'NSEE024 "06/13/2017" is read as 13 June 2017, the month standing first as in America, '
            "here and wherever it stands like this in the column"
        ),
    ]


def test_of_a_text_in_another_encoding_its_column_and_what_reads_it_are_named() -> None:
    [finding] = (reading := event_csv("1,look,,Zo\u00eb Kilmory", "1,plan,,")).report
    assert (finding.subject, finding.loc, finding.fix) == ("1/1", ("note",), AS_CP1252)
    assert finding.words(values=True) == '"Zo\\udceb Kilmory" is not written in UTF-8'
    assert [record.id for record in reading.programme] == ["1", "1/2"]


def test_of_a_heading_in_another_encoding_it_is_said_once_that_its_column_is_not_read() -> None:
    log = "case,activity,R\u00e9vision,time\n1,look,a,\n1,plan,b,".encode("cp1252")
    [finding] = (reading := read_event_csv(log, columns=COLUMNS)).report
    assert finding.words(values=True) == '"R\\udce9vision" is not written in UTF-8'
    assert finding.fix == AS_CP1252.replace(
        "UTF-8; it", "UTF-8; what stands in this column is not read; it"
    )
    assert [record.id for record in reading.programme] == ["1", "1/1", "1/2"]


def test_a_table_in_another_encoding_can_be_read_as_it_is() -> None:
    table = "kind,id,name\ntrio,t,Zo\u00eb Kilmory\n".encode("cp1252")
    assert [finding.fix for finding in read_csv(table).report] == [AS_CP1252]
    assert not read_csv(table, encoding="cp1252").report
