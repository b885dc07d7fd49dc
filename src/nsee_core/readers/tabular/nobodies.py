"""Words such as "n/k" where an id should stand: they name nobody, unless a record has that id."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from nsee_core.findings import Place
from nsee_core.readers.fields import taken
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.cells import NOTHING_MEANT
from nsee_core.records import KINDS, Base
from nsee_core.rules import reading as codes

_INITIALS = 2  # letters


class Nobody(NamedTuple):
    """A word that may name nobody: which record says it, where, and in which field."""

    subject: str
    field: str
    word: str
    place: Place


def leave_out_nobodies(gathering: Gathering, nobodies: Iterable[Nobody]) -> None:
    """Leave words that name nobody out of the links of records, and say so once a column.

    That can be told when all is read: NK may be somebody's initials. A word stays where a record
    has it for its id; where it may be initials and there is no table of those that it could be;
    and where a record cannot do without that link.

    Args:
        gathering: the reading under way.
        nobodies: the words.
    """
    kinds = {record.kind for record in gathering.records()}
    told: set[tuple[str | None, str | None, str, str]] = set()
    for subject, field, word, place in nobodies:
        record = gathering.kept(subject)
        if record is None or gathering.has(word) or not _may_go(record, field, word, kinds):
            continue
        held = record.__dict__[field]
        rest = tuple(id_ for id_ in held if id_ != word) if isinstance(held, tuple) else None
        gathering.replace(record.but(**{field: rest}))
        said = (place.file, place.sheet, field, word)
        if said not in told:
            told.add(said)
            gathering.say(
                codes.READ_AS,
                None,
                field,
                subject=subject,
                value=word,
                place=place,
                meaning=NOTHING_MEANT,
            )


def _may_go(record: Base, field: str, word: str, kinds: AbstractSet[str]) -> bool:
    if KINDS[record.kind].model_fields[field].is_required():
        return False
    initials = word.isalpha() and len(word) <= _INITIALS
    return not initials or not kinds.isdisjoint(taken(record.kind, (field,)).kinds)
