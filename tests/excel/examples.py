"""The examples of the codes that only a workbook can bring; run as a module, this writes them."""

from __future__ import annotations

from openpyxl import Workbook

from nsee_core.rules.exhibits import FOLDER
from tests.excel.books import Rows, book
from tests.excel.damaged import (
    a_hidden_sheet,
    a_text,
    an_entity_in_a_sheet,
    cells_beside_the_table,
    errors_of_formulas,
    formulas_without_results,
    with_macros,
)


def merged() -> bytes:
    """Two trios whose one name stands in merged cells."""

    def merge(made: Workbook) -> None:
        made.worksheets[0].merge_cells("B2:B3")

    return book({"Trio": [["ID", "Name"], ["t1", "Reading"], ["t2", None]]}, merge)


def good() -> bytes:
    """A workbook with nothing to say of it, its title merged across the head."""

    def merge(made: Workbook) -> None:
        made.worksheets[0].merge_cells("A1:B1")

    people: Rows = [["ID", "Type"], *([f"p{number}", "practitioner"] for number in range(1, 4))]
    trios: Rows = [["Our trio", None], ["ID", "Members"], ["t1", "p1; p2; p3"]]
    return book({"Trio": trios, "Person": people}, merge)


BAD = {
    "NSEE030": a_text,
    "NSEE031": an_entity_in_a_sheet,
    "NSEE032": formulas_without_results,
    "NSEE033": errors_of_formulas,
    "NSEE034": merged,
    "NSEE035": a_hidden_sheet,
    "NSEE036": with_macros,
    "NSEE048": cells_beside_the_table,
}

if __name__ == "__main__":
    for code, make in BAD.items():
        folder = FOLDER / code
        folder.mkdir(exist_ok=True)
        (folder / "bad.xlsx").write_bytes(make())
        (folder / "good.xlsx").write_bytes(good())
