"""How much room words need on paper, and where a long line of them is broken."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING

from nsee_core.plots.paper.style import SMALL, TITLE, entitled, library

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SLACK = 1.06  # the letters of whoever looks at an SVG may be a little wider


@cache
def breadth(words: str, size: float = SMALL) -> float:
    """How wide a line of text is, in points, set in letters of a size.

    >>> breadth("ii") < breadth("mm") < breadth("mm", size=11)
    True
    """
    letters = library("font_manager").FontProperties(size=size)
    measured = library("textpath").text_to_path.get_text_width_height_descent
    return float(measured(words, letters, ismath=False)[0]) * _SLACK


def broadest(lines: Iterable[str]) -> float:
    """How wide the widest of some lines is, in points; 0 of none."""
    return max(map(breadth, lines), default=0.0)


def broken(words: str, room: float, size: float = SMALL) -> list[str]:
    """Words in lines that have room, in points, as far as a word by itself has.

    >>> broken("three blind mice", breadth("three blind "))
    ['three blind', 'mice']
    """
    letter = breadth(words, size) / max(1, len(words))
    most = max(1, int(room / max(letter, 1)))
    while True:
        lines = wrap(words, most, break_long_words=False, break_on_hyphens=False)
        too_wide = any(breadth(line, size) > room and " " in line for line in lines)
        if not too_wide or most == 1:
            return lines
        most -= 1


def points(ax: Axes) -> tuple[float, float]:
    """How wide and high axes are, in points, once all that is there has taken its room."""
    ax.figure.canvas.figure.draw_without_rendering()
    box = ax.get_window_extent()
    return box.width * 72 / ax.figure.dpi, box.height * 72 / ax.figure.dpi


def room_of(ax: Axes) -> tuple[float, float]:
    """How much room there is for a map, in points, whatever its limits are by now."""
    points(ax)
    box, paper = ax.get_position(original=True), ax.figure.bbox
    point = ax.figure.dpi / 72
    return box.width * paper.width / point, box.height * paper.height / point


def lined(title: str, room: float) -> list[str]:
    """A title in lines that have room, in points; it may have several of its own."""
    return [line for given in title.split("\n") for line in broken(given, room, TITLE) or [""]]


def headed(ax: Axes, title: str) -> None:
    """Write a title above axes whose other parts are there, in lines that have room."""
    entitled(ax, "\n".join(lined(title, room_of(ax)[0])))
