"""Protocols from TOML: those that ship, and those of users."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import ValidationError

from nsee_core.protocol.model import Protocol
from nsee_core.wording import shown

#: Protocols by every key that they answer to.
Protocols = Mapping[str, Protocol]

#: Far more than any protocol needs: 400 steps with a paragraph each.
_LONGEST = 2_000_000


class ProtocolError(ValueError):
    """A protocol cannot be read; each of ``faults`` says where and why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("the protocol cannot be read: " + "; ".join(faults))


def parse_protocol(text: str) -> Protocol:
    """Read a protocol from TOML text.

    Raises:
        ProtocolError: the text is not TOML, or not a protocol; it lists every fault with its place.

    >>> parse_protocol('key="toy"\\n[[steps]]\\nkey="try"').steps[0].key
    'try'
    >>> parse_protocol('key="toy"\\n[[steps]]\\nkey="try"\\naftr=["plan"]')
    Traceback (most recent call last):
    ...
    nsee_core.protocol.loading.ProtocolError: the protocol cannot be read: steps 1, aftr: there is no such field
    """
    if len(text) > _LONGEST:
        raise ProtocolError((f"it is longer than {_LONGEST:,} characters",))
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProtocolError((f"it is not TOML: {error}",)) from None
    try:
        return Protocol.model_validate(data)
    except ValidationError as error:
        raise ProtocolError(tuple(_fault(fault) for fault in error.errors())) from None


def builtin_protocols() -> Protocols:
    """The protocols that ship with the library, by every key that they answer to.

    >>> sorted(builtin_protocols())[:2]
    ['apdr', 'inclusive-inquiry']
    """
    return _shipped()


def protocols_with(more: Iterable[Protocol] | Protocols = ()) -> Protocols:
    """The protocols that ship and these; one of the same key takes the place of a shipped one."""
    added = more.values() if isinstance(more, Mapping) else more
    return by_key([*dict.fromkeys(builtin_protocols().values()), *added]) if more else _shipped()


def by_key(protocols: Iterable[Protocol]) -> Protocols:
    """Protocols by every key that they answer to; the later of two wins."""
    keys: dict[str, Protocol] = {}
    for protocol in protocols:
        keys.update(dict.fromkeys((*protocol.also, protocol.key), protocol))
    return MappingProxyType(keys)


@cache
def _shipped() -> Protocols:
    folder = files("nsee_core.protocol") / "shipped"
    texts = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir())
    return by_key(parse_protocol(text) for _, text in texts)


def _fault(fault: Mapping[str, object]) -> str:
    """One of pydantic's errors, in words of ours."""
    place, kind = _place(fault["loc"]), fault["type"]
    context = fault.get("ctx")
    words = {
        "extra_forbidden": "there is no such field",
        "missing": "it is missing",
        "string_pattern_mismatch": (
            f"{shown(fault['input'])} is no key: use small letters, digits, - and ."
        ),
    }
    said = words.get(str(kind))
    if said is None and isinstance(context, dict) and "expected" in context:
        said = f"{shown(fault['input'])} is none of {context['expected']}"
    if said is None and isinstance(context, dict) and "error" in context:
        said = str(context["error"])
    return f"{place}: {said or str(fault['msg'])}" if place else str(said or fault["msg"])


def _place(loc: object) -> str:
    """A path as a person counts: ``steps 1, after 2``."""
    words = ""
    for part in loc if isinstance(loc, tuple) else ():
        words += f" {part + 1}" if isinstance(part, int) else f"{', ' if words else ''}{part}"
    return words
