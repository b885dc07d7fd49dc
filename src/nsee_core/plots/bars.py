"""Movements and participation, session by session, as bars that say their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from nsee_core.plots.scales import LINE, scaled, ticked, unit, width, written
from nsee_core.plots.style import (
    FILLS,
    INK,
    NOT_KNOWN,
    PAPER,
    SMALL,
    SOFT,
    STACKED,
    TEXT,
    CannotDraw,
    axes,
    dressed,
    entitled,
    known_columns,
    legend,
    library,
    nothing,
    plain,
)
from nsee_core.records.knowledge import MovementLevel
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

_LEVELS = (*get_args(MovementLevel), NOT_KNOWN)
_LOOKS = dict(zip(_LEVELS, STACKED, strict=True))
_WIDE = 0.6


def flow_levels(frame: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """How many movements of practices there were in each school session, and how far they went.

    A bar is a session, and its parts are the levels from near, at the foot, to far; what is not
    known is white, on top. The number of a part is written in it, and the number of the whole bar
    above it, where there is room. Sessions are all from the first to the last, so that one
    without movements is a gap; movements whose session is not known are in the last bar.

    Args:
        frame: the movements, as ``networks.flows()`` gives them, or some of its rows.
        title: what to write above.
        ax: the axes to draw on; otherwise those of a new figure.

    Returns:
        The axes; ``plots.describe()`` puts them into words.

    Raises:
        CannotDraw: the frame has no column ``level`` or ``session``, or holds a level that there
            is not; or ``ax`` is no axes.
        MissingExtra: matplotlib is not installed.

    >>> import pandas as pd
    >>> levels = ["within school", "between schools", None]
    >>> flow_levels(pd.DataFrame({"level": levels, "session": ["2017/18"] * 3})).get_label()
    'How far practices moved: 3 movements. 2017/18: 1 within school, 1 between schools and
    1 not known.'
    """
    known_columns(frame, ("level", "session"), "networks.flows()")
    counts = Counter(zip(_words(frame["session"]), _words(frame["level"]), strict=True))
    for _, level in counts:
        if level not in _LEVELS:
            raise CannotDraw(f'there is no level "{level}"; levels are {listed(_LEVELS)}')
    sessions = _all_between({session for session, _ in counts})
    ax = axes(ax, (3.5 + 0.75 * max(3, len(sessions)), 4.5))
    heading = "How far practices moved" if title is None else title
    if not counts:
        nothing(ax, heading, "there are no movements")
        return ax
    dressed(ax)
    entitled(ax, heading)
    ax.set_ylabel("movements", fontsize=SMALL, color=INK)
    wholes = [sum(counts[session, level] for level in _LEVELS) for session in sessions]
    scaled(ax, len(sessions), max(wholes))
    there = [level for level in _LEVELS if any(counts[session, level] for session in sessions)]
    parts = {level: [counts[session, level] for session in sessions] for level in there}
    patch = library("patches").Patch
    legend(ax, [(patch(**_look(level)), level) for level in reversed(there)])
    one = unit(ax)
    ticked(ax, sessions, one)
    written(ax, list(enumerate(wholes)), [str(whole or "") for whole in wholes], one)
    _stacked(ax, parts, wholes)
    ax.set_label(f"{plain(heading)}: {_flows_in_words(counts, sessions)}.")
    return ax


def _words(column: pd.Series[Any]) -> list[str]:
    """The texts of a column; what is missing is said to be not known."""
    return [str(word) for word in column.astype(object).where(column.notna(), NOT_KNOWN)]


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
            if is_part and height * one.high >= LINE and width([str(height)]) < _WIDE * one.wide:
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


def _flows_in_words(counts: Mapping[tuple[str, str], int], sessions: Sequence[str]) -> str:
    said = [counted(sum(counts.values()), "movement")]
    for session in sessions:
        numbers = [
            f"{counts[session, level]} {level}" for level in _LEVELS if counts[session, level]
        ]
        name = "Session not known" if session == NOT_KNOWN else session
        said.append(f"{name}: {listed(numbers) or 'none'}")
    return ". ".join(said)


# ---------------------------------------------------------------- participation

_NUMBERS = ("named", "named_possible", "counted", "counted_possible", "unnamed")
_UNDATED = "not dated"
_ASIDE = 0.44  # from the bar of the named to that of the counted
_SURE = {"facecolor": FILLS[0], "edgecolor": INK, "linewidth": 0.8}
_UNNAMED = {"facecolor": FILLS[1], "hatch": "....", "edgecolor": INK, "linewidth": 0.8}
_MAYBE = {"facecolor": PAPER, "hatch": "////", "edgecolor": SOFT, "linestyle": (0, (3, 1.5))}
_MAYBE_UNNAMED = {**_MAYBE, "hatch": ""}


class _Bar(NamedTuple):
    """A bar of one session: what is sure, and on top of it what is possible."""

    name: str
    sure: int
    possible: int

    @property
    def words(self) -> str:
        """The number, or from how many to how many; nothing of a bar that is not there."""
        if not self.possible:
            return ""
        return str(self.sure) if self.sure == self.possible else f"{self.sure}-{self.possible}"


def participation_over_time(
    frame: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """How many practitioners, trios, teams, schools and authorities took part in each session.

    Each of them has a panel with a scale of its own; who never took part has none, and the foot
    says so. A session has up to two bars, which are never added up, because the same may be meant:

    - those who are named: solid for certain, and on top, dashed and hatched, those who possibly
      took part;
    - those who are only counted, dotted: what is left of the printed numbers without the named; and
      on top, dashed, the numbers that possibly belong to this session, in which some may be named.

    Above each bar is its number, where there is room; "4-9" means 4 for certain and 9 at most. Who
    takes part in nothing that is dated is at the end.

    Args:
        frame: the numbers, as ``networks.participation()`` gives them by session or by year.
        title: what to write above.
        ax: the axes to draw the panels on; otherwise those of a new figure.

    Returns:
        The axes that hold the panels; ``plots.describe()`` puts them into words.

    Raises:
        CannotDraw: the frame lacks a column of ``networks.participation()``, or ``ax`` is no axes.
        MissingExtra: matplotlib is not installed.

    >>> import pandas as pd
    >>> row = {"session": "2017/18", "what": "schools", "named": 4, "named_possible": 6}
    >>> row |= {"counted": 3, "counted_possible": 3, "unnamed": 2}
    >>> participation_over_time(pd.DataFrame([row])).get_label()
    'Who took part: schools: 2017/18 4 to 6 named and 2 only counted.'
    """
    period = "year" if "year" in getattr(frame, "columns", ()) else "session"
    known_columns(frame, (period, "what", *_NUMBERS), "networks.participation()")
    heading = "Who took part" if title is None else title
    bars = {(str(row["what"]), row[period]): _bars(row) for row in _rows(frame, period)}
    whats = _sorted_whats({what for what, _ in bars})
    there = [w for w in whats if any(_seen(b) for (what, _), b in bars.items() if what == w)]
    periods = _shown_periods(bars)
    ax = axes(ax, (3.5 + 0.75 * max(3, len(periods)), 0.9 + 1.4 * max(1, len(there))))
    if not there:
        nothing(ax, heading, "nobody is known to have taken part")
        return ax
    ax.set_axis_off()
    entitled(ax, heading)
    legend(ax, _explained([each for pair in bars.values() for each in pair]))
    for place, what in enumerate(there):
        share = 1 / len(there)
        panel = ax.inset_axes((0, 1 - (place + 1) * share, 1, 0.7 * share))
        panel.set_title(plain(what), loc="left", fontsize=TEXT, color=INK)
        these = [bars.get((what, name), _NONE) for name in periods]
        _panel(panel, periods, these, last=what == there[-1])
    lacking = [what for what in whats if what not in there]
    if lacking:
        panel.set_xlabel(
            plain(f"no {listed(lacking, 'or')} known"), loc="left", fontsize=SMALL, color=SOFT
        )
    ax.set_label(f"{plain(heading)}: {_participation_in_words(bars, there, periods)}.")
    return ax


_Pair = tuple[_Bar, _Bar]
_NONE = (_Bar("named", 0, 0), _Bar("only counted", 0, 0))
#: From few to many, as participation is told; others follow by the alphabet.
_WHATS = ("practitioners", "trios", "teams", "schools", "authorities")


def _rows(frame: pd.DataFrame, period: str) -> Iterator[dict[str, Any]]:
    """The rows of a frame, with a word where no session is known."""
    whole = frame.assign(
        **{name: frame[name].fillna(0).astype(int) for name in _NUMBERS},
        **{period: [_UNDATED if name == NOT_KNOWN else name for name in _words(frame[period])]},
    )
    for row in whole.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def _bars(row: Mapping[str, Any]) -> _Pair:
    unnamed, more = row["unnamed"], row["counted_possible"] - row["counted"]
    return (
        _Bar("named", row["named"], row["named_possible"]),
        _Bar("only counted", unnamed, unnamed + more),
    )


def _seen(pair: _Pair) -> bool:
    return any(bar.possible for bar in pair)


def _sorted_whats(whats: set[str]) -> list[str]:
    return [*(what for what in _WHATS if what in whats), *sorted(whats - {*_WHATS})]


def _shown_periods(bars: Mapping[tuple[str, str], _Pair]) -> list[str]:
    """The periods in order; the undated last, where there are any."""
    undated = any(_seen(pair) for (_, name), pair in bars.items() if name == _UNDATED)
    return sorted({name for _, name in bars} - {_UNDATED}) + [_UNDATED] * undated


def _panel(ax: Axes, periods: Sequence[str], pairs: Sequence[_Pair], *, last: bool) -> None:
    """Draw the bars of one kind of who took part."""
    dressed(ax)
    ax.yaxis.set_major_locator(library("ticker").MaxNLocator(nbins=3, integer=True))
    scaled(ax, len(periods), max(bar.possible for pair in pairs for bar in pair))
    one = unit(ax)
    ticked(ax, periods if last else [""] * len(periods), one)
    looks = ((_SURE, _MAYBE), (_UNNAMED, _MAYBE_UNNAMED))
    for side, (sure, maybe) in enumerate(looks):
        these = [(place + (side - 0.5) * _ASIDE, pair[side]) for place, pair in enumerate(pairs)]
        low = [(x, bar.sure) for x, bar in these if bar.sure]
        _draw(ax, [(x, 0, height) for x, height in low], sure, these[0][1].name)
        high = [(x, bar.sure, bar.possible - bar.sure) for x, bar in these]
        more = [each for each in high if each[2]]
        _draw(ax, more, maybe, f"{these[0][1].name}, possible")
        tops = [(x, float(bar.possible)) for x, bar in these]
        written(ax, tops, [bar.words for _, bar in these], one, _ASIDE)


def _draw(
    ax: Axes, bars: Sequence[tuple[float, int, int]], look: Mapping[str, Any], name: str
) -> None:
    """Draw bars alike: where each is, from where up, and how high."""
    if bars:
        at, foot, height = zip(*bars, strict=True)
        ax.bar(at, height, 0.38, bottom=foot, **look).set_label(name)


def _explained(bars: Sequence[_Bar]) -> list[tuple[Artist, str]]:
    patch = library("patches").Patch
    of = {name: [bar for bar in bars if bar.name == name] for name in ("named", "only counted")}
    said = (
        (_SURE, "named", any(bar.sure for bar in of["named"])),
        (_MAYBE, "named, possible", any(bar.sure < bar.possible for bar in of["named"])),
        (_UNNAMED, "only counted", any(bar.sure for bar in of["only counted"])),
        (
            _MAYBE_UNNAMED,
            "counted, possible; some may be named",
            any(bar.sure < bar.possible for bar in of["only counted"]),
        ),
    )
    return [(patch(**look), words) for look, words, there in said if there]


def _participation_in_words(
    bars: Mapping[tuple[str, str], _Pair], whats: Sequence[str], periods: Sequence[str]
) -> str:
    said = []
    for what in whats:
        each = []
        for name in periods:
            pair = bars.get((what, name), _NONE)
            if _seen(pair):
                numbers = [
                    f"{bar.words.replace('-', ' to ')} {bar.name}" for bar in pair if bar.possible
                ]
                each.append(f"{name} {listed(numbers)}")
        said.append(f"{what}: {', '.join(each)}")
    return "; ".join(said)
