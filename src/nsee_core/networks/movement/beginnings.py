"""With whom a practice began, and whom it could have reached from there."""

from __future__ import annotations

import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.networks.movement.contact_rows import contact_frame
from nsee_core.networks.movement.reaching import reach
from nsee_core.networks.movement.recorded import had_by, made_by, with_recorded
from nsee_core.networks.movement.who_met import handed_on
from nsee_core.networks.origins import NOBODY, began_with
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.levels import Level, Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.practices import known_practice, transfers_of
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import Order, Transfer, When


def practice_reach(
    programme: Programme,
    practice: str,
    *,
    level: Level = "people",
    as_of: Moment | None = None,
    at_most: int = 500,
) -> pd.DataFrame:
    """Whom a practice could have reached from where it began, along its own transfers.

    It began with those who led the cycle in which it arose, with those who were given another and
    adapted it to this one, and with everybody who gave it to others and was not given it, or
    certainly later than they gave it. What moved within one node, as between two people of a
    school, tells neither. From the first day that it can have existed,
    it may have gone along each transfer of it, and of whatever was adapted from it.

    A team or network is those who may have been in it when the practice was given, by the dates of
    their memberships: who certainly was not, is not reached. Whom it reached, or with whom it
    began, only if they were in it then is possible, and not certain.

    Whoever certainly gave it, or was given it, had it, by the last day on which that can have been:
    that is recorded, so that they are certain, in whatever order the dates are and whether or not
    it is known from whom. Those who led the cycle had it by the last day on which it can have come
    to be. Of nobody else is it certain. Possible are all of whom ``reach()`` says so, and all who
    may have given it or been given it. The columns are those of ``reach()``; ``steps`` and ``via``
    go by the order of the dates alone, from where it began, and are missing where that does not
    lead. With whom it
    began, or may have, is in ``frame.attrs["began"]``: nobody, where that is not known, or where it
    was not there yet. A transfer between two large groups, which leads more ways than a meeting of
    ``at_most``, is not followed, and named in ``frame.attrs["set_aside"]``.

    As of a date, that is the date by which to arrive: what is dated later is left out, as if it had
    not been recorded. Other than where one looks back on a programme, what may have been by then,
    or later, is not left out: it is possible, and not certain.

    Args:
        programme: the records.
        practice: the id of a practice.
        level: whom it reaches: people, schools or authorities.
        as_of: the date to look back from; None for all that is recorded.
        at_most: the largest transfer that counts, as in ``contacts()``.

    Raises:
        NoSuchPractice: there is none of this id.
        UnknownLevel: there is no such level.
        NotALimit: ``at_most`` is no whole number of 0 or more.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Practice, Transfer
    >>> rows = [Person(id=id_) for id_ in ("p1", "p2", "p3")]
    >>> rows += [Practice(id="talk"), Practice(id="talk-2", adapted_from="talk")]
    >>> rows.append(Transfer(
    ...     id="t1", practice="talk", giver="p1", receivers=("p2",), when="May 2018"))
    >>> rows.append(Transfer(
    ...     id="t2", practice="talk-2", giver="p2", receivers=("p3",), when="2018-06-12"))
    >>> practice_reach(Programme.of(rows), "talk")[["node", "certain", "arrives_certainly_by"]]
      node  certain arrives_certainly_by
    0   p1     True           2018-05-31
    1   p2     True           2018-05-31
    2   p3     True           2018-06-12
    """
    known = known_practice(programme_given(programme), practice)
    by = None if as_of is None else moment(as_of)
    moved = [each for each in transfers_of(programme, practice) if _by_then(each.when, by)]
    nodes = Placing(Stays(Places(programme), level, programme), until=by)
    handed = list(handed_on(moved, nodes))
    became = [
        each
        for each in programme.of_kind(Transfer)
        if each.adapted_as == known.id and _by_then(each.when, by)
    ]
    given = [each for each in moved if each.practice == known.id]
    there = _by_then(known.since, by)
    origin = began_with(nodes, known, given, became) if there else NOBODY
    began = origin.everybody
    leaders = [node for node, certain in origin.leaders.items() if certain]
    frame = reach(
        contact_frame(handed, nodes, at_most),
        leaders,
        perhaps=[node for node in began if node not in leaders],
        since=known.since.earliest if began and known.since else None,
        until=by,
    )
    if there:
        had = (*had_by(handed), *made_by(became, nodes))
        frame = with_recorded(frame, had, since=known.since, until=by)
    if known.since is not None and known.since.latest is not None:
        last = pd.Timestamp(known.since.latest).as_unit("s")
        frame.loc[frame["node"].isin(leaders), "arrives_certainly_by"] = last
    frame.attrs["began"] = tuple(began)
    return frame


def _by_then(when: When | None, as_of: When | None) -> bool:
    """Whether something may have been by a date; what is not dated may."""
    return when is None or as_of is None or when.by(as_of) is not Order.CERTAINLY_NOT
