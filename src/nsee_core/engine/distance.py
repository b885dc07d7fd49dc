"""How far apart two are, one of whom gives a practice to the other."""

from __future__ import annotations

from functools import cached_property
from typing import get_args

import attrs

from nsee_core.records.knowledge import MovementLevel

#: How far a practice can move, from near to far.
MOVEMENT_LEVELS: tuple[MovementLevel, ...] = get_args(MovementLevel)


@attrs.frozen(cache_hash=True)
class End:
    """Where somebody, or a group, is: one end of a movement."""

    schools: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    outside: bool = False
    """In no school and no authority: a partner organisation, a parent."""
    vague: bool = False
    """Of somebody nothing is known."""
    unsure: bool = False
    """Of somebody the authority is not known."""

    @cached_property
    def school(self) -> str | None:
        """The one school that all of it is in; None if there is none, or that is not known."""
        return None if self.vague else _only(self.schools)

    @cached_property
    def authority(self) -> str | None:
        """The one authority that all of it is in; None if there is none, or that is not known."""
        return None if self.unsure else _only(self.authorities)

    @property
    def placed(self) -> bool:
        """Whether it is known to be in a school or to be an authority's."""
        return bool(self.schools or self.authorities) or (self.unsure and not self.vague)


#: The end of whom nothing is known.
NOWHERE = End(vague=True, unsure=True)


def _only(ids: frozenset[str]) -> str | None:
    return next(iter(ids)) if len(ids) == 1 else None


Levels = frozenset[MovementLevel]
_ANY: Levels = frozenset(MOVEMENT_LEVELS)
_WITHIN, _SCHOOLS, _AUTHORITIES, _BEYOND = (Levels((level,)) for level in MOVEMENT_LEVELS)
_NEAR = _WITHIN | _SCHOOLS


def levels_between(giver: End, receiver: End) -> Levels:
    """The levels that a movement may have had: one where its ends decide it, and never none.

    - beyond schools: an end is outside of schools and authorities;
    - between authorities: the ends are in more than one authority;
    - beyond schools: an end is in no school, as an officer of the authority is;
    - between schools: the ends are in more than one school;
    - within school: both are in one and the same.

    The first that holds counts. What is not known of an end leaves open every level that it might
    have made.

    >>> here, there = (End(schools=frozenset((id_,)), unsure=True) for id_ in ("s1", "s2"))
    >>> levels_between(here, here)
    frozenset({'within school'})
    >>> sorted(levels_between(here, there))
    ['between authorities', 'between schools']
    """
    if giver.outside or receiver.outside:
        return _BEYOND
    if not (giver.placed and receiver.placed):
        return _ANY
    if len(giver.authorities | receiver.authorities) > 1:
        return _AUTHORITIES
    if not (giver.schools and receiver.schools):
        near = _BEYOND
    elif len(giver.schools | receiver.schools) > 1:
        near = _SCHOOLS
    elif giver.vague or receiver.vague:
        near = _NEAR
    else:
        return _WITHIN
    return near | _AUTHORITIES if giver.unsure or receiver.unsure else near
