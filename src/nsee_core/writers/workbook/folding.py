"""Which columns of a sheet are folded away until somebody asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import attrs

from nsee_core.tabular import Scalar
from nsee_core.workbooks.sheets import LAST
from nsee_core.writers.workbook.heads import Head

#: What few people fill in, sheet by sheet. No protocol that ships asks for any of it, and no rule
#: of a row that says nothing else of it.
RARE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "authority": ("country", "challenge_authority"),
        "partner": ("country",),
        "school": ("succeeded_by",),
        "network": ("within", "size_of"),
        "team": ("size",),
        "cycle": ("account", "target_size", "scale", "level", "critical_friends", "follows"),
        "entry": ("event", "sequence", "corrects"),
        "lesson": ("plan_version", "variant", "revises", "after_discussion"),
        "evidence": (
            "bearing",
            "independent_source",
            "recording",
            "notice_given",
            "uri",
            "digest",
            "text",
        ),
        "change": ("rejected", "practice"),
        "practice": ("adapted_from", "since"),
        "transfer": ("audience_size", "level_printed"),
        "resource": ("pooled",),
        "claim": ("population", "since", "contradicts"),
    }
)


def arranged(
    heads: Iterable[Head], rows: Sequence[Mapping[str, Scalar]], kinds: Collection[str]
) -> list[Head]:
    """The heads of a sheet, those of folded columns last.

    Folded is what nobody must fill in and no row says, if it is rare, tells where a record comes
    from, or takes the ids of sheets that the workbook does not have.

    Args:
        heads: the heads.
        rows: what stands under them.
        kinds: the kinds that have a sheet.
    """
    said = {name for row in rows for name in row}
    made = [attrs.evolve(head, folded=_is_folded(head, said, kinds)) for head in heads]
    return sorted(made, key=lambda head: head.folded)


def _is_folded(head: Head, said: Collection[str], kinds: Collection[str]) -> bool:
    name = head.column.name
    if head.needed or name in said:
        return False
    nowhere = bool(head.links) and not any(kind in kinds for kind in head.links)
    return nowhere or name in LAST or name in RARE.get(head.tab.name, ())
