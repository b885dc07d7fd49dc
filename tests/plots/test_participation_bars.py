"""Who took part, as bars."""

from __future__ import annotations

import re
from itertools import cycle
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nsee_core import Cycle, Network, Person, Programme, School, When, networks
from nsee_core.plots import CannotDraw
from nsee_core.plots.bars.participation_bars import participation_over_time
from tests.plots.on_paper import faults, figure_of

WHAT = ("teams", "trios", "schools", "authorities", "practitioners")
COLUMNS = ("named", "named_possible", "counted", "counted_possible", "unnamed")


def row(what: str | None, session: str | None, *numbers: object) -> dict[str, Any]:
    return {"session": session, "what": what, **dict(zip(COLUMNS, numbers, strict=True))}


TOOK_PART = pd.DataFrame(
    [
        row("teams", "2016/17", 0, 0, 0, 0, 0),
        row("schools", "2016/17", 4, 6, 9, 12, 5),
        row("schools", "2017/18", 2, 2, 0, 0, 0),
        row("authorities", "2016/17", 1, 1, 0, 0, 0),
        row("authorities", "2017/18", 0, 3, 0, 0, 0),
        row("authorities", None, 0, 0, 0, 0, 0),
    ]
)


def heights(ax: Axes) -> dict[str, dict[float, float]]:
    """Of each set of bars, by its label: the middle of each bar and its height."""
    return {
        str(bars.get_label()): {
            round(bar.get_x() + bar.get_width() / 2, 2): bar.get_height() for bar in bars
        }
        for bars in ax.containers
    }


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def panels(ax: Axes) -> dict[str, Axes]:
    return {
        panel.get_title(loc="left"): panel for panel in ax.child_axes if isinstance(panel, Axes)
    }


def explained(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    assert legend is not None
    return [text.get_text().strip() for text in legend.get_texts()]


def test_the_certain_the_possible_and_the_unnamed_are_bars_apart() -> None:
    panel = panels(participation_over_time(TOOK_PART))["schools"]
    assert heights(panel) == {
        "named": {-0.22: 4, 0.78: 2},
        "named, possible": {-0.22: 2},
        "only counted": {0.22: 5},
        "only counted, possible": {0.22: 3},
    }
    assert texts(panel) == ["4-6", "2", "5-8"]


def test_the_possible_is_hatched_and_dashed_and_lies_on_the_certain() -> None:
    panel = panels(participation_over_time(TOOK_PART))["schools"]
    sure, maybe, unnamed, _ = (bars[0] for bars in panel.containers)
    assert (sure.get_hatch(), maybe.get_hatch(), unnamed.get_hatch()) == (None, "////", "xxx")
    assert (sure.get_linestyle(), maybe.get_linestyle()) == ("solid", (0, (3, 1.5)))
    assert maybe.get_y() == 4


def test_who_never_took_part_has_no_panel_and_is_said() -> None:
    found = panels(participation_over_time(TOOK_PART))
    assert list(found) == ["schools", "authorities"]
    assert found["schools"].get_xlabel() == "no teams known"


def test_of_one_period_or_two_panels_are_beside_one_another_and_of_more_beneath() -> None:
    few = participation_over_time(TOOK_PART)
    third = pd.DataFrame([row("schools", "2018/19", 1, 1, 0, 0, 0)])
    more = participation_over_time(pd.concat([TOOK_PART, third]))
    for ax, along, across in ((few, "x0", "y0"), (more, "y0", "x0")):
        figure_of(ax).draw_without_rendering()
        one, other = (panel.get_window_extent() for panel in panels(ax).values())
        assert getattr(one, along) != getattr(other, along)
        assert getattr(one, across) == getattr(other, across)


def test_in_little_room_panels_are_beneath_one_another() -> None:
    ax = Figure(figsize=(2.2, 5), layout="constrained").add_subplot()
    one, other = panels(participation_over_time(TOOK_PART, ax=ax)).values()
    assert one.get_window_extent().x0 == other.get_window_extent().x0


def test_axes_too_low_for_all_panels_are_refused() -> None:
    low = Figure(figsize=(5, 2), layout="constrained").add_subplot()
    with pytest.raises(CannotDraw) as raised:
        participation_over_time(TOOK_PART, ax=low)
    needs = "the panels need 1.1 inches beneath the title and ax has "
    assert re.fullmatch(rf"{needs}0\.\d; give higher axes, or none", str(raised.value))


@pytest.mark.parametrize("numbers", ["small", "large"])
def test_on_axes_of_a_user_numbers_without_room_are_not_written(numbers: str) -> None:
    ax = Figure(figsize=(6, 4.5), layout="constrained").add_subplot()
    each = cycle(NUMBERS[numbers])
    rows = [row(what, f"{year}", *next(each)) for what in WHAT for year in range(2010, 2020)]
    participation_over_time(pd.DataFrame(rows), ax=ax)
    assert faults(ax) == []
    assert any(texts(panel) for panel in panels(ax).values()) is (numbers == "small")


def test_participation_is_told_in_words() -> None:
    assert participation_over_time(TOOK_PART).get_label() == (
        "Who took part: schools: 2016/17 4 to 6 named and 5 to 8 only counted, 2017/18 2 named; "
        "authorities: 2016/17 1 named, 2017/18 0 to 3 named."
    )


def test_where_nobody_is_only_counted_bars_are_in_the_middle() -> None:
    panel = panels(participation_over_time(TOOK_PART[3:5]))["authorities"]
    assert heights(panel) == {"named": {0: 1}, "named, possible": {1: 3}}


def test_the_legend_explains_only_what_is_there() -> None:
    assert explained(participation_over_time(TOOK_PART[3:4])) == ["named"]
    assert explained(participation_over_time(TOOK_PART)) == [
        "named",
        "named, possible",
        "only counted",
        "counted, possible; some may be named",
    ]


def test_a_number_that_is_missing_is_a_question_mark_and_not_none() -> None:
    rows = [row("schools", "2016/17", 3, None, 9, None, 2), row("teams", "2016/17", *[pd.NA] * 5)]
    ax = participation_over_time(pd.DataFrame(rows))
    assert ax.get_label() == (
        "Who took part: teams: 2016/17 an unknown number named and an unknown number only counted; "
        "schools: 2016/17 an unknown number named and an unknown number only counted."
    )
    assert explained(ax) == ["?: not known"]
    assert [texts(panel) for panel in panels(ax).values()] == [["?", "?"]] * 2


def test_a_period_of_which_some_have_no_row_is_empty_for_them() -> None:
    ax = participation_over_time(TOOK_PART.drop(index=2))
    assert heights(panels(ax)["schools"])["named"] == {-0.22: 4}


def test_the_frame_of_participation_is_drawn_with_the_undated_last() -> None:
    programme = Programme.of(
        [
            School(id="s1"),
            School(id="s2"),
            Person(id="p", school="s1"),
            Network(id="n", size=9, size_of="schools"),
            Cycle(
                id="c1", organisations=("s1",), started=When("2016-09-01"), ended=When("2017-10-01")
            ),
            Cycle(id="c2", organisations=("s2",), network="n"),
        ]
    )
    ax = participation_over_time(networks.participation(programme))
    assert ax.get_label() == (
        "Who took part: schools: 2016/17 1 named, 2017/18 1 named, not dated 1 named and "
        "9 only counted."
    )
    by_year = participation_over_time(networks.participation(programme, by="year"))
    assert "schools: 2016 1 named, 2017 1 named, not dated" in str(by_year.get_label())


def test_where_nobody_took_part_it_says_so() -> None:
    frame = networks.participation(Programme.of([]))
    words = "Who: nobody is known to have taken part."
    assert participation_over_time(frame, title="Who").get_label() == words


SCHOOLS = TOOK_PART[1:2].astype(dict.fromkeys(COLUMNS, object))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            {"frame": TOOK_PART.drop(columns="unnamed")},
            'there is no column "unnamed"; give a frame of networks.participation()',
        ),
        (
            {"frame": [TOOK_PART]},
            "give a DataFrame of networks.participation(), and not of the type list",
        ),
        (
            {"frame": pd.concat([TOOK_PART, SCHOOLS])},
            "there are two rows of schools, 2016/17; give one of each",
        ),
        (
            {"frame": SCHOOLS.assign(named="four")},
            "of schools, 2016/17, \"named\" is 'four', and not a whole number from 0 on",
        ),
        (
            {"frame": SCHOOLS.assign(counted=-1)},
            'of schools, 2016/17, "counted" is -1, and not a whole number from 0 on',
        ),
        (
            {"frame": SCHOOLS.assign(counted=1.5)},
            'of schools, 2016/17, "counted" is 1.5, and not a whole number from 0 on',
        ),
        (
            {"frame": SCHOOLS.assign(counted=True)},
            'of schools, 2016/17, "counted" is True, and not a whole number from 0 on',
        ),
        (
            {"frame": SCHOOLS.assign(named_possible=float("inf"))},
            'of schools, 2016/17, "named_possible" is inf, and not a whole number from 0 on',
        ),
        (
            {"frame": SCHOOLS.assign(named_possible=3)},
            (
                "of schools, 2016/17, fewer are named possibly than for certain; "
                "give the possible with the certain among them"
            ),
        ),
        (
            {"frame": TOOK_PART, "title": ["Who"]},
            "title is the text to write above, and not of the type list",
        ),
        (
            {"frame": TOOK_PART, "ax": "ax"},
            "ax is the matplotlib Axes to draw on, and not of the type str",
        ),
    ],
    ids=[
        "column",
        "frame",
        "twice",
        "word",
        "negative",
        "half",
        "true",
        "endless",
        "fewer",
        "title",
        "ax",
    ],
)
def test_misuse_is_told_in_plain_words(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotDraw) as raised:
        participation_over_time(**asked)
    assert str(raised.value) == words


@settings(max_examples=3, deadline=None)
@given(st.integers())
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    order = list(range(len(TOOK_PART)))
    Random(seed).shuffle(order)  # noqa: S311 - no secret
    other, ax = participation_over_time(TOOK_PART.iloc[order]), participation_over_time(TOOK_PART)
    assert other.get_label() == ax.get_label()
    one, two = panels(other), panels(ax)
    assert list(one) == list(two)
    for what, panel in one.items():
        assert (heights(panel), texts(panel)) == (heights(two[what]), texts(two[what]))


NUMBERS: dict[str, list[tuple[int | None, ...]]] = {
    "small": [(2, 4, 3, 9, 3), (0, 0, 0, 0, 0), (7, 7, 0, 12, 0)],
    "large": [(120, 1400, 1300, 2500, 1200)],
    "missing": [(None, None, None, None, None), (2, 3, 4, 5, 1)],
}


@pytest.mark.parametrize("numbers", NUMBERS)
@pytest.mark.parametrize(
    ("periods", "whats"), [(1, WHAT), (1, WHAT[:2]), (2, WHAT), (3, WHAT[:2]), (10, WHAT)]
)
def test_nothing_that_is_written_overlaps_or_is_cut_off(
    periods: int, whats: tuple[str, ...], numbers: str
) -> None:
    each = cycle(NUMBERS[numbers])
    sessions = [f"{year}/{(year + 1) % 100:02}" for year in range(2000, 2000 + periods)]
    every = [row(what, session, *next(each)) for what in whats for session in sessions]
    nobody = [row(what, sessions[0], 0, 0, 0, 0, 0) for what in WHAT if what not in whats]
    title = "Who took part in our programme " * (1 + 4 * (periods % 2))
    assert faults(participation_over_time(pd.DataFrame(every + nobody), title=title)) == []
