"""The records that ship, read from the JSON Lines files beside this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from nsee_core.programme import Programme
from nsee_core.records import Base, record_adapter
from nsee_core.records.links import links

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_ACCOUNTS = "accounts"


@cache
def _here() -> Traversable:
    from importlib.resources import files  # loads tempfile, shutil and all that they load

    return files("nsee_core.reference")


@cache
def shipped(name: str) -> tuple[Base, ...]:
    """The records of one file that ships, in order.

    >>> shipped("authorities.jsonl")[3].name
    'Argyll and Bute'
    """
    _, *lines = (_here() / name).read_text("utf-8").splitlines()
    return tuple(record_adapter().validate_json(line) for line in lines)


@cache
def account_files() -> tuple[str, ...]:
    """The files that hold one published account each."""
    names = (file.name for file in (_here() / _ACCOUNTS).iterdir())
    return tuple(sorted(f"{_ACCOUNTS}/{name}" for name in names))


@cache
def shelf() -> Mapping[str, Base]:
    """Every record that ships, by its id."""
    names = ("authorities.jsonl", "collaboratives.jsonl", *account_files(), "claims.jsonl")
    return MappingProxyType({record.id: record for name in names for record in shipped(name)})


def with_their_links(records: Iterable[Base]) -> Programme:
    """These records, and whatever they link to among all that ship, so that no link dangles."""
    held = {record.id: record for record in records}
    waiting = list(held.values())
    while waiting:
        for link in links(waiting.pop()):
            if link.target not in held:
                held[link.target] = shelf()[link.target]
                waiting.append(held[link.target])
    return Programme.of(held.values())
