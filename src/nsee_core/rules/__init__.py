"""The rules: one family a file, joined in one visible tuple.

Where each code lives, by its first two digits; a code that stands elsewhere is named there.

- 0x ``reading``: files and rows; 10 ``links``
- 20 ``trios``, and from 205 on ``people``, who teaches and observes; 21 ``membership``
- 22 ``surveys``: who was asked and with whom they work; 23 ``waves``
- 30 ``progression`` and 34 ``needs``: what the protocol asks
- 31 ``entries``, and 351; 32 ``order``, and 333; 33 ``endings``, and 315; 35 ``sequences``
- 36 ``dates``; 37 ``lessons``
- 40 ``questions``; 401 and 41 ``evidence``: evidence and insights, and 441, what it was paid from
- 42 ``changes``; 43 ``focus_pupils``; 45 ``movement``: practices and transfers
- 50 ``consent``; 51 ``recording``; 52 ``keeping``; 53 ``anonymity``
- 60 ``claims``; 61 ``profiles``; 62 ``spending``; 63 ``instruments``
"""

from operator import attrgetter

from nsee_core.rules import (
    anonymity,
    changes,
    claims,
    consent,
    dates,
    endings,
    entries,
    evidence,
    focus_pupils,
    instruments,
    keeping,
    lessons,
    links,
    membership,
    movement,
    needs,
    order,
    people,
    profiles,
    progression,
    questions,
    reading,
    recording,
    sequences,
    spending,
    surveys,
    trios,
    waves,
)
from nsee_core.rules.declaring import Hit, Rule, rule
from nsee_core.rules.view import View

__all__ = ["RULES", "Hit", "Rule", "View", "rule"]

#: Every rule, in the order of its code.
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *reading.RULES,
            *links.RULES,
            *trios.RULES,
            *people.RULES,
            *membership.RULES,
            *surveys.RULES,
            *waves.RULES,
            *progression.RULES,
            *needs.RULES,
            *entries.RULES,
            *order.RULES,
            *endings.RULES,
            *sequences.RULES,
            *dates.RULES,
            *lessons.RULES,
            *questions.RULES,
            *evidence.RULES,
            *changes.RULES,
            *focus_pupils.RULES,
            *consent.RULES,
            *recording.RULES,
            *keeping.RULES,
            *anonymity.RULES,
            *claims.RULES,
            *profiles.RULES,
            *spending.RULES,
            *movement.RULES,
            *instruments.RULES,
        ),
        key=attrgetter("code"),
    )
)
