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

import attrs
import click

from nsee_core.cli.inputs import unreadable
from nsee_core.cli.piecemeal import FORMS
from nsee_core.findings import Finding, Severity
from nsee_core.readers.jsonl import SUFFIXES
from nsee_core.reports.brief import Brief
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
    """How many findings of one code to show; None for all."""


def check_large(
    file: str,
    told: Told,
    **options: Any,  # noqa: ANN401 - those of check_jsonl
) -> tuple[Severity | None, int]:
    """Check a large file, and print what is found just as of any other.

    The gravest severity of that, and how many records were read.

    They are put in order on disk, and printed as they come from there.

    Args:
        file: the file.
        told: how to tell what is found.
        options: those of ``check_jsonl``.

    Raises:
        click.UsageError: the file cannot be read.
    """
    seen: set[Severity] = set()
    brief, form = Brief(told.most), FORMS[told.form]
    counted = partial(setattr, brief, "rows")
    found = _passing(_findings(file, {**options, "counted": counted}), seen)
    with with_room(), Sorting(partial(form.coded, values=told.values)) as sorting:
        _print(form.pieces(found, sorting, brief))
    return min(seen, key=attrgetter("rank"), default=None), brief.rows.met - brief.rows.lost


def _passing(findings: Iterable[Finding], seen: set[Severity]) -> Iterator[Finding]:
    """The findings, with how grave they are noted as they pass."""
    for finding in findings:
        seen.add(finding.severity)
        yield finding


def _print(pieces: Iterator[str]) -> None:
    while some := "".join(islice(pieces, _SOME)):
        click.echo(some, nl=False)


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
