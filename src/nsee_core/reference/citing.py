"""On what a rule or a requirement rests: what each basis means, and the sources that it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from nsee_core.findings import Basis
from nsee_core.reference.sources import Source, sources

_KEY = re.compile(r"\b[PS]\d+b?\b")

#: What each basis means, as a sentence without its full stop.
MEANS: Mapping[Basis, str] = MappingProxyType(
    {
        "printed": "a source prints it",
        "agreed": "the people who work so agreed it; it has no source outside",
        "ethics": "it is a matter of research ethics",
        "inferred": "we inferred it from what sources print",
        "unsourced": "we know of no source that prints it",
    }
)


def cited(text: str | None) -> list[Source]:
    """The sources that are cited by their keys; what cites none speaks for itself.

    >>> [source.key for source in cited("P33 and S1")], cited("our school"), cited(None)
    (['P33', 'S1'], [], [])
    """
    return [sources()[key] for key in _KEY.findall(text or "")]
