"""Which of the ids that were read a text stands for that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from nsee_core.readers.tabular.cells import form_of
from nsee_core.records import Base
from nsee_core.wording import Meant, meant, nearest

_LONGEST = 500  # characters
_BETWEEN = re.compile(r"\s*(?:[;,&/+\n]|\band\b)\s*", re.IGNORECASE)
_ALIKE = 0.75
#: Looking for the nearest among a few ids costs as much as reading a row.
_MOST_ASKED, _MOST_IDS = 50, 2000


@attrs.define
class Ids:
    """The ids that a field could hold, and the names of what they stand for.

    >>> from nsee_core import Person
    >>> ids = Ids.of([Person(id="t-smith", name="Tom Smith"), Person(id="p2")], [], ["person"])
    >>> ids.perhaps("T Smith", several=False), ids.perhaps("tom smith", several=False)
    ('; perhaps "t-smith" was meant', '; perhaps "t-smith" was meant')
    >>> ids.perhaps("p2 and Tom Smith", several=True)
    '; perhaps "p2; t-smith" was meant, since ";" stands between the ids of a list'
    """

    _by_form: dict[str, str | None] = attrs.field(factory=dict)
    _by_name: dict[str, str | None] = attrs.field(factory=dict)
    _linked: bool = True
    _asked: int = 0

    @classmethod
    def of(cls, records: Iterable[Base], unread: Iterable[str], kinds: Sequence[str]) -> Ids:
        """Those of records, and of some that could not be read.

        Args:
            records: the records that could be read.
            unread: the ids of others, of whatever kind.
            kinds: those that the field links to; none where a record gives its own id, which is
                never the name of another.
        """
        ids = cls(linked=bool(kinds))
        for id_ in unread:
            _enter(ids._by_form, id_, id_)
        for record in records:
            if not kinds or record.kind in kinds:
                _enter(ids._by_form, record.id, record.id)
                if kinds and (name := record.__dict__.get("name")) is not None:
                    _enter(ids._by_name, name, record.id)
        return ids

    def perhaps(self, text: str, *, several: bool) -> str:
        """What was probably meant by a text, as the end of a sentence.

        Args:
            text: what stands where an id should.
            several: whether it stands in a list.
        """
        if len(text) > _LONGEST or not self._by_form:
            return ""
        if several and (listed := self._listed(text)):
            ids = "; ".join(listed)
            return Meant(f'{meant(ids)}, since ";" stands between the ids of a list', ids)
        form = form_of(text)
        return meant(self._certain(form) or self._nearest(form))

    def _certain(self, form: str) -> str | None:
        """The one id that differs in nothing but capitals, blanks and marks, or has this name."""
        return self._by_form.get(form) or self._by_name.get(form)

    def _listed(self, text: str) -> list[str]:
        """The ids that a text holds, if it holds several and nothing else."""
        for pieces in (_BETWEEN.split(text), text.split()):
            several = list(filter(None, pieces))
            if len(several) > 1 and (ids := self._all_of(several)):
                return ids
        return []

    def _all_of(self, pieces: Iterable[str]) -> list[str]:
        """The id that each piece stands for; nothing if one of them stands for none."""
        ids: list[str] = []
        for piece in pieces:
            id_ = self._certain(form_of(piece))
            if id_ is None:
                return []
            ids.append(id_)
        return ids

    def _nearest(self, form: str) -> str | None:
        self._asked += 1
        if not self._linked or self._asked > _MOST_ASKED or len(self._by_form) > _MOST_IDS:
            return None
        return self._by_form.get(nearest(form, self._by_form, _ALIKE))


def _enter(by_form: dict[str, str | None], words: str, id_: str) -> None:
    """Enter an id by the form of some words; two by one form are entered as none."""
    form = form_of(words)
    by_form[form] = id_ if by_form.get(form, id_) == id_ else None
