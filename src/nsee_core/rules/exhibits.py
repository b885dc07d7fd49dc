"""The examples of a code, as they ship: what brings it and what does not, and their protocol."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from nsee_core.wording import visible

FOLDER = Path(__file__).with_name("examples")

Name = Literal["bad", "good", "protocol"]

_LONGEST = 400  # of the lines of an example
_LANGUAGES = MappingProxyType({".jsonl": "json", ".csv": "csv", ".toml": "toml"})
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


def _told(file: Path) -> tuple[str, list[str]]:
    language = _LANGUAGES.get(file.suffix)
    if language is None:
        return "text", [f"(a file {file.suffix}, which is no text)"]
    lines = file.read_bytes().decode("utf-8", "backslashreplace").splitlines()
    kept = [visible(line, _LONGEST).rstrip() for line in lines if not line.startswith(_HEADER)]
    return language, kept or ["(an empty file)"]
