"""Whatever is read, nothing is raised, and no line is dropped without a finding."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import check
from nsee_core.readers import Reading, parse_jsonl, read_json, read_jsonl, read_rows
from tests.strategies import programmes

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()[1:]
]
FIRST = b'{"kind": "trio", "id": "first"}\n'
LAST = b'\n{"kind": "trio", "id": "last"}'

HOSTILE: dict[str, bytes] = {
    "cut short": b'{"kind": "trio", "id": "a", "na',
    "invalid UTF-8": b'{"kind": "trio", "id": "a", "name": "\xff\xfe"}',
    "invalid UTF-8 in a name": b'{"kind": "trio", "id": "a", "\xff": 1}',
    "invalid UTF-8 in ext": b'{"kind": "trio", "id": "a", "ext": {"a": "\xe9"}}',
    "invalid UTF-8 alone": b"\xc3",
    "a BOM in the middle": b'\xef\xbb\xbf{"kind": "trio", "id": "a"}',
    "UTF-16 in the middle": '{"kind": "trio"}'.encode("utf-16-le"),
    "NUL": b"\0",
    "NUL in a text": b'{"kind": "trio", "id": "a", "name": "\0"}',
    "10 MB of text": b'{"kind": "trio", "id": "a", "name": "%s"}' % (b"x" * 10_000_000),
    "10 MB of a name": b'{"kind": "trio", "id": "a", "%s": 1}' % (b"x" * 10_000_000),
    "10 MB of an id": b'{"kind": "trio", "id": "%s"}' % (b"x" * 10_000_000),
    "10 MB of a date": b'{"kind": "network", "id": "a", "ended": "%s"}' % (b"1" * 10_000_000),
    "10 MB of no JSON": b"x" * 10_000_000,
    "10 MB of quotes": b'"' * 10_000_001,
    "a million empty lists": b"[%s]" % (b"[]," * 1_000_000),
    "100,000 deep": b'{"kind": "trio", "id": "a", "ext": %s' % (b'{"a":' * 100_000),
    "100,000 lists deep": b"[" * 100_000 + b"]" * 100_000,
    "300 deep": b'{"kind": "trio", "id": "a", "ext": {"a": %s}}' % (b"[" * 300 + b"]" * 300),
    "51 deep": b'{"kind": "trio", "id": "a", "ext": {"a": %s}}' % (b"[" * 50 + b"1" + b"]" * 50),
    "a name twice": b'{"kind": "trio", "id": "a", "id": "a"}',
    "an id twice": b'{"kind": "team", "id": "first"}',
    "beyond 64 bits": b'{"kind": "network", "id": "a", "size": 99999999999999999999}',
    "5,000 digits": b'{"kind": "network", "id": "a", "size": %s}' % (b"9" * 5000),
    "5,000 digits in ext": b'{"kind": "network", "id": "a", "ext": {"a": %s}}' % (b"9" * 5000),
    "4,000 digits in ext": b'{"kind": "network", "id": "a", "ext": {"a": %s}}' % (b"9" * 4000),
    "an id of 5,000 digits": b'{"kind": "trio", "id": %s}' % (b"9" * 5000),
    "a year of 5,000 digits": b'{"kind": "network", "id": "a", "ended": %s}' % (b"9" * 5000),
    "NaN": b'{"kind": "claim", "id": "a", "value": NaN}',
    "infinity": b'{"kind": "claim", "id": "a", "value": -Infinity}',
    "NaN in ext": b'{"kind": "claim", "id": "a", "ext": {"a": NaN}}',
    "half a character": b'{"kind": "trio", "id": "a", "name": "\\ud800"}',
    "half a character in a name": b'{"kind": "trio", "id": "a", "\\udc00": 1}',
    "half a character in a word": b'{"kind": "trio", "id": "a", "type": "\\udc00"}',
    "half a character in a date": b'{"kind": "network", "id": "a", "started": "\\udc00"}',
    "half a character in a kind": b'{"kind": "\\udc00", "id": "a"}',
    "half a character in ext": b'{"kind": "trio", "id": "a", "ext": {"\\udc00": ["\\ud800"]}}',
    "an unknown kind": b'{"kind": "trip", "id": "a"}',
    "a kind that is a list": b'{"kind": ["trio"], "id": "a"}',
    "no kind": b'{"id": "a"}',
    "a list": b"[1]",
    "a number": b"1",
    "nothing": b"null",
    "an odd header": b'{"schema": {"a": NaN}, "version": [1]}',
    "digits of another script": '{"kind": "school", "id": "a", "seed_code": "١٢٣٤٥٦٧"}'.encode(),
    "20,000 faults": b'{"kind": "trio", "id": "a", "members": [%s]}'
    % b",".join([b"null"] * 20_000),
}
#: Where a line is large for its size alone, no lines of ours are counted: that takes the longer.
LINES = [
    pytest.param(line, id=name, marks=pytest.mark.no_cover if len(line) > 90_000 else ())
    for name, line in HOSTILE.items()
]


@pytest.mark.parametrize("line", LINES)
def test_a_hostile_line_is_a_finding_and_the_lines_about_it_are_read(line: bytes) -> None:
    reading = read_jsonl(FIRST + line + LAST)
    assert [record.id for record in reading.programme] == ["first", "last"]
    assert {finding.place.line for finding in reading.report if finding.place} == {2}
    assert [finding.to_dict(include_values=True) for finding in reading.report]


@pytest.mark.parametrize("line", LINES)
def test_a_hostile_document_is_a_finding(line: bytes) -> None:
    reading = read_json(b'[{"kind": "trio", "id": "first"},' + line + b"]")
    assert (len(reading.programme), len(reading.report) > 0) == (1, True)


HARMLESS = {
    "right to left": "\u202eimal\u202c",
    "zero width": "Kil\u200bmory\u200d",
    "markup": "<script>alert(1)</script>",
    "an emoji": "\U0001f393",
    "line separators": "a\u2028b\u2029c\x85d",
    "tabs and line ends": "a\tb\r\nc",
    "not a character": "\uffff\ufdd0",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_odd_text_is_kept_as_it_is_and_harms_no_report(text: str) -> None:
    rows = [
        {"kind": "school", "id": "s", "name": text, "ext": {text: text}},
        {"kind": "school", "id": "t", "sector": text},
        {"kind": "school", "id": "u", text: text},
    ]
    reading = parse_jsonl("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    [school] = reading.programme
    assert (school.model_dump()["name"], school.ext[text]) == (text, text)
    for finding in reading.report:
        said = finding.words(values=True) + finding.fix
        assert all(letter.isprintable() for letter in said)
    assert "<script" not in reading.report._repr_html_()  # what a notebook asks for


def test_links_that_dangle_or_go_round_are_read_and_judged() -> None:
    reading = read_rows(
        [
            {"kind": "network", "id": "n", "within": "n"},
            {"kind": "network", "id": "n1", "within": "n2"},
            {"kind": "network", "id": "n2", "within": "n1"},
            {"kind": "cycle", "id": "c", "follows": "c", "trio": "nobody", "led_by": ["c"]},
            {"kind": "entry", "id": "e", "cycle": "e", "step": "1.1", "corrects": "e"},
            {"kind": "lesson", "id": "l", "cycle": "c", "revises": "l", "after_discussion": "e"},
            {"kind": "practice", "id": "p", "adapted_from": "p"},
        ]
    )
    assert (len(reading.programme), list(reading.report)) == (7, [])
    assert len(check(reading.programme)) > 0


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_a_file_of_faults_is_read_to_its_end() -> None:
    reading = read_jsonl([b'{"kind": "trio", "id": "t", "nmae": 1}'] * 20_000)
    assert (len(reading.programme), len(reading.report)) == (0, 20_000)


# ---------------------------------------------------------------- the law, over anything

READERS: tuple[Callable[[bytes], Reading], ...] = (read_jsonl, read_json)


def accounted_for(lines: list[bytes], reading: Reading) -> bool:
    """Whether each line that is not blank, nor a header, is a record or has a finding."""
    said = {finding.place.line for finding in reading.report if finding.place}
    told = said | set(reading.lines.values())
    return all(number in told for number, line in enumerate(lines, 1) if line.strip())


@given(st.binary(max_size=200))
def test_no_bytes_make_a_reader_raise(content: bytes) -> None:
    for reader in READERS:
        reading = reader(content)
        assert reading.programme or len(reading.report) > 0


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(("id", "kind", "ext", "schema")) | st.text(max_size=3), inside
        )
    ),
    max_leaves=8,
)


@given(st.lists(_json, max_size=5), st.booleans())
def test_every_json_value_is_a_record_or_a_finding(values: list[object], plain: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    lines = [json.dumps(value, ensure_ascii=plain) for value in values]
    encoded = [line.encode("utf-8", "surrogatepass") for line in lines]
    headed = [b"" if b'"schema"' in line else line for line in encoded]
    assert accounted_for(headed, read_jsonl(encoded))
    rows = read_rows(values)
    said = {finding.place.line for finding in rows.report if finding.place}
    assert all(number in said for number in range(1, len(values) + 1))


def _parts(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path to everything inside a value."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [*([path] if path else []), *(p for key, v in inside for p in _parts(v, (*path, key)))]


@st.composite
def garbled(draw: st.DrawFn) -> bytes:
    """A line that was a record, with a part of it deleted, replaced or damaged."""
    row = deepcopy(draw(st.sampled_from(ROWS)))
    *way, last = draw(st.sampled_from(_parts(row)))
    holder: Any = row
    for key in way:
        holder = holder[key]
    if draw(st.booleans()):
        holder[last] = draw(_json)
    else:
        del holder[last]
    line = json.dumps(row, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    cut = draw(st.none() | st.integers(0, len(line)))
    return line if cut is None else line[:cut] + draw(st.binary(max_size=3)) + line[cut + 1 :]


@given(st.lists(garbled(), max_size=6))
def test_every_garbled_line_is_a_record_or_a_finding(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    reading = read_jsonl(content)
    assert accounted_for(content.splitlines(), reading)
    for finding in reading.report:
        assert json.dumps(finding.to_dict(include_values=True)).isascii()
    for record in reading.programme:
        record.model_dump_json().encode()


@given(programmes())
def test_what_is_written_on_lines_reads_back_equal(programme: Any) -> None:  # noqa: ANN401 - a programme
    rows = [record.model_dump(mode="json", exclude_unset=True) for record in programme]
    rows = [{"kind": record.kind, **row} for record, row in zip(programme, rows, strict=True)]
    lines = [json.dumps(row) for row in rows]
    for reading in (read_jsonl(lines), read_rows(rows), read_json(f"[{','.join(lines)}]".encode())):
        if rows:
            assert list(reading.report) == []
        assert reading.programme == programme
