"""A programme that stays in its file, as far as a rule may look at one."""

from __future__ import annotations

from typing import NoReturn

from nsee_core.programme import Programme
from nsee_core.records import Base
from nsee_core.streaming.shelf import Shelf


class LooksTooFar(TypeError):
    """A rule looks at more of a programme than a rule may."""


def stored(shelf: Shelf) -> Programme:
    """A programme that stays in its file: it finds a record by its id, and the parts of a record.

    Nothing can be asked of all its records at once.
    """
    return Programme(_OnShelf(shelf), outside=shelf.elsewhere)  # type: ignore[arg-type] # or it raises


class _OnShelf:
    """What such a programme has in the place of look-ups over all its records."""

    all_evidence_names_a_cycle = False  # as far as anybody knows

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, id_: str | None) -> Base | None:
        """The record of this id."""
        held = None if id_ is None else self._shelf.find(id_)
        return None if held is None else held.then

    def within(self, whole: str, kind: type[Base] | None) -> tuple[Base, ...]:
        """The parts of a record, in order; of one kind or of all."""
        name = None if kind is None else kind.model_fields["kind"].default
        return self._shelf.parts(whole, name)

    def __iter__(self) -> NoReturn:
        raise _too_far("iter")

    def __len__(self) -> NoReturn:
        raise _too_far("len")

    def __getattr__(self, name: str) -> NoReturn:
        raise _too_far(name)


def _too_far(asked: str) -> LooksTooFar:
    return LooksTooFar(
        "a rule may look only at its record, the parts of it, what they link to, and the parts of "
        f"that; this one looks at all records ({asked}), and they are not in memory"
    )
