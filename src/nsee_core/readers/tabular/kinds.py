"""What a user says that tables hold whose own names do not tell it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import attrs

from nsee_core.readers.kinds import known_kind
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.specs import sides
from nsee_core.readers.tabular.table import UnknownTable, there_is
from nsee_core.wording import perhaps

#: What tables hold, by what they are called; None passes a table over.
KindMap = Mapping[str, str | None]


@attrs.frozen
class Kinds:
    """A map of kinds that is being followed."""

    by_form: Mapping[str, str | None]
    """What tables hold, by their names in whatever capitals and blanks."""
    given: Collection[str]
    """Those names as they were given."""

    @classmethod
    def of(cls, kinds: KindMap | None) -> Kinds:
        """That of a map.

        Raises:
            TypeError: it is no map of texts.
            UnknownKind: it names a kind that there is not.

        >>> kinds = Kinds.of({"Staff": "person", "Who is in": "trio_members", "Notes": None})
        >>> kinds.name("STAFF"), kinds.name("Notes"), kinds.name("Lessons")
        ('person', None, 'Lessons')
        """
        told = {form_of(name): held for name, held in _entries(kinds)}
        return cls(told, tuple(kinds or ()))

    def name(self, called: str) -> str | None:
        """What a table holds that is called so, if that is told; else what it is called.

        None is for one that is to be passed over.
        """
        return self.by_form.get(form_of(called), called)

    def check(self, called: Collection[str], noun: str) -> None:
        """Make sure that every table is there of which something is told.

        Args:
            called: what the tables are called.
            noun: what they are, such as a sheet.

        Raises:
            UnknownTable: one is not there.
        """
        forms = set(map(form_of, called))
        for name in self.given:
            if form_of(name) not in forms:
                msg = f'there is no {noun} "{name}"{perhaps(name, called) or there_is(called)}'
                raise UnknownTable(msg, name)


def _entries(kinds: object) -> Iterator[tuple[str, str | None]]:
    """What is told of tables, by what they are called."""
    if not isinstance(kinds, Mapping | None):
        msg = f'kinds is a map, such as {{"Staff": "person"}}, not {type(kinds).__name__}'
        raise TypeError(msg)
    for called, kind in (kinds or {}).items():
        if not isinstance(called, str):
            msg = f"a table in kinds is called by a text, not by {type(called).__name__}"
            raise TypeError(msg)
        yield called, None if kind is None else known_kind(kind, sides())
