"""Ids for what is called otherwise elsewhere: as like the name as an id may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

from nsee_core.records.ids import FORM

_FORM = re.compile(FORM)
_UNFIT = re.compile(r"[^A-Za-z0-9._:@/+-]+")
_EDGES = "._:@/+-"
_LONGEST = 150  # room for the number of an event behind it


def is_id(name: str) -> bool:
    """Whether a name is an id as it stands.

    >>> is_id("case-7"), is_id("Case 7")
    (True, False)
    """
    return len(name) <= _LONGEST and _FORM.fullmatch(name) is not None


def made_id(name: str, otherwise: str) -> str:
    """The id that is most like a name: accents dropped, hyphens for what an id cannot hold.

    >>> made_id("Zoë's 2nd cycle", otherwise="case"), made_id("***", otherwise="case")
    ('Zoe-s-2nd-cycle', 'case')
    """
    plain = unicodedata.normalize("NFKD", name[: 10 * _LONGEST])
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _UNFIT.sub("-", letters).strip(_EDGES)[:_LONGEST].strip(_EDGES) or otherwise


def untaken(id_: str, taken: Container[str]) -> str:
    """The id, with a number behind it if it is taken.

    >>> untaken("c", {"c", "c-2"}), untaken("d", {"c"})
    ('c-3', 'd')
    """
    if id_ not in taken:
        return id_
    return next(other for n in count(2) if (other := f"{id_}-{n}") not in taken)
