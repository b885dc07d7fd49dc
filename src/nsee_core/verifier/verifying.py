"""What a protocol's author wants to know: can it be kept, and does it say anything twice?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

import attrs

from nsee_core.protocol.model import Protocol
from nsee_core.verifier.asking import Asking

Answer = Literal["yes", "no", "undecided"]


@attrs.frozen
class Implication:
    """That a constraint says nothing that the others do not say."""

    says: str
    """The constraint, in a sentence."""
    by: tuple[str, ...]
    """What it follows from, in sentences; none, where it holds of every log."""


@attrs.frozen
class Verification:
    """What was found out about a protocol."""

    protocol: str
    """Its key."""
    completable: Answer
    """Whether a cycle can meet all that it requires."""
    contradiction: tuple[str, ...] = ()
    """Where none can: requirements that cannot be met together, as few as could be told."""
    irreducible: bool = True
    """Whether it is sure that they can be met if any one of them is dropped."""
    unreachable: tuple[str, ...] = ()
    """Steps that no complete cycle can contain."""
    implied: tuple[Implication, ...] = ()
    """Constraints that follow from the rest, in a log of whole steps: each of them took place.

    A log that says when steps were started and completed can break more.
    """
    undecided: tuple[str, ...] = ()
    """What could not be decided, the protocol being too large."""

    def __bool__(self) -> bool:
        """Whether it can be completed, and every step be part of that."""
        return self.completable == "yes" and not self.unreachable

    def sentences(self) -> tuple[str, ...]:
        """The same for people to read.

        >>> from nsee_core import builtin_protocols
        >>> verify(builtin_protocols()["apdr"]).sentences()
        ('It can be completed.',)
        """
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        match self.completable:
            case "yes":
                yield "It can be completed."
            case "no":
                yield "It cannot be completed."
            case "undecided":
                yield "It could not be decided whether it can be completed."
        if self.contradiction:
            these = "These" if self.irreducible else "These, or some of them,"
            yield f"{these} cannot be met together: {' '.join(self.contradiction)}"
        for step in self.unreachable:
            yield f"No complete cycle can contain {step}."
        for implication in self.implied:
            why = f"it follows from: {' '.join(implication.by)}" if implication.by else ""
            yield f"This says nothing new: {implication.says} ({why or 'nothing can break it'})"
        for question in self.undecided:
            yield f"It could not be decided {question.rstrip('.')}."

    def to_dict(self) -> dict[str, Any]:
        """In plain JSON types."""
        return attrs.asdict(self)


@lru_cache(maxsize=256)
def verify(protocol: Protocol) -> Verification:
    """Find out whether a protocol can be completed, and what in it quarrels or is superfluous.

    The search is bounded by the work it does, so the answer does not depend on the machine; what
    a protocol is too large for is in ``undecided``. Only constraints that the author wrote are
    tried for saying nothing new.

    >>> from nsee_core import parse_protocol
    >>> bad = parse_protocol('''
    ... key = "bad"
    ... [[steps]]
    ... key = "look"
    ... [[constraints]]
    ... template = "at-most"
    ... a = ["look"]
    ... n = 0
    ... ''')
    >>> print(*verify(bad).sentences())
    It cannot be completed. These cannot be met together: look is completed at least once. look is
    never begun.
    """
    asking = Asking.about(protocol)
    whole = asking.whole().outcome
    if whole != "found":
        quarrel, irreducible = asking.quarrel()
        return Verification(
            protocol.key,
            completable="no" if quarrel or whole == "impossible" else "undecided",
            contradiction=tuple(map(asking.says, quarrel)),
            irreducible=irreducible,
            undecided=() if quarrel else ("whether, or which, requirements quarrel",),
        )
    unreachable, implied, undecided = [], [], []
    for number, step in enumerate(protocol.steps):
        match asking.reaching(number).outcome:
            case "impossible":
                unreachable.append(step.key)
            case "undecided":
                undecided.append(f"whether a complete cycle can contain {step.key}")
    for requirement in asking.compiled.requirements:
        if requirement.origin != "written":
            continue
        match asking.breaking(requirement).outcome:
            case "impossible":
                by = tuple(map(asking.says, asking.implying(requirement)))
                implied.append(Implication(asking.says(requirement), by))
            case "undecided":
                undecided.append(f"whether this follows from the rest: {asking.says(requirement)}")
    return Verification(
        protocol.key,
        "yes",
        unreachable=tuple(unreachable),
        implied=tuple(implied),
        undecided=tuple(undecided),
    )
