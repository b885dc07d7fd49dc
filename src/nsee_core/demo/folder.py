"""The published accounts as files that other tools open."""

from __future__ import annotations

import json
from pathlib import Path

from nsee_core.checking import check
from nsee_core.protocol import builtin_protocols
from nsee_core.reference import all_published
from nsee_core.writers import to_mermaid, to_tables, write_jsonl


def write_folder(folder: Path) -> None:
    """Write everything that ships into a folder, which is made if it is not there.

    ``records.jsonl`` holds the records; ``tables/`` the same as CSV, one table a kind;
    ``report.md`` and ``report.json`` what the check says; ``protocols/`` a Mermaid diagram of
    each protocol. Notes are written too: all of it is published, and names no person.

    Raises:
        OSError: the folder or a file cannot be written.
    """
    programme = all_published()
    tables, diagrams = folder / "tables", folder / "protocols"
    for needed in (tables, diagrams):
        needed.mkdir(parents=True, exist_ok=True)
    write_jsonl(programme, folder / "records.jsonl", include_sensitive=True)
    for name, table in to_tables(programme, include_sensitive=True).items():
        if len(table):
            table.to_csv(tables / f"{name}.csv", index=False, lineterminator="\n")
    report = check(programme)
    _write(folder / "report.md", report.to_markdown())
    _write(folder / "report.json", json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
    for protocol in dict.fromkeys(builtin_protocols().values()):
        _write(diagrams / f"{protocol.key}.mmd", to_mermaid(protocol))


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", "utf-8", newline="\n")
