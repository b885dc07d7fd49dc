"""What an export holds besides the records: the schema, the report, the protocols."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nsee_core.checking import check
from nsee_core.exporting.formats import Matter
from nsee_core.protocol import Protocol
from nsee_core.records.schema import record_schema
from nsee_core.writers.scxml import NoStatechart, to_scxml


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
    draw: Callable[[Protocol], str | None], suffix: str
) -> Callable[[Matter, Path], None]:
    """What draws each protocol that a cycle follows, as far as it can be drawn."""

    def write(matter: Matter, folder: Path) -> None:
        for protocol in _followed(matter):
            drawn = draw(protocol)
            if drawn is not None:
                folder.mkdir(exist_ok=True)
                write_text(folder / f"{protocol.key}{suffix}", drawn)

    return write


def statechart(protocol: Protocol) -> str | None:
    """A protocol as SCXML; None if it cannot be written so."""
    try:
        return to_scxml(protocol)
    except NoStatechart:
        return None


def write_text(path: Path, text: str) -> None:
    """Write a text to a file, in UTF-8 and with a last line that ends."""
    path.write_text(text.rstrip("\n") + "\n", "utf-8", newline="\n")


def _write_json(path: Path, document: dict[str, Any]) -> None:
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1))


def _followed(matter: Matter) -> Iterator[Protocol]:
    keys = sorted(set(filter(None, matter.outgoing.column("cycle", "protocol"))))
    yield from dict.fromkeys(matter.protocols[key] for key in keys if key in matter.protocols)
