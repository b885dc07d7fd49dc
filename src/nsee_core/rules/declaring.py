"""What a rule is: a code, and a function that looks at one record and says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, cast

import attrs

from nsee_core.findings import Basis, Code, Finding, Place, Severity
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base
from nsee_core.rules.view import View

R_contra = TypeVar("R_contra", bound=Base, contravariant=True)

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Hit:
    """One thing that a rule found wrong with the record that it looked at.

    Args:
        loc: the field, as a path.
        value: the offending value, which may be sensitive.
        entries: the log entries that decided it.
        basis: on what it rests, where the protocol says so.
        source: the source that states it, where the protocol names one.
        severity: how grave it is, where that depends on the record.
        subject: the id of the part that it is about, where that is not the record itself.
        though: what may explain it, in words.
        args: what fills the template of the message; never taken from a private field.
    """

    __slots__ = (
        "args",
        "basis",
        "entries",
        "loc",
        "severity",
        "source",
        "subject",
        "though",
        "value",
    )

    def __init__(
        self,
        *loc: str | int,
        value: object = None,
        entries: tuple[str, ...] = (),
        basis: Basis | None = None,
        source: str | None = None,
        severity: Severity | None = None,
        subject: str | None = None,
        though: tuple[str, ...] = (),
        **args: object,
    ) -> None:
        self.loc, self.value, self.entries = loc, value, entries
        self.basis, self.source, self.severity = basis, source, severity
        self.subject, self.though = subject, though
        self.args = args or _NOTHING


#: Whether no record of a kind can be at fault, seen at once over a whole programme.
Glance = Callable[[Programme, str], bool]


#: What a record gives rules to speak of, if anything; asked once for all rules that name it.
Gate = Callable[[Any, View], Any]


class Check(Protocol[R_contra]):
    """A generator function over one record and what it may look at."""

    __name__: str

    def __call__(self, record: R_contra, view: View, /) -> Iterable[Hit]:
        """What is wrong with the record."""
        ...


class CheckGiven(Protocol[R_contra]):
    """One over what a gate found in the record, too."""

    __name__: str

    def __call__(self, record: R_contra, view: View, found: Any, /) -> Iterable[Hit]:  # noqa: ANN401 - what it is, the gate says
        """What is wrong with the record."""
        ...


@attrs.frozen(eq=False)
class Rule:
    """A code and, unless a reader gives it, the function that checks for it.

    A rule about a record may look at that record, at its parts, at what they link to, and at the
    parts of those; ``preview`` relies on it.
    """

    about: Code
    """The code and its words."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that it looks at."""
    check: Callable[..., Iterable[Hit]] | None = None
    """The function; None for what only a reader can see."""
    where: str | None = None
    """A field of the record; where it says nothing, the rule says nothing either."""
    given: Gate | None = None
    """What the function is given besides, if there is any; several rules may share it."""
    spared: Glance | None = None
    """Whether all records of a kind can be spared at one glance at the whole programme."""

    @property
    def code(self) -> str:
        """The code, such as ``NSEE301``."""
        return self.about.code

    def finding(
        self,
        subject: str | None,
        *loc: str | int,
        value: object = None,
        place: Place | None = None,
        severity: Severity | None = None,
        **args: object,
    ) -> Finding:
        """What is said under this code by a reader or a preview, which no rule is asked for."""
        return self.found(subject, loc, args, value, place, severity=severity)

    def found(
        self,
        subject: str | None,
        loc: tuple[str | int, ...],
        args: Mapping[str, Any],
        value: object,
        place: Place | None,
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """The same, by position: a file may have as many faults as lines."""
        about = self.about
        grade = severity or about.grade
        return Finding(
            about, grade, subject, loc, args, value, (), about.basis, about.source, place
        )


def rule(
    code: str,
    slug: str,
    *,
    on: type[R_contra] | tuple[type[Base], ...],
    says: str,
    fix: str,
    basis: Basis,
    source: str | None = None,
    severity: Severity | None = None,
    where: str | None = None,
    given: Gate | None = None,
    spared: Glance | None = None,
    silence: bool = False,
) -> Callable[[Check[R_contra] | CheckGiven[R_contra]], Rule]:
    """Make a rule of a generator function, whose docstring is the reason, for a teacher to read.

    With ``where``, the name of a field, it is asked only of records that say something there; with
    ``given``, only of those in which that function, which rules may share, finds something, and
    what it finds is a third argument; with ``spared``, it is not asked of a kind of which one
    glance at the whole programme says that no record is at fault.

    It registers nothing: each file of rules ends with the tuple of its own, and the catalogue
    joins them.

    >>> from nsee_core import Trio, check, Programme
    >>> words = {"says": "{id} has no name", "fix": "give it a name"}
    >>> @rule("TEAM1", "trio-unnamed", on=Trio, basis="agreed", **words)
    ... def trio_unnamed(trio, view):
    ...     "A trio is easier to talk about when it has a name."
    ...     if trio.name is None:
    ...         yield Hit("name", id=trio.id)
    >>> [str(f.message) for f in check(Programme.of([Trio(id="t1")]), rules=[trio_unnamed])]
    ['t1 has no name']
    """
    models: tuple[type[Base], ...] = on if isinstance(on, tuple) else (cast("type[Base]", on),)

    def made(function: Check[R_contra] | CheckGiven[R_contra]) -> Rule:
        about = Code(
            code=code,
            slug=slug,
            reason=" ".join((function.__doc__ or "").split()),
            says=says,
            fix=fix,
            basis=basis,
            source=source,
            severity=severity,
            silence=silence,
        )
        kinds = tuple(kind for kind, model in KINDS.items() if model in models)
        return Rule(about, kinds, function, where, given, spared)

    return made
