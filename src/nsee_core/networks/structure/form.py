"""What form a partnership is, as far as it is known where those are who take part in it."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from nsee_core.records import Base, Cycle
from nsee_core.records.cycles import Level as PrintedLevel

#: How far a partnership reaches, from near to far.
Form = Literal["within school", "between schools", "between authorities"]
FORMS: tuple[Form, ...] = get_args(Form)
_WITHIN, _SCHOOLS, _AUTHORITIES = FORMS
#: The form that the printed level of a cycle says.
_OF_LEVEL: dict[PrintedLevel | None, Form] = {
    "classroom": _WITHIN,
    "department": _WITHIN,
    "whole school": _WITHIN,
    "between schools": _SCHOOLS,
    "between authorities": _AUTHORITIES,
}


@attrs.frozen
class Partnership:
    """What is known of where those are who take part in something."""

    record: Base
    schools: frozenset[str]
    authorities: frozenset[str]
    partners: frozenset[str]
    unplaced: int
    unsure: bool
    """Of somebody the authority is not known."""
    whole_authority: bool
    """An authority takes part, and nobody says with which of its schools."""
    unnamed: int = 0
    """How many are only counted."""
    printed: tuple[int, int] = (0, 0)
    """How many schools and authorities there are, by a number in print."""

    @property
    def at_least(self) -> Form | None:
        """The form that those make it of whom something is known."""
        if max(len(self.authorities), self.printed[1]) > 1:
            return _AUTHORITIES
        schools = max(len(self.schools), self.printed[0])
        return None if schools == 0 else _WITHIN if schools == 1 else _SCHOOLS

    @property
    def form(self) -> Form | None:
        """The form that it is, whoever those are of whom nothing is known."""
        found = self.at_least
        return found if found == _AUTHORITIES or not self._open else None

    @property
    def ways(self) -> int | None:
        """Between how many authorities it is."""
        if self.form != _AUTHORITIES or self.unplaced or self.unsure:
            return None
        if self.printed[1] >= len(self.authorities):
            return self.printed[1]
        return None if self.unnamed else len(self.authorities)

    @property
    def with_partners(self) -> bool | None:
        """Whether partner agencies take part; None where somebody may be one."""
        if self.partners:
            return True
        return None if self.unplaced or self.unnamed else False

    @property
    def level_printed(self) -> PrintedLevel | None:
        """The level that a cycle says of itself."""
        return self.record.level if isinstance(self.record, Cycle) else None

    @property
    def contradicts(self) -> bool | None:
        """Whether what is known of who takes part rules the printed level out."""
        said = _OF_LEVEL.get(self.level_printed)
        if said is None:
            return None
        if self.form is not None:
            return said != self.form
        return self.at_least is not None and FORMS.index(said) < FORMS.index(self.at_least)

    @property
    def _open(self) -> bool:
        among_schools = self.unsure and self.at_least == _SCHOOLS
        return bool(self.unplaced or self.unnamed or self.whole_authority or among_schools)
