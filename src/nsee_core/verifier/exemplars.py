"""A complete, clean programme of one cycle: proof that a protocol can be kept, and its example."""

from __future__ import annotations

from nsee_core.engine.course import lessons_needed, remaining
from nsee_core.engine.machine import machines
from nsee_core.engine.position import Position
from nsee_core.programme import Programme
from nsee_core.protocol.model import Protocol
from nsee_core.verifier.story import told


class NoExemplar(ValueError):
    """No complete cycle of a protocol can be shown: there is none, or it was not found."""


def exemplar(protocol: Protocol) -> Programme:
    """A complete cycle of a protocol, with all that it asks for, in which nothing is wrong.

    It takes the shortest lawful course. Everybody in it is a role, such as ``teacher-1``, and its
    evidence is about no recognisable person.

    Raises:
        NoExemplar: the protocol contradicts itself, or is too large to find a course through.

    >>> from nsee_core import Entry, builtin_protocols, check
    >>> p = exemplar(builtin_protocols()["apdr"])
    >>> [entry.step for entry in p.within("cycle-1", Entry)], len(check(p))
    (['assess', 'plan', 'do', 'review'], 0)
    """
    made = machines(protocol)
    found = remaining(Position(made), lessons_needed(made))
    match found.outcome:
        case "found":
            return told(protocol, found.stages)
        case "impossible":
            why = "cannot be completed, whatever is done; verify(protocol) says why"
        case "undecided":
            why = "is too large to find a course through it"
    raise NoExemplar(f"the protocol {protocol.key} {why}")
