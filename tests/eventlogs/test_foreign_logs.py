"""Event logs of other programs become cycles and entries; nothing in them is lost in silence."""

from __future__ import annotations

import gzip
import zlib

import pytest

from nsee_core import Cycle, Entry, When
from nsee_core.eventlogs import taken_apart
from nsee_core.readers import Reading
from nsee_core.readers.chunks import chunks
from nsee_core.readers.eventlogs import read_event_csv
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.xes import read_xes
from nsee_core.records.frozen import FrozenMap


def said(reading: Reading) -> list[str]:
    """The findings, the values shown."""
    return [f"{f.code} {f.words(values=True)}" for f in reading.report]


FOREIGN = b"""<?xml version='1.0' encoding='UTF-8' ?>
<xes:log xes.version="1.0" xmlns:xes="http://www.xes-standard.org/">
  <xes:extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <xes:global scope="event"><xes:string key="concept:name" value="x"/></xes:global>
  <xes:classifier name="Event Name" keys="concept:name"/>
  <xes:trace>
    <xes:string key="concept:name" value="Case 1"/><xes:int key="size" value="3"/>
    <xes:event>
      <xes:string key="concept:name" value="Register"/>
      <xes:string key="org:resource" value="b-reid; Ann"/>
      <xes:date key="time:timestamp" value="2010-12-30T23:02:00.000-01:00"/>
      <xes:string key="lifecycle:transition" value="COMPLETE"/>
      <xes:boolean key="ok" value="true"/><xes:float key="cost" value="1.5"/>
    </xes:event>
  </xes:trace>
</xes:log>"""


def test_a_foreign_log_is_read_with_everything_that_it_says() -> None:
    reading = read_xes(FOREIGN, activities={"Register": "1.1"}, protocol="sipp")
    assert list(reading.programme) == [
        Cycle(id="Case-1", protocol="sipp", ext=FrozenMap({"concept:name": "Case 1", "size": 3})),
        Entry(
            id="Case-1/1",
            cycle="Case-1",
            step="1.1",
            event="completed",
            when=When("2010-12-30"),
            ext=FrozenMap(
                {
                    "org:resource": "b-reid; Ann",
                    "ok": True,
                    "cost": 1.5,
                    "time:timestamp": "2010-12-30T23:02:00.000-01:00",
                }
            ),
        ),
    ]
    assert said(reading) == [
        'NSEE042 the name of 1 case is no id, the first being "Case 1"; an id like it was made'
    ]


def test_resources_are_links_if_that_is_asked_for() -> None:
    reading = read_xes(FOREIGN, columns={"org:resource": "by", "reason": "why"})
    [entry] = reading.programme.of_kind(Entry)
    assert entry.by == ("b-reid", "Ann")
    assert 'NSEE006 "reason" is no attribute of this log' in said(reading)


def test_a_map_of_what_is_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match='"resource" is nothing that a column can be; these are'):
        read_xes(FOREIGN, columns={"org:resource": "resource"})
    with pytest.raises(ValueError, match="an event log needs a column for its activity: "):
        read_event_csv(b"case\n1", columns={"case": "case"})
    with pytest.raises(ValueError, match='there are two columns for "by": "who" and "whom"'):
        read_xes(FOREIGN, columns={"who": "by", "whom": "by"})


def test_what_is_no_map_is_refused_in_words() -> None:
    columns = {"case": "case", "activity": "activity"}
    with pytest.raises(TypeError, match=r"activities is a map, such as .*, not str"):
        read_event_csv(b"a\n", columns=columns, activities="x")  # type: ignore[arg-type] # the point
    with pytest.raises(TypeError, match=r"columns is a map, such as .*, not list"):
        read_event_csv(b"a\n", columns=["case", "activity"])  # type: ignore[arg-type] # the point
    with pytest.raises(TypeError, match=r"columns is a map, such as .*, not list"):
        read_xes(FOREIGN, columns=[])  # type: ignore[arg-type] # the point
    with pytest.raises(TypeError, match=r"activities is a map, such as .*, not str"):
        read_xes(FOREIGN, activities="x")  # type: ignore[arg-type] # the point
    with pytest.raises(TypeError, match=r"activities is a map, such as .*, not str"):
        read_ocel(b"{}", case="order", activities="x")  # type: ignore[arg-type] # the point


@pytest.mark.parametrize(
    "encoding",
    ["UT-8", "big5", "undefined", "punycode", "base64_codec", "idna", "unicode_escape", "cp037"],
)
def test_an_encoding_that_nobody_knows_or_has_no_table_is_a_finding(encoding: str) -> None:
    log = f'<?xml version="1.0" encoding="{encoding}"?>\n<log></log>'.encode()
    [finding] = read_xes(log).report
    words = "this cannot be read as XML: the encoding that it names is not known, at character "
    assert finding.words(values=True).startswith(words)
    assert finding.place is not None
    assert finding.place.line == 1


def test_an_encoding_of_one_byte_a_letter_is_read() -> None:
    log = FOREIGN.replace(b"UTF-8", b"windows-1252").replace(
        b"Register", "Einf\u00fchrung".encode("cp1252")
    )
    assert [e.step for e in read_xes(log).programme.of_kind(Entry)] == ["Einf\u00fchrung"]


def test_one_attribute_may_be_two_things() -> None:
    reading = read_xes(FOREIGN, columns={"time:timestamp": "note"})
    [entry] = reading.programme.of_kind(Entry)
    assert (entry.note, entry.when) == ("2010-12-30T23:02:00.000-01:00", When("2010-12-30"))


def test_many_empty_members_are_passed_over_quickly() -> None:
    empty, log = gzip.compress(b""), gzip.compress(b"<log></log>")
    with chunks([empty * 200_000 + log]) as pieces:
        assert list(pieces.pieces) == [b"<log></log>"]


def test_an_event_log_needs_a_source_that_is_one() -> None:
    with pytest.raises(TypeError, match="a source is a path, an open file, bytes or lines"):
        read_xes(7)  # type: ignore[arg-type] # that is the point
    with pytest.raises(TypeError, match="a line is text or bytes, not int"):
        read_xes([7])  # type: ignore[arg-type] # that is the point
    with pytest.raises(OSError, match="no file can have this name"):
        read_xes("a\0b")


def test_a_packed_bomb_is_refused_before_it_goes_off() -> None:
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    blanks = b" " * (1 << 20)
    packed = b"".join([machine.compress(b"<log>"), *(machine.compress(blanks) for _ in range(80))])
    assert said(read_xes(packed)) == [
        'NSEE014 "the file" is packed more tightly than any event log'
    ]


def test_a_file_that_only_begins_like_a_packed_one_is_a_finding() -> None:
    assert said(read_xes(b"\x1f\x8b garbage")) == [
        "NSEE040 this cannot be read as XML: the packed file breaks off, or is damaged"
    ]
    assert said(read_xes(gzip.compress(b"")))[0].startswith("NSEE015")


def test_a_tag_without_end_is_given_up() -> None:
    endless = b'<log><trace><string key="' + b"x" * (1 << 25)
    assert said(read_xes(endless)) == [
        'NSEE014 "the file" is part of a tag that is longer than 16 MB'
    ]


@pytest.mark.parametrize(
    ("text", "day", "timed"),
    [
        ("2017-06-12", "2017-06-12", False),
        ("2017-06-12T00:00:00.000Z", "2017-06-12", False),
        ("2017-06-12 09:30", "2017-06-12", True),
        ("12/06/2017 9:30:15 PM", "12/06/2017", True),
        ("12 June 2017, 09:30 UTC", "12 June 2017", True),
        ("2017-06-12T09:30:00,5+0100", "2017-06-12", True),
        ("spring 2017", "spring 2017", False),
        ("", "", False),
    ],
)
def test_a_timestamp_is_its_day_and_perhaps_a_time(text: str, day: str, timed: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert taken_apart(text) == (day, timed)
