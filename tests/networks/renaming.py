"""The same records under other ids, for laws that no name may matter to."""

from __future__ import annotations

from collections.abc import Iterable

from nsee_core.records import Base


def under_other_ids(records: Iterable[Base]) -> list[Base]:
    """Each id of these records with z- before it, wherever it stands."""
    fields = ("id", "practice", "adapted_from", "adapted_as", "cycle", "giver", "school")
    several = ("led_by", "receivers")
    return [
        each.but(
            **{
                name: f"z-{value}" if name in fields else tuple(f"z-{one}" for one in value)
                for name, value in each.held().items()
                if name in fields + several and value
            }
        )
        for each in records
    ]
