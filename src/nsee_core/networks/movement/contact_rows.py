"""Who met whom, and when at the earliest and latest: what a practice can travel along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import several
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.days import as_column, earliest_and_latest, texts
from nsee_core.networks.graphs.handing import Handing, parted
from nsee_core.networks.movement.who_met import CONTACT_SORTS, ContactSort, Meeting, meetings
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.levels import Level, Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.portions import by_portions
from nsee_core.programme import Programme


class UnknownContact(ValueError):
    """Something was to count as a contact that is none."""


def contacts(
    programme: Programme,
    *,
    counting: ContactSort | Iterable[ContactSort] = CONTACT_SORTS,
    level: Level = "people",
    as_of: Moment | None = None,
    at_most: int = 500,
) -> pd.DataFrame:
    """Every dated contact along which a practice could pass from one to another.

    - ``transfer``: from the giver to each receiver, whatever was given and however it was taken;
    - ``lesson``: between all who taught and observed it, both ways; pupils who observed it carry
      no way of teaching on, and do not count;
    - ``entry``: between all who did it together, both ways: those that it names in ``by``, and the
      members of a team or trio among them. An entry that was corrected does not count.

    A trio, team or network is those who may have been in it when it was done: who certainly was
    not, by the dates of their membership, is in no contact, and neither are two who certainly were
    not in it together. What is not exact, or not said, leaves nobody out.

    Columns: ``from`` and ``to`` (``str``), ids at the level; ``earliest`` and ``latest``
    (``datetime64[s]``), the first and last day that it can have been, missing where open. A date
    in years of a project names no days: it is open at both ends, as is one that is not known.
    ``certain`` (``boolean``): whether both were certainly there; False where one of them stands for
    a group and, by the dates of their membership, may not have been in it then. Who is in the list
    of a group, or in a membership without dates, is taken to have been.
    ``when`` as in the source, ``sort``, and ``record``, the id of what says so (``str``). A row
    is a contact one way.

    What is left out is named in ``frame.attrs``: in ``unplaced`` the ids that are not to be placed
    at the level, and so are in no contact; in ``set_aside`` the records of occasions of more than
    ``at_most``, which would lead from everybody to everybody, as ``projected()`` sets them aside.

    Args:
        programme: the records.
        counting: what counts as a contact: one sort, or several.
        level: between whom. Above people, somebody stands for their school or authority, and
            contacts within it are none.
        as_of: the date to look back from; None for all that is recorded.
        at_most: the largest occasion, in people, schools or authorities, that counts. A transfer,
            which leads one way, counts if it has no more rows than such an occasion has: among 500
            these are 500 times 499, so that one who gave something to thousands is no crowd.

    Raises:
        UnknownContact: ``counting`` names what is no contact, or nothing.
        UnknownLevel: there is no such level.
        NotALimit: ``at_most`` is no whole number of 0 or more.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Transfer
    >>> rows = [Person(id=id_) for id_ in ("p1", "p2")]
    >>> rows.append(Transfer(id="t", giver="p1", receivers=("p2",), when="June 2018"))
    >>> contacts(Programme.of(rows))[["from", "to", "earliest", "latest"]]
      from  to   earliest     latest
    0   p1  p2 2018-06-01 2018-06-30
    """
    wanted = several(counting, CONTACT_SORTS, UnknownContact, '"{}" is no contact')
    then = seen(programme, as_of)
    nodes = Placing(Stays(Places(then), level, programme))
    return contact_frame(meetings(then, nodes, wanted), nodes, at_most)


def contact_frame(found: Iterable[Handing[Meeting]], nodes: Placing, at_most: int) -> pd.DataFrame:
    """Occasions as ``contacts()`` tells them, without those that are larger than ``at_most``.

    Raises:
        NotALimit: ``at_most`` is no whole number of 0 or more.
    """
    too_large: list[str] = []

    def frame_of(some: Sequence[Handing[Meeting]]) -> pd.DataFrame:
        met, set_aside = parted(some, at_most)
        too_large.extend(each.of.record for each in set_aside)
        return _frame(met)

    frame = by_portions(frame_of, found)
    frame.attrs |= {"unplaced": nodes.unplaced, "set_aside": tuple(too_large)}
    return frame


def _frame(met: Sequence[Handing[Meeting]]) -> pd.DataFrame:
    ways = [list(each.ways) for each in met]
    sizes = list(map(len, ways))
    first, last = earliest_and_latest(each.of.when for each in met)
    rows = list(chain.from_iterable(ways))
    said = [each.of for each, size in zip(met, sizes, strict=True) for _ in range(size)]
    frame = typed_frame(
        {
            "from": ("str", [one for one, _, _ in rows]),
            "to": ("str", [other for _, other, _ in rows]),
            "certain": ("boolean", [certain for *_, certain in rows]),
            "when": ("str", texts(each.when for each in said)),
            "sort": ("str", [each.sort for each in said]),
            "record": ("str", [each.record for each in said]),
        }
    )
    frame.insert(2, "earliest", as_column(np.repeat(first, sizes)))
    frame.insert(3, "latest", as_column(np.repeat(last, sizes)))
    return frame
