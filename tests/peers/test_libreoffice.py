"""Workbooks in the hands of LibreOffice: it opens and saves them, and they still read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nsee_core import Programme, builtin_protocols
from nsee_core.readers.workbook import read_excel
from nsee_core.records import Cycle, Entry, Evidence, Lesson, Question, School, Trio, When
from nsee_core.records.frozen import FrozenMap
from nsee_core.records.lessons import FocusPupil
from nsee_core.reference import all_published
from nsee_core.reference.sources import sources
from nsee_core.verifier.exemplars import exemplar
from nsee_core.writers.workbook import annotate, template, to_excel
from tests.peers.conftest import Run

TRIOS = builtin_protocols()["research-lesson-trio"]
ODD = Programme.of(
    [
        School(id="s1", name="=1+1", seed_code="0001234", ext=FrozenMap({"ward": {"code": 7}})),
        School(id="s2", name=" two\nlines, and \u202eright ", note="n/a"),
        School(id="s3", name="_x000D_ \U0001f393"),
        Trio(id="t1", members=("p1", "p2"), name="'tis"),
        Cycle(id="c1", protocol="sipp", questions=(Question(text="Why?"), Question(key="q2"))),
        Entry(id="7", cycle="c1", step="1.1"),
        Entry(id="e2", cycle="c1", step="1.2", when=When("2017-06-12"), sequence=3),
        Entry(id="e3", cycle="c1", step="1.3", when=When("2011-12")),
        Lesson(id="l1", cycle="c1", focus_pupils=(FocusPupil(), FocusPupil(typifies="-"))),
        Evidence(id="v1", text="long " * 15_000 + ".", identifiable=False, recording="none"),
    ]
)


def dated() -> bytes:
    """A template in which somebody has dated the first step, and misspelt the second date."""
    made = load_workbook(BytesIO(template(TRIOS, sources=sources())))
    made["Log of steps"]["E2"] = date(2017, 6, 12)
    made["Log of steps"]["E3"] = "12 Juni 2017"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


BOOKS = {
    "template": template(TRIOS, sources=sources()),
    "dated": dated(),
    "annotated": annotate(dated(), read_excel(dated()).report),
    "odd": to_excel(ODD, include_sensitive=True),
    "published": to_excel(all_published(), include_sensitive=True),
    "exemplar": to_excel(exemplar(TRIOS), include_sensitive=True),
}


@pytest.fixture(scope="module")
def saved(soffice: Run, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Each workbook as LibreOffice saved it."""
    before, after = tmp_path_factory.mktemp("before"), tmp_path_factory.mktemp("after")
    for name, data in BOOKS.items():
        (before / f"{name}.xlsx").write_bytes(data)
    soffice("--convert-to", "xlsx", "--outdir", str(after), *map(str, before.iterdir()))
    return {name: after / f"{name}.xlsx" for name in BOOKS}


@pytest.mark.parametrize("name", BOOKS)
def test_what_libreoffice_saved_reads_back_equal(name: str, saved: Mapping[str, Path]) -> None:
    before, after = read_excel(BOOKS[name]), read_excel(saved[name])
    for record in before.programme:
        assert after.programme.get(record.id) == record
    assert after.programme == before.programme
    assert [str(finding) for finding in after.report] == [str(finding) for finding in before.report]


def test_libreoffice_keeps_the_comments_and_the_drop_downs(saved: Mapping[str, Path]) -> None:
    made = load_workbook(saved["annotated"])["Log of steps"]
    comment = made["E3"].comment
    assert comment is not None
    assert '"12 Juni 2017" is not a date' in comment.text
    offered = [rule.formula1 for rule in made.data_validations.dataValidation if rule.formula1]
    assert any("OFFSET" in formula and "Cycle" in formula for formula in offered)
    assert any("Words" in formula for formula in offered)


def test_libreoffice_draws_template_and_annotated_workbook(soffice: Run, tmp_path: Path) -> None:
    for name in ("template", "annotated"):
        (tmp_path / f"{name}.xlsx").write_bytes(BOOKS[name])
    files = map(str, tmp_path.glob("*.xlsx"))
    soffice("--convert-to", "pdf", "--outdir", str(tmp_path), *files)
    assert {path.read_bytes()[:5] for path in tmp_path.glob("*.pdf")} == {b"%PDF-"}
