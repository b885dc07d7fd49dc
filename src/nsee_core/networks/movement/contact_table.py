"""A frame of contacts as columns of numbers, through which a million go fast."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import attrs
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.networks.days import AFTER, BEFORE, Days, of_column

Nodes = NDArray[np.int64]
_COLUMNS = ("from", "to", "earliest", "latest")


class NotContacts(ValueError):
    """Something is no frame of contacts: a column is missing, or holds what it cannot hold."""


class NotSources(ValueError):
    """Those who had a practice to begin with were not given by their ids."""


@attrs.frozen
class ContactTable:
    """Contacts: who, to whom, the first and last day that it can be, and if both were there."""

    source: Nodes
    target: Nodes
    first: Days
    last: Days
    certain: NDArray[np.bool_]

    @property
    def ends(self) -> Nodes:
        """Everybody who is in one, once for each."""
        return np.concatenate((self.source, self.target))

    def where(self, rows: NDArray[Any]) -> ContactTable:
        """Some of them, or all in another order."""
        return ContactTable(*(each[rows] for each in attrs.astuple(self, recurse=False)))


@attrs.frozen
class Following:
    """Contacts and those from whom to follow them, all by numbers, and the ids of these."""

    contacts: ContactTable
    certainly: Nodes
    """Who certainly had the practice."""
    sources: Nodes
    """Who had it, or may have."""
    names: pd.Index[str]

    @classmethod
    def of(cls, contacts: object, sources: object, perhaps: object) -> Following:
        """What somebody gave, if it is what it should be.

        Raises:
            NotContacts: it is no frame of contacts.
            NotSources: the sources are no ids.
        """
        if not isinstance(contacts, pd.DataFrame):
            told = type(contacts).__name__
            raise NotContacts(f"contacts are a frame, not {told}; contacts(programme) makes one")
        if missing := [name for name in _COLUMNS if name not in contacts.columns]:
            raise NotContacts(f'contacts need a column "{missing[0]}"; contacts(programme) has it')
        known = contacts.dropna(subset=["from", "to"])
        ends = [_ids(known[name]) for name in ("from", "to")]
        certainly = _source_ids(sources)
        begin = pd.Series([*certainly, *_source_ids(perhaps)], dtype="str")
        codes, names = pd.factorize(pd.concat([begin, *ends], ignore_index=True))
        n, m = len(begin), len(known)
        table = ContactTable(
            codes[n : n + m],
            codes[n + m :],
            of_column(_dates(known["earliest"]), BEFORE),
            of_column(_dates(known["latest"]), AFTER),
            _certain(known),
        )
        return cls(table, np.unique(codes[: len(certainly)]), np.unique(codes[:n]), names)


def _source_ids(sources: object) -> list[str]:
    ids: list[Any] = [sources]
    if isinstance(sources, Iterable) and not isinstance(sources, str):
        ids = list(sources)
    if strange := [each for each in ids if not isinstance(each, str)]:
        told = type(strange[0]).__name__
        raise NotSources(f"sources are ids, which are texts, not {told}; give one or several")
    return ids


def _ids(column: pd.Series[Any]) -> pd.Series[str]:
    known_texts = isinstance(column.dtype, pd.StringDtype)
    if strange := [] if known_texts else [each for each in column if not isinstance(each, str)]:
        raise NotContacts(
            f'the column "{column.name}" of contacts holds "{strange[0]}", which is no id; '
            "give texts"
        )
    return column.astype("str")


def _certain(contacts: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each is certain; all are, where nothing is said, and none of which it is missing."""
    if "certain" not in contacts.columns:
        return np.ones(len(contacts), np.bool_)
    column = contacts["certain"]
    strange = [each for each in column[column.notna()].unique() if each not in (True, False)]
    if strange:
        raise NotContacts(
            f'the column "certain" of contacts holds "{strange[0]}"; give true or false'
        )
    return column.astype("boolean").fillna(value=False).to_numpy(np.bool_)


def _dates(column: pd.Series[Any]) -> pd.Series[pd.Timestamp]:
    # pandas reads a number as the seconds or nanoseconds since 1970
    given = column.astype("str") if pd.api.types.is_numeric_dtype(column) else column
    days = pd.to_datetime(given, format="%Y-%m-%d", errors="coerce")
    strange = column[days.isna() & column.notna()]
    if len(strange):
        raise NotContacts(
            f'the column "{column.name}" of contacts holds "{strange.iloc[0]}", which is no day; '
            "give days, such as 2018-06-30, and nothing where it is open"
        )
    return days.dt.tz_localize(None)


def packed(numbers: NDArray[np.int64]) -> array[int]:
    """Numbers side by side in memory, where a list would hold an object for each.

    Of a million, most of the time would go into waiting for these.
    """
    return array("q", numbers.tobytes())
