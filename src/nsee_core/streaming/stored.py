"""A programme that stays in its file, as far as a rule may look at one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar, overload

from nsee_core.programme import Programme
from nsee_core.records import Base
from nsee_core.streaming.shelf import Shelf

R = TypeVar("R", bound=Base)


class LooksTooFar(TypeError):
    """A rule looks at more of a programme than a rule may."""


class StoredProgramme(Programme):
    """A programme that stays in its file: it finds a record by its id, and the parts of a record.

    Nothing can be asked of all its records at once.
    """

    _shelf: Shelf

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(_NoIndex(), outside=shelf.elsewhere)  # type: ignore[arg-type] # it has none
        vars(self)["_shelf"] = shelf  # a programme is frozen

    def get(self, id_: str | None) -> Base | None:
        """The record of this id, or None."""
        held = None if id_ is None else self._shelf.find(id_)
        return None if held is None else held.then

    @property
    def look_up(self) -> Callable[[str | None], Base | None]:
        """``get``, for what asks it of many ids."""
        return self.get

    @overload
    def within(self, whole: str) -> tuple[Base, ...]: ...
    @overload
    def within(self, whole: str, kind: type[R]) -> tuple[R, ...]: ...
    def within(self, whole: str, kind: type[Base] | None = None) -> tuple[Base, ...]:
        """The parts of a record, in order."""
        name = None if kind is None else kind.model_fields["kind"].default
        return self._shelf.parts(whole, name)


class _NoIndex:
    """What a programme in a file has in the place of look-ups over all its records."""

    all_evidence_names_a_cycle = False  # as far as anybody knows

    def __getattr__(self, name: str) -> NoReturn:
        msg = (
            "a rule may look only at its record, the parts of it, what they link to, and the "
            f"parts of that; this one looks at all records ({name}), and they are not in memory"
        )
        raise LooksTooFar(msg)
