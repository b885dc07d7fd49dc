"""A file that is checked as it is read is told what it is told when it is held in memory."""

from __future__ import annotations

import codecs
import gc
import json
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsee_core import (
    RULES,
    Cycle,
    Entry,
    Evidence,
    Finding,
    Hit,
    NotADate,
    NotAMoment,
    Programme,
    Protocol,
    Report,
    UnknownCode,
    View,
    builtin_protocols,
    check,
    exemplar,
    parse_protocol,
    rule,
    rules,
    to_jsonl,
)
from nsee_core.checking import Selection
from nsee_core.readers import read_jsonl
from nsee_core.records import Base
from nsee_core.streaming import FileChanged, LooksTooFar, check_jsonl
from nsee_core.streaming import lines as lines_room
from nsee_core.streaming.lines import Spot
from nsee_core.streaming.shelf import Shelf
from nsee_core.streaming.store import Store, with_room
from tests.readers.test_hostile import HOSTILE
from tests.strategies import DATES, programmes, protocols_and_logs

EXAMPLES = sorted((Path(rules.__file__).parent / "examples").glob("*/*.jsonl"))


PROTOCOL = builtin_protocols()["research-lesson-trio"]


def one_cycle() -> str:
    """A complete cycle with all that it takes, as lines in which every id begins with @."""
    programme = exemplar(PROTOCOL)
    text = to_jsonl(programme, include_sensitive=True).partition("\n")[2]
    for record in programme:
        text = text.replace(f'"{record.id}"', f'"@{record.id}"')
    return text


CYCLE = one_cycle()
#: The same with a record under an id that nothing links to.
SPOILT = CYCLE.replace('"id": "@teacher-1"', '"id": "@somebody"')


def lines(cycles: int, *, faulty: bool = False) -> bytes:
    """So many cycles."""
    block = SPOILT if faulty else CYCLE
    return "".join(block.replace("@", f"c{number}-") for number in range(cycles)).encode()


def in_memory(source: bytes, **options: object) -> Report:
    """What reading and checking say when all is held in memory."""
    asked = {name: options[name] for name in ("select", "ignore", "regrade") if name in options}
    reading = read_jsonl(source)
    chosen = Selection.of(**asked)  # type: ignore[arg-type] # each test names what it tests
    found = check(reading.programme, **options)  # type: ignore[arg-type] # see above
    return chosen.among(reading.report) + reading.located(found)


def told(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """All that is said, with places and values, in order."""
    return [finding.to_dict(include_values=True) for finding in Report(findings)]


def agree(source: bytes, **options: object) -> None:
    """Hold the two ways to the same findings."""
    streamed = check_jsonl(source, **options)  # type: ignore[arg-type] # each test names what it tests
    assert told(streamed) == told(in_memory(source, **options))


def written(records: Iterable[Base]) -> list[bytes]:
    """Records as lines."""
    return to_jsonl(Programme.of(records), include_sensitive=True).encode().splitlines()[1:]


# ---------------------------------------------------------------- the same findings


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file of any records, in any order, some of them twice, garbled or linked to nothing."""
    found = [*written(draw(programmes(most=14))), *written(draw(programmes(most=4)))]
    for _ in range(draw(st.integers(0, 3)) if found else 0):
        at = draw(st.integers(0, len(found) - 1))
        found[at] = draw(st.sampled_from(DAMAGE))(found[at])
    random = draw(st.none() | st.randoms(use_true_random=False))
    if random is not None:
        random.shuffle(found)
    return draw(st.sampled_from((b"\n", b"\r\n", b"\r"))).join(found)


#: A line lost, blank, broken off, with a field of no kind; its ids and links in another spelling.
DAMAGE: tuple[Callable[[bytes], bytes], ...] = (
    lambda _: b"",
    lambda _: b"  ",
    lambda line: line[:-1],
    lambda line: line.replace(b"{", b'{"nmae":1,', 1),
    lambda line: line.replace(b"-", b"_"),
)


@pytest.fixture
def cramped(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for nothing: a line at a time, and no record at hand."""
    monkeypatch.setattr("nsee_core.streaming.shelf._AT_HAND", 1)
    monkeypatch.setattr("nsee_core.streaming.lines._BLOCK", 1)
    monkeypatch.setattr(lines_room.in_batches, "__defaults__", (1,))


@given(files(), st.none() | st.sampled_from(DATES[:3]))
def test_any_file_is_told_the_same(source: bytes, as_of: str | None) -> None:
    agree(source, as_of=as_of)


@given(source=files(), as_of=st.none() | st.sampled_from(DATES[:3]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("cramped")
def test_any_file_is_told_the_same_with_no_room_at_all(source: bytes, as_of: str | None) -> None:
    agree(source, as_of=as_of)


@given(
    protocols_and_logs(), st.sampled_from([None, "completed"]), st.randoms(use_true_random=False)
)
def test_any_log_under_any_protocol_is_told_the_same(
    case: tuple[Protocol, tuple[Entry, ...]], outcome: str | None, random: Random
) -> None:
    protocol, log = case
    cycle = {"id": "c", "protocol": protocol.key, "outcome": outcome, "account": "log"}
    rows = written([Cycle.model_validate(cycle), *log])
    random.shuffle(rows)
    agree(b"\n".join(rows), protocols=[protocol])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_examples_of_every_rule_are_told_the_same(path: Path) -> None:
    declared = path.with_name("protocol.toml")
    protocols = [parse_protocol(declared.read_text("utf-8"))] if declared.exists() else []
    agree(path.read_bytes(), protocols=protocols)


@pytest.mark.usefixtures("cramped")
def test_all_examples_as_one_file_are_told_the_same() -> None:
    agree(b"\n".join(path.read_bytes() for path in EXAMPLES))


def test_hostile_lines_are_told_the_same() -> None:
    linked = b'{"kind": "membership", "id": "m", "group": "a", "member": "first"}'
    short = (line for line in HOSTILE.values() if len(line) < 100_000)
    agree(b"\n".join((b'{"kind": "trio", "id": "first"}', *short, linked)))


@pytest.mark.parametrize(
    "source", [b"", b"\n \n", b'{"schema": "nsee-core", "version": 1}', b"\xff"]
)
def test_a_file_without_records_is_told_the_same(source: bytes) -> None:
    agree(source)


def test_records_whose_ids_look_alike_to_the_store_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nsee_core.streaming.store.hash", len, raising=False)
    agree(lines(3, faulty=True) + lines(3))


def test_what_is_selected_ignored_and_graded_anew_is_told_the_same() -> None:
    source = b"\n".join(path.read_bytes() for path in EXAMPLES)
    agree(source, select=["NSEE1", "NSEE0"], ignore="NSEE104", regrade={"NSEE101": "info"})


def test_a_circle_of_many_links_is_told_once_and_alike() -> None:
    rows = [
        json.dumps({"kind": "cycle", "id": f"c{n}", "follows": f"c{(n + 1) % 500}"})
        for n in range(500)
    ]
    agree("\n".join(rows).encode())
    assert "NSEE103" in {finding.code for finding in check_jsonl(rows)}


# ---------------------------------------------------------------- what is looked at


def test_the_members_of_a_network_are_not_fetched_for_its_cycles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = list[tuple[str, str | None]]()
    parts = Shelf.parts

    def noted(shelf: Shelf, whole: str, kind: str | None = None) -> tuple[Base, ...]:
        asked.append((whole, kind))
        return parts(shelf, whole, kind)

    monkeypatch.setattr(Shelf, "parts", noted)
    cycle = {"kind": "cycle", "id": "c", "protocol": "sipp", "network": "net", "trio": "trio"}
    list(check_jsonl([json.dumps(cycle), '{"kind": "network", "id": "net", "type": "forum"}']))
    of_network = [kind for whole, kind in asked if whole == "net"]
    assert set(of_network) == {"membership"}
    asked.clear()
    list(check_jsonl([json.dumps(cycle)]))
    assert "net" not in {whole for whole, _ in asked}


def cycles(programme: Programme) -> int:
    return len(programme.of_kind(Cycle))


def counted(programme: Programme) -> int:
    return sum(1 for _ in programme)


@pytest.mark.parametrize(("look", "at"), [(cycles, "of_kind"), (counted, "iter"), (len, "len")])
def test_a_rule_that_looks_at_all_records_is_misuse(
    look: Callable[[Programme], int], at: str
) -> None:
    @rule(
        "MINE1",
        "alone-in-the-world",
        on=Cycle,
        says="{id} is the only cycle",
        fix="begin another",
        basis="unsourced",
    )
    def alone(cycle: Cycle, view: View) -> Iterator[Hit]:
        """A rule that looks at all records, which none may."""
        if look(view.programme) == 1:
            yield Hit(id=cycle.id)

    with pytest.raises(LooksTooFar) as misuse:
        list(check_jsonl(['{"kind": "cycle", "id": "c"}'], rules=(*RULES, alone)))
    assert str(misuse.value) == (
        "a rule may look only at its record, the parts of it, what they link to, and the parts of "
        f"that; this one looks at all records ({at}), and they are not in memory"
    )


def test_misuse_is_raised_at_once() -> None:
    for options, error in (
        ({"select": "NSE3"}, UnknownCode),
        ({"as_of": "soon"}, NotADate),
        ({"as_of": "year 1"}, NotAMoment),
    ):
        with pytest.raises(error):
            check_jsonl([], **options)  # type: ignore[arg-type] # misuse


# ---------------------------------------------------------------- sources


def test_any_source_can_be_checked(tmp_path: Path) -> None:
    source = lines(1, faulty=True)
    path = tmp_path / "records.jsonl"
    path.write_bytes(source)
    expected = [finding.words(values=True) for finding in in_memory(source)]
    wide = source.decode().encode("utf-16")
    (tmp_path / "wide.jsonl").write_bytes(wide)
    for given_ in (
        path,
        str(path),
        BytesIO(source),
        source.splitlines(),
        wide,
        tmp_path / "wide.jsonl",
    ):
        found = Report(check_jsonl(given_))
        assert [finding.words(values=True) for finding in found] == expected
    assert {str(f.place.file) for f in check_jsonl(path) if f.place} == {str(path)}
    assert {f.place.file for f in check_jsonl(path, file="mine") if f.place} == {"mine"}


def test_a_byte_order_mark_is_no_part_of_the_first_record(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(codecs.BOM_UTF8 + b'{"kind": "team", "id": "t", "lead": "nobody"}\n')
    (finding,) = check_jsonl(path)
    assert str(finding.place) == f"{path}, line 1"


def test_what_is_about_no_record_of_the_file_is_told_without_a_place() -> None:
    @rule("MINE2", "not-mine", on=Cycle, says="not mine", fix="ask", basis="unsourced")
    def of_another(_: Cycle, __: View) -> Iterator[Hit]:
        """Something that is known of a record in another file."""
        yield Hit(subject="elsewhere")

    (finding,) = check_jsonl(['{"kind": "cycle", "id": "c"}'], rules=[of_another])
    assert (finding.subject, finding.place) == ("elsewhere", None)


def test_a_full_disk_is_told_as_such() -> None:
    with Store() as store:
        store._base.execute("PRAGMA max_page_count = 10")
        ids = {f"{number:0200}" for number in range(1000)}
        with (
            pytest.raises(OSError, match="no room is left for temporary files") as told,
            with_room(),
        ):
            store.add_unread(ids)
    assert isinstance(told.value.__cause__, sqlite3.OperationalError)


def test_what_else_goes_wrong_in_the_base_is_not_told_as_a_full_disk() -> None:
    wrong = pytest.raises(sqlite3.OperationalError, match="no such table")
    with Store() as store, wrong, with_room():
        store._base.execute("SELECT 1 FROM nowhere")


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(check_jsonl(tmp_path / "nothing.jsonl"))


def test_a_file_that_is_written_to_meanwhile_is_not_judged_further(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n" + lines(2, faulty=True))
    judged = check_jsonl(path)
    next(judged)
    path.write_bytes(b"{}" * 100_000)
    with pytest.raises(FileChanged, match="it was changed while it was read"):
        list(judged)
    path.write_bytes(b"[]\n" + lines(2))
    found = check_jsonl(path)
    assert next(found).code == "NSEE018"
    path.write_bytes(b"")
    with pytest.raises(FileChanged):
        list(found)


# ---------------------------------------------------------------- what is left behind


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_may_look_at_the_copy_of_what_cannot_be_read_twice(temporary: Path) -> None:
    found = check_jsonl(BytesIO(b"[]\n" + lines(2, faulty=True)))
    next(found)
    (folder,) = temporary.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["copy"]


def test_of_a_file_no_word_is_kept_but_the_ids_of_what_could_not_be_read() -> None:
    with Store() as store:
        store.add([(Spot(1, 0, 80), Evidence(id="ailsa-1", cycle="ailsas", title="Ailsa"))])
        store.add_unread({"ours"})
        store.finish()
        kept = "\n".join(store._base.iterdump())
    assert "ours" in kept
    assert "ailsa" not in kept.casefold()


def test_of_a_file_that_can_be_read_twice_nothing_is_left_even_by_a_killed_process(
    tmp_path: Path, temporary: Path
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"[]\n" + lines(2, faulty=True))
    found = check_jsonl(path)
    next(found)
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt, GeneratorExit, ValueError])
def test_nothing_is_left_however_a_check_ends(temporary: Path, error: type[BaseException]) -> None:
    source = b"[]\n" + lines(2, faulty=True)
    list(check_jsonl(BytesIO(source)))
    assert not list(temporary.iterdir())
    found = check_jsonl(BytesIO(source))
    next(found)
    assert list(temporary.iterdir())
    if error is GeneratorExit:
        found.close()  # type: ignore[attr-defined] # an iterator that is a generator
    else:
        with pytest.raises(error):
            found.throw(error)  # type: ignore[attr-defined] # see above
    assert not list(temporary.iterdir())


# ---------------------------------------------------------------- bounds


def alive() -> int:
    """How many records and findings were made since what there was is frozen, and still are."""
    return sum(isinstance(held, Base | Finding) for held in gc.get_objects())


def most_alive(source: Path) -> int:
    """The most records and findings that a check of a file holds at one time."""
    most = list[int]()
    gc.collect()
    gc.freeze()  # what other tests left behind is not looked through at every step
    try:
        for _ in check_jsonl(source, progress=lambda *_: most.append(alive())):
            pass
    finally:
        gc.unfreeze()
    return max(most)


@pytest.mark.parametrize("faulty", [False, True])
def test_memory_does_not_grow_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, faulty: bool
) -> None:
    monkeypatch.setattr("nsee_core.streaming.shelf._AT_HAND", 1 << 14)
    monkeypatch.setattr(lines_room.in_batches, "__defaults__", (1 << 14,))
    path, most = tmp_path / "records.jsonl", []
    for cycles in (8, 32):
        path.write_bytes(lines(cycles, faulty=faulty))
        most.append(most_alive(path))
    assert most[1] < 1.3 * most[0]
    assert most[1] < 40 * len(CYCLE.splitlines()) / 2


@pytest.mark.usefixtures("cramped")
def test_progress_is_told_up_to_the_end_and_never_backwards(tmp_path: Path) -> None:
    path, told_ = tmp_path / "records.jsonl", list[tuple[int, int]]()
    path.write_bytes(lines(2))
    list(check_jsonl(path, progress=lambda *far: told_.append(far)))
    assert len(told_) > 4
    assert told_ == sorted(told_)
    assert told_[-1] == (2 * path.stat().st_size,) * 2
