"""Who named as many as the form of a survey had room for, and may have had more ties."""

from __future__ import annotations

from collections import defaultdict

from nsee_core.networks.graphs.wanted import Wanted
from nsee_core.programme import Programme


def full_forms(wanted: Wanted, programme: Programme) -> set[str] | None:
    """Whose answers to a wanted question are as many names as it allowed, or more.

    A name that is not counted in the end, as of somebody who is not on the roster, or of a tie that
    is too weak, took a line of the form like any other.

    Returns:
        Their ids; None where no wanted question has a limit.
    """
    room = {asked.key: asked.at_most for asked in wanted.questions if asked.at_most is not None}
    if not room:
        return None
    named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for answer in wanted.answers(programme):
        if answer.question in room:
            named[answer.tie.sender, answer.question].add(answer.tie.receiver)
    return {sender for (sender, key), names in named.items() if len(names) >= room[key]}
