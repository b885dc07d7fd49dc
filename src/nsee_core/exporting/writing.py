"""A programme as a folder of files in many formats: one RO-Crate with a manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path

from nsee_core.exporting.beside import write_text
from nsee_core.exporting.catalogue import chosen, lacking
from nsee_core.exporting.folders import digest, files_in, replaced, write_manifest
from nsee_core.exporting.formats import Exported, Format, LeftOut, Matter
from nsee_core.programme import Programme
from nsee_core.protocol import Protocol, Protocols, protocols_with
from nsee_core.records import When
from nsee_core.safety import leaving
from nsee_core.writers.about import About
from nsee_core.writers.crate import METADATA, PREVIEW, CrateFile, CratePart, to_crate
from nsee_core.writers.crate_page import to_crate_page


class Undated(ValueError):
    """Nobody said when records are published, and they name no day themselves."""


def export(
    programme: Programme,
    folder: str | PathLike[str],
    formats: str | Iterable[str] | None = None,
    *,
    about: About | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
    include_sensitive: bool = False,
) -> Exported:
    """Write a programme to a folder in many formats, as one RO-Crate 1.3 with a manifest.

    ``ro-crate-metadata.json`` describes every file for machines, ``ro-crate-preview.html`` for
    people; ``manifest-sha256.txt`` has the checksum of every file, as ``sha256sum --check`` reads
    it. The folder appears as a whole or not at all. One that is there is replaced if it is empty,
    or holds an earlier export and nothing that anybody added or changed since.

    Nothing reads the clock. Where ``about`` does not name the day of publication, which a crate
    must have, it is the last day that the records reach for certain.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        folder: the folder, which is made if it is not there.
        formats: what to write, by its name or several: ``FORMATS`` lists it. All that needs no
            library that is missing, if not given.
        about: title, licence, publisher, and the day of publication.
        protocols: protocols of your own, besides those that ship.
        include_sensitive: whether to write it all instead.

    A protocol that cannot be written in some form is left out of it, and so is a format whose
    library is missing, unless it is asked for by name; what is returned says which and why, and of
    protocols the crate says so too.

    Returns:
        What stands in the folder now, and what was left out.

    Raises:
        UnknownExport: there is no format of some name.
        MissingExtra: a format needs a library that is not installed.
        Undated: there is no day of publication.
        FolderInUse: the folder holds something else, which would be lost.
        TypeError: ``about`` is something else.
        OSError: the folder cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> from nsee_core.reference import account
    >>> with TemporaryDirectory() as folder:
    ...     written = export(account("earlston-cluster-numeracy"), folder, ["jsonl", "csv"])
    >>> written.paths
    ('manifest-sha256.txt', 'records.jsonl', 'ro-crate-metadata.json', 'ro-crate-preview.html',
     'tables/')
    """
    wanted, about = chosen(formats), _about(about)
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    published = about.published or _last_day(outgoing)
    dated = About(**{**dict(about), "published": published})
    matter = Matter(programme, outgoing, protocols_with(protocols), dated)
    top: list[str] = []
    left_out: dict[str, str] = {}

    def fill(new: Path) -> None:
        for each in wanted:
            refused = each.write(matter, new / each.path) or {}
            left_out.update({each.path + name: why for name, why in refused.items()})
        parts = [part for each in wanted for part in _written(each, new)]
        _describe(new, parts, about, published, left_out)
        top.extend(
            sorted(f"{path.name}/" if path.is_dir() else path.name for path in new.iterdir())
        )

    replaced(folder, fill)
    return Exported(tuple(top), {**left_out, **(lacking() if formats is None else {})})


def _about(given: object) -> About:
    """What is said of the records, if anything.

    Raises:
        TypeError: it is said in another way.
    """
    if given is None:
        return About()
    if isinstance(given, About):
        return given
    msg = f"about is an About, such as About(title=...), not {type(given).__name__}"
    raise TypeError(msg)


def _written(each: Format, folder: Path) -> Iterator[CratePart]:
    """What a format wrote, if there was anything to write."""
    path = folder / each.path
    if path.is_dir():
        names = [each.path + name for name in files_in(path)]
    else:
        names = [each.path] if path.exists() else []
    if names:
        files = tuple(_file(folder, name) for name in names)
        yield CratePart(each.path, each.about, files, each.standard)


def _file(folder: Path, name: str) -> CrateFile:
    path = folder / name
    return CrateFile(name, path.stat().st_size, digest(path))


def _describe(
    folder: Path, parts: list[CratePart], about: About, published: date, left_out: LeftOut
) -> None:
    crate = to_crate(parts, about, published, left_out)
    write_text(folder / METADATA, json.dumps(crate, ensure_ascii=False, indent=1))
    page = to_crate_page(parts, about, published, left_out)
    write_text(folder / PREVIEW, page)
    write_manifest(folder)


def _last_day(programme: Programme) -> date:
    """The last day that some record speaks of for certain."""
    held = (value for record in programme for value in record.__dict__.values())
    dates = (value.earliest for value in held if isinstance(value, When))
    last = max((day for day in dates if day is not None), default=None)
    if last is None:
        raise Undated("the records name no day; give about=About(published=...)")
    return last
