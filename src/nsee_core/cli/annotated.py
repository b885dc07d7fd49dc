"""``nsee check --annotate``: the findings as comments in the workbook that was checked."""

from __future__ import annotations

from pathlib import Path, PurePath

import click

from nsee_core.cli.inputs import why
from nsee_core.cli.reading import named
from nsee_core.files import write_chunks
from nsee_core.readers.workbook import SUFFIXES
from nsee_core.reports import Report
from nsee_core.wording import listed
from nsee_core.workbooks.refusing import NotAWorkbook, UnsafeWorkbook
from nsee_core.writers.workbook import annotate


def refuse_others(files: tuple[str, ...], target: Path) -> None:
    """Make sure that it is one workbook that is to be annotated, and that it is not lost by that.

    Raises:
        click.UsageError: it is not.
    """
    sort = PurePath(files[0]).suffix.lower()
    if len(files) > 1 or sort not in SUFFIXES:
        one = f"one workbook ({listed(SUFFIXES, 'or')})"
        raise click.UsageError(f"--annotate is for {one}, not for {named(files)}")
    if target.suffix.lower() != sort:  # Excel opens none that is called otherwise than it is
        raise click.UsageError(f"{target} does not end in {sort}, as {files[0]} does")
    if target.exists() and target.samefile(files[0]):
        raise click.UsageError(f"{target} is the workbook itself; name another file to annotate")


def write_annotated(file: str, report: Report, target: Path) -> None:
    """Write the workbook with each finding as a comment on its cell.

    Raises:
        click.UsageError: it cannot be written; or what was checked is no workbook.
    """
    try:
        annotated = annotate(file, report)
    except (NotAWorkbook, UnsafeWorkbook) as error:
        raise click.UsageError(f"{file} cannot be annotated: {error}") from None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be annotated: {why(error)}") from None
    try:
        write_chunks(target, [annotated])
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {why(error)}") from None
