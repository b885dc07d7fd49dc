"""Programmes of any size, as JSON Lines: one complete cycle, over and over under other ids."""

from __future__ import annotations

import json
from functools import cache

from nsee_core import Programme, builtin_protocols
from nsee_core.records import KINDS
from nsee_core.records.links import link_fields, links
from nsee_core.verifier.exemplars import exemplar
from nsee_core.writers import row_of

PROTOCOL = "research-lesson-trio"
HEADER = '{"schema":"nsee-core","version":1}\n'


@cache
def one_cycle(*, faulty: bool) -> str:
    """One complete cycle as lines in which every id begins with @."""
    programme = exemplar(builtin_protocols()[PROTOCOL])
    rows = [row_of(record) for record in programme]
    if faulty:
        for row in rows:
            _spoil(row)
    text = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
    for id_ in sorted(_ids(programme), key=len, reverse=True):
        text = text.replace(f'"{id_}"', f'"@{id_}"')
    return text


def lines(cycles: int, *, faulty: bool = False) -> bytes:
    """So many cycles with their entries, evidence, people and lessons."""
    block = one_cycle(faulty=faulty)
    return (HEADER + "".join(block.replace("@", f"c{n}-") for n in range(cycles))).encode()


def _ids(programme: Programme) -> set[str]:
    return {record.id for record in programme} | {
        link.target for record in programme for link in links(record)
    }


def _spoil(row: dict[str, object]) -> None:
    """Point one of its links at nothing."""
    field = next(f for f in link_fields(KINDS[str(row["kind"])]) if not f.part and not f.inside)
    row[field.name] = ["nowhere"] if field.many else "nowhere"
