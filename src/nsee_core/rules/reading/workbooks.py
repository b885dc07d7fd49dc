"""NSEE030 to 036: what only Excel workbooks have."""

from __future__ import annotations

from nsee_core.findings import Severity
from nsee_core.rules.declaring import Rule
from nsee_core.rules.reading.saying import read

NOT_A_WORKBOOK = read(
    "NSEE030",
    "not-a-workbook",
    reason="A file may be called a workbook and be something else, or have come down in part.",
    says="this cannot be read as an Excel workbook: {why}",
    fix="check that this is the file you meant, and {fix}",
)
UNSAFE_WORKBOOK = read(
    "NSEE031",
    "unsafe-workbook",
    reason="A small file can be made to fill the memory of any computer that opens it.",
    says="this is not opened, because {why}",
    fix="ask where the file comes from; if it is in order, save it anew in a spreadsheet program",
)
NO_RESULT = read(
    "NSEE032",
    "formula-without-result",
    reason="A formula is a recipe; only the program that worked it out knows what came of it.",
    says="{value} is a formula, and the file does not hold what came of it",
    fix="open the workbook in a spreadsheet program and save it, or write the result in its place",
)
SHOWS_ERROR = read(
    "NSEE033",
    "cell-shows-an-error",
    reason="What a spreadsheet shows where it cannot work out a formula is no value.",
    says="{value} is what a spreadsheet shows where it cannot work something out",
    fix="correct the formula, or write the value in its place",
)
MERGED_CELLS = read(
    "NSEE034",
    "merged-cells",
    reason="Of merged cells only the first holds a value, though all of them seem to show it.",
    says="the cells {cells} are merged, so that only the first of them says anything",
    fix="write the value into each cell that it is meant for, with none of them merged",
    severity=Severity.WARNING,
)
HIDDEN_SHEET = read(
    "NSEE035",
    "hidden-sheet",
    reason="What nobody sees is seldom kept right.",
    says="this sheet is hidden, and was read like the others",
    fix="check it and show it, or delete it if it should not be read",
    severity=Severity.INFO,
)
MACROS = read(
    "NSEE036",
    "macros-not-run",
    reason="Macros are programs, and whoever reads records runs no program of somebody else's.",
    says="this workbook holds macros, which were not run",
    fix="check that what the macros fill in is there, or save it as a workbook without them",
    severity=Severity.INFO,
)

RULES: tuple[Rule, ...] = (
    NOT_A_WORKBOOK,
    UNSAFE_WORKBOOK,
    NO_RESULT,
    SHOWS_ERROR,
    MERGED_CELLS,
    HIDDEN_SHEET,
    MACROS,
)
