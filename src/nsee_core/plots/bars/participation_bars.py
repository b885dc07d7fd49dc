"""Who took part, period by period, as bars that say their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from nsee_core.plots.asked import heading_of, label_of
from nsee_core.plots.bars.room import WIDEST, headroom, inches, sideroom
from nsee_core.plots.bars.took_part import Bar, Bars, TookPart
from nsee_core.plots.paper.measuring import broadest, lined, points
from nsee_core.plots.paper.scales import LINE, ticked, written
from nsee_core.plots.paper.style import (
    FILLS,
    INK,
    PAPER,
    SMALL,
    SOFT,
    TEXT,
    CannotDraw,
    axes,
    dressed,
    entitled,
    library,
    nothing,
    plain,
)
from nsee_core.wording import listed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

#: Where a panel begins, and how wide and high it is, as shares of the whole.
_Room: TypeAlias = tuple[float, float, float, float]

_ASIDE = 0.44  # from the bar of the named to that of the counted
_SLIM = 0.38  # how wide each of the two is
_FOOT = 22.0  # what is written beneath the last panel, in points
_PANEL = 0.7  # its share of the height of a column of panels, or of the width of a row
_UPRIGHT = 0.55  # the share of a panel's height that numbers may take where they are turned
_SCALE = 30.0  # the numbers to the left of a panel, in points
_TITLE = 24.0  # the title of a panel, in points
_LOWEST, _LOWEST_ROW = 40.0, 80.0  # a panel beneath another, and a row of panels, in points
_NARROWEST = 85.0  # panels are beside one another if each has so much width, in points
_SURE = {"facecolor": FILLS[0], "edgecolor": INK, "linewidth": 0.8}
_UNNAMED = {"facecolor": FILLS[1], "hatch": "xxx", "edgecolor": INK, "linewidth": 0.8}
_MAYBE = {"facecolor": PAPER, "hatch": "////", "edgecolor": SOFT, "linestyle": (0, (3, 1.5))}
_MAYBE_UNNAMED = {**_MAYBE, "hatch": ""}
_LOOKS = ((_SURE, _MAYBE), (_UNNAMED, _MAYBE_UNNAMED))


def participation_over_time(
    frame: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """How many practitioners, trios, teams, schools and authorities took part in each session.

    Each of them has a panel with a scale of its own; who never took part has none, and the foot
    says so. A session has up to two bars, which are never added up, because the same may be meant:

    - those who are named: solid for certain, and on top, dashed and hatched, those who possibly
      took part;
    - those who are only counted, crossed: what is left of the printed numbers without the named;
      and on top, dashed, the numbers that possibly belong to this session, in which some may be
      named.

    Above each bar is its number, where there is room; "4-9" means 4 for certain and 9 at most, and
    "?" that a number is missing. Who takes part in nothing that is dated is at the end.

    Args:
        frame: the numbers, as ``networks.participation()`` gives them by session or by year.
        title: what to write above.
        ax: the axes to draw the panels on; otherwise those of a new figure.

    Returns:
        The axes that hold the panels; ``plots.describe()`` puts them into words.

    Raises:
        CannotDraw: the frame lacks a column of ``networks.participation()``, holds two rows of the
            same or a number that cannot be; ``title`` is no text, or ``ax`` is no axes or too low.
        MissingExtra: matplotlib is not installed.

    >>> import pandas as pd
    >>> row = {"session": "2017/18", "what": "schools", "named": 4, "named_possible": 6}
    >>> row |= {"counted": 3, "counted_possible": 3, "unnamed": 2}
    >>> participation_over_time(pd.DataFrame([row])).get_label()
    'Who took part: schools: 2017/18 4 to 6 named and 2 only counted.'
    """
    numbers = TookPart.of(frame)
    heading = heading_of(title, "Who took part")
    said = {what: numbers.words(what) for what in numbers.whats}
    there = [what for what in numbers.whats if said[what]]
    if not there:
        ax = axes(ax, (6.0, 2.5))
        nothing(ax, heading, "nobody is known to have taken part")
        return ax
    periods = numbers.periods
    few, entries = len(periods) <= 2, _explained(numbers.each)
    wide, high = _size(len(there), len(periods), few=few)
    above, below = (0.18 * len(lines) for lines in (lined(heading, wide * 72 - _SCALE), entries))
    ax = axes(ax, (wide, high + above + below))
    ax.set_axis_off()
    lacking = [what for what in numbers.whats if what not in there]
    wide, _ = points(ax)
    _explain(ax, entries, wide, _FOOT + LINE * bool(lacking))
    entitled(ax, "\n".join(lined(heading, wide - _SCALE)))
    wide, high = points(ax)
    in_a_row = few and wide >= _NARROWEST * len(there)
    _enough(high, _LOWEST_ROW if in_a_row else _LOWEST * len(there))
    rooms = _in_a_row(len(there), high) if in_a_row else _beneath(len(there))
    panels = [ax.inset_axes(room) for room in rooms]
    size = (rooms[0][2] * wide, rooms[0][3] * high)
    for panel, what in zip(panels, there, strict=True):
        panel.set_title(plain(what), loc="left", fontsize=TEXT, color=INK)
        named = in_a_row or panel is panels[-1]
        ticks = periods if named else [""] * len(periods)
        _draw(panel, ticks, numbers.row(what), _asides(numbers), size)
    _note(panels[0 if in_a_row else -1], lacking)
    ax.set_label(label_of(heading, "; ".join(said[what] for what in there)))
    return ax


def _size(panels: int, periods: int, *, few: bool) -> tuple[float, float]:
    """How wide and high the panels of a new figure are, in inches."""
    if few:
        return min(WIDEST, max(4.5, panels * inches(periods, 0.6))), 2.0
    return max(5.5, inches(periods, 1.0)), 0.5 + 1.2 * panels


def _enough(high: float, needed: float) -> None:
    """Refuse axes so low that words would lie on each other; both are in points.

    Raises:
        CannotDraw: they are.
    """
    if high < needed:
        has, needs = f"{high / 72:.1f}", f"{needed / 72:.1f}"
        msg = f"the panels need {needs} inches beneath the title and ax has {has}"
        raise CannotDraw(f"{msg}; give higher axes, or none")


def _in_a_row(panels: int, high: float) -> list[_Room]:
    """Panels beside one another, as high as axes of so many points have room beneath titles."""
    share = 1 / panels
    return [
        (place * share, 0, _PANEL * share, 1 - min(0.5, _TITLE / high)) for place in range(panels)
    ]


def _beneath(panels: int) -> list[_Room]:
    """Panels beneath one another."""
    share = 1 / panels
    return [(0, 1 - (place + 1) * share, 1, _PANEL * share) for place in range(panels)]


def _asides(numbers: TookPart) -> dict[int, float]:
    """How far aside the bars of the named (0) and the counted (1) are, as far as there are any."""
    there = [side for side in (0, 1) if any(pair[side].there for pair in numbers.bars.values())]
    return {side: (side - 0.5) * _ASIDE * (len(there) > 1) for side in there}


def _draw(
    ax: Axes,
    periods: Sequence[str],
    pairs: Sequence[Bars],
    asides: Mapping[int, float],
    size: tuple[float, float],
) -> None:
    """Draw the bars of one panel of a size in points."""
    dressed(ax)
    sideroom(ax, len(periods))
    ax.yaxis.set_major_locator(library("ticker").MaxNLocator(nbins=3, integer=True))
    one = headroom(ax, max(bar.possible for pair in pairs for bar in pair), size)
    ticked(ax, periods, one)
    for side, aside in asides.items():
        bars = [(place + aside, pair[side]) for place, pair in enumerate(pairs)]
        (sure, maybe), name = _LOOKS[side], Bars()[side].name
        _upright(ax, [(x, 0, bar.sure) for x, bar in bars], sure, name)
        more = [(x, bar.sure, bar.possible - bar.sure) for x, bar in bars]
        _upright(ax, more, maybe, f"{name}, possible")
        tops = [(x, float(bar.possible)) for x, bar in bars]
        numbers, room = [bar.number for _, bar in bars], _ASIDE * (3 - len(asides))
        longest = broadest(numbers)
        if longest <= room * one.wide or longest < _UPRIGHT * size[1]:
            written(ax, tops, numbers, one, room)


def _upright(
    ax: Axes, bars: Sequence[tuple[float, int, int]], look: Mapping[str, Any], name: str
) -> None:
    """Draw bars alike: where each is, from where up, and how high, if it is high at all."""
    high = [bar for bar in bars if bar[2]]
    if high:
        at, foot, height = zip(*high, strict=True)
        ax.bar(at, height, _SLIM, bottom=foot, **look).set_label(name)


# ---------------------------------------------------------------- at the foot


def _explain(ax: Axes, entries: Sequence[tuple[Artist, str]], wide: float, foot: float) -> None:
    """Explain the bars, so far beneath all panels, in as many columns as have room."""
    room = wide // (broadest([words for _, words in entries]) + 40)
    shift = library("transforms").ScaledTranslation(0, -foot / 72, ax.figure.dpi_scale_trans)
    ax.legend(
        [mark for mark, _ in entries],
        [f" {words}" for _, words in entries],
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + shift,
        borderaxespad=0,
        ncols=max(1, int(room)),
        fontsize=SMALL,
        frameon=False,
        labelcolor=INK,
    )


def _explained(bars: Sequence[Bar]) -> list[tuple[Artist, str]]:
    patch = library("patches").Patch
    named, counted = ([b for b in bars if b.name == one.name] for one in Bars())
    said = (
        (_SURE, "named", any(bar.sure for bar in named)),
        (_MAYBE, "named, possible", any(bar.sure < bar.possible for bar in named)),
        (_UNNAMED, "only counted", any(bar.sure for bar in counted)),
        (
            _MAYBE_UNNAMED,
            "counted, possible; some may be named",
            any(bar.sure < bar.possible for bar in counted),
        ),
        ({**_MAYBE_UNNAMED, "linewidth": 0}, "?: not known", any(not bar.known for bar in bars)),
    )
    return [(patch(**look), words) for look, words, there in said if there]


def _note(ax: Axes, lacking: Sequence[str]) -> None:
    """Say beneath a panel who never took part."""
    if lacking:
        words = plain(f"no {listed(lacking, 'or')} known")
        ax.set_xlabel(words, loc="left", fontsize=SMALL, color=SOFT)
