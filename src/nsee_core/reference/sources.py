"""The pages and papers that rules and protocols rest on, by the keys under which they cite them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import attrs


@attrs.frozen
class Source:
    """A public page or paper, many of them read only in part."""

    key: str
    """What it is cited by, such as ``P33``."""
    title: str
    """Who published it, and what it is called."""
    address: str
    """Where it is, as far as that is known."""

    def __str__(self) -> str:
        return f"{self.title} ({self.address})" if self.address else self.title


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key.

    A key vouches for the statement that cites it and for nothing else in that source.

    >>> print(sources()["P33"])
    Education Scotland, Creating an enquiring question (education.gov.scot)
    """
    text = (files("nsee_core.reference") / "sources.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["key"]: Source(**row) for row in rows})
