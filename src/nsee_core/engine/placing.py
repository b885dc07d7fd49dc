"""Where one cycle stands, and where all of them do, as of a date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from nsee_core.engine.moment import Moment, as_it_was, in_doubt, moment
from nsee_core.engine.trace import trace
from nsee_core.engine.whereabouts import Standing
from nsee_core.programme import Programme, programme_given
from nsee_core.protocol import Protocol, Protocols, protocols_with
from nsee_core.records import Cycle
from nsee_core.wording import a

if TYPE_CHECKING:
    import pandas as pd


class NoStanding(LookupError):
    """A cycle cannot be placed: it is not here, or its protocol is not known."""


def standing(
    programme: Programme,
    cycle: str,
    *,
    as_of: Moment | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
) -> Standing:
    """Where one cycle stands.

    Args:
        programme: the programme, or a slice of it that holds the cycle and its parts.
        cycle: the id of the cycle.
        as_of: a date; then only what certainly took place by it counts, and what possibly did
            is listed in ``possibly``.
        protocols: your own protocols, besides those that ship.

    Raises:
        UnknownRecord: the programme has no record of this id.
        NoStanding: the record is not a cycle, or names no protocol that is known.
        NotADate: ``as_of`` is not a date.
        NotAMoment: it is one by which nothing can be said to have happened, such as "year 1".

    >>> from nsee_core import Cycle, Entry, Programme
    >>> p = Programme.of([Cycle(id="c", protocol="sipp"), Entry(id="e", cycle="c", step="1.1")])
    >>> where = standing(p, "c")
    >>> where.state, where.steps[0].state, where.next[0], where.may("3.1").leave
    ('on track', 'done', '1.2', 'discouraged')
    """
    record = _cycle(programme_given(programme), cycle)
    known = protocols_with(protocols)
    protocol = known.get(record.protocol) if record.protocol else None
    if protocol is None:
        named = (
            f'names the protocol "{record.protocol}"' if record.protocol else "names no protocol"
        )
        raise NoStanding(f'cycle "{cycle}" {named}; known are {", ".join(sorted(known))}')
    if as_of is None:
        return _placed(programme, record, protocol)
    by = moment(as_of)
    then = as_it_was(programme, by, record)
    return _placed(then, _cycle(then, cycle), protocol, in_doubt(programme, record, by))


#: The columns of ``standings``, in order.
COLUMNS = (
    "cycle",
    "title",
    "network",
    "protocol",
    "account",
    "state",
    "ended",
    "phase",
    "done",
    "steps",
    "open",
    "missing",
    "undocumented",
    "next",
    "possibly",
)


def standing_rows(
    programme: Programme,
    *,
    as_of: Moment | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
) -> list[dict[str, Any]]:
    """Where every cycle stands: one flat dict a cycle, with the columns of ``standings``.

    Raises:
        NotADate: ``as_of`` is not a date.
        NotAMoment: it is one by which nothing can be said to have happened, such as "year 1".
    """
    known, whole = protocols_with(protocols), programme_given(programme)
    if as_of is None:
        return [_row(whole, cycle, known) for cycle in whole.of_kind(Cycle)]
    by = moment(as_of)
    then = as_it_was(whole, by)
    return [_row(then, cycle, known, in_doubt(whole, cycle, by)) for cycle in then.of_kind(Cycle)]


def standings(
    programme: Programme,
    *,
    as_of: Moment | None = None,
    protocols: Iterable[Protocol] | Protocols = (),
) -> pd.DataFrame:
    """Where every cycle stands: one row a cycle.

    The columns: ``cycle``, ``title``, ``network`` (ids and a title), ``protocol``, ``account``
    (log or narrative), ``state`` (on track, complete, broken, blocked, discontinued, ended
    incomplete, or no known protocol),
    ``ended``, ``phase`` (of the step completed last), ``done`` and ``steps`` (how many required
    steps were completed, and how many there are), ``open``, ``missing``, ``undocumented`` and
    ``next`` (keys of steps, with commas between), ``possibly`` (how many entries are in doubt at
    the date). What a log lacks is missing; what a narrative does not mention is undocumented.

    Args:
        programme: the programme.
        as_of: a date; then only what certainly took place by it counts.
        protocols: your own protocols, besides those that ship.

    Raises:
        NotADate: ``as_of`` is not a date.
        NotAMoment: it is one by which nothing can be said to have happened, such as "year 1".

    >>> from nsee_core import Cycle, Entry, Programme
    >>> p = Programme.of([Cycle(id="c", protocol="apdr"), Entry(id="e", cycle="c", step="assess")])
    >>> standings(p)[["cycle", "state", "done", "steps"]].to_dict("records")
    [{'cycle': 'c', 'state': 'on track', 'done': 1, 'steps': 4}]
    """
    import pandas as pd

    rows = standing_rows(programme, as_of=as_of, protocols=protocols)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = dict.fromkeys(("done", "steps", "possibly"), "Int64")
    texts = {name: "string" for name in COLUMNS if name not in (*numbers, "ended")}
    return frame.astype({**texts, **numbers, "ended": "boolean"})


def _row(
    programme: Programme, cycle: Cycle, known: Protocols, possibly: tuple[str, ...] = ()
) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {
        "cycle": cycle.id,
        "title": cycle.title,
        "network": cycle.network,
        "protocol": cycle.protocol,
        "account": cycle.account,
        "state": "no known protocol",
    }
    protocol = known.get(cycle.protocol) if cycle.protocol else None
    if protocol is not None:
        row |= _placed_row(_placed(programme, cycle, protocol, possibly))
    return row


def _placed_row(where: Standing) -> dict[str, Any]:
    required = [step.key for step in where.protocol.steps if step.required]
    steps = {step.key: step.state for step in where.steps}
    left = [key for key in required if steps[key] not in ("done", "open")]
    narrative = where.cycle.account == "narrative"
    return {
        "state": where.state,
        "ended": where.ended,
        "phase": where.phase,
        "done": sum(steps[key] == "done" for key in required),
        "steps": len(required),
        "open": ", ".join(key for key, state in steps.items() if state == "open"),
        "missing": "" if narrative else ", ".join(left),
        "undocumented": ", ".join(left) if narrative else "",
        "next": ", ".join(where.next),
        "possibly": len(where.possibly),
    }


def _placed(
    programme: Programme, cycle: Cycle, protocol: Protocol, possibly: tuple[str, ...] = ()
) -> Standing:
    """Where a cycle of the programme stands."""
    seen = trace(programme, cycle, protocol)
    return Standing(cycle, seen.position, seen, possibly)


def _cycle(programme: Programme, id_: str) -> Cycle:
    record = programme[id_]
    if not isinstance(record, Cycle):
        raise NoStanding(f'"{id_}" is {a(record.kind)}, not a cycle')
    return record
