"""Amounts whose unit stands in the same cell, and what becomes of a resource whose amount does not
tell one.
"""

from __future__ import annotations

import json
from typing import get_args

import pytest

from nsee_core.readers import Reading, parse_jsonl, read_csv
from nsee_core.readers.tabular.amounts import Amount, amount_in
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.records import Quantity
from nsee_core.records.units import Unit

EXPECTED = 'an amount such as 4000, "£4,000" or "3 days"'


def said(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        (f.severity.value, f.code, ".".join(map(str, f.loc)), f.words(values=True))
        for f in reading.report
    ]


def read(*cells: str, header: str = "id|Amount") -> Reading:
    return read_csv([header, *(f"r{n}|{cell}" for n, cell in enumerate(cells))], kind="resource")


def amounts(reading: Reading) -> list[Quantity | None]:
    return [record.__dict__["amount"] for record in reading.programme]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("£4,000", 4000, "pounds"),
        ("£ 4 000.50", 4000.5, "pounds"),
        ("-£5", -5, "pounds"),
        ("£-5", -5, "pounds"),
        ("GBP 12", 12, "pounds"),
        ("12 gbp", 12, "pounds"),
        ("£1.5k", 1500, "pounds"),
        ("£12 pounds", 12, "pounds"),
        ("4 hours", 4, "hours"),
        ("1.5 Hrs.", 1.5, "hours"),
        ("2 days", 2, "days"),
        ("30%", 30, "percent"),
        ("30 per cent", 30, "percent"),
        ("3 percentage points", 3, "percentage points"),
        ("2 months\u2019 progress", 2, "months of progress"),
        ("0.2 FTE", 0.2, "full-time equivalents"),
        ("0.4 SD", 0.4, "standard deviations"),
        ("7 count", 7, "count"),
    ],
)  # fmt: skip
def test_an_amount_tells_its_unit_in_the_words_of_people(
    text: str, value: float, unit: Unit
) -> None:
    read = amount_in(text)
    assert (read.value if isinstance(read, Remark) else read) == Amount(value, unit)


@pytest.mark.parametrize("unit", get_args(Unit))
def test_an_amount_in_our_words_needs_no_remark(unit: Unit) -> None:
    assert amount_in(f"3 {unit}") == Amount(3, unit)


@pytest.mark.parametrize(
    "text",
    ["about £400", "£4,000 a year", "£3 days", "4 oranges", "4k", "half a day", "3 to 4 days", "£",
     "1/2 day", "€5", "x" * 200, "3 days 4 hours"],
)  # fmt: skip
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    with pytest.raises(Odd) as raised:
        amount_in(text)
    assert (raised.value.rule.code, raised.value.said) == ("NSEE008", {"expected": EXPECTED})


def test_a_number_without_a_unit_is_a_number() -> None:
    assert [amount_in(cell) for cell in (3, 3.0, "3", None)] == [3, 3, 3, None]


def test_amounts_are_read_with_their_units_which_is_said_once_a_unit() -> None:
    reading = read("£4,000", "£300", "4 hrs", "3 days")
    assert amounts(reading) == [
        Quantity(value=4000, unit="pounds"),
        Quantity(value=300, unit="pounds"),
        Quantity(value=4, unit="hours"),
        Quantity(value=3, unit="days"),
    ]
    ever = "here and wherever it stands like this in the column"
    assert said(reading) == [
        ("info", "NSEE024", "amount.value", f'"£4,000" is read as 4000 pounds, {ever}'),
        ("info", "NSEE024", "amount.value", f'"4 hrs" is read as 4 hours, {ever}'),
    ]


def test_the_comma_of_an_amount_is_its_point_where_commas_cut_no_cells() -> None:
    reading = read_csv(["id;Amount", "r1;£4,5", "r2;£4,500"], kind="resource")
    assert amounts(reading) == [Quantity(value=4.5, unit="pounds"), None]
    assert said(reading)[0] == (
        ("error", "NSEE028", "amount.value", '"£4,500" could be 4500 or 4.500')
    )


@pytest.mark.parametrize(
    ("cells", "field", "told"),
    [
        ("about £400", "amount.value", f'NSEE008 "about £400" is not {EXPECTED}'),
        ("400", "amount.unit", "NSEE007 an amount needs unit, and it is missing"),
    ],
)
def test_a_resource_is_read_without_the_amount_that_cannot_be(
    cells: str, field: str, told: str
) -> None:
    reading = read(cells)
    assert [(record.id, record.__dict__["amount"]) for record in reading.programme] == [
        ("r0", None)
    ]
    assert said(reading) == [("error", told[:7], field, told[8:])]


def test_a_unit_beside_the_amount_may_agree_and_may_not_differ() -> None:
    reading = read("£4|pounds", "£4|days", "4|days", header="id|Amount|Unit of the amount")
    assert amounts(reading) == [
        Quantity(value=4, unit="pounds"), None, Quantity(value=4, unit="days")
    ]  # fmt: skip
    assert [each for each in said(reading) if each[0] == "error"] == [
        (
            "error",
            "NSEE028",
            "amount.value",
            "4 could be pounds, as it says, or days, as stands beside it",
        ),
    ]


def test_a_resource_in_json_is_read_without_an_amount_that_is_none() -> None:
    for amount in ({"value": 4000}, {"value": "£4,000", "unit": "pounds"}, {"unit": "days"}, "£4"):
        row = {"kind": "resource", "id": "r", "type": "funding", "amount": amount}
        reading = parse_jsonl(json.dumps(row))
        assert [record.model_dump(include={"type", "amount"}) for record in reading.programme] == [
            {"type": "funding", "amount": None}
        ]
        assert len(reading.report) == 1
