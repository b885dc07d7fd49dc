"""What an export holds besides the records: the schema, the report, the protocols."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nsee_core.checking import check
from nsee_core.exporting.formats import LeftOut, Matter
from nsee_core.protocol import Protocol
from nsee_core.records.schema import record_schema
from nsee_core.writers.scxml import NoStatechart


def write_schema(_: Matter, path: Path) -> None:
    """Write the JSON Schema of a record."""
    _write_json(path, record_schema())


def write_report(matter: Matter, folder: Path) -> None:
    """Write what the check says of the whole programme, without values."""
    report = check(matter.whole, protocols=matter.protocols)
    folder.mkdir()
    write_text(folder / "report.md", report.to_markdown())
    _write_json(folder / "report.json", report.to_dict())


def write_protocols(
    draw: Callable[[Protocol], str], suffix: str
) -> Callable[[Matter, Path], LeftOut]:
    """What draws each protocol that a cycle follows, and says which cannot be drawn so."""

    def write(matter: Matter, folder: Path) -> LeftOut:
        left_out: dict[str, str] = {}
        for protocol in _followed(matter):
            name = f"{protocol.key}{suffix}"
            try:
                drawn = draw(protocol)
            except NoStatechart as error:
                left_out[name] = str(error)
            else:
                folder.mkdir(exist_ok=True)
                write_text(folder / name, drawn)
        return left_out

    return write


def write_text(path: Path, text: str) -> None:
    """Write a text to a file, in UTF-8 and with a last line that ends."""
    path.write_text(text.rstrip("\n") + "\n", "utf-8", newline="\n")


def _write_json(path: Path, document: dict[str, Any]) -> None:
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1))


def _followed(matter: Matter) -> Iterator[Protocol]:
    keys = sorted(set(filter(None, matter.outgoing.column("cycle", "protocol"))))
    yield from dict.fromkeys(matter.protocols[key] for key in keys if key in matter.protocols)
