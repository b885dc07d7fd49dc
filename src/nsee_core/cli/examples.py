"""The examples of a code, as they ship: what brings it and what does not, and their protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

import nsee_core.rules
from nsee_core.checking import check
from nsee_core.protocol import parse_protocol
from nsee_core.readers import read
from nsee_core.reports import Report
from nsee_core.wording import visible

FOLDER = Path(nsee_core.rules.__file__).with_name("examples")

Name = Literal["bad", "good", "protocol"]

_LONGEST = 400  # of the lines of an example
_LANGUAGES = {".jsonl": "json", ".csv": "csv", ".toml": "toml"}
_HEADER = '{"schema": "nsee-c'


class Exhibit(NamedTuple):
    """One file of an example, as text."""

    name: str
    """What it is called, where it is one of several."""
    language: str
    lines: list[str]


def path_of(code: str, name: Name) -> Path | None:
    """The file of an example, or the folder that it is; None where there is none."""
    return next((path for path in (FOLDER / code).iterdir() if path.stem == name), None)


def exhibits(code: str, name: Name) -> list[Exhibit]:
    """The files of an example, without headers, in lines that a terminal can show."""
    path = path_of(code, name)
    if path is None:
        return []
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [Exhibit(file.name if path.is_dir() else "", *_told(file)) for file in files]


def said_of(code: str, name: Name) -> Report:
    """What reading and checking an example says, each finding with its place."""
    path = path_of(code, name)
    if path is None:
        return Report()
    protocol = path_of(code, "protocol")
    own = [parse_protocol(protocol.read_text("utf-8"))] if protocol else []
    reading = read(path)
    return reading.report + reading.located(check(reading.programme, protocols=own))


def _told(file: Path) -> tuple[str, list[str]]:
    language = _LANGUAGES.get(file.suffix)
    if language is None:
        return "text", [f"(a file {file.suffix}, which is no text)"]
    lines = file.read_bytes().decode("utf-8", "backslashreplace").splitlines()
    kept = [visible(line, _LONGEST).rstrip() for line in lines if not line.startswith(_HEADER)]
    return language, kept or ["(an empty file)"]
