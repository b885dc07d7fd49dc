"""What the readers read, from which sources, and what they say of what they cannot read."""

import codecs
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from nsee_core import Programme, Report, Trio, check
from nsee_core.findings import Finding, Place, Severity
from nsee_core.readers import (
    Reading,
    UnknownFormat,
    parse_jsonl,
    read,
    read_json,
    read_jsonl,
    read_rows,
)
from nsee_core.rules import reading as rules

HEADER = '{"schema": "nsee-core", "version": 1}\n'
LINES = HEADER + '{"kind": "trio", "id": "t1"}\n{"kind": "trio", "id": "t2", "name": "é"}\n'
DOCUMENT = '{"schema": "nsee-core", "version": 1, "records": [\n{"kind": "trio", "id": "t1"},\n%s]}'


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """The place, code and message of each finding, values shown."""
    return [(str(f.place), f.code, f.words(values=True)) for f in reading.report]


def of_line(line: str) -> list[str]:
    """The messages about one line, values shown."""
    return [finding.words(values=True) for finding in parse_jsonl(line).report]


def fix_of(line: str) -> str:
    """What to do about the first finding of a line."""
    return next(iter(parse_jsonl(line).report)).fix


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize(
    "source",
    [
        LINES.encode(),
        codecs.BOM_UTF8 + LINES.encode(),
        LINES.encode("utf-16"),
        LINES.encode("utf-32"),
        codecs.BOM_UTF16_BE + LINES.encode("utf-16-be"),
        LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\r").encode(),
        LINES.replace("\n", "\n\n \n").encode(),
        LINES.splitlines(),
        [LINES],
        iter(LINES.encode().splitlines(keepends=True)),
        BytesIO(LINES.encode()),
        StringIO(LINES),
    ],
    ids=[
        "bytes",
        "BOM",
        "UTF-16",
        "UTF-32",
        "UTF-16 big",
        "CRLF",
        "CR",
        "blank lines",
        "list",
        "one item",
        "iterator",
        "binary file",
        "text file",
    ],
)
def test_one_programme_is_read_from_every_sort_of_source(
    source: bytes | list[str] | BytesIO | StringIO,
) -> None:
    reading = read_jsonl(source)
    assert reading.programme == Programme.of([Trio(id="t1"), Trio(id="t2", name="é")])
    assert list(reading.report) == []


@pytest.mark.parametrize("as_path", [str, Path])
@pytest.mark.parametrize("name", ["p.jsonl", "p.ndjson", "p.JSONL"])
def test_a_path_is_read_by_its_suffix_and_named_in_findings(
    tmp_path: Path, name: str, as_path: Callable[[Path], str | Path]
) -> None:
    path = tmp_path / name
    path.write_text(LINES + "x\n", "utf-8")
    reading = read(as_path(path))
    assert len(reading.programme) == 2
    assert [f.place for f in reading.report] == [Place(str(path), 4)]


def test_a_document_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text(DOCUMENT % "", "utf-8")
    assert len(read(path).programme) == 1


def test_an_unknown_suffix_is_refused() -> None:
    with pytest.raises(UnknownFormat, match=r'"p\.txt" ends in none of \.jsonl, \.ndjson, \.json'):
        read("p.txt")


def test_a_file_that_is_not_there_is_for_the_caller_to_find(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_jsonl(tmp_path / "none.jsonl")


@pytest.mark.parametrize("reader", [read_jsonl, read_json])
def test_what_is_no_source_is_refused(reader: Callable[[object], Reading]) -> None:
    with pytest.raises(TypeError, match="a source is a path, an open file, bytes or lines, not in"):
        reader(3)
    with pytest.raises(TypeError, match="a line is text or bytes, not dict; rows are for read_row"):
        reader([{"kind": "trio"}])


def test_an_open_file_stays_open_and_gives_its_name(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text("x", "utf-8")
    with path.open("rb") as file:
        reading = read_jsonl(file)
        assert not file.closed
    assert [f.place for f in reading.report] == [Place(str(path), 1)]


def test_the_caller_may_name_a_source() -> None:
    reading = parse_jsonl("x", file="upload.jsonl")
    assert [str(finding.place) for finding in reading.report] == ["upload.jsonl, line 1"]


def test_bytes_are_contents_and_a_text_is_parsed_as_such() -> None:
    assert parse_jsonl(LINES).programme == parse_jsonl(LINES.encode()).programme


# ---------------------------------------------------------------- readings


def test_an_unread_record_is_known_to_exist_so_that_links_to_it_hold() -> None:
    reading = parse_jsonl(
        '{"kind": "school", "id": "s", "sector": "?"}\n{"kind": "team", "id": "t", "school": "s"}'
    )
    outside = reading.programme.outside
    assert outside is not None
    assert (outside("s"), outside("t"), "s" in reading.programme) == (True, False, False)


def test_a_reading_without_faults_is_no_slice() -> None:
    assert parse_jsonl(LINES).programme.outside is None


def test_findings_of_a_check_are_given_the_place_where_their_record_stands() -> None:
    reading = parse_jsonl(LINES, file="p.jsonl")
    rule = rules.NOT_A_RECORD.about
    found = Report([Finding(rule, Severity.ERROR, "t2"), Finding(rule, Severity.ERROR)])
    places = [finding.place for finding in reading.located(found)]
    assert sorted(map(str, places)) == ["None", "p.jsonl, line 3"]


def test_ext_survives_reading() -> None:
    ext = {"ward": 7, "tags": ["a", {"b": None}], "big": 2**70, "é": "\u202e"}
    [record] = parse_jsonl(json.dumps({"kind": "trio", "id": "t", "ext": ext})).programme
    assert record.model_dump()["ext"] == ext


def test_what_is_read_can_be_checked() -> None:
    assert isinstance(check(parse_jsonl(LINES).programme), Report)


# ---------------------------------------------------------------- headers


def test_a_file_needs_no_header_and_only_a_header_is_a_lawful_file() -> None:
    assert said(parse_jsonl('{"kind": "trio", "id": "t1"}')) == []
    assert said(parse_jsonl(HEADER)) == []


@pytest.mark.parametrize("empty", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_remarked_on(empty: str) -> None:
    for reader in (read_jsonl, read_json):
        assert said(reader(empty.encode())) == [("", "NSEE015", "there is nothing to read")]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            '{"schema": "nsee-core", "version": 2}',
            "2 is no version of the schema that can be read here: the newest is 1",
        ),
        (
            '{"schema": "nsee-core", "version": "1"}',
            '"1" is no version of the schema that can be read here: the newest is 1',
        ),
        (
            '{"schema": "nsee", "version": 1}',
            '"nsee" is not the schema that is read here, which is nsee-core',
        ),
        (
            '{"schema": "nsee-core", "vresion": 1}',
            '"vresion" is no field of a header; perhaps "version" was meant',
        ),
    ],
)
def test_a_faulty_header_is_said_and_the_records_are_read(header: str, message: str) -> None:
    reading = parse_jsonl(header + '\n{"kind": "trio", "id": "t1"}')
    assert [text for _, _, text in said(reading)] == [message]
    assert len(reading.programme) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": "trio", "id": "t1", "Ann Bell": 1}',
        '{"kind": "trio", "id": "t1", "Ann Bell": 1, "Ann Bell": 2}',
        '{"kind": "trio", "id": "t1", "Ann Bell": "a\\u0000b"}',
        '{"kind": "cycle", "id": "c", "questions": [{"text": "?", "Ann Bell": 1}]}',
        '{"schema": "nsee-core", "version": 1, "Ann Bell": 1}',
        '{"kind": "trio", "id": "t1", "ext": {"Ann Bell": {"Ann Bell": 1e999}}}',
    ],
)
def test_a_name_that_is_not_ours_is_a_value_since_it_may_be_that_of_a_person(text: str) -> None:
    (finding,) = parse_jsonl(text).report
    assert "Ann Bell" in finding.words(values=True)
    assert "Ann Bell" not in json.dumps(finding.to_dict())


@pytest.mark.parametrize("name", ["no\0file.jsonl", Path("no\0file.json")])
def test_a_name_that_no_file_can_have_is_an_error_of_the_system(name: str | Path) -> None:
    with pytest.raises(OSError, match="no file can have this name"):
        read(name)


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        (
            '{"kind": "trio", "id": "t", "name": "Zoë"}'.encode("cp1252"),
            "save the file as UTF-8; it seems to have been saved as Windows-1252",
        ),
        (
            '{"kind": "trio", "id": "t"}'.encode("utf-16-le"),
            "save the file as UTF-8; it seems to have been saved as UTF-16",
        ),
        (bytes(range(0x80, 0xC0)), "save the file as UTF-8"),
        (b"\x03\x9d\xe1ab\xf0\x17cd\x88\xfe", "save the file as UTF-8"),
    ],
)
def test_an_encoding_is_named_only_where_the_text_looks_like_it(line: bytes, fix: str) -> None:
    assert [f.fix for f in parse_jsonl(line).report] == [fix]


# ---------------------------------------------------------------- documents


def test_a_document_a_list_and_a_single_record_are_read() -> None:
    record = '{"kind": "trio", "id": "t1"}'
    whole = f'{{"schema": "nsee-core", "version": 1, "records": [{record}]}}'
    for text in (whole, f"[{record}]", record, f'{{"records": [{record}]}}'):
        reading = read_json(text.encode())
        assert (reading.programme, said(reading)) == (Programme.of([Trio(id="t1")]), [])


@pytest.mark.parametrize(
    ("document", "findings"),
    [
        ("[\n3]", [("line 2", "NSEE018", "3 is not a record: it is a number")]),
        ("3", [("line 1", "NSEE018", "3 is not a record: it is a number")]),
        ("{}", [("line 1", "NSEE007", "a record needs kind, and it is missing")]),
        ('{"records": 3}', [("line 1", "NSEE008", "3 is not a list")]),
        (
            '{"schema": "nsee-core", "version": 1, "records": {"a": 1}}',
            [("line 1", "NSEE008", "{'a': 1} is not a list")],
        ),
        (
            '{"records": [],\n"records": []}',
            [("line 1", "NSEE011", '"records" stands twice among the names')],
        ),
        ('{"a": 1, "a": 2}', [("line 1", "NSEE011", '"a" stands twice among the names')]),
        ('[\n{"a": 1, "a": 2}]', [("line 2", "NSEE011", '"a" stands twice among the names')]),
        (
            "{1: 2}",
            [
                (
                    "line 1",
                    "NSEE001",
                    (
                        "this is not JSON: a name is missing, or lacks its "
                        "double quotation marks, at character 3"
                    ),
                )
            ],
        ),
        (
            '{"a" 2}',
            [
                (
                    "line 1",
                    "NSEE001",
                    ("this is not JSON: a colon is missing after a name, at character 6"),
                )
            ],
        ),
        (
            "[\n] 3",
            [
                (
                    "line 2",
                    "NSEE001",
                    ("this is not JSON: something follows after its end, at character 3"),
                )
            ],
        ),
        (
            '{"a": 1 "b": 2}',
            [
                (
                    "line 1",
                    "NSEE001",
                    ("this is not JSON: a comma or a closing bracket is missing, at character 9"),
                )
            ],
        ),
        (
            '{"records": [] "b"',
            [
                (
                    "line 1",
                    "NSEE001",
                    ("this is not JSON: a comma or a closing bracket is missing, at character 16"),
                )
            ],
        ),
        (
            "[" * 100_000,
            [("line 1", "NSEE014", '"[[[[[[[[[[[[[[[[[[[[" is nested too deep to be read')],
        ),
    ],
)
def test_what_is_wrong_with_a_document_is_said(
    document: str, findings: list[tuple[str, str, str]]
) -> None:
    assert said(read_json(document.encode())) == findings


def test_a_document_that_breaks_off_is_read_up_to_there() -> None:
    reading = read_json((DOCUMENT % '{"kind": "tri').encode())
    assert [record.id for record in reading.programme] == ["t1"]
    assert said(reading) == [
        (
            "line 3",
            "NSEE001",
            "this is not JSON: a text has no closing quotation mark, at character 10",
        )
    ]


def test_only_the_records_with_stray_bytes_of_a_document_are_refused() -> None:
    reading = read_json(
        b'[{"kind": "trio", "id": "a"},\n {"kind": "trio", "id": "b", "name": "caf\xe9"}]'
    )
    assert [record.id for record in reading.programme] == ["a"]
    assert said(reading) == [("line 2", "NSEE013", '"caf\\udce9" is not written in UTF-8')]


def test_a_zero_byte_is_told_as_the_character_that_it_is() -> None:
    said_so = ("NSEE012", '"a\\x00b" holds a control character (U+0000), at character 2')
    for zero in ("\0", "\\u0000"):
        reading = parse_jsonl('{"kind": "trio", "id": "t", "name": "a' + zero + 'b"}')
        assert [told[1:] for told in said(reading)] == [said_so]
        assert [finding.loc for finding in reading.report] == [("name",)]
    assert said(parse_jsonl('{"kind": "trio"\0}')) == [
        (
            "line 1",
            "NSEE012",
            '"{"kind": "trio"\\x00}" holds a control character (U+0000), at character 16',
        )
    ]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "{'kind': 'trio'}",
            ("this is not JSON: quotation marks are not the straight double ones, at character 2"),
        ),
        (
            '{“kind”: "trio"}',
            ("this is not JSON: quotation marks are not the straight double ones, at character 2"),
        ),
        ('{"kind": "trio"', "this is not JSON: it breaks off, at character 16"),
        (
            '{"kind": trio}',
            (
                "this is not JSON: a value is missing, or a text lacks its quotation "
                "marks, at character 10"
            ),
        ),
        ('{"kind" "trio"}', "this is not JSON: a colon is missing after a name, at character 9"),
        (
            '{"id": "a" "b": 1}',
            ("this is not JSON: a comma or a closing bracket is missing, at character 12"),
        ),
        (
            '{"id": "a\tb"}',
            (
                "this is not JSON: a text holds a line end, a tab or another control "
                "character, at character 10"
            ),
        ),
        (
            '{"id": "a\\b\\q"}',
            (
                "this is not JSON: a backslash stands before a letter that it cannot "
                "stand before, at character 12"
            ),
        ),
        (
            '{"id": "\\u12"}',
            (
                "this is not JSON: the code of a character does not have four digits, "
                "at character 10"
            ),
        ),
        ('{"id": "a"} {}', "this is not JSON: something follows after its end, at character 13"),
        ("[1]", "[1] is not a record: it is a list"),
        ('"trio"', '"trio" is not a record: it is a text'),
        ("true", "True is not a record: it is true or false"),
        ("null", "None is not a record: it is nothing"),
        ('{"id": "a"}', "a record needs kind, and it is missing"),
        ('{"kind": 3}', "3 is no kind of record"),
        ('{"kind": []}', "[] is no kind of record"),
        ('{"kind": "Entry "}', '"Entry " is no kind of record; perhaps "entry" was meant'),
        ('{"kind": "trio"}', "a trio needs id, and it is missing"),
        ('{"kind": "entry", "id": "e", "step": "s"}', "an entry needs cycle, and it is missing"),
        ('{"kind": "trio", "id": "a b"}', '"a b" is not an id'),
        ('{"kind": "trio", "id": "a", "network": "a b"}', '"a b" is not an id'),
        ('{"kind": "trio", "id": "a", "members": "p1"}', '"p1" is not a list'),
        ('{"kind": "trio", "id": "a", "members": null}', "None is not a list"),
        ('{"kind": "trio", "id": "a", "ext": "x"}', '"x" is not a group of names and values'),
        ('{"kind": "trio", "id": "a", "name": 7}', "7 is not a text"),
        ('{"kind": "trio", "id": "a", "name": ""}', '"" is not a text of one character or more'),
        (
            '{"kind": "trio", "id": "a", "type": "Teacher"}',
            '"Teacher" is no type; perhaps "teachers" was meant',
        ),
        ('{"kind": "trio", "id": "a", "type": 7}', "7 is no type"),
        (
            '{"kind": "trio", "id": "a", "membres": 7}',
            '"membres" is no field of a trio; perhaps "members" was meant',
        ),
        (
            '{"kind": "cycle", "id": "a", "questions": [{"txt": "?"}]}',
            '"txt" is no field of a cycle; perhaps "text" was meant',
        ),
        ('{"kind": "cycle", "id": "a", "questions": [3]}', "3 is not a group of names and values"),
        (
            '{"kind": "cycle", "id": "a", "protocol": "S I"}',
            '"S I" does not have the form of protocol',
        ),
        (
            '{"kind": "cycle", "id": "a", "started": "12 Juni 2017"}',
            '"12 Juni 2017" is not a date: perhaps "12 June 2017" was meant',
        ),
        ('{"kind": "network", "id": "a", "size": 1.5}', "1.5 is not a whole number"),
        ('{"kind": "network", "id": "a", "size": "two"}', '"two" is not a whole number'),
        ('{"kind": "network", "id": "a", "size": []}', "[] is not a whole number"),
        ('{"kind": "network", "id": "a", "size": -1}', "-1 is out of range: it is not at least 0"),
        (
            '{"kind": "network", "id": "a", "size": 1e300}',
            "1e+300 is out of range: it is not a number of ordinary size",
        ),
        (
            '{"kind": "network", "id": "a", "size": NaN}',
            "nan is out of range: it is not a finite number",
        ),
        ('{"kind": "claim", "id": "a", "value": "x"}', '"x" is not a number'),
        ('{"kind": "claim", "id": "a", "value": []}', "[] is not a number"),
        (
            '{"kind": "evidence", "id": "a", "identifiable": "maybe"}',
            '"maybe" is not true or false',
        ),
        ('{"kind": "evidence", "id": "a", "identifiable": 7}', "7 is not true or false"),
        (
            '{"kind": "trio", "id": "a", "ext": {"a": 1e999}}',
            "{'a': inf} is out of range: it is not made of finite numbers",
        ),
        (
            '{"kind": "trio", "id": "a", "name": "x\\u0000"}',
            '"x\\x00" holds a control character (U+0000), at character 2',
        ),
        (
            '{"kind": "trio", "id": "a", "name": "x\\ud800"}',
            '"x\\ud800" holds half a character (U+D800), at character 2',
        ),
        (
            '{"kind": "trio", "id": "a", "ext": {"a": "x\\ud800"}}',
            "{'a': 'x\\ud800'} holds half a character (U+D800), at character 2",
        ),
        (
            '{"kind": "trio", "id": "a", "ext": {"x\\ud800": 1}}',
            "{'x\\ud800': 1} holds half a character (U+D800), at character 2",
        ),
    ],
)
def test_each_fault_of_a_line_is_said_in_words_of_ours(line: str, message: str) -> None:
    assert of_line(line) == [message]


def test_a_fault_is_placed_by_its_subject_and_its_path_without_pydantics_tag() -> None:
    line = '{"kind": "cycle", "id": "c", "questions": [{"key": "q1"}, {"key": "q 2"}]}'
    [finding] = parse_jsonl("\n" + line).report
    assert (finding.subject, finding.loc, finding.place, finding.value) == (
        "c",
        ("questions", 1, "key"),
        Place(None, 2),
        "q 2",
    )


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        (
            '{"kind": "trio", "id": "a", "members": ["a b"]}',
            'use letters, digits and . _ : @ / + - only, no blanks, at most 200, such as "p7"',
        ),
        (
            '{"kind": "trio", "id": "a b"}',
            'use letters, digits and . _ : @ / + - only, no blanks, at most 200, such as "trio-1"',
        ),
        (
            '{"kind": "trio", "id": "a", "type": "x"}',
            'write one of these: "teachers", "schools" or "critical friends"',
        ),
        (
            '{"kind": "authority", "id": "a", "gss_code": "S1"}',
            "write a capital letter and eight digits, such as S12000035",
        ),
        (
            '{"kind": "evidence", "id": "a", "digest": "x"}',
            "write the algorithm, a colon and the checksum in hexadecimal digits",
        ),
    ],
)
def test_a_fix_says_what_the_field_takes(line: str, fix: str) -> None:
    assert fix_of(line) == fix


def test_an_id_that_is_a_number_is_made_the_subject_unless_it_is_vast() -> None:
    for id_, subject in ((7, "7"), (2**70, None)):
        [finding] = parse_jsonl(json.dumps({"kind": "trio", "id": id_, "nmae": 1})).report
        assert finding.subject == subject


def test_an_id_that_may_be_a_name_is_never_made_the_subject() -> None:
    [finding] = parse_jsonl('{"kind": "person", "id": "Ann Reid", "name": "Ann Reid"}').report
    assert (finding.subject, "Reid" in str(finding.to_dict())) == (None, False)


def test_the_value_of_a_field_stands_in_nothing_but_the_value() -> None:
    surname = "Ann Reid"
    for field in ("id", "name", "school", "type", "position", "note", "ext", "kind"):
        row = {"kind": "person", "id": "p", field: surname}
        for value in (surname, surname + "\0", surname + "\ud800", [surname], surname * 20_000):
            for finding in parse_jsonl(json.dumps({**row, field: value})).report:
                assert surname not in str(finding.to_dict())


# ---------------------------------------------------------------- duplicates


def test_the_first_of_two_records_with_one_id_is_kept() -> None:
    reading = parse_jsonl('{"kind": "trio", "id": "a"}\n\n{"kind": "trio", "id": "a", "name": "n"}')
    assert reading.programme == Programme.of([Trio(id="a")])
    assert said(reading) == [
        ("line 3", "NSEE010", "the record on line 1 has this id too, and says something else")
    ]


def test_an_id_that_a_record_of_another_kind_has_stays_with_it() -> None:
    reading = parse_jsonl('{"kind": "trio", "id": "a"}\n\n{"kind": "team", "id": "a"}')
    assert reading.programme == Programme.of([Trio(id="a")])
    assert said(reading) == [("line 3", "NSEE105", "a is the id of a trio on line 1 already")]
    assert [finding.fix for finding in reading.report] == ["give the team an id of its own"]


def test_readings_are_joined_as_files_of_one_programme() -> None:
    one = parse_jsonl('{"kind": "trio", "id": "a"}\n{"kind": "trio", "id": "b", "x": 1}', file="1")
    two = parse_jsonl('{"kind": "team", "id": "c"}\n{"kind": "trio", "id": "a"}', file="2")
    three = read_rows([Trio(id="c"), Trio(id="a", name="n")])
    both = one + two + three
    assert [record.id for record in both.programme] == ["a", "c"]
    assert [(f.code, f.severity.value, str(f.place)) for f in both.report] == [
        ("NSEE105", "error", "line 1"),
        ("NSEE010", "error", "line 2"),
        ("NSEE003", "error", "1, line 2"),
        ("NSEE010", "info", "2, line 2"),
    ]
    assert [f.message for f in both.report if f.code != "NSEE003"] == [
        "c is the id of a team on line 1 of 2 already",
        "the record on line 1 of 1 has this id too, and says something else",
        "the record on line 1 of 1 has this id too, and says the same",
    ]


def test_a_joined_reading_knows_where_each_record_stands_and_what_could_not_be_read() -> None:
    one = parse_jsonl('{"kind": "team", "id": "t", "lead": "p"}', file="1")
    two = parse_jsonl(
        '{"kind": "person", "id": "p", "x": 1}\n{"kind": "trio", "id": "u"}', file="2"
    )
    joined = one + two
    assert "NSEE101" in check(one.programme).counts()
    assert "NSEE101" not in check(joined.programme).counts()
    assert [str(joined.place_of(id_)) for id_ in ("t", "u", "p")] == [
        "1, line 1",
        "2, line 2",
        "None",
    ]
    assert (two + one).programme.outside is not None
    assert (one + one).programme.outside is None


def test_joining_in_any_grouping_is_the_same() -> None:
    lines = ('{"kind": "trio", "id": "a"}', '{"kind": "team", "id": "a"}', '{"kind": "a"}')
    a, b, c = (parse_jsonl(line, file=str(n)) for n, line in enumerate(lines))
    assert (a + b) + c == a + (b + c)


def test_a_record_that_stands_twice_is_only_remarked_on() -> None:
    reading = parse_jsonl('{"kind": "trio", "id": "a"}\n{"id": "a", "kind": "trio"}')
    assert [(f.severity.value, f.message) for f in reading.report] == [
        ("info", "the record on line 1 has this id too, and says the same")
    ]


@pytest.mark.parametrize(
    "line",
    [
        '{"kind":"trio","id":"a","id":"b"}',
        '{"kind":"trio","id":"b","id":"b"}',
        '{"kind":"trio","id" \t:"a","id":"b"}',
        '{"kind":"trio","id":"a","\\u0069d":"b"}',
        '{"kind":"trio","id":"b","ext":{"id":1,"id":2}}',
        '{"kind":"cycle","id":"b","questions":[{"key":"q1"},{"key":"q1","stem":"s","stem":"t"}]}',
    ],
)
def test_a_name_that_stands_twice_is_found_wherever_it_stands(line: str) -> None:
    reading = parse_jsonl(line)
    assert (len(reading.programme), [f.code for f in reading.report]) == (0, ["NSEE011"])


@pytest.mark.parametrize(
    "line",
    [
        '{"kind":"trio","id":"a:b","name":"see: \\":x"}',
        '{"kind" : "trio" , "id" : "a"}',
        '{"kind":"trio","id":"a","ext":{"id":1,"kind":{"id":2}}}',
    ],
)
def test_colons_in_a_text_are_no_names(line: str) -> None:
    reading = parse_jsonl(line)
    assert (len(reading.programme), list(reading.report)) == (1, [])
