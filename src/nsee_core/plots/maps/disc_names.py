"""The names of few groups: each beside its circle, where it covers as little as can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import hypot
from typing import TYPE_CHECKING, TypeAlias

from nsee_core.plots.paper.boxes import Box, Taken, box_of, scale_of
from nsee_core.plots.paper.style import PAPER, SMALL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from nsee_core.plots.maps.discs import Disc, Discs
    from nsee_core.plots.maps.layout import Spots

    Written: TypeAlias = dict[str | None, Text]

_GAP = 0.03
_CLEAR = 3.0  # between two names, in points
_AROUND = [(x, y) for x in (1, 0, -1) for y in (1, 0, -1) if x or y]
_ACROSS = {1: "left", 0: "center", -1: "right"}
_ALONG = {1: "bottom", 0: "center", -1: "top"}
_ROUNDS = 3  # a name that goes elsewhere may leave less room to the map, so that another has to


def write(
    ax: Axes, discs: Discs, names: Mapping[str | None, str], at: Spots, *, size: float
) -> list[Box]:
    """Write the names of groups above or below their circles, or beside where that is taken.

    Args:
        ax: the map.
        discs: the groups.
        names: what to write, by group.
        at: where nodes are.
        size: the area of a node in square points.

    Returns:
        The boxes of the names, and of the legend beside the map, in points.
    """
    written = {name: _written(ax, words) for name, words in names.items()}
    for name, text in written.items():
        _move(text, next(_places(discs[name])))
    any(not _moved(ax, written, discs, at, size) for _ in range(_ROUNDS))  # until none moves
    scale = scale_of(ax)
    return [*_legend(ax, scale), *(box_of(ax, text, scale) for text in written.values())]


def _legend(ax: Axes, scale: float) -> list[Box]:
    """The box of the legend, if there is one, in points."""
    legend = ax.get_legend()
    return [] if legend is None else [box_of(ax, legend, scale)]


_Place: TypeAlias = tuple[
    float, float, str, str
]  # x, y, and to which side the words are from there


def _places(disc: Disc) -> Iterator[_Place]:
    """Where the name of a group may be: above or below it, and then around it, from outside in."""
    (x, y), (right, over), radius = disc.middle, disc.heading, disc.radius + _GAP
    up = 1 if y >= 0 else -1
    yield x, y + up * radius, "center", "bottom" if up > 0 else "top"
    for along, across in sorted(_AROUND, key=lambda way: -(way[0] * right + way[1] * over)):
        at = x + radius * along / hypot(along, across), y + radius * across / hypot(along, across)
        yield *at, _ACROSS[along], _ALONG[across]


def _moved(ax: Axes, written: Written, discs: Discs, at: Spots, size: float) -> bool:
    """Put each name where it covers as little as can be; whether any went elsewhere."""
    scale, gap = scale_of(ax), size**0.5 / 2
    nodes = Taken([(x * scale, y * scale, gap, gap) for x, y in at.values()])
    circles = Taken([_square(disc, scale) for disc in discs.values()])
    names, before = Taken(_legend(ax, scale)), [text.get_position() for text in written.values()]
    for name, text in written.items():
        _move(text, _best(ax, text, discs[name], scale, (names, nodes, circles)))
        names.add([box_of(ax, text, scale)])
    return before != [text.get_position() for text in written.values()]


def _best(ax: Axes, text: Text, disc: Disc, scale: float, taken: tuple[Taken, ...]) -> _Place:
    """The place at which a name covers the fewest names, then nodes, then circles."""
    covered: dict[_Place, tuple[int, ...]] = {}
    for place in _places(disc):
        _move(text, place)
        x, y, wide, high = box_of(ax, text, scale)
        covered[place] = tuple(each.hits((x, y, wide + _CLEAR, high)) for each in taken)
        if not any(covered[place][:2]) and len(covered) == 1:
            break  # the first place is the best if nothing is lost by it
    return min(covered, key=lambda place: covered[place])


def _square(disc: Disc, scale: float) -> Box:
    """A square in a circle, which words at its rim do not reach."""
    half = 0.7 * disc.radius * scale
    return disc.middle[0] * scale, disc.middle[1] * scale, half, half


def _move(text: Text, place: _Place) -> None:
    x, y, across, along = place
    text.set_position((x, y))
    text.set_horizontalalignment(across)  # type: ignore[arg-type] # one of its words
    text.set_verticalalignment(along)  # type: ignore[arg-type] # one of its words


def _written(ax: Axes, words: str) -> Text:
    text: Text = ax.text(
        0,
        0,
        words,
        fontsize=SMALL + 1,
        fontweight="bold",
        color=SOFT,
        zorder=5,
        bbox={"facecolor": PAPER, "alpha": 0.7, "edgecolor": "none", "pad": 0.4},
    )
    return text
