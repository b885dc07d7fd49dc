"""Movements and participation as bars."""

from __future__ import annotations

from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from nsee_core import Cycle, Network, Person, Programme, School, Transfer, When
from nsee_core.networks.movement.ends import LEVELS
from nsee_core.networks.movement.movements import flows
from nsee_core.networks.structure.growth import participation
from nsee_core.networks.structure.involved import WHAT
from nsee_core.plots import CannotDraw
from nsee_core.plots.bars import flow_levels, participation_over_time
from nsee_core.plots.style import STACKED


def moved(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["session", "level"], dtype="str")


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


def all_text(figure: Figure) -> list[Text]:
    """What is written of a figure; the ticks of axes that are turned off are not."""
    figure.draw_without_rendering()
    hidden = {id(text) for ax in figure.axes if not ax.axison for text in _of_scales(ax)}
    found = [each for each in figure.findobj(Text) if each.get_text() and each.get_visible()]
    return [each for each in found if id(each) not in hidden and each.get_window_extent().width]


def _of_scales(ax: Axes) -> list[Text]:
    return [each for axis in (ax.xaxis, ax.yaxis) for each in axis.findobj(Text)]


def clear(written: list[Text]) -> bool:
    """Whether no two texts lie on each other."""
    boxes = [each.get_window_extent() for each in written]
    return not any(one.overlaps(two) for at, one in enumerate(boxes) for two in boxes[:at])


SOME = moved(
    ("2016/17", "within school"),
    ("2016/17", "within school"),
    ("2016/17", "between schools"),
    ("2018/19", "beyond schools"),
    (None, None),
)


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
    ax = flow_levels(moved(("2016/17", "between schools"), ("2016/17", "within school")))
    assert [part.get_bbox().y0 for part in ax.patches if isinstance(part, Rectangle)] == [0, 1]


def test_levels_differ_by_hatch_or_by_lightness() -> None:
    ax = flow_levels(moved(*(("2016/17", level) for level in (*LEVELS, None))))
    looks = [(to_hex(bars[0].get_facecolor()), bars[0].get_hatch() or "") for bars in ax.containers]
    assert looks == list(STACKED)
    assert len({hatch for _, hatch in looks[:4]}) == 4


def test_the_numbers_of_parts_and_wholes_are_written() -> None:
    assert texts(flow_levels(SOME)) == ["3", "1", "1", "2", "1"]


def test_a_part_too_low_for_its_number_goes_without() -> None:
    ax = flow_levels(moved(*[("2016/17", "within school")] * 500, ("2016/17", "beyond schools")))
    assert texts(ax) == ["501", "500"]


def test_movements_are_told_in_words() -> None:
    assert flow_levels(SOME, title="Moved").get_label() == (
        "Moved: 5 movements. 2016/17: 2 within school and 1 between schools. 2017/18: none. "
        "2018/19: 1 beyond schools. Session not known: 1 not known."
    )


def test_without_movements_it_says_so() -> None:
    assert flow_levels(flows(Programme.of([]))).get_label() == (
        "How far practices moved: there are no movements."
    )


def test_what_is_no_frame_of_flows_is_refused() -> None:
    with pytest.raises(CannotDraw) as raised:
        flow_levels(pd.DataFrame({"level": []}))
    assert str(raised.value) == 'there is no column "session"; give a frame of networks.flows()'
    with pytest.raises(CannotDraw) as raised:
        flow_levels(moved(("2016/17", "far")))
    assert str(raised.value) == (
        'there is no level "far"; levels are within school, between schools, '
        "between authorities, beyond schools and not known"
    )


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


@pytest.mark.parametrize("size", [(8, 5), (4, 3)])
def test_nothing_that_is_written_of_many_sessions_overlaps(size: tuple[float, float]) -> None:
    sessions = [f"{year}/{(year + 1) % 100:02}" for year in range(2000, 2024)]
    ax = Figure(figsize=size, layout="constrained").add_subplot()
    flow_levels(moved(*((each, level) for each in sessions for level in LEVELS * 300)), ax=ax)
    written = all_text(ax.figure)  # type: ignore[arg-type] # of no subfigure
    assert clear(written)
    assert min(float(each.get_fontsize()) for each in written) >= 8


# ---------------------------------------------------------------- participation


def row(what: str, session: str | None, *numbers: int) -> dict[str, Any]:
    names = ("named", "named_possible", "counted", "counted_possible", "unnamed")
    return {"session": session, "what": what, **dict(zip(names, numbers, strict=True))}


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


def panels(ax: Axes) -> dict[str, Axes]:
    return {
        panel.get_title(loc="left"): panel for panel in ax.child_axes if isinstance(panel, Axes)
    }


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
    assert (sure.get_hatch(), maybe.get_hatch(), unnamed.get_hatch()) == (None, "////", "....")
    assert (sure.get_linestyle(), maybe.get_linestyle()) == ("solid", (0, (3, 1.5)))
    assert maybe.get_y() == 4


def test_who_never_took_part_has_no_panel_and_is_said() -> None:
    found = panels(participation_over_time(TOOK_PART))
    assert list(found) == ["schools", "authorities"]
    assert found["authorities"].get_xlabel() == "no teams known"


def test_participation_is_told_in_words() -> None:
    assert participation_over_time(TOOK_PART).get_label() == (
        "Who took part: schools: 2016/17 4 to 6 named and 5 to 8 only counted, 2017/18 2 named; "
        "authorities: 2016/17 1 named, 2017/18 0 to 3 named."
    )


def test_the_legend_explains_only_what_is_there() -> None:
    legend = participation_over_time(TOOK_PART[3:4]).get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [" named"]


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
    ax = participation_over_time(participation(programme))
    assert ax.get_label() == (
        "Who took part: schools: 2016/17 1 named, 2017/18 1 named, not dated 1 named and "
        "9 only counted."
    )
    by_year = participation_over_time(participation(programme, by="year"))
    assert "schools: 2016 1 named, 2017 1 named, not dated" in str(by_year.get_label())


def test_where_nobody_took_part_it_says_so() -> None:
    frame = participation(Programme.of([]))
    words = "Who: nobody is known to have taken part."
    assert participation_over_time(frame, title="Who").get_label() == words


def test_what_is_no_frame_of_participation_is_refused() -> None:
    with pytest.raises(CannotDraw) as raised:
        participation_over_time(TOOK_PART.drop(columns="unnamed"))
    assert str(raised.value) == (
        'there is no column "unnamed"; give a frame of networks.participation()'
    )


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


def test_nothing_that_is_written_of_participation_overlaps() -> None:
    sessions = [f"{year}/{(year + 1) % 100:02}" for year in range(2000, 2012)]
    frame = pd.DataFrame([row(w, s, 120, 1400, 1300, 2500, 1200) for w in WHAT for s in sessions])
    written = all_text(participation_over_time(frame).figure)  # type: ignore[arg-type] # of no subfigure
    assert clear(written)
    assert min(float(each.get_fontsize()) for each in written) >= 8


def test_transfers_are_drawn_as_flows_gives_them() -> None:
    programme = Programme.of(
        [
            School(id="s1"),
            Transfer(id="t", giver="s1", receivers=("s1",), when=When("June 2018"), type="shared"),
        ]
    )
    assert flow_levels(flows(programme)).get_label() == (
        "How far practices moved: 1 movement. 2017/18: 1 within school."
    )
