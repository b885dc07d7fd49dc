"""Writes docs/tutorials/partnership.jsonl: a partnership that never was, for the notebook to read.

Nobody has published the records of one at this depth, so the notebook needs an invented one. What
it should find is planted here: knowledge moves along ROUTES and nowhere else, and a second survey
finds ties between the schools whose teachers met, which the first did not.

Usage: ``python -m tools.partnership``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from nsee_core import Programme, write_jsonl

FILE = Path(__file__).resolve().parents[1] / "docs" / "tutorials" / "partnership.jsonl"
AUTHORITIES = ("north", "east", "west")
SCHOOLS = {"s1": "north", "s2": "north", "s3": "east", "s4": "east", "s5": "west", "s6": "west"}
#: Four practitioners a school: p1 to p4 in s1, and so on.
PEOPLE = {f"p{n}": f"s{(n + 3) // 4}" for n in range(1, 25)}
#: The three teachers of each trio, and when they taught their lessons.
TRIOS = {
    "t1": (("p1", "p5", "p9"), ("2016-10-05", "2016-10-26", "2016-11-16")),
    "t2": (("p10", "p13", "p17"), ("2017-02-08", "2017-03-01", "2017-03-22")),
    "t3": (("p21", "p22", "p23"), ("2017-02-15", "2017-03-08", "2017-03-29")),
}
#: The transfer, the practice, from whom to whom, what became of it, and when.
ROUTES = (
    ("x1", "number-talks", "p1", ("p5", "p9"), "adopted", "November 2016"),
    ("x2", "number-talks", "p9", ("p10",), "adopted", "January 2017"),
    ("x3", "number-talks", "p10", ("p13", "p17"), "adapted", "May 2017"),
    ("x4", "number-talks-early", "p17", ("p18", "p19"), "shared", "2017-06-14"),
    ("x5", "number-talks", "p5", ("p6",), "adopted", "2016/17"),
)
_FICTION = "Invented for an example."
_ASKED = "With whom have you worked on your teaching since the summer?"


Row = dict[str, object]


def partnership() -> Programme:
    """All of its records."""
    return Programme.of([*_places(), *_work(), *_knowledge(), *_surveys(random.Random(11))])  # noqa: S311 - dice for an example


def _row(kind: str, **fields: object) -> Row:
    return {"kind": kind, **{name: value for name, value in fields.items() if value is not None}}


def _places() -> Iterator[Row]:
    yield from (_row("authority", id=id_, note=_FICTION) for id_ in AUTHORITIES)
    yield from (_row("school", id=id_, authority=where) for id_, where in SCHOOLS.items())
    yield _row("partner", id="university", type="university")
    for id_, school in PEOPLE.items():
        yield _row("person", id=id_, type="practitioner", school=school)
    yield _row("person", id="researcher", type="researcher", employer="university")
    yield _row("network", id="numeracy", type="partnership", started="August 2016")
    for id_ in SCHOOLS:
        since = "January 2017" if id_ == "s6" else "August 2016"
        yield _row(
            "membership", id=f"m-{id_}", group="numeracy", member=id_, role="member", since=since
        )
    yield _row(
        "membership",
        id="m-researcher",
        group="numeracy",
        member="researcher",
        role="critical friend",
        since="August 2016",
    )


def _work() -> Iterator[Row]:
    for trio, (members, days) in TRIOS.items():
        cycle = trio.replace("t", "c")
        yield _row("trio", id=trio, type="teachers", members=members, network="numeracy")
        yield _row(
            "cycle",
            id=cycle,
            account="narrative",
            trio=trio,
            network="numeracy",
            led_by=members[:1],
            focus=("numeracy",),
            started=days[0],
            ended=days[-1],
            outcome="completed",
        )
        for n, day in enumerate(days):
            taught, *observed = (*members[n:], *members[:n])
            yield _row(
                "lesson",
                id=f"{cycle}-l{n + 1}",
                cycle=cycle,
                taught_by=taught,
                observed_by=tuple(observed),
                when=day,
            )


def _knowledge() -> Iterator[Row]:
    yield _row("practice", id="number-talks", cycle="c1", since="October 2016")
    yield _row(
        "practice",
        id="number-talks-early",
        adapted_from="number-talks",
        cycle="c2",
        since="May 2017",
    )
    for id_, practice, giver, receivers, type_, when in ROUTES:
        yield _row(
            "transfer",
            id=id_,
            practice=practice,
            giver=giver,
            receivers=receivers,
            type=type_,
            adapted_as="number-talks-early" if type_ == "adapted" else None,
            when=when,
        )
    yield _row("barrier", id="b1", type="participation", cycle="c1", faced_by=("s1",))
    yield _row(
        "resource", id="r1", type="expertise", provided_by=("p1",), against=("b1",), cycle="c1"
    )
    yield _row("barrier", id="b2", type="participation", cycle="c3", faced_by=("s6",))


def _surveys(chance: random.Random) -> Iterator[Row]:
    roster = tuple(PEOPLE)
    question = {"key": "worked", "text": _ASKED, "type": "working together", "at_most": 6}
    silent = {1: {"p24"}, 2: {"p8", "p24"}}
    close = _close(chance)
    stayed = {pair for pair in sorted(close) if chance.random() < 0.9}
    met = {(a, b) for members, _ in TRIOS.values() for a in members for b in members}
    pairs = {1: close, 2: stayed | met}
    for wave, when in ((1, "September 2016"), (2, "June 2017")):
        yield _row(
            "survey",
            id=f"wave-{wave}",
            wave=wave,
            repeats="wave-1" if wave == 2 else None,
            network="numeracy",
            when=when,
            questions=(question,),
            roster=roster,
            respondents=tuple(id_ for id_ in roster if id_ not in silent[wave]),
        )
        told = sorted((a, b) for a, b in pairs[wave] if a != b and a not in silent[wave])
        for a, b in told:
            yield _row(
                "tie",
                id=f"w{wave}-{a}-{b}",
                survey=f"wave-{wave}",
                question="worked",
                sender=a,
                receiver=b,
            )


def _close(chance: random.Random) -> set[tuple[str, str]]:
    """Ties inside each school: of four colleagues, some name each other."""
    return {
        (a, b)
        for a, school in PEOPLE.items()
        for b, other in PEOPLE.items()
        if a != b and school == other and chance.random() < 0.7
    }


if __name__ == "__main__":
    write_jsonl(partnership(), FILE, include_sensitive=True)
