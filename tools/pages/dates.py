"""The page of dates: every spelling of the table that the tests hold the library to."""

import csv
from collections.abc import Iterator
from pathlib import Path

from nsee_core.records import When, date_forms
from tools.pages.markdown import code, page, table

TABLE = Path(__file__).resolve().parents[2] / "tests" / "records" / "dates.csv"

_INTRODUCTION = """\
A date is as precise as its source: it is held in the words that were given, with the first and the
last day that these words can mean, both included. Whether one date comes before another has three
answers, *certainly*, *possibly* and *certainly not*, and none of them is true or false:
`When("2017").before(When("June 2018")) is Order.CERTAINLY`.

What can be understood in more than one way is kept with all of its readings, and
[NSEE361](rules.md#nsee361) says so. What is no date is [NSEE005](rules.md#nsee005).
"""


def page_of_dates() -> str:
    """The whole page."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        spellings = [" ".join(row["spelling"].split()) for row in csv.DictReader(file)]
    return page(
        "Dates",
        _INTRODUCTION.strip(),
        "## What is convention",
        _conventions(),
        "## Spellings",
        "Small and capital letters, and kinds of hyphen and space, make no difference.",
        table(
            ("Spelling", "The days it can mean", "In doubt, because"),
            map(_row, dict.fromkeys(spellings)),
        ),
    )


def _conventions() -> str:
    """The conventions, as the docstring of the forms states them."""
    _, _, stated = (date_forms.__doc__ or "").partition("\n\nFour")
    return f"Four{stated}".strip()


def _row(spelling: str) -> Iterator[str]:
    when = When(spelling)
    yield code(spelling)
    yield _years(when.years) if when.years else _days(when)
    yield when.doubt or ""


def _days(when: When) -> str:
    if when.exact or when.earliest == when.latest:
        return str(when.earliest)
    if when.earliest is None:
        return f"any until {when.latest}"
    return f"{when.earliest} to {when.latest}" if when.latest else f"any from {when.earliest}"


def _years(years: tuple[int | None, int | None]) -> str:
    """Years of a project, of which no calendar day is known."""
    first, last = years
    if first is None:
        return "before a project's first year" if last == 0 else f"until a project's year {last}"
    if last is None:
        return f"from a project's year {first}"
    return f"a project's year {first}" if first == last else f"a project's years {first} to {last}"
