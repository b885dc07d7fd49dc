"""Texts that should be ids: which was probably meant is known when all ids of the tables are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nsee_core.findings import Place
from nsee_core.readers.fields import taken
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.meant import Ids
from nsee_core.readers.translating import Fault


class Misnamed(NamedTuple):
    """A text that should be an id and is none, of which record, and where it stands."""

    fault: Fault
    kind: str
    subject: str | None
    place: Place


def say_misnamed(gathering: Gathering, misnamed: Sequence[Misnamed]) -> None:
    """Make findings of texts that are no ids, each with the id that was probably meant.

    In a link that may be the id of what has such a name; in a list there may be several.
    """

    @cache
    def ids(kinds: tuple[str, ...]) -> Ids:
        return Ids.of(gathering.records(), gathering.unread_ids(), kinds)

    for fault, kind, subject, place in misnamed:
        known = ids(taken(kind, fault.loc).kinds)
        several = isinstance(fault.loc[-1], int)
        fault.args["perhaps"] = known.perhaps(str(fault.value), several=several)
        gathering.tell(fault, subject, place)
