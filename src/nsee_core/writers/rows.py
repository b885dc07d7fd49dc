"""Records as rows: plain dicts, as an API, a database or a template takes them."""

from __future__ import annotations

from typing import Any

from nsee_core.programme import Programme
from nsee_core.records import Base
from nsee_core.safety import leaving


def row_of(record: Base) -> dict[str, Any]:
    """A record in plain JSON types: its kind, then each field that says something, in order.

    Fields at their default are left out, in nested parts too, so that a reader gives an equal
    record back. It is one record, and nothing of it is withheld.

    >>> from nsee_core import Trio
    >>> row_of(Trio(id="t1", members=("p1", "p2"), ext={"ward": 7}))
    {'kind': 'trio', 'id': 't1', 'ext': {'ward': 7}, 'members': ['p1', 'p2']}
    """
    return {"kind": record.kind, **record.model_dump(mode="json", exclude_defaults=True)}


def to_rows(programme: Programme, *, include_sensitive: bool = False) -> list[dict[str, Any]]:
    """Every record as ``row_of`` gives it, in order.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.
    """
    return [row_of(record) for record in leaving(programme, include_sensitive=include_sensitive)]
