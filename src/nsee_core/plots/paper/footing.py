"""What stands beneath a map: a note of what it does not show, and what its marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from nsee_core.plots.paper.measuring import breadth, broken, points, room_of
from nsee_core.plots.paper.style import INK, SMALL, SOFT, library, plain

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

_MARK = 44.0  # what the mark of an entry and the space around it take, in points
_BENEATH = 6.0
_ROUNDS = 3  # what stands beneath a map needs room only once the map has no more than it needs


def noted(ax: Axes, parts: Iterable[str]) -> Text | None:
    """Write a note beneath a map, in as many lines as it needs; None if it says nothing."""
    words = _lines(ax, parts)
    if not words:
        return None
    note: Text = ax.annotate(
        words,
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -_BENEATH),
        textcoords="offset points",
        va="top",
        fontsize=SMALL,
        color=SOFT,
        annotation_clip=False,
    )
    return note


def noted_anew(ax: Axes, note: Text | None, parts: Iterable[str]) -> None:
    """Say in a note what is known once all names are written; it has its room already."""
    if note is not None:
        note.set_text(_lines(ax, parts))


def _lines(ax: Axes, parts: Iterable[str]) -> str:
    words = "; ".join(part for part in parts if part)
    return "\n".join(broken(plain(words, longest=2000), room_of(ax)[0]))


def columns(entries: Sequence[tuple[Artist, str]], room: float) -> int:
    """In how many columns entries of a legend have room, in points."""
    wide = [breadth(words) + _MARK for _, words in entries]
    for most in range(len(wide), 1, -1):
        if sum(max(column) for column in _columns(wide, most)) <= room:
            return most
    return 1


def _columns(wide: Sequence[float], count: int) -> list[Sequence[float]]:
    """The entries of a legend by column: the first ones have one more, as matplotlib has it."""
    each, more = divmod(len(wide), count)
    ends = [0, *accumulate(each + (number < more) for number in range(count))]
    return [wide[one:end] for one, end in pairwise(ends)]


def explained_beneath(ax: Axes, entries: Sequence[tuple[Artist, str]], note: Text | None) -> None:
    """Explain the marks beneath a map and its note."""
    if not entries:
        return
    lines = 0 if note is None else note.get_text().count("\n") + 1
    down = (lines * SMALL * 1.4 + 2 * _BENEATH) / 72
    moved = library("transforms").ScaledTranslation(0, -down, ax.figure.dpi_scale_trans)
    ax.legend(
        [mark for mark, _ in entries],
        [f" {plain(words)}" for _, words in entries],
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + moved,
        borderaxespad=0,
        ncols=columns(entries, room_of(ax)[0]),
        fontsize=SMALL,
        frameon=False,
        labelcolor=INK,
    )


def trimmed(panels: Sequence[Axes], down: int = 1) -> None:
    """Make a figure as high as its maps need, which are in so many rows, and no higher."""
    first = panels[0]
    figure: Any = first.get_figure(root=True)
    for _ in range(_ROUNDS):
        points(first)
        place = first.get_position(original=True)
        (left, right), (low, top) = first.get_xlim(), first.get_ylim()
        needed = figure.get_figwidth() * place.width * (top - low) / (right - left)
        has = figure.get_figheight() * place.height
        figure.set_figheight(figure.get_figheight() + down * (needed - has))
