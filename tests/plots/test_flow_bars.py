"""How far practices moved, as bars."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from nsee_core import Programme, School, Transfer, When, networks
from nsee_core.plots import CannotDraw, to_svg
from nsee_core.plots.bars.flow_bars import flow_levels
from nsee_core.records.knowledge import MovementLevel
from tests.plots.on_paper import faults, figure_of, written


def moved(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame([("t", *row) for row in rows], columns=["transfer", "session", "level"])


def heights(ax: Axes) -> dict[str, dict[float, float]]:
    """Of each set of bars that stand, by its label: the middle of each bar and its height."""
    return {
        str(bars.get_label()): {
            round(bar.get_x() + bar.get_width() / 2, 2): bar.get_height() for bar in bars
        }
        for bars in ax.containers
    }


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


SOME = moved(
    ("2016/17", "within school"),
    ("2016/17", "within school"),
    ("2016/17", "between schools"),
    ("2018/19", "beyond schools"),
    (None, None),
)
LEVELS = get_args(MovementLevel)
TWO = ("2016/17", "2017/18")


def test_a_bar_has_a_part_for_each_level_as_high_as_there_are_movements() -> None:
    ax = flow_levels(SOME)
    assert heights(ax) == {
        "within school": {0: 2},
        "between schools": {0: 1},
        "beyond schools": {2: 1},
        "not known": {3: 1},
    }
    names = [tick.get_text() for tick in ax.get_xticklabels()]
    assert names == ["2016/17", "2017/18", "2018/19", "not known"]


def test_parts_lie_on_one_another_from_near_to_far() -> None:
    ax = flow_levels(moved(*((each, level) for each in TWO for level in reversed(LEVELS))))
    feet = [part.get_bbox().y0 for part in ax.patches if isinstance(part, Rectangle)]
    assert feet == [0, 0, 1, 1, 2, 2, 3, 3]


def test_levels_differ_by_hatch_or_by_lightness() -> None:
    ax = flow_levels(moved(*((each, level) for each in TWO for level in (*LEVELS, None))))
    looks = [(to_hex(bars[0].get_facecolor()), bars[0].get_hatch() or "") for bars in ax.containers]
    assert len({hatch for _, hatch in looks[:4]}) == 4
    assert looks[4] == ("#ffffff", "")


def test_a_chart_of_all_levels_is_small_as_svg() -> None:
    svg = to_svg(flow_levels(moved(*((each, level) for each in TWO for level in LEVELS))))
    assert len(svg) < 40_000


def test_the_numbers_of_parts_and_wholes_are_written() -> None:
    assert texts(flow_levels(SOME)) == ["3", "1", "1", "2", "1"]


def test_a_part_too_low_for_its_number_goes_without() -> None:
    near = [(each, "within school") for each in TWO] * 500
    ax = flow_levels(moved(*near, ("2016/17", "beyond schools")))
    assert texts(ax) == ["501", "500", "500"]


def test_a_bar_reaches_near_the_top_of_its_chart() -> None:
    ax = flow_levels(SOME)
    assert 0.85 < 3 / ax.get_ylim()[1] < 0.97


def test_of_one_session_each_level_is_a_bar_that_lies_and_has_its_number() -> None:
    ax = flow_levels(moved(*[("2016/17", "within school")] * 3, ("2016/17", "between schools")))
    lengths = {str(bars.get_label()): bars[0].get_width() for bars in ax.containers}
    assert lengths == {
        "within school": 3,
        "between schools": 1,
        "between authorities": 0,
        "beyond schools": 0,
    }
    assert texts(ax) == ["3", "1", "0", "0"]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == list(lengths)
    assert ax.get_xlabel() == "movements, 2016/17"
    assert ax.get_legend() is None
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the nearest is above the others


def test_of_no_known_session_the_levels_lie_too() -> None:
    ax = flow_levels(moved((None, None), (None, "within school")))
    assert ax.get_xlabel() == "movements, session not known"
    assert texts(ax) == ["1", "0", "0", "0", "1"]


def test_movements_are_told_in_words() -> None:
    assert flow_levels(SOME, title="Moved").get_label() == (
        "Moved: 5 movements. 2016/17: 2 within school and 1 between schools. 2017/18: none. "
        "2018/19: 1 beyond schools. Session not known: 1 not known."
    )


def test_a_figure_without_a_title_begins_with_what_it_shows() -> None:
    ax = flow_levels(SOME[:1], title="")
    assert ax.get_label() == "1 movement. 2016/17: 1 within school."
    assert faults(ax) == []


def test_without_movements_it_says_so() -> None:
    assert flow_levels(networks.flows(Programme.of([]))).get_label() == (
        "How far practices moved: there are no movements."
    )


def test_transfers_are_drawn_as_flows_gives_them() -> None:
    programme = Programme.of(
        [
            School(id="s1"),
            Transfer(id="t", giver="s1", receivers=("s1",), when=When("June 2018"), type="shared"),
        ]
    )
    assert flow_levels(networks.flows(programme)).get_label() == (
        "How far practices moved: 1 movement. 2017/18: 1 within school."
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            {"frame": networks.flow_counts(Programme.of([]), by=("level", "session"))},
            'there is no column "transfer"; give a frame of networks.flows()',
        ),
        (
            {"frame": Programme.of([])},
            "give a DataFrame of networks.flows(), and not of the type Programme",
        ),
        (
            {"frame": moved(("2016/17", "far"))},
            (
                'there is no level "far"; levels are within school, between schools, '
                "between authorities, beyond schools and not known"
            ),
        ),
        ({"frame": SOME, "title": 3}, "title is the text to write above, and not of the type int"),
        (
            {"frame": SOME, "ax": Figure()},
            "ax is the matplotlib Axes to draw on, and not of the type Figure",
        ),
    ],
    ids=["counts", "no frame", "level", "title", "ax"],
)
def test_misuse_is_told_in_plain_words(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotDraw) as raised:
        flow_levels(**asked)
    assert str(raised.value) == words


def test_sessions_by_other_names_are_in_order_of_the_alphabet() -> None:
    ax = flow_levels(moved(("term b", None), ("term a", None)))
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["term a", "term b"]


@settings(max_examples=3, deadline=None)
@given(st.integers())
def test_the_order_of_movements_changes_nothing(seed: int) -> None:
    order = list(range(len(SOME)))
    Random(seed).shuffle(order)  # noqa: S311 - no secret
    other, ax = flow_levels(SOME.iloc[order]), flow_levels(SOME)
    assert (heights(other), texts(other), other.get_label()) == (
        heights(ax),
        texts(ax),
        ax.get_label(),
    )


def many(sessions: int, movements: int) -> pd.DataFrame:
    names = [f"{year}/{(year + 1) % 100:02}" for year in range(2000, 2000 + sessions)]
    return moved(*((each, level) for each in names for level in (*LEVELS, None) * movements))


@pytest.mark.parametrize("sessions", [1, 2, 5, 24])
@pytest.mark.parametrize("size", [None, (5, 3)])
@pytest.mark.parametrize("movements", [1, 300])
def test_nothing_that_is_written_overlaps_or_is_cut_off(
    sessions: int, size: tuple[float, float] | None, movements: int
) -> None:
    ax = None if size is None else Figure(figsize=size, layout="constrained").add_subplot()
    ax = flow_levels(many(sessions, movements), title="How far they went. " * 8, ax=ax)
    assert faults(ax) == []


def test_a_new_figure_is_no_wider_than_a_page_has_room() -> None:
    assert figure_of(flow_levels(many(24, 1))).get_figwidth() == 10
    assert figure_of(flow_levels(many(2, 1))).get_figwidth() == 4.5


def test_a_title_too_long_for_its_line_has_several() -> None:
    words = "A title of so many words that it never fits above one chart of bars"
    ax = flow_levels(SOME, title=words)
    [title] = [each for each in written(ax) if each.get_text().startswith("A title")]
    assert title.get_text().count("\n") == 1
    assert str(ax.get_label()).startswith(f"{words}: 5 movements.")
