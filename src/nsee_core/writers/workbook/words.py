"""The words that drop-downs offer, on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from nsee_core.workbooks.sheets import WORDS
from nsee_core.workbooks.spreadsheet import letters
from nsee_core.writers.workbook.sheets import Cell, Look, Sheet
from nsee_core.writers.workbook.styles import Style


@attrs.define
class Words:
    """The words that drop-downs offer, each list in a column of a sheet of its own."""

    lists: dict[str, Sequence[str]] = attrs.field(factory=dict)

    def offered(self, heading: str, words: Sequence[str]) -> str:
        """The range in which these words stand from now on."""
        if words not in self.lists.values():
            self.lists[heading] = words
        column = letters(list(self.lists.values()).index(words))
        return f"{WORDS}!${column}$2:${column}${len(words) + 1}"

    def sheets(self) -> Iterator[Sheet]:
        """The sheet, if any words are offered."""
        if not self.lists:
            return
        longest = max(map(len, self.lists.values()))
        columns = [[Cell(head, Style.TABLE_HEAD), *_cells(w)] for head, w in self.lists.items()]
        rows = [[c[n] if n < len(c) else Cell(None) for c in columns] for n in range(longest + 1)]
        yield Sheet(WORDS, [Look(26)] * len(columns), rows, colour="FFC9D6D8", hidden=True)


def _cells(words: Sequence[str]) -> list[Cell]:
    return [Cell(word, Style.CELL) for word in words]
