"""How much is drawn at most: a limit, which is a whole number."""

from __future__ import annotations

from nsee_core.networks.arguments.given import whole_number


class NotALimit(ValueError):
    """Something was to be drawn up to a limit that is none."""


def known_limit(at_most: object) -> int:
    """The limit, which is a whole number of 0 or more.

    Raises:
        NotALimit: it is something else.

    >>> known_limit(-1)
    Traceback (most recent call last):
    ...
    nsee_core.networks.arguments.limits.NotALimit: at_most cannot be -1; give a whole number, 0 or
    more
    """
    return whole_number(at_most, "at_most", refusal=NotALimit)


def most_pairs(at_most: object) -> int:
    """How many pairs, each one way, there are among so many: what leads one way counts by these.

    Raises:
        NotALimit: ``at_most`` is no whole number of 0 or more.

    >>> most_pairs(500)
    249500
    """
    limit = known_limit(at_most)
    return limit * (limit - 1)
