"""``nsee check`` of a file that memory may not hold: findings are put in order on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path, PurePath
from typing import Any

import attrs
import click

from nsee_core.cli.inputs import unreadable
from nsee_core.cli.output import as_json
from nsee_core.findings import Finding, Severity
from nsee_core.readers.jsonl import SUFFIXES
from nsee_core.reports import Report
from nsee_core.reports.brief import Brief
from nsee_core.reports.published import document
from nsee_core.reports.text import as_text
from nsee_core.reports.words import by_severity, summary
from nsee_core.streaming import check_jsonl
from nsee_core.streaming.sorting import Sorting
from nsee_core.streaming.store import with_room
from nsee_core.wording import visible

#: Bytes. In memory, the records of a file take some ten times as many.
LARGE = 64 << 20
_SOME = 1000  # pieces to print at once


def is_large(files: tuple[str, ...]) -> bool:
    """Whether this is one file of JSON Lines that had better not be held in memory."""
    if len(files) > 1 or PurePath(files[0]).suffix.lower() not in SUFFIXES:
        return False
    path = Path(files[0])
    return path.is_file() and path.stat().st_size > LARGE


@attrs.frozen
class Told:
    """How what is found is to be told."""

    form: str
    """The form to print."""
    values: bool
    """Whether to show the offending values."""
    most: int | None
    """How many findings of one code to show as text or JSON; None for all."""
    otherwise: Callable[[Report], str]
    """The other forms of a report, which is held in memory for them."""


def check_large(
    file: str,
    told: Told,
    **options: Any,  # noqa: ANN401 - those of check_jsonl
) -> tuple[Severity | None, int]:
    """Check a large file, and print what is found just as of any other.

    The gravest severity of that, and how many records were read.

    Text and JSON are put in order on disk, and printed as they come from there.

    Args:
        file: the file.
        told: how to tell what is found.
        options: those of ``check_jsonl``.

    Raises:
        click.UsageError: the file cannot be read.
    """
    seen: set[Severity] = set()
    read: list[int] = []
    found = _passing(_findings(file, {**options, "counted": read.append}), seen)
    if told.form not in _FORMS:
        click.echo(told.otherwise(Report(found)))
    else:
        each, pieces = _FORMS[told.form]
        brief = Brief(told.most)
        with with_room(), Sorting(partial(_with_code, each, values=told.values)) as sorting:
            _print(pieces(found, sorting, brief))
    return min(seen, key=attrgetter("rank"), default=None), sum(read)


def _passing(findings: Iterable[Finding], seen: set[Severity]) -> Iterator[Finding]:
    """The findings, with how grave they are noted as they pass."""
    for finding in findings:
        seen.add(finding.severity)
        yield finding


def _print(pieces: Iterator[str]) -> None:
    while some := "".join(islice(pieces, _SOME)):
        click.echo(some, nl=False)


# Each form is what a report of all findings would be, put together from what each would be alone.


def _with_code(
    each: Callable[..., tuple[str, str]], finding: Finding, *, values: bool
) -> tuple[str, str]:
    """A finding as it is told, its text behind its code, of which some may be left out."""
    heading, text = each(finding, values=values)
    return heading, f"{finding.code}\0{text}"


def _shown(texts: Iterable[str], brief: Brief) -> Iterator[str]:
    """The texts that are not left out, without their codes."""
    for code, _, text in (coded.partition("\0") for coded in texts):
        if brief.shows(code):
            yield text


def _in_text(finding: Finding, *, values: bool) -> tuple[str, str]:
    heading, *below, _, _ = as_text([finding], colour=True, include_values=values).split("\n")
    return heading, "\n".join(below)


def _text(findings: Iterable[Finding], sorting: Sorting, brief: Brief) -> Iterator[str]:
    counts = summary(sorting.taking(findings))
    for heading, texts in sorting:
        shown = list(_shown(texts, brief))
        if shown:
            yield from (f"{line}\n" for line in (heading, *shown, ""))
    yield from (f"{line}\n" for line in (*brief.told(), counts))


def _in_json(finding: Finding, *, values: bool) -> tuple[str, str]:
    row = as_json(finding.to_dict(include_values=values))
    return "", f"\n{row}".replace("\n", "\n    ")  # a line end in a text is written as \\n


def _json(findings: Iterable[Finding], sorting: Sorting, brief: Brief) -> Iterator[str]:
    counts = by_severity(sorting.taking(findings))
    yield _around(document(counts, [], {}))[0] + "["
    comma = ""
    for _, texts in sorting:
        for text in _shown(texts, brief):
            yield comma + text
            comma = ","
    yield "\n  ]" if comma else "]"
    yield _around(document(counts, [], brief.left_out))[1] + "\n"


def _around(report: dict[str, Any]) -> Sequence[str]:
    """A report without findings, in JSON: what stands before their list, and what behind it."""
    return as_json(report).rsplit("[]", 1)


_FORMS = {"text": (_in_text, _text), "json": (_in_json, _json)}


def _findings(file: str, options: dict[str, Any]) -> Iterator[Finding]:
    """What is found, with progress for who waits for it.

    Raises:
        click.UsageError: the file cannot be read.
    """
    with _progress(file) as progress:
        try:
            yield from check_jsonl(file, progress=progress, **options)
        except OSError as error:
            raise click.UsageError(unreadable(file, error)) from None


@contextmanager
def _progress(file: str) -> Iterator[Callable[[int, int], object]]:
    """A bar on standard error, if that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    with click.progressbar(length=1, label=f"checking {visible(file)}", file=sys.stderr) as bar:

        def tell(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield tell
