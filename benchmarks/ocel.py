"""Writing OCEL 2.0 as JSON: against pm4py, on the same events, objects and relations.

pm4py is in the environment of the peers: ``.venv-peers/bin/python -m benchmarks.ocel``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import attrs

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import Cycle, Entry, Person, Programme
from nsee_core.readers import read_jsonl
from nsee_core.records import Base
from nsee_core.records.links import links
from nsee_core.writers.ocel import write_ocel_json

EVENTS = (10_000, 100_000)
STEPS = ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.3")


@attrs.frozen
class Row:
    """The seconds that each takes to write one log."""

    log: str
    events: int
    objects: int
    ours: float
    pm4py: float

    @property
    def times(self) -> float:
        """How many times as fast ours is."""
        return self.pm4py / self.ours


def logs(events: int) -> Programme:
    """So many entries, ten a cycle, each by one of its three people."""
    cycles = range(events // len(STEPS))
    return Programme.of(
        [
            *(Cycle(id=f"c{n}", protocol="sipp") for n in cycles),
            *(Person(id=f"c{n}-p{k}", type="practitioner") for n in cycles for k in range(3)),
            *(
                Entry.model_validate(
                    {
                        "id": f"c{n}-e{place}",
                        "cycle": f"c{n}",
                        "step": step,
                        "when": f"2017-{place + 1:02}-{n % 28 + 1:02}",
                        "by": [f"c{n}-p{place % 3}"],
                    }
                )
                for n in cycles
                for place, step in enumerate(STEPS)
            ),
        ]
    )


def complete(events: int) -> Programme:
    """Complete cycles with their lessons, evidence and insights, of about so many entries.

    The last entry of each names all that no other entry does: pm4py passes over objects that no
    event relates to, and would write less.
    """
    held: list[Base] = []
    for _, records in groupby(read_jsonl(io.BytesIO(lines(events // 13))).programme, _cycle):
        *others, last = sorted(records, key=lambda record: record.kind == "entry")
        named = {
            link.target
            for record in (*others, last)
            if record.kind == "entry"
            for link in links(record)
        }
        rest = [record.id for record in others if record.kind != "entry" and record.id not in named]
        held += [*others, last.but(evidence=rest)]
    return Programme.of(held)


def _cycle(record: Base) -> str:
    return record.id.partition("-")[0]


def measured(sizes: tuple[int, ...] = EVENTS) -> Iterator[Row]:
    """Write each log with both, in turns."""
    for events in sizes:
        rounds = 5 if events == sizes[0] else 1
        yield compared("steps and people", logs(events), rounds)
        yield compared("complete cycles", complete(events), rounds)


def compared(name: str, programme: Programme, rounds: int) -> Row:
    """The seconds that both take; pm4py writes what it read of ours, which is all of it."""
    with redirect_stdout(io.StringIO()):  # it prints a banner
        import pm4py

    with TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.json", Path(folder) / "theirs.json"
        write = partial(write_ocel_json, programme, ours, include_sensitive=True)
        write()
        held = pm4py.read_ocel2_json(str(ours))
        assert len(held.events) + len(held.objects) == len(programme)
        works = write, partial(pm4py.write_ocel2_json, held, str(theirs))
        times = together(*works, rounds=rounds, clock=process_time)
        return Row(name, len(held.events), len(held.objects), *times)


if __name__ == "__main__":
    for row in measured():
        print(
            f"{row.log}, {row.events:,} events, {row.objects:,} objects: "
            f"{row.ours:.2f} s, pm4py {row.pm4py:.2f} s, {row.times:.1f} times as fast",
            flush=True,
        )
