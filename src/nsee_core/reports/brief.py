"""Some findings of each code, and how many more there are: a slip on every line is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from nsee_core.reports.row_count import NO_ROWS, Rows


@attrs.define
class Brief:
    """Lets so many findings of each code pass, and counts those that it leaves out.

    >>> brief = Brief(most=2)
    >>> [brief.shows("NSEE005") for _ in range(4)], brief.left_out
    ([True, True, False, False], {'NSEE005': 2})
    """

    most: int | None = None
    """How many of one code are shown; None for all."""
    rows: Rows = NO_ROWS
    """How many rows were read, and are in no record."""
    _met: Counter[str] = attrs.field(factory=Counter, init=False)

    def shows(self, code: str) -> bool:
        """Whether the next finding of a code is shown."""
        self._met[code] += 1
        return self.most is None or self._met[code] <= self.most

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many findings were not shown, by their codes."""
        most = self.most
        if most is None:
            return {}
        return {code: met - most for code, met in sorted(self._met.items()) if met > most}

    def told(self) -> Iterator[str]:
        """The same in words, and the rows that are in no record."""
        if said := self.rows.told():
            yield said
        yield from self.more()

    def more(self) -> Iterator[str]:
        """How many findings of each code were not shown, in words."""
        for code, count in self.left_out.items():
            yield f"{count:,} more of {code} (nsee check --all shows them)"
