"""``nsee check`` of a file that memory may not hold: findings are put in order on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path, PurePath
from typing import Any

import click

from nsee_core.cli.inputs import unreadable
from nsee_core.cli.output import as_json
from nsee_core.findings import Finding, Severity
from nsee_core.readers.jsonl import SUFFIXES
from nsee_core.reports import Report
from nsee_core.reports.published import as_dict
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


def check_large(
    file: str,
    form: str,
    *,
    values: bool,
    otherwise: Callable[[Report], str],
    **options: Any,  # noqa: ANN401 - those of check_jsonl
) -> Severity | None:
    """Check a large file, and print what is found just as of any other; the gravest severity.

    Text and JSON are put in order on disk, and printed as they come from there.

    Args:
        file: the file.
        form: the form to print.
        values: whether to show the offending values.
        otherwise: the other forms of a report, which is held in memory for them.
        options: those of ``check_jsonl``.

    Raises:
        click.UsageError: the file cannot be read.
    """
    seen: set[Severity] = set()
    found = _passing(_findings(file, options), seen)
    if form not in _FORMS:
        click.echo(otherwise(Report(found)))
    else:
        told, pieces = _FORMS[form]
        with with_room(), Sorting(partial(told, values=values)) as sorting:
            _print(pieces(found, sorting))
    return min(seen, key=attrgetter("rank"), default=None)


def _passing(findings: Iterable[Finding], seen: set[Severity]) -> Iterator[Finding]:
    """The findings, with how grave they are noted as they pass."""
    for finding in findings:
        seen.add(finding.severity)
        yield finding


def _print(pieces: Iterator[str]) -> None:
    while some := "".join(islice(pieces, _SOME)):
        click.echo(some, nl=False)


# Each form is what a report of all findings would be, put together from what each would be alone.


def _in_text(finding: Finding, *, values: bool) -> tuple[str, str]:
    heading, *below, _, _ = as_text([finding], colour=True, include_values=values).split("\n")
    return heading, "\n".join(below)


def _text(findings: Iterable[Finding], sorting: Sorting) -> Iterator[str]:
    counts = summary(sorting.taking(findings))
    for heading, texts in sorting:
        yield f"{heading}\n"
        for text in texts:
            yield f"{text}\n"
        yield "\n"
    yield f"{counts}\n"


def _in_json(finding: Finding, *, values: bool) -> tuple[str, str]:
    row = as_json(finding.to_dict(include_values=values))
    return "", f"\n{row}".replace("\n", "\n    ")  # a line end in a text is written as \\n


def _json(findings: Iterable[Finding], sorting: Sorting) -> Iterator[str]:
    counts = by_severity(sorting.taking(findings))
    report = as_json({**as_dict([]), "counts": counts})
    before, after = report.rsplit("[]", 1)
    yield f"{before}["
    comma = ""
    for _, texts in sorting:
        for text in texts:
            yield comma + text
            comma = ","
    yield "\n  ]" if comma else "]"
    yield f"{after}\n"


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
