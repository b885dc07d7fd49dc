"""Contacts, reach and flows in programmes of growing size: time for each entry and transfer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from time import process_time

import attrs

from benchmarks.timing import together
from nsee_core import Authority, Cycle, Entry, Person, Practice, Programme, School, Transfer, When
from nsee_core.networks.movement.contact_rows import contacts
from nsee_core.networks.movement.movements import flows
from nsee_core.networks.movement.reaching import reach
from nsee_core.records import Base

#: So many entries, or transfers, to a person, and people to a school.
ENTRIES, PEOPLE = 20, 20
_AUTHORITIES = 32
_FIRST, _DAYS = date(2013, 8, 1), 2_000


@attrs.frozen
class Row:
    """Microseconds for each of so many entries, or transfers."""

    entries: int
    contacts: float
    reach: float
    flows: float


def measured(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> Iterator[Row]:
    """Find the contacts of a programme, whom its first person reaches, and what moved in it."""
    for size in sizes:
        met = Programme.of(entries(size))
        works = (partial(contacts, met), partial(reach, contacts(met), ["p0"]))
        following = together(*works, rounds=3, clock=process_time)
        del met, works  # each programme is large, and is measured by itself
        moved = Programme.of(transfers(size))
        flows(moved)  # the index is built once, before the first question
        moving = together(partial(flows, moved), rounds=3, clock=process_time)
        yield Row(size, *(time / size * 1e6 for time in (*following, *moving)))


def people(size: int) -> list[Base]:
    """The people for so many entries, in their schools, and these in their authorities."""
    count = size // ENTRIES
    authorities = [Authority(id=f"a{n}") for n in range(_AUTHORITIES)]
    schools = [
        School(id=f"s{n}", authority=f"a{n % _AUTHORITIES}") for n in range(count // PEOPLE + 1)
    ]
    return [
        *authorities,
        *schools,
        *(Person(id=f"p{n}", school=f"s{n // PEOPLE}") for n in range(count)),
    ]


def entries(size: int) -> Iterator[Base]:
    """A programme of so many entries, each of two people on some day."""
    yield from people(size)
    yield Cycle(id="cycle")
    for n, (one, other, when) in enumerate(_meetings(size)):
        yield Entry(id=f"e{n}", cycle="cycle", step="plan", by=(one, other), when=when)


def transfers(size: int) -> Iterator[Base]:
    """A programme of so many transfers, each from one to another on some day."""
    yield from people(size)
    yield Practice(id="talk")
    for n, (one, other, when) in enumerate(_meetings(size)):
        yield Transfer(
            id=f"t{n}", practice="talk", giver=one, receivers=(other,), when=when, type="adopted"
        )


def _meetings(size: int) -> Iterator[tuple[str, str, When]]:
    draw = random.Random(size)  # noqa: S311 - for a benchmark
    count = size // ENTRIES
    days = [When.parse(str(_FIRST + timedelta(days=n))) for n in range(_DAYS)]
    for _ in range(size):
        one, other = draw.sample(range(count), 2)
        yield f"p{one}", f"p{other}", draw.choice(days)
