"""How figures look: readable on grey paper, without a change to matplotlib's own settings.

Nothing is said by colour alone. Every group has a shape or a hatch of its own, the three fills
differ in lightness, and no text is smaller than 8 points or lighter than 7 to 1 against the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from nsee_core.extras import needs
from nsee_core.wording import visible

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

INK, SOFT, PALE, PAPER = "#1a1a1a", "#555555", "#bfbfbf", "#ffffff"
SMALL, TEXT, TITLE = 8, 9, 11

#: Shapes and fills are paired by counting on in both, which gives 24 groups a look of their own.
MARKERS = ("o", "s", "^", "D", "v", "P", "h", "X")
FILLS = ("#1f4e79", "#a9c9a4", "#c9732f")

NOT_KNOWN = "not known"
_LONGEST_LABEL = 28


class CannotDraw(ValueError):
    """A figure was asked for that there is no way to draw."""


def library(name: str) -> ModuleType:
    """A module of matplotlib, which the extra ``plot`` installs.

    >>> library("lines").__name__
    'matplotlib.lines'
    """
    return needs(f"matplotlib.{name}", "plot")


def axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """The axes to draw on: those that were given, or those of a new figure of a size in inches.

    Raises:
        CannotDraw: what was given is no axes.
    """
    if ax is None:
        figure = library("figure").Figure(figsize=size, layout="constrained", facecolor=PAPER)
        fresh: Axes = figure.add_subplot()
        return fresh
    if not hasattr(ax, "add_collection"):
        msg = f"ax is the matplotlib Axes to draw on, and not of the type {type(ax).__name__}"
        raise CannotDraw(msg)
    return ax


def known_columns(frame: object, names: Iterable[str], made_by: str) -> None:
    """Refuse what is no frame with these columns.

    Raises:
        CannotDraw: a column is missing.
    """
    columns = getattr(frame, "columns", ())
    for name in names:
        if name not in columns:
            raise CannotDraw(f'there is no column "{name}"; give a frame of {made_by}')


def plain(text: object, longest: int = 200) -> str:
    r"""A text as matplotlib writes it: as it is, and not as mathematics; again, the same.

    >>> plain("$x$"), plain("abcdef", longest=4)
    ('\\$x\\$', 'abc…')
    """
    whole = visible(str(text))
    cut = whole if len(whole) <= longest else whole[: longest - 1] + "…"
    return re.sub(r"(?<!\\)\$", r"\\$", cut)


def label(id_: object, names: Mapping[Any, str], said: Mapping[str, Any] | None = None) -> str:
    """What to call something: the name it is given, its own name, or its id; cut to length."""
    return plain(names.get(id_) or (said or {}).get("name") or id_, _LONGEST_LABEL)


def entitled(ax: Axes, title: str) -> None:
    """Write the title, of one line or several, over a drawing."""
    lines = "\n".join(map(plain, title.split("\n")))
    ax.set_title(lines, loc="left", fontsize=TITLE, color=INK)


def nothing(ax: Axes, title: str, words: str) -> None:
    """Say that there is nothing to show."""
    ax.set_axis_off()
    entitled(ax, title)
    middle = ax.transAxes
    ax.text(
        0.5, 0.5, plain(words), transform=middle, ha="center", va="center", fontsize=TEXT, color=INK
    )
    ax.set_label(f"{plain(title)}: {words}." if title else f"{words}.")


def legend(ax: Axes, entries: Sequence[tuple[Artist, str]]) -> None:
    """Explain the marks, to the right of the drawing."""
    if entries:
        ax.legend(
            [mark for mark, _ in entries],
            [f" {plain(words)}" for _, words in entries],  # matplotlib drops one that begins with _
            loc="upper left",
            bbox_to_anchor=(1.01, 1.0),
            borderaxespad=0,
            fontsize=SMALL,
            frameon=False,
            labelcolor=INK,
        )


def dressed(ax: Axes) -> None:
    """Give a chart its plain frame: lines at the left and the foot, and pale lines to count by."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(SOFT)
    ax.tick_params(labelsize=SMALL, colors=INK)
    ax.grid(axis="y", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.yaxis.set_major_locator(library("ticker").MaxNLocator(integer=True))
