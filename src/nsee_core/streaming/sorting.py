"""Findings put in order on disk, each as the text that it is to be told in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Self

from nsee_core.findings import Finding
from nsee_core.reports.order import main_key, rest_key
from nsee_core.streaming.store import nameless

#: A finding as a heading, under which all that have it stand together, and the text below that.
Told = Callable[[Finding], tuple[str, str]]

_CODEC = ("utf-8", "surrogatepass")
_TABLE = "CREATE TABLE told (heading BLOB, text BLOB, main BLOB, rest TEXT);"
_IN_ORDER = """
    SELECT heading, text, main, rest
    FROM (SELECT *, min(main) OVER (PARTITION BY heading) AS first FROM told)
    ORDER BY first, heading, main
"""


class Sorting:
    """Takes findings in as they come, and gives them out as a report has them.

    Args:
        told: how each is told.
    """

    def __init__(self, told: Told) -> None:
        self._told = told
        self._base = nameless(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def taking(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, each taken in as it passes."""
        for finding in findings:
            texts = (*self._told(finding), f"{finding.severity.rank}\0{main_key(finding)}")
            row = (*map(_encoded, texts), json.dumps(rest_key(finding)))
            self._base.execute("INSERT INTO told VALUES (?, ?, ?, ?)", row)
            yield finding

    def __iter__(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Each heading with the texts below it, the gravest first, as in a report."""
        rows = self._base.execute(_IN_ORDER)
        for heading, below in groupby(rows, itemgetter(0)):
            alike = (list(tied) for _, tied in groupby(below, itemgetter(2)))
            texts = (text for tied in alike for _, text, _, _ in sorted(tied, key=_by_rest))
            yield heading.decode(*_CODEC), (text.decode(*_CODEC) for text in texts)


def _by_rest(row: tuple[bytes, bytes, bytes, str]) -> Any:  # noqa: ANN401 - a key of any shape
    """What tells findings apart that agree in the main."""
    return json.loads(row[3])


def _encoded(text: str) -> bytes:
    """A text as bytes, which stand in the same order, whatever is in it."""
    return text.encode(*_CODEC)
