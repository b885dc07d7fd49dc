"""How many rows were met in reading, and how many of them are in no record."""

from __future__ import annotations

import attrs


@attrs.frozen
class Rows:
    """The rows that would be records, as they are counted in reading.

    >>> (Rows(9, 2) + Rows(2000, 1000)).told(), Rows(9).told()
    ('1,002 of 2,009 rows are in no record', '')
    """

    met: int = 0
    """All of them."""
    lost: int = 0
    """Those that are in no record, for what is said of them."""

    def __add__(self, other: Rows) -> Rows:
        return Rows(self.met + other.met, self.lost + other.lost)

    def told(self) -> str:
        """How many are in no record, in words; an empty text if each is in one."""
        if not self.lost:
            return ""
        rows, are = ("row", "is") if self.met == 1 else ("rows", "is" if self.lost == 1 else "are")
        return f"{self.lost:,} of {self.met:,} {rows} {are} in no record"

    def to_dict(self) -> dict[str, int]:
        """The same in plain JSON types."""
        return attrs.asdict(self)


NO_ROWS = Rows()
