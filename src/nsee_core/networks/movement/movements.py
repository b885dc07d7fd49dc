"""What moved from whom to whom, how far, in which session and in what way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.choosing import chosen
from nsee_core.networks.days import texts
from nsee_core.networks.levels import Places
from nsee_core.networks.looking_back import seen
from nsee_core.networks.movement.ends import BITS, LEVELS, WORDS, End, Numbers, end, how_far
from nsee_core.networks.sessions import session_of
from nsee_core.programme import Programme
from nsee_core.records import When
from nsee_core.records.knowledge import MovementLevel, TransferType
from nsee_core.wording import listed, perhaps

#: What flows can be counted by.
Grouping = Literal["level", "session", "practice", "mode"]
_GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
#: Words that are counted in an order of their own; others go by the alphabet.
_ORDER = {"level": LEVELS, "mode": get_args(TransferType)}


class UnknownMovement(ValueError):
    """Movements were asked for at a level that there is not."""


class UnknownGrouping(ValueError):
    """Movements were to be counted by something that they are not counted by."""


def flows(
    programme: Programme, *, level: MovementLevel | None = None, as_of: Moment | None = None
) -> pd.DataFrame:
    """Every movement of a practice, from one giver to one receiver, and how far it went.

    A transfer to two receivers has two rows; one to an audience, or to nobody who is named, has one
    row without a receiver.

    How far (Ainscow 2016: within schools, between schools, beyond schools; here with the boundary
    between authorities) is computed from where the two ends are, by the first that holds:

    1. ``beyond schools``: an end is outside schools and authorities: a partner organisation or who
       works for one, a parent or carer, a researcher or partner for whom no school or authority
       is named;
    2. ``between authorities``: the ends are in more than one local authority;
    3. ``beyond schools``: an end is in no school, as an officer or the authority itself is not;
    4. ``between schools``: the ends are in more than one school;
    5. ``within school``: both are in one and the same.

    A trio, team or network is wherever its members are (a team that names its school is there), and
    counts as its schools where it has any; where it says that more belong to it than are named, the
    others may be anywhere. What is not known of an end leaves open every level it
    might have made: two schools of which one names no authority are between schools or between
    authorities, so that nothing is computed. Then the level that the source printed counts, unless
    the ends rule it out.

    Columns, in order (text is ``str``; what is not known is missing):

    - ``transfer``, ``practice``, ``giver``, ``receiver``: ids;
    - ``giver_school``, ``giver_authority``, ``receiver_school``, ``receiver_authority``: ids, where
      all of that end is in one and the same;
    - ``level``; ``level_basis``, ``computed`` or ``printed``; ``level_printed``, as in the source;
    - ``contradicts`` (``boolean``): whether the printed level is one that none of the receivers of
      the transfer allows; missing where none was printed;
    - ``mode``: adopted, adapted or shared;
    - ``session``: the Scottish school session, August to July, such as ``2017/18``; missing where
      the date does not lie in one for certain;
    - ``when``, as in the source; ``audience_size`` (``Int64``), of the whole transfer; ``cycle``;
      ``adapted_as``.

    Args:
        programme: the records.
        level: only the movements of this level, computed or printed.
        as_of: the date to look back from; None for all that is recorded. A transfer without a date
            stays.

    Raises:
        UnknownMovement: there is no such level.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, School, Transfer
    >>> p = Programme.of([
    ...     School(id="s1", authority="moray"), School(id="s2", authority="highland"),
    ...     Person(id="p1", school="s1"), Person(id="p2", school="s2"),
    ...     Transfer(id="t", giver="p1", receivers=("p2",), when="June 2018", type="adapted"),
    ... ])
    >>> flows(p, level="between authorities")[["giver", "receiver", "mode", "session"]]
      giver receiver     mode  session
    0    p1       p2  adapted  2017/18
    """
    if level is not None and level not in LEVELS:
        hint = perhaps(level, LEVELS) or f"; the levels are {listed(LEVELS)}"
        raise UnknownMovement(f'"{level}" is no level of movement{hint}')
    frame = _flows(seen(programme, as_of))
    if level is None:
        return frame
    return frame[frame["level"] == level].reset_index(drop=True)


def _flows(programme: Programme) -> pd.DataFrame:
    named = [
        tuple(dict.fromkeys(ids)) or (None,) for ids in programme.column("transfer", "receivers")
    ]
    sizes = np.array([len(ids) for ids in named], np.int64)
    rows = np.repeat(np.arange(len(named)), sizes).tolist()

    def column(field: str) -> list[Any]:
        values = list(programme.column("transfer", field))
        return [values[row] for row in rows]

    giver, receiver = column("giver"), [id_ for ids in named for id_ in ids]
    number: dict[str | None, int] = {}
    givers, receivers = (
        np.array([number.setdefault(id_, len(number)) for id_ in ids], np.int64)
        for ids in (giver, receiver)
    )
    places = Places(programme)
    ends = [end(places, id_) for id_ in number]
    printed, when = column("level_printed"), column("when")
    how = _levels(how_far(ends, givers, receivers), printed, sizes)
    return typed_frame(
        {
            "transfer": ("str", column("id")),
            "practice": ("str", column("practice")),
            "giver": ("str", giver),
            "receiver": ("str", receiver),
            **_places("giver", ends, givers),
            **_places("receiver", ends, receivers),
            "level": ("str", how["level"]),
            "level_basis": ("str", how["level_basis"]),
            "level_printed": ("str", printed),
            "contradicts": ("boolean", how["contradicts"]),
            "mode": ("str", column("type")),
            "session": ("str", _sessions(when)),
            "when": ("str", texts(when)),
            "audience_size": ("Int64", column("audience_size")),
            "cycle": ("str", column("cycle")),
            "adapted_as": ("str", column("adapted_as")),
        }
    )


def _places(side: str, ends: Sequence[End], which: Numbers) -> dict[str, tuple[str, list[Any]]]:
    schools, authorities = [each.school for each in ends], [each.authority for each in ends]
    at = which.tolist()
    return {
        f"{side}_school": ("str", [schools[number] for number in at]),
        f"{side}_authority": ("str", [authorities[number] for number in at]),
    }


_BASES = np.array([None, "printed", "computed"], object)


def _levels(open_: Numbers, printed: Sequence[str | None], sizes: Numbers) -> dict[str, list[Any]]:
    """The level of each movement, what says so, and whether what was printed can be true.

    Args:
        open_: the levels that its ends leave open, as bits.
        printed: the level that the source prints of its transfer.
        sizes: how many movements each transfer is, one after the other.
    """
    said = np.array([BITS.get(word, 0) for word in printed], np.int64)
    computed = (open_ & (open_ - 1)) == 0
    level = np.where(computed, open_, open_ & said)
    starts = np.cumsum(sizes) - sizes
    of_transfer = np.bitwise_or.reduceat(open_, starts) if len(starts) else open_
    ruled_out = (np.repeat(of_transfer, sizes) & said) == 0
    return {
        "level": [WORDS.get(bit) for bit in level.tolist()],
        "level_basis": _BASES[np.where(computed, 2, level > 0)].tolist(),
        "contradicts": [
            None if word is None else out
            for word, out in zip(printed, ruled_out.tolist(), strict=True)
        ],
    }


def _sessions(dates: Sequence[When | None]) -> list[str | None]:
    known: dict[str, str | None] = {}

    def session(when: When) -> str | None:
        if when.text not in known:
            known[when.text] = session_of(when)
        return known[when.text]

    return [None if when is None else session(when) for when in dates]


def flow_counts(
    of: Programme | pd.DataFrame, by: Grouping | Sequence[Grouping] = ("level", "session")
) -> pd.DataFrame:
    """How many movements there were of each level, session, practice or mode.

    What is not known is a row of its own, and is never shared out among the others: of 3 within
    school, 4 between schools and 5 not known, no more than that can be said. A group that has no
    movements has no row.

    Columns: those of ``by`` (``str``); ``flows`` (``Int64``), the movements to a receiver each or
    to an audience; ``transfers`` (``Int64``), the transfers that they belong to. Rows are sorted,
    levels from near to far, with what is not known last.

    Args:
        of: the records, or a frame of ``flows()``, perhaps of some of its rows.
        by: what to count by: one of level, session, practice and mode, or several.

    Raises:
        UnknownGrouping: ``by`` holds something else.

    >>> from nsee_core import School, Transfer
    >>> flow_counts(Programme.of([
    ...     School(id="s1"), Transfer(id="t1", giver="s1", receivers=("s1",), when="May 2018"),
    ...     Transfer(id="t2", giver="s1", audience="all who came", when="June 2018"),
    ... ]))
               level  session  flows  transfers
    0  within school  2017/18      1          1
    1            NaN  2017/18      1          1
    """
    names = _groupings(by)
    frame = of if isinstance(of, pd.DataFrame) else flows(of)
    groups = frame.groupby(names, dropna=False, sort=False)["transfer"]
    counts = groups.agg(flows="size", transfers="nunique").reset_index()
    counts = counts.astype({"flows": "Int64", "transfers": "Int64"})
    return counts.sort_values(names, key=_ranked, ignore_index=True)


def _groupings(by: Grouping | Sequence[Grouping]) -> list[Grouping]:
    names = [by] if isinstance(by, str) else by
    if not names:
        raise UnknownGrouping(f"flows are counted by {listed(_GROUPINGS, 'or')}; give one")
    return [
        chosen(name, _GROUPINGS, UnknownGrouping, 'flows are not counted by "{}"') for name in names
    ]


def _ranked(column: pd.Series[str]) -> pd.Series[Any]:
    order = _ORDER.get(str(column.name))
    return column if order is None else column.map({word: n for n, word in enumerate(order)})
