"""An export: one folder, whole or not at all, that loses nobody anything and names nobody."""

import hashlib
import json
import os
import shlex
import sqlite3
import stat
import sys
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from nsee_core import (
    Cycle,
    Entry,
    Evidence,
    Lesson,
    Person,
    Programme,
    School,
    check,
    parse_protocol,
    read_jsonl,
    safe,
)
from nsee_core.cli import nsee
from nsee_core.exporting import (
    FORMATS,
    FolderInUse,
    Undated,
    UnknownExport,
    catalogue,
    export,
    folders,
)
from nsee_core.exporting.formats import Format, Library, Matter
from nsee_core.extras import MissingExtra
from nsee_core.records import FocusPupil, When
from nsee_core.records.frozen import FrozenMap
from nsee_core.reference import account
from nsee_core.writers.about import About, Publisher, described
from tests.strategies import programmes

CANARY = "a canary"
OTHERS = account("earlston-cluster-numeracy")
OURS = parse_protocol('key="ours"\n[[steps]]\nkey="try"\n[[steps]]\nkey="look"\nafter=["try"]')
PROGRAMME = Programme.of(
    [
        School(id="s", name="Kilmory Primary"),
        Person(id="p", name=CANARY, position=CANARY, school="s"),
        Cycle(id="c", protocol="ours", target_group=CANARY, started=When("2017-08-20")),
        Entry(id="e", cycle="c", step="look", when=When("June 2018"), by=("p",), why=CANARY),
        Evidence(
            id="n", cycle="c", text=CANARY, uri=CANARY, note=CANARY, ext=FrozenMap({"x": CANARY})
        ),
        Lesson(id="l", cycle="c", focus_pupils=(FocusPupil(pupil="p", observed=CANARY),)),
    ]
)
BESIDE = {"manifest-sha256.txt", "ro-crate-metadata.json", "ro-crate-preview.html"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def crate(folder: Path) -> dict[str, dict[str, object]]:
    """What the crate of a folder describes, by id."""
    graph = json.loads((folder / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    return {entity["@id"]: entity for entity in graph}


# What is written ----------------------------------------------------------------------------------


def test_every_format_writes_the_path_that_it_names_and_nothing_else(tmp_path: Path) -> None:
    top = export(PROGRAMME, tmp_path / "out", protocols=[OURS]).paths
    named = {each.path for each in FORMATS if not each.missing}
    assert set(top) == named | BESIDE
    assert {
        f"{path.name}/" if path.is_dir() else path.name for path in (tmp_path / "out").iterdir()
    } == set(top)


@pytest.mark.no_cover  # each is every format: their lines are counted elsewhere
@settings(max_examples=10)
@given(programmes())
def test_no_programme_is_refused_by_any_format(programme: Programme) -> None:
    with TemporaryDirectory() as folder:
        about = About(published=date(2020, 2, 1))
        top = export(programme, folder, about=about, include_sensitive=True).paths
    assert set(top) > BESIDE


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_is_written_alone(each: Format, tmp_path: Path) -> None:
    if each.missing:
        pytest.skip(f"{each.missing.module} is not installed")
    assert set(export(PROGRAMME, tmp_path / "out", [each.name], protocols=[OURS]).paths) == {
        each.path,
        *BESIDE,
    }


def test_formats_have_names_and_paths_of_their_own() -> None:
    assert len({each.name for each in FORMATS}) == len({each.path for each in FORMATS})
    assert len({each.name for each in FORMATS}) == len(FORMATS)


def test_the_crate_describes_every_file_with_its_size_and_checksum(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, protocols=[OURS])
    described = {
        id_: (entity["contentSize"], entity["sha256"])
        for id_, entity in crate(tmp_path).items()
        if entity["@type"] == "File"
    }
    held = contents(tmp_path)
    assert described == {
        path: (str(len(data)), hashlib.sha256(data).hexdigest())
        for path, data in held.items()
        if path not in BESIDE
    }


def test_the_manifest_has_the_checksum_of_every_other_file(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["jsonl", "csv"])
    held = contents(tmp_path)
    lines = held.pop("manifest-sha256.txt").decode().splitlines()
    assert lines == [f"{hashlib.sha256(held[path]).hexdigest()}  {path}" for path in sorted(held)]


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    for told in (False, True):
        export(PROGRAMME, tmp_path / "out", ["jsonl"], include_sensitive=told)
        read = read_jsonl(tmp_path / "out" / "records.jsonl").programme
        assert read == (PROGRAMME if told else safe(PROGRAMME))


def test_a_safe_export_holds_nothing_sensitive_in_any_file(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, protocols=[OURS])
    assert [path for path, text in texts(tmp_path).items() if CANARY in text] == []


def test_what_is_sensitive_would_be_found_in_every_format_of_records(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, protocols=[OURS], include_sensitive=True)
    found = {path.split("/")[0] for path, text in texts(tmp_path).items() if CANARY in text}
    assert found == {
        *("graph.gexf", "graph.graphml", "log.ocel.json", "log.ocel.sqlite", "log.xes"),
        *("parquet", "prov.json", "records.json", "records.jsonl", "records.xlsx", "tables"),
    }


def texts(folder: Path) -> dict[str, str]:
    """All that can be read in the files of a folder, by their paths."""
    return {path: _text(folder / path, data) for path, data in contents(folder).items()}


def _text(path: Path, data: bytes) -> str:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return " ".join(book.read(name).decode() for name in book.namelist())
    if path.suffix == ".sqlite":
        with sqlite3.connect(path) as database:
            return "\n".join(database.iterdump())
    if path.suffix == ".parquet":
        import pandas as pd

        return str(pd.read_parquet(path).to_dict())
    return data.decode()


def test_the_same_programme_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        export(PROGRAMME, tmp_path / name, protocols=[OURS])
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_report_judges_the_whole_by_all_protocols_and_shows_no_value(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["report"], protocols=[OURS])
    report = json.loads((tmp_path / "report" / "report.json").read_text("utf-8"))
    assert report == check(PROGRAMME, protocols=[OURS]).to_dict()
    assert "NSEE301" in (tmp_path / "report" / "report.md").read_text("utf-8")


def test_protocols_that_no_cycle_follows_or_nobody_knows_are_not_drawn(tmp_path: Path) -> None:
    forms = ["mermaid", "dot", "scxml"]
    assert set(export(PROGRAMME, tmp_path, forms).paths) == BESIDE
    export(PROGRAMME, tmp_path, forms, protocols=[OURS])
    assert contents(tmp_path).keys() - BESIDE == {
        *("mermaid/ours.mmd", "dot/ours.dot", "scxml/ours.scxml")
    }


LESSONS = 'key="ours"\n[[steps]]\nkey="teach"\nper="lesson"\n'
WHY = (
    "ours has no statechart: teach is done in each lesson; a statechart cannot follow any number "
    "of lessons"
)


def test_a_protocol_that_no_statechart_can_express_is_left_out_and_it_is_said_why(
    tmp_path: Path,
) -> None:
    written = export(PROGRAMME, tmp_path, ["scxml"], protocols=[parse_protocol(LESSONS)])
    assert set(written.paths) == BESIDE
    assert written.left_out == {"scxml/ours.scxml": WHY}
    assert crate(tmp_path)["#export"]["description"] == f"Left out: scxml/ours.scxml, for {WHY}."
    page = (tmp_path / "ro-crate-preview.html").read_text("utf-8")
    assert f"<p>Left out: <bdi>scxml/ours.scxml</bdi>, for <bdi>{WHY}</bdi>.</p>" in page


def test_an_export_from_which_something_is_left_out_is_replaced_like_any_other(
    tmp_path: Path,
) -> None:
    export(PROGRAMME, tmp_path, ["scxml", "dot"], protocols=[parse_protocol(LESSONS)])
    written = export(PROGRAMME, tmp_path, ["scxml"], protocols=[OURS])
    assert (set(written.paths), written.left_out) == ({"scxml/", *BESIDE}, {})
    assert "description" not in crate(tmp_path)["#export"]


# When it was published ----------------------------------------------------------------------------


def published(folder: Path) -> object:
    """When a crate was published."""
    return crate(folder)["./"]["datePublished"]


def test_the_day_of_publication_is_the_one_given(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["jsonl"], about=About(published=date(2020, 2, 1)))
    assert published(tmp_path) == "2020-02-01"


def test_else_it_is_the_last_day_that_the_records_reach_for_certain(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["jsonl"])
    assert published(tmp_path) == "2018-06-01"


def test_records_that_name_no_day_need_one(tmp_path: Path) -> None:
    undated = Programme.of(
        [School(id="s"), Entry(id="e", cycle="c", step="x", when=When("year 1"))]
    )
    with pytest.raises(Undated) as raised:
        export(undated, tmp_path / "out")
    assert str(raised.value) == "the records name no day; give about=About(published=...)"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_data_package_in_an_export_says_what_the_crate_says(name: str, tmp_path: Path) -> None:
    about = About(
        title="Reading together",
        description="What we read.",
        licence="https://creativecommons.org/licenses/by/4.0/",
        publisher=Publisher(name="Kilmory", url="https://k.example", email="office@k.example"),
    )
    export(PROGRAMME, tmp_path, [name], about=about)
    (path,) = tmp_path.rglob("datapackage.json")
    package = json.loads(path.read_text("utf-8"))
    assert {key: package[key] for key in described(about)} == {
        "title": "Reading together",
        "description": "What we read.",
        "licenses": [{"path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [
            {
                "title": "Kilmory",
                "path": "https://k.example",
                "email": "office@k.example",
                "roles": ["publisher"],
            }
        ],
    }
    assert package["x-published"] == published(tmp_path) == "2018-06-01"


# Which formats ------------------------------------------------------------------------------------


def test_one_format_can_be_named_without_a_list(tmp_path: Path) -> None:
    assert set(export(PROGRAMME, tmp_path, "csv").paths) == {"tables/", *BESIDE}


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("xse", '; perhaps "xes" was meant'),
        ("xlsx", '; perhaps "excel" was meant'),
        (".ocel.json", '; perhaps "ocel" was meant'),
        (
            "7",
            f"; the formats are {', '.join(f.name for f in FORMATS[:-1])} and {FORMATS[-1].name}",
        ),
    ],
)
def test_a_format_that_is_unknown_is_told_with_what_was_meant(
    name: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UnknownExport) as raised:
        export(PROGRAMME, tmp_path / "out", [name])
    assert str(raised.value) == f'no format is called "{name}"{hint}'


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more format, whose library nobody has."""
    library = Library("no_such_library", "more")
    absent = attrs.evolve(FORMATS[0], name="more", path="more.x", library=library)
    monkeypatch.setattr(catalogue, "FORMATS", (*FORMATS[:1], absent))
    monkeypatch.setattr("nsee_core.cli.export_command.FORMATS", (*FORMATS[:1], absent))


@pytest.mark.usefixtures("without_library")
def test_a_format_whose_library_is_missing_is_left_out_unless_it_is_asked_for(
    tmp_path: Path,
) -> None:
    written = export(PROGRAMME, tmp_path / "out")
    assert set(written.paths) == {"records.jsonl", *BESIDE}
    assert written.left_out == {"more.x": 'it needs no_such_library: pip install "nsee-core[more]"'}
    with pytest.raises(MissingExtra) as raised:
        export(PROGRAMME, tmp_path / "out", ["more"])
    assert str(raised.value) == (
        'this needs no_such_library; install it with pip install "nsee-core[more]"'
    )


# The folder ---------------------------------------------------------------------------------------


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    export(PROGRAMME, folder)
    export(OTHERS, folder, ["jsonl"])
    assert contents(folder).keys() == {"records.jsonl", *BESIDE}
    assert list((tmp_path / "new").iterdir()) == [folder]


@pytest.mark.parametrize("path", ["notes.txt", "tables/notes.csv"])
def test_a_folder_with_what_no_export_wrote_is_left_alone(path: str, tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["csv"])
    (tmp_path / path).write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(FolderInUse) as raised:
        export(OTHERS, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path} holds {path}, which no export wrote; name another folder"
    )
    assert contents(tmp_path) == before


def test_a_folder_in_which_somebody_changed_a_file_is_left_alone(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["jsonl"])
    with (tmp_path / "records.jsonl").open("a") as file:
        file.write('{"kind": "trio", "id": "t"}\n')
    with pytest.raises(FolderInUse) as raised:
        export(OTHERS, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path} holds records.jsonl, which was changed since it was exported; "
        "move it away, or name another folder"
    )


def test_a_folder_that_is_linked_into_an_export_is_not_removed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    export(PROGRAMME, folder, ["jsonl"])
    elsewhere.mkdir()
    (folder / "linked").symlink_to(elsewhere)
    with pytest.raises(FolderInUse, match="holds linked, which no export wrote"):
        export(PROGRAMME, folder)


def test_a_manifest_alone_makes_no_folder_ours(tmp_path: Path) -> None:
    (tmp_path / "manifest-sha256.txt").write_bytes(b"\xff\n")
    with pytest.raises(FolderInUse, match=r"manifest-sha256\.txt, which no export wrote"):
        export(PROGRAMME, tmp_path)


def test_what_fails_on_the_way_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(PROGRAMME, tmp_path / "out", ["jsonl"])
    before = contents(tmp_path)

    def fail(_: Matter, path: Path) -> None:
        path.write_text("half")
        raise OSError("the disk is full")

    broken = attrs.evolve(FORMATS[0], write=fail)
    monkeypatch.setattr(catalogue, "FORMATS", (broken,))
    with pytest.raises(OSError, match="the disk is full"):
        export(OTHERS, tmp_path / "out")
    assert contents(tmp_path) == before


def test_the_old_folder_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError("no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        folders.replaced(tmp_path / "out", lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    (tmp_path / "out").rmdir()
    with pytest.raises(PermissionError):
        folders.replaced(tmp_path / "out", lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_ours_only_if_its_crate_says_so_and_lists_what_is_there(tmp_path: Path) -> None:
    mine = {"thesis.docx": b"years", "ro-crate-metadata.json": b'{"@graph": []}'}
    for name, data in mine.items():
        (tmp_path / name).write_bytes(data)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in mine.items()}
    manifest = "".join(f"{checksum}  {name}\n" for name, checksum in sums.items())
    (tmp_path / "manifest-sha256.txt").write_text(manifest)
    before = contents(tmp_path)
    with pytest.raises(FolderInUse, match="which no export wrote"):
        export(PROGRAMME, tmp_path, ["jsonl"])
    assert contents(tmp_path) == before


def declared_anew(folder: Path) -> None:
    """Write the manifest of a folder as anybody can, of all that is in it."""
    held = contents(folder)
    held.pop("manifest-sha256.txt", None)
    lines = (f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in held.items())
    (folder / "manifest-sha256.txt").write_text("".join(sorted(lines, key=lambda line: line[66:])))


@pytest.mark.parametrize("metadata", [b"\xff", b"[" * 100_000, b"[]", b'{"@graph": [1, {}]}'])
def test_a_folder_whose_metadata_is_of_another_sort_is_left_alone(
    metadata: bytes, tmp_path: Path
) -> None:
    export(PROGRAMME, tmp_path, ["jsonl"])
    (tmp_path / "ro-crate-metadata.json").write_bytes(metadata)
    declared_anew(tmp_path)
    with pytest.raises(FolderInUse):
        export(PROGRAMME, tmp_path, ["jsonl"])


def test_a_file_that_only_the_manifest_lists_is_not_removed(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["jsonl"])
    (tmp_path / "thesis.docx").write_text("years")
    declared_anew(tmp_path)
    with pytest.raises(FolderInUse, match="which was changed"):
        export(PROGRAMME, tmp_path, ["jsonl"])
    assert (tmp_path / "thesis.docx").exists()


def test_lines_that_were_added_to_the_manifest_and_folders_to_the_rest_are_not_lost(
    tmp_path: Path,
) -> None:
    export(PROGRAMME, tmp_path / "a", ["jsonl"])
    with (tmp_path / "a" / "manifest-sha256.txt").open("a") as file:
        file.write("mine\n")
    with pytest.raises(FolderInUse, match=r"holds manifest-sha256\.txt, which was changed"):
        export(PROGRAMME, tmp_path / "a", ["jsonl"])
    export(PROGRAMME, tmp_path / "b", ["jsonl"])
    (tmp_path / "b" / "empty" / "within").mkdir(parents=True)
    with pytest.raises(FolderInUse, match="holds empty/within/, which no export wrote"):
        export(PROGRAMME, tmp_path / "b", ["jsonl"])


def test_files_of_an_export_may_be_gone(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path, ["jsonl", "csv", "report"])
    for path in (tmp_path / "tables").iterdir():
        path.unlink()
    (tmp_path / "report" / "report.md").unlink()
    export(OTHERS, tmp_path, ["jsonl"])
    assert contents(tmp_path).keys() == {"records.jsonl", *BESIDE}


def test_what_is_saved_into_a_folder_while_it_is_written_anew_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    export(PROGRAMME, folder, ["jsonl"])
    before = contents(folder)

    def save(_: Matter, path: Path) -> None:
        path.write_text("new")
        (folder / "notes.txt").write_text("mine")

    monkeypatch.setattr(catalogue, "FORMATS", (attrs.evolve(FORMATS[0], write=save),))
    with pytest.raises(FolderInUse) as told:
        export(OTHERS, folder)
    assert str(told.value).startswith(f"{folder} holds notes.txt, which no export wrote")
    assert contents(folder) == {**before, "notes.txt": b"mine"}
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("last", ["new", "out"])
def test_an_interrupt_between_the_two_folders_brings_the_old_one_back(
    last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(PROGRAMME, tmp_path / "out", ["jsonl"])
    before, rename = contents(tmp_path), Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise KeyboardInterrupt
        moved = rename(path, target)
        if path.name == last:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export(OTHERS, tmp_path / "out", ["jsonl"])
    assert contents(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_keeps_its_mode(tmp_path: Path) -> None:
    export(PROGRAMME, tmp_path / "out", ["jsonl"])
    (tmp_path / "out").chmod(0o700)
    export(OTHERS, tmp_path / "out", ["jsonl"])
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("records.jsonl", "ro-crate-metadata.json", "manifest-sha256.txt"):
        folder = tmp_path / name
        export(PROGRAMME, folder, ["jsonl"])
        (folder / name).unlink()
        os.mkfifo(folder / name)
        with pytest.raises(FolderInUse):
            export(OTHERS, folder, ["jsonl"])


def test_a_folder_may_have_the_longest_name_that_there_is(tmp_path: Path) -> None:
    for _ in range(2):
        export(PROGRAMME, tmp_path / ("n" * 250), ["jsonl"])
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no file can have this name"):
        export(PROGRAMME, f"{tmp_path}/a\0b", ["jsonl"])


def test_what_is_said_of_the_records_has_one_form(tmp_path: Path) -> None:
    with pytest.raises(TypeError) as told:
        export(PROGRAMME, tmp_path, about={"title": "Ours"})  # type: ignore[arg-type] # misuse
    assert str(told.value) == "about is an About, such as About(title=...), not dict"


def test_what_is_no_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(NotADirectoryError):
        export(PROGRAMME, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


# The command --------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some records, a protocol, and what is said of them."""
    monkeypatch.chdir(tmp_path)
    export(PROGRAMME, tmp_path / "first", ["jsonl"], include_sensitive=True)
    (tmp_path / "first" / "records.jsonl").rename("records.jsonl")
    Path("ours.toml").write_text('key="ours"\n[[steps]]\nkey="try"\n')
    Path("about.toml").write_text('title = "Reading together"\npublished = 2019-01-02\n')
    Path("undated.jsonl").write_text('{"kind": "school", "id": "s"}\n')
    Path("faulty.jsonl").write_text('{"kind": "school", "id": "s"}\nnonsense\n')
    Path("nonsense.jsonl").write_text("nonsense\n")
    return tmp_path


def run(line: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(nsee, shlex.split(line))


@pytest.mark.usefixtures("here")
def test_the_command_writes_the_formats_that_it_was_asked_for_and_says_where() -> None:
    result = run("export records.jsonl out --formats 'jsonl, mermaid' --protocol ours.toml")
    written = "manifest-sha256.txt, mermaid/, records.jsonl, ro-crate-metadata.json"
    assert result.exit_code == 0
    assert result.stdout == f"Written to out: {written} and ro-crate-preview.html.\n"
    assert CANARY not in Path("out/records.jsonl").read_text("utf-8")
    assert Path("out/mermaid/ours.mmd").exists()


@pytest.mark.usefixtures("here")
def test_the_command_includes_what_is_sensitive_when_it_is_told() -> None:
    run("export records.jsonl out --formats jsonl --include-sensitive")
    assert CANARY in Path("out/records.jsonl").read_text("utf-8")


@pytest.mark.usefixtures("here", "without_library")
def test_the_command_says_what_it_left_out_for_want_of_a_library() -> None:
    assert run("export records.jsonl out").stdout.splitlines()[1:] == [
        'Left out: more.x, for it needs no_such_library: pip install "nsee-core[more]"'
    ]


@pytest.mark.usefixtures("here")
def test_the_command_says_of_which_protocol_there_is_no_statechart() -> None:
    Path("ours.toml").write_text(LESSONS)
    result = run("export records.jsonl out --formats dot,scxml --protocol ours.toml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1:] == [f"Left out: scxml/ours.scxml, for {WHY}"]


@pytest.mark.parametrize(
    ("options", "title", "day"),
    [
        ("--about about.toml", "Reading together", "2019-01-02"),
        ("--about about.toml --published 2020-03-04", "Reading together", "2020-03-04"),
        ("--published 2020-03-04", "Records of collaborative enquiry", "2020-03-04"),
    ],
)
@pytest.mark.usefixtures("here")
def test_the_command_takes_what_is_said_of_the_records(options: str, title: str, day: str) -> None:
    assert run(f"export undated.jsonl out --formats jsonl {options}").exit_code == 0
    assert (crate(Path("out"))["./"]["name"], published(Path("out"))) == (title, day)


@pytest.mark.usefixtures("here")
def test_the_command_lists_the_formats() -> None:
    result = run("export --list")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == (
        "jsonl        records.jsonl       Every record, one a line"
    )
    assert len(result.stdout.splitlines()) == len(FORMATS) + 1


@pytest.mark.usefixtures("here")
def test_what_cannot_be_read_is_mentioned_and_the_rest_is_written() -> None:
    result = run("export faulty.jsonl out --formats jsonl --published 2020-01-01")
    assert result.exit_code == 0
    assert result.stderr == "nsee: 1 error; nsee check faulty.jsonl says more\n"
    assert len(read_jsonl("out/records.jsonl").programme) == 1


@pytest.mark.usefixtures("here")
def test_where_nothing_can_be_read_nothing_is_written() -> None:
    result = run("export nonsense.jsonl out")
    assert (result.exit_code, Path("out").exists()) == (1, False)
    assert result.stderr.startswith("nsee: no record was read: nonsense.jsonl, line 1: ")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("export records.jsonl", "Missing argument 'FILE...'."),
        (
            "export records.jsonl out --formats xse",
            'no format is called "xse"; perhaps "xes" was meant',
        ),
        (
            "export undated.jsonl out",
            "the records name no day; say with --published when they are published",
        ),
        (
            "export undated.jsonl out --published soon",
            "Invalid value for '--published': \"soon\" is no day; write it like 2018-06-30",
        ),
        (
            "export records.jsonl .",
            ". holds about.toml, which no export wrote; name another folder",
        ),
        (
            "export records.jsonl undated.jsonl",
            "undated.jsonl cannot be written: not a directory",
        ),
        (
            "export records.jsonl out --about no.toml",
            "no.toml cannot be read: no such file or directory",
        ),
        ("export records.jsonl out --about records.jsonl", "records.jsonl: it is not TOML"),
        (
            "export records.jsonl out --about latin.toml",
            "latin.toml cannot be read: it is not UTF-8",
        ),
    ],
)
@pytest.mark.usefixtures("here")
def test_misuse_is_told_in_one_sentence(line: str, sentence: str) -> None:
    Path("latin.toml").write_bytes('title = "Caf\xe9"'.encode("latin-1"))
    result = run(line)
    assert (result.exit_code, result.stderr) == (2, f"nsee: {sentence}\n")
