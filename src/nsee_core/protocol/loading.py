"""Protocols from TOML: those that ship, and those of users."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from nsee_core.protocol.model import (
    After,
    Constraint,
    Lessons,
    Need,
    People,
    Phase,
    Protocol,
    Rotation,
    Step,
)
from nsee_core.wording import listed, perhaps, shown

#: Protocols by every key that they answer to.
Protocols = Mapping[str, Protocol]

#: Far more than any protocol needs: 400 steps with a paragraph each.
_LONGEST = 2_000_000

_MODELS = (Protocol, Phase, Step, After, Need, Constraint, People, Lessons, Rotation)
#: Every field that there is in any part of a protocol.
_FIELDS = tuple(dict.fromkeys(name for model in _MODELS for name in model.model_fields))


class ProtocolError(ValueError):
    """A protocol cannot be read; each of ``faults`` says where and why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("the protocol cannot be read: " + "; ".join(faults))


def parse_protocol(text: str) -> Protocol:
    r"""Read a protocol from TOML text.

    Raises:
        ProtocolError: the text is not TOML, or not a protocol; it lists every fault with its place.

    >>> parse_protocol('key="toy"\n[[steps]]\nkey="try"').steps[0].key
    'try'
    >>> parse_protocol('key="toy"\n[[steps]]\nkey="try"\naftr=["plan"]')
    Traceback (most recent call last):
    ...
    nsee_core.protocol.loading.ProtocolError: the protocol cannot be read: steps 1, aftr: there is
    no such field; perhaps "after" was meant
    """
    import tomllib

    if len(text) > _LONGEST:
        raise ProtocolError((f"it is longer than {_LONGEST:,} characters",))
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise ProtocolError(("it is nested too deep",)) from None
    except tomllib.TOMLDecodeError as error:
        raise ProtocolError((f"it is not TOML: {_not_toml(str(error), text)}",)) from None
    except ValueError:  # Python's own limit
        raise ProtocolError(("it holds a number of too many digits",)) from None
    try:
        return Protocol.model_validate(data)
    except ValidationError as error:
        raise ProtocolError(tuple(_faults(error.errors()))) from None


def builtin_protocols() -> Protocols:
    """The protocols that ship with the library, by every key that they answer to.

    >>> sorted(builtin_protocols())[:2]
    ['apdr', 'inclusive-inquiry']
    """
    return _shipped()


def protocol_given(given: object) -> Protocol:
    """What somebody gave, if it is a protocol.

    Raises:
        TypeError: it is something else; the message says what to give instead.

    >>> protocol_given("sipp")
    Traceback (most recent call last):
    TypeError: a protocol is needed first, not str; builtin_protocols()["sipp"] is one that ships,
    parse_protocol(text) one of your own
    """
    if isinstance(given, Protocol):
        return given
    msg = (
        f"a protocol is needed first, not {type(given).__name__}; "
        'builtin_protocols()["sipp"] is one that ships, parse_protocol(text) one of your own'
    )
    raise TypeError(msg)


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
    from importlib.resources import files  # loads tempfile, shutil and all that they load

    folder = files("nsee_core.protocol") / "shipped"
    texts = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir())
    return by_key(parse_protocol(text) for _, text in texts)


#: How the parser begins where a name stands a second time, or means two things.
_AGAIN = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")


def _not_toml(error: str, text: str) -> str:
    """Why the parser gave up, and where, in words of ours."""
    found = re.search(r"at line (\d+), column (\d+)", error)
    lines = text.split("\n")
    line, column = found.groups() if found else (len(lines), len(lines[-1]) + 1)
    if error.startswith(_AGAIN):
        why = "a name is given twice"
    else:
        why = "it cannot be read on" if found else "it breaks off"
    return f"{why} at line {line}, column {column}"


#: Pydantic's sorts of error in words of ours, with what its context names.
_WORDS = {
    "missing": "it is missing",
    "string_pattern_mismatch": "{value} is no key: use small letters, digits, - and .",
    "string_type": "{value} is not text",
    "string_too_short": "it is empty",
    "string_too_long": "it is longer than {max_length} characters",
    "int_type": "{value} is not a whole number",
    "int_parsing": "{value} is not a whole number",
    "int_from_float": "{value} is not a whole number",
    "greater_than_equal": "{value} is less than {ge}",
    "less_than_equal": "{value} is more than {le}",
    "tuple_type": "{value} is not a list",
    "too_short": "there is none",
    "too_long": "there are {actual_length}, and {max_length} is the most",
    "model_type": "{value} is not a table",
    "dict_type": "{value} is not a table",
}


def _faults(errors: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each fault once: a list whose items are at fault does not also lack them."""
    places = [error["loc"] for error in errors]
    for error in errors:
        inside = (place[: len(error["loc"])] == error["loc"] for place in places)
        if error["type"] != "too_short" or sum(inside) == 1:
            yield _fault(error)


def _fault(fault: Mapping[str, Any]) -> str:
    """One of pydantic's errors, in words of ours."""
    place, kind = _place(fault["loc"]), fault["type"]
    value, context = fault["input"], fault.get("ctx", {})
    if kind == "value_error":
        said = str(context["error"])
    elif kind == "extra_forbidden":
        said = f"there is no such field{perhaps(str(fault['loc'][-1]), _FIELDS)}"
    elif "expected" in context:
        choices = re.findall(r"'([^']*)'", context["expected"])
        near = perhaps(value, choices)
        said = f"{shown(value)} is none of {listed(choices, last='and')}{near}"
    else:
        said = _WORDS.get(kind, "{value} does not fit").format(value=shown(value), **context)
    return f"{place}: {said}" if place else said


def _place(loc: tuple[int | str, ...]) -> str:
    """A path as a person counts: ``steps 1, after 2``."""
    words = ""
    for part in loc:
        words += f" {part + 1}" if isinstance(part, int) else f"{', ' if words else ''}{part}"
    return words
