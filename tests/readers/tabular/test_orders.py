"""Day or month first: what is said, once a column, of dates that could be read in two orders."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from nsee_core.readers.tabular import orders
from nsee_core.readers.tabular.reading import Table, read_tables
from nsee_core.records import Order, When

AMERICAN = "of the different dates in this column, none has the day first, "


def said_of(dates: Sequence[object], sheet: str | None = None) -> list[str]:
    """What is said of the order in a column of these dates, each with its place."""
    rows = [(line, [f"e{line}", "c1", "plan", date]) for line, date in enumerate(dates, start=2)]
    table = Table("entry", ["id", "cycle", "step", "when"], rows, sheet=sheet)
    found = (each for each in read_tables([table]).report if each.code == "NSEE039")
    return [f"{each.place}: {each.words(values=True)}" for each in found]


def test_dates_that_may_have_the_month_first_are_counted_once_a_column() -> None:
    assert said_of(["06/13/2017", "06/07/2017", "06/14/2017", "06/07/2017", "05/04/2017"]) == [
        (
            f"line 3: {AMERICAN}2 have the month first, as in America (line 2) and 2 could be "
            'either, such as "06/07/2017"; those are kept with both meanings'
        )
    ]


def test_two_orders_in_one_column_are_said_though_no_date_is_in_doubt() -> None:
    assert said_of(["13/06/2017", "06/14/2017"]) == [
        (
            "line 3: of the different dates in this column, 1 has the day first (line 2) and "
            '1 has the month first, as in America (line 3), such as "06/14/2017"'
        )
    ]


def test_in_a_sheet_the_places_are_cells() -> None:
    assert said_of(["06/13/2017", "06/07/2017"], sheet="log") == [
        (
            f'sheet "log", cell D3: {AMERICAN}1 has the month first, as in America (cell D2) and '
            '1 could be either, such as "06/07/2017"; those are kept with both meanings'
        )
    ]


@pytest.mark.parametrize(
    "dates",
    [
        ["13/06/2017", "06/07/2017"],
        ["06/07/2017", "05/04/2017"],
        ["06/13/2017", "06/06/2017", "2017-06-07", "June 2017"],
        ["06/13/2017", 2017],
    ],
    ids=["day first", "all of them open", "one meaning", "a number"],
)
def test_nothing_is_said_where_the_month_never_makes_a_date_doubtful(dates: list[object]) -> None:
    assert said_of(dates) == []


def test_no_more_than_so_many_dates_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "_MOST", 2)
    assert said_of(["06/13/2017", "06/14/2017", "06/15/2017", "1/2/17", "1/3/17", "1/4/17"]) == [
        (
            f"line 5: {AMERICAN}2 or more have the month first, as in America (line 2) and "
            '2 or more could be either, such as "1/2/17"; those are kept with both meanings'
        )
    ]


def test_a_doubtful_date_is_kept_with_both_meanings() -> None:
    rows = [(2, ["e1", "c1", "plan", "06/13/2017"]), (3, ["e2", "c1", "try", "06/07/2017"])]
    programme = read_tables([Table("entry", ["id", "cycle", "step", "when"], rows)]).programme
    when = programme["e2"].model_dump()["when"]
    assert when.doubt == "it could be 6 July 2017 or 7 June 2017"
    assert when.before(When("2017-06-20")) is Order.POSSIBLY
