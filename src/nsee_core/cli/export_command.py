"""``nsee export``: records in the formats of other tools, as one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from nsee_core.cli.inputs import own_protocols, parsed, protocols_in, why
from nsee_core.cli.output import table
from nsee_core.cli.reading import leave_if_nothing, read_together
from nsee_core.cli.telling import how_to_read
from nsee_core.exporting import FORMATS, Exported, FolderInUse, Undated, UnknownExport
from nsee_core.exporting import export as exported
from nsee_core.extras import MissingExtra
from nsee_core.wording import counted, listed, visible
from nsee_core.writers.about import About, NotAbout, parse_about

_EXAMPLES = """
\b
Examples:
  nsee export partnerships.jsonl out           every format
  nsee export partnerships.jsonl out --formats csv,prov
  nsee export people.jsonl cycles.jsonl out --about about.toml
  nsee export --list                           the formats
"""


def _show_list(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if wanted:
        rows = [(each.name, each.path, each.about) for each in FORMATS]
        click.echo(table(("format", "writes", "what for"), rows))
        context.exit()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f'"{text}" is no day; write it like 2018-06-30') from None


@click.command(short_help="Write records in the formats of other tools.", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--formats", metavar="NAME,...", help="Which formats, instead of all.")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_list,
    help="List the formats and exit.",
)
@click.option("--about", "said", metavar="FILE.toml", help="Title, licence, publisher.")
@click.option("--published", type=_day, metavar="DAY", help="The day of publication.")
@click.option("--include-sensitive", is_flag=True, help="Names and free text too.")
@how_to_read
@own_protocols
def export(
    *,
    files: tuple[str, ...],
    folder: Path,
    formats: str | None,
    said: str | None,
    published: date | None,
    include_sensitive: bool,
    protocols: tuple[str, ...],
    **how: Any,  # noqa: ANN401 - what the options of how_to_read say
) -> None:
    """Write the records in FILE to FOLDER, in the formats of other tools, as one RO-Crate.

    A FILE is anything that nsee check reads; several are read as one programme.

    What is sensitive is left out: see nsee_core.safe. A FOLDER with an earlier export is replaced,
    unless somebody added or changed something in it; one with anything else is left alone.

    What cannot be read is counted on standard error; if no record is read, the exit code is 1.
    """
    about, known = _about(said, published), protocols_in(protocols)
    read = read_together(files, **how)
    leave_if_nothing(read, files)
    if errors := read.report.errors:
        names = " ".join(files)
        click.echo(f"nsee: {counted(len(errors), 'error')}; nsee check {names} says more", err=True)
    wanted = None if formats is None else [name.strip() for name in formats.split(",")]
    with told_as_misuse(folder):
        written = exported(
            read.programme,
            folder,
            wanted,
            about=about,
            protocols=known,
            include_sensitive=include_sensitive,
        )
    say_written(folder, written)


def say_written(folder: Path, written: Exported) -> None:
    """Print what was written to a folder, and what was left out and why."""
    click.echo(f"Written to {folder}: {listed(written.paths)}.")
    for path, reason in written.left_out.items():
        click.echo(f"Left out: {path}, for {visible(reason)}")


@contextmanager
def told_as_misuse(folder: Path) -> Iterator[None]:
    """What keeps an export from being written, in one sentence."""
    try:
        yield
    except Undated:
        said = "the records name no day; say with --published when they are published"
        raise click.UsageError(said) from None
    except (UnknownExport, MissingExtra, FolderInUse) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {why(error)}") from None


def _about(file: str | None, published: date | None) -> About:
    """What the file says, and when it is published."""
    about = About() if file is None else parsed(file, parse_about, NotAbout)
    return About.model_validate({**dict(about), "published": published or about.published})
