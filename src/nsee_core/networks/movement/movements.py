"""What moved from whom to whom, how far, in which session and in what way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from nsee_core.engine.distance import MOVEMENT_LEVELS, Levels, levels_between
from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.days import texts
from nsee_core.networks.placing.ends import Ends
from nsee_core.networks.placing.levels import LEVELS, Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.portions import by_portions
from nsee_core.networks.sessions import session_of
from nsee_core.programme import Programme
from nsee_core.records import Transfer, When
from nsee_core.records.knowledge import MovementLevel
from nsee_core.wording import listed


class UnknownMovement(ValueError):
    """Movements were asked for at a level that there is not."""


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

    A trio, team or network is wherever its members are (a team that names its school is there): all
    but those who certainly were not in it when it moved, by the dates of their memberships. It
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
    if level is not None:
        _known_movement(level)
    then = seen(programme, as_of)
    ends = Ends(Stays(Places(then), "schools", programme))
    frame = by_portions(partial(_flows, ends=ends), then.of_kind(Transfer))
    return frame if level is None else frame[frame["level"] == level].reset_index(drop=True)


def _known_movement(level: object) -> None:
    says = '"{}" is no level of movement'
    if level in LEVELS:  # of whom a graph is, of which none is like a movement
        raise UnknownMovement(f"{says.format(level)}; give {listed(MOVEMENT_LEVELS, 'or')}")
    chosen(level, MOVEMENT_LEVELS, UnknownMovement, says)


def _flows(moved: Sequence[Transfer], ends: Ends) -> pd.DataFrame:
    named = [tuple(dict.fromkeys(each.receivers)) or (None,) for each in moved]
    rows = [row for row, ids in enumerate(named) for _ in ids]

    def column(field: str) -> list[Any]:
        values = [getattr(each, field) for each in moved]
        return [values[row] for row in rows]

    giver, receiver = column("giver"), [id_ for ids in named for id_ in ids]
    gave = [ends.of(id_, moved[row]) for id_, row in zip(giver, rows, strict=True)]
    took = [ends.of(id_, moved[row]) for id_, row in zip(receiver, rows, strict=True)]
    printed, dates = column("level_printed"), texts(column("when"))
    open_ = list(map(levels_between, gave, took))
    how = _levels(open_, printed, rows)
    return typed_frame(
        {
            "transfer": ("str", column("id")),
            "practice": ("str", column("practice")),
            "giver": ("str", giver),
            "receiver": ("str", receiver),
            "giver_school": ("str", [each.school for each in gave]),
            "giver_authority": ("str", [each.authority for each in gave]),
            "receiver_school": ("str", [each.school for each in took]),
            "receiver_authority": ("str", [each.authority for each in took]),
            "level": ("str", how["level"]),
            "level_basis": ("str", how["level_basis"]),
            "level_printed": ("str", printed),
            "contradicts": ("boolean", how["contradicts"]),
            "mode": ("str", column("type")),
            "session": ("str", [None if text is None else _session(text) for text in dates]),
            "when": ("str", dates),
            "audience_size": ("Int64", column("audience_size")),
            "cycle": ("str", column("cycle")),
            "adapted_as": ("str", column("adapted_as")),
        }
    )


def _levels(
    open_: Sequence[Levels], printed: Sequence[MovementLevel | None], transfers: Sequence[int]
) -> dict[str, list[Any]]:
    """The level of each movement, what says so, and whether what was printed can be true.

    Args:
        open_: the levels that its ends leave open.
        printed: the level that the source prints of its transfer.
        transfers: of which transfer it is.
    """
    allowed = {
        transfer
        for transfer, levels, level in zip(transfers, open_, printed, strict=True)
        if level in levels
    }
    told = list(map(_level, open_, printed))
    return {
        "level": [level for level, _ in told],
        "level_basis": [basis for _, basis in told],
        "contradicts": [
            None if level is None else transfer not in allowed
            for transfer, level in zip(transfers, printed, strict=True)
        ],
    }


def _level(open_: Levels, printed: MovementLevel | None) -> tuple[MovementLevel | None, str | None]:
    """The level of a movement, and what says so."""
    if len(open_) == 1:
        return next(iter(open_)), "computed"
    return (printed, "printed") if printed in open_ else (None, None)


@lru_cache(maxsize=4096)
def _session(text: str) -> str | None:
    return session_of(When.parse(text))
