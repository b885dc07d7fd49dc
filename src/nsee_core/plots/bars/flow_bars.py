"""How far practices moved, session by session, as bars that say their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from nsee_core.plots.asked import heading_of, known_frame, label_of
from nsee_core.plots.bars.room import headroom, inches, sideroom, texts_of
from nsee_core.plots.paper.measuring import breadth, headed, points
from nsee_core.plots.paper.scales import LINE, ticked, unit, written
from nsee_core.plots.paper.style import (
    INK,
    NOT_KNOWN,
    PAPER,
    SMALL,
    SOFT,
    CannotDraw,
    axes,
    dressed,
    legend,
    library,
    nothing,
    plain,
)
from nsee_core.records.knowledge import MovementLevel
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: How many movements there were, by session and level.
_Counts: TypeAlias = "Counter[tuple[str, str]]"

_LEVELS = (*get_args(MovementLevel), NOT_KNOWN)
#: Fill and hatch of each level; dots would make an SVG a hundred times as long as lines do.
_LOOKS = dict(
    zip(
        _LEVELS,
        (
            ("#1f4e79", ""),
            ("#8fb3d1", "////"),
            ("#e3b27f", "---"),
            ("#a9c9a4", "xxxx"),
            (PAPER, ""),
        ),
        strict=True,
    )
)
_WIDE = 0.6


def flow_levels(frame: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """How many movements of practices there were in each school session, and how far they went.

    A bar is a session, and its parts are the levels from near, at the foot, to far; what is not
    known is white, on top. The number of a part is written in it, and the number of the whole bar
    above it, where there is room. Sessions are all from the first to the last, so that one
    without movements is a gap; movements whose session is not known are in the last bar.

    Where all are of one session, the bars lie, and each is a level.

    Args:
        frame: the movements, as ``networks.flows()`` gives them, or some of its rows.
        title: what to write above.
        ax: the axes to draw on; otherwise those of a new figure.

    Returns:
        The axes; ``plots.describe()`` puts them into words.

    Raises:
        CannotDraw: the frame has no column ``transfer``, ``level`` or ``session``, or holds a level
            that there is not; ``title`` is no text, or ``ax`` is no axes.
        MissingExtra: matplotlib is not installed.

    >>> import pandas as pd
    >>> levels = ["within school", "between schools", None]
    >>> frame = pd.DataFrame({"transfer": "t", "level": levels, "session": "2017/18"})
    >>> flow_levels(frame).get_label()
    'How far practices moved: 3 movements. 2017/18: 1 within school, 1 between schools and
    1 not known.'
    """
    known_frame(frame, ("transfer", "level", "session"), "networks.flows()")
    heading = heading_of(title, "How far practices moved")
    counts = _counts(frame)
    sessions = _all_between({session for session, _ in counts})
    if not counts:
        ax = axes(ax, (6.0, 2.5))
        nothing(ax, heading, "there are no movements")
        return ax
    ax = (_lying if len(sessions) == 1 else _standing)(ax, heading, counts, sessions)
    ax.set_label(label_of(heading, _in_words(counts, sessions)))
    return ax


def _counts(frame: pd.DataFrame) -> _Counts:
    counts = Counter(zip(texts_of(frame["session"]), texts_of(frame["level"]), strict=True))
    for _, level in counts:
        if level not in _LEVELS:
            raise CannotDraw(f'there is no level "{level}"; levels are {listed(_LEVELS)}')
    return counts


def _all_between(names: set[str]) -> list[str]:
    """Sessions in order, with those between that nothing is of; what is not known is last."""
    known = sorted(names - {NOT_KNOWN})
    if known and all(name[:4].isdecimal() and name[4:5] == "/" for name in known):
        years = range(int(known[0][:4]), int(known[-1][:4]) + 1)
        known = [f"{year}/{(year + 1) % 100:02}" for year in years]
    return known + [NOT_KNOWN] * (NOT_KNOWN in names)


def _look(level: str) -> dict[str, Any]:
    """The look of a level in matplotlib's words."""
    fill, hatch = _LOOKS[level]
    return {"facecolor": fill, "hatch": hatch, "edgecolor": INK, "linewidth": 0.8}


# ---------------------------------------------------------------- one session


def _lying(ax: Axes | None, heading: str, counts: _Counts, sessions: Sequence[str]) -> Axes:
    """Draw the levels of a single session beneath one another, from near to far."""
    [session] = sessions
    levels = [level for level in _LEVELS if level != NOT_KNOWN or counts[session, level]]
    ax = axes(ax, (5.0, 0.8 + 0.3 * len(levels)))
    for side in ("top", "right", "bottom"):
        ax.spines[side].set_visible(False)
    ax.spines["left"].set_color(SOFT)
    ax.tick_params(labelsize=SMALL, colors=INK, length=0)
    ax.set_xticks([])
    ax.set_yticks(range(len(levels)), levels)
    ax.set_ylim(len(levels) - 0.5, -0.5)
    ax.set_xlim(0, 1.12 * max(counts[session, level] for level in levels))
    of = "session not known" if session == NOT_KNOWN else session
    ax.set_xlabel(plain(f"movements, {of}"), loc="left", fontsize=SMALL, color=INK)
    for row, level in enumerate(levels):
        number = counts[session, level]
        ax.barh([row], [number], _WIDE, **_look(level)).set_label(level)
        ax.annotate(
            str(number),
            (number, row),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            color=INK,
        )
    headed(ax, heading)
    return ax


# ---------------------------------------------------------------- several sessions


def _standing(ax: Axes | None, heading: str, counts: _Counts, sessions: Sequence[str]) -> Axes:
    """Draw a bar for each of several sessions, with its levels on one another."""
    ax = axes(ax, (inches(len(sessions), 3.0), 3.6))
    dressed(ax)
    ax.set_ylabel("movements", fontsize=SMALL, color=INK)
    wholes = [sum(counts[session, level] for level in _LEVELS) for session in sessions]
    there = [level for level in _LEVELS if any(counts[session, level] for session in sessions)]
    parts = {level: [counts[session, level] for session in sessions] for level in there}
    patch = library("patches").Patch
    legend(ax, [(patch(**_look(level)), level) for level in reversed(there)])
    headed(ax, heading)
    sideroom(ax, len(sessions))
    one = headroom(ax, max(wholes), points(ax))
    ticked(ax, sessions, one)
    written(ax, list(enumerate(wholes)), [str(whole or "") for whole in wholes], one)
    _stacked(ax, parts, wholes)
    return ax


def _stacked(ax: Axes, parts: Mapping[str, Sequence[int]], wholes: Sequence[int]) -> None:
    """Draw the parts of each bar on one another, with their numbers where there is room."""
    one = unit(ax)
    foot = [0] * len(wholes)
    for level, heights in parts.items():
        there = [x for x, height in enumerate(heights) if height]
        these = [heights[x] for x in there]
        bars = ax.bar(there, these, _WIDE, bottom=[foot[x] for x in there], **_look(level))
        bars.set_label(level)
        for x, height in zip(there, these, strict=True):
            is_part = height < wholes[x]
            if is_part and height * one.high >= LINE and breadth(str(height)) < _WIDE * one.wide:
                _inside(ax, x, foot[x] + height / 2, height)
            foot[x] += height


def _inside(ax: Axes, x: float, y: float, number: int) -> None:
    ax.text(
        x,
        y,
        str(number),
        ha="center",
        va="center",
        fontsize=SMALL,
        color=INK,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},
    )


def _in_words(counts: _Counts, sessions: Sequence[str]) -> str:
    said = [counted(sum(counts.values()), "movement")]
    for session in sessions:
        numbers = [
            f"{counts[session, level]} {level}" for level in _LEVELS if counts[session, level]
        ]
        name = "Session not known" if session == NOT_KNOWN else session
        said.append(f"{name}: {listed(numbers) or 'none'}")
    return ". ".join(said)
