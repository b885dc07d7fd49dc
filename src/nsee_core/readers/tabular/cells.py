"""From what stands in a cell to the value of a field, as certainly as that can be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from nsee_core.readers.parsing import NotJson, Parser, TooDeep
from nsee_core.readers.tabular.amounts import amount_in
from nsee_core.readers.tabular.dates import date_in
from nsee_core.readers.tabular.numbers import digits_of, number_in
from nsee_core.readers.tabular.odd import Named, Odd, Remark
from nsee_core.records.frozen import DEEPEST
from nsee_core.records.ids import FORM
from nsee_core.rules import reading as codes
from nsee_core.tabular import NOTHING, Sort, is_nobody, items_of, unguarded

_OF_TEXT: frozenset[Sort] = frozenset(("text", "list", "parts", "map"))
#: What a cell says; None if nothing, a ``Remark`` if something is to be said of how it was read.
Read = Callable[[Any], object]
_Group = list[Any] | tuple[Any, ...] | dict[Any, Any]

#: What is said of a word that was taken for an empty cell.
NOTHING_MEANT = "nothing"

_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "t", "1", "1.0"), True),
    **dict.fromkeys(("false", "no", "n", "f", "0", "0.0"), False),
}
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_IDS = re.compile(r"[;,\n\r]")
_ID = re.compile(FORM)
_SHOWN = 60  # bytes


class Takes(NamedTuple):
    """What the cells of a column hold."""

    sort: Sort
    choices: tuple[str, ...] = ()
    """The words to choose from, where it takes one of a few."""
    ids: bool = False
    link: bool = False
    """Whether those are ids of other records."""
    share: bool = False
    """Whether its numbers are percent."""
    amount: bool = False
    """Whether its numbers have a unit, which may stand beside them."""


def reader_of(takes: Takes, *, exact: bool, decimal_comma: bool = False) -> Read:
    """The function that reads the cells of a column, given any cell that is not blank.

    It gives what cannot be read as it is: the model says what is wrong with it.

    Args:
        takes: what the cells hold.
        exact: whether texts are what they are, and not as people type them.
        decimal_comma: whether 1,5 is one and a half.

    >>> read = reader_of(Takes("truth"), exact=False)
    >>> read(" Yes"), read("n/a"), read("perhaps")
    (True, None, 'perhaps')
    """
    read = _reader(takes, decimal_comma=decimal_comma)
    if exact and (takes.ids or (takes.sort in _OF_TEXT and not takes.choices)):
        return read
    return partial(_typed_in, read, takes.choices, remarked=_is_text(takes))


def _is_text(takes: Takes) -> bool:
    return takes.sort == "text" and not (takes.ids or takes.choices)


def _typed_in(read: Read, choices: tuple[str, ...], cell: object, *, remarked: bool) -> object:
    """A cell without its blanks and its guard; one that says "nothing" in a word says nothing."""
    if not isinstance(cell, str):
        return read(cell)
    text = as_typed(cell)
    if text in NOTHING and text == cell.strip() and text not in choices:
        return Remark(None, NOTHING_MEANT, once=text) if remarked else None
    return read(text) if text else None


def as_text(value: object) -> object:
    r"""A value, or a text where it is one in bytes, as some programs store texts.

    So are the items of a list. What is nested too deep, or holds itself, is a doubt.

    >>> as_text(b"p1"), as_text(b"\xff"), as_text([b"p1", 7])
    ('p1', b'\xff', ['p1', 7])
    """
    if isinstance(value, list | tuple | dict) and _is_too_deep(value):
        return Odd(codes.TOO_LARGE, value=value, what=f"nested more than {DEEPEST} deep")
    return list(map(_decoded, value)) if isinstance(value, list) else _decoded(value)


def _decoded(value: object) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        try:
            return bytes(value).decode()
        except UnicodeDecodeError:
            return value
    return value


def _is_too_deep(value: _Group) -> bool:
    """Whether groups stand in groups in groups; each is looked into once a level, if shared."""
    level = {id(value): value}
    for _ in range(DEEPEST):
        held = (g.values() if isinstance(g, dict) else g for g in level.values())
        level = {id(g): g for each in held for g in each if isinstance(g, list | tuple | dict)}
        if not level:
            return False
    return True


def as_typed(cell: str) -> str:
    """A text without its guard, or if it has none, without the blanks around it.

    >>> as_typed(" a "), as_typed("' a "), as_typed("'tis")
    ('a', ' a ', "'tis")
    """
    text = unguarded(cell)
    return text if text != cell else cell.strip()


def _reader(takes: Takes, *, decimal_comma: bool) -> Read:
    several = takes.sort == "list"
    if takes.ids:
        read = _ids if several else _id
        return partial(_named, read) if takes.link else read
    if takes.choices:
        by_form = {form_of(choice): choice for choice in takes.choices}
        return partial(_choices if several else _choice, by_form)
    if takes.amount:
        return partial(amount_in, decimal_comma=decimal_comma)
    if takes.sort in ("integer", "number"):
        return partial(number_in, share=takes.share, decimal_comma=decimal_comma)
    return _READERS[takes.sort]


def form_of(words: str) -> str:
    """Words without what makes no difference to them: capitals, blanks, hyphens, underscores.

    >>> form_of(" Taught_By "), form_of("Key areas:")
    ('taught by', 'key areas')
    """
    return " ".join(_WORD.findall(words.casefold()))


# Texts and words ---------------------------------------------------------------------------------


def _text(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return Remark(str(int(cell)), "a whole number")
    if isinstance(cell, int):
        return digits_of(cell)
    return str(cell) if isinstance(cell, float | date) else cell


def _texts(cell: object) -> object:
    if isinstance(cell, str):
        return items_of(cell)
    return [_text(cell)] if isinstance(cell, int | float) else _listed(cell)


def _choice(by_form: Mapping[str, str], cell: object) -> object:
    return by_form.get(form_of(cell), cell) if isinstance(cell, str) else cell


def _choices(by_form: Mapping[str, str], cell: object) -> object:
    """Several words; between commas, too, where every one of them is a choice."""
    items = _texts(cell)
    if not isinstance(items, list):
        return items
    return [word for item in items for word in _words(by_form, item)]


def _words(by_form: Mapping[str, str], item: object) -> Iterable[object]:
    whole = _choice(by_form, item)
    if whole in by_form.values() or not isinstance(item, str):
        return (whole,)
    words = [by_form.get(form_of(word)) for word in item.split(",")]
    return (item,) if None in words else words


def _id(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell


def _named(read: Read, cell: object) -> object:
    """The ids that a cell names, with what of it may name nobody; a list in JSON is of ids only."""
    ids = read(cell)
    if not isinstance(cell, str) or cell.startswith("["):
        return ids
    held = ids if isinstance(ids, list) else [ids]
    words = list(filter(is_nobody, held))
    if not words:
        return ids
    perhaps = tuple(word for word in words if _ID.fullmatch(word))
    nobody = tuple(word for word in words if word not in perhaps)
    rest = [id_ for id_ in held if id_ not in nobody] or None
    return Named(rest if rest is None or isinstance(ids, list) else rest[0], nobody, perhaps)


def _ids(cell: object) -> object:
    if not isinstance(cell, str):
        items = [cell] if isinstance(cell, int | float) else _listed(cell)
        return list(map(_id, items)) if isinstance(items, list) else items
    if cell.startswith("["):
        return list(map(_id, items_of(cell)))
    return list(filter(None, map(str.strip, _BETWEEN_IDS.split(cell))))


def _listed(cell: object) -> object:
    """A list, if that is what it is: of DataFrames and Parquet, whose arrays are no lists."""
    if isinstance(cell, AbstractSet):
        return sorted(cell, key=str)
    if isinstance(cell, bytes | bytearray | memoryview):
        raise Odd(codes.WRONG_SORT, value=bytes(cell[:_SHOWN]), expected="a list")
    if hasattr(cell, "tolist"):
        cell = cell.tolist()
    if isinstance(cell, Sequence):
        return list(cell)
    if isinstance(cell, Iterable):  # such as a mapping, or what might never end
        raise Odd(codes.WRONG_SORT, value=f"{type(cell).__name__}", expected="a list")
    return cell


# Truths -------------------------------------------------------------------------------------------


def _truth(cell: object) -> object:
    if isinstance(cell, str):
        return _TRUTHS.get(cell.casefold(), cell)
    return bool(cell) if isinstance(cell, int | float) and cell in (0, 1) else cell


# JSON --------------------------------------------------------------------------------------------


def _json(opening: str, expected: str, cell: object) -> object:
    if not isinstance(cell, str):
        return _listed(cell) if opening == "[" and not isinstance(cell, Mapping) else cell
    text = cell.strip()
    if not text.startswith(("[", "{")):
        raise Odd(codes.WRONG_SORT, expected=f"{expected} in JSON")
    value, twice = _parsed(text)
    if twice:
        raise Odd(codes.NAME_TWICE, value=twice)
    return [value] if opening == "[" and isinstance(value, dict) else value


def _parsed(text: str) -> tuple[object, str | None]:
    """The value of a text in JSON, and a name that stands twice in it."""
    parser = Parser()
    try:
        value = parser.only(text)
    except NotJson as fault:
        raise Odd(codes.NOT_JSON, value=fault.near, why=fault.why, at=fault.character) from None
    except TooDeep as fault:
        what = "nested too deep to be read"
        raise Odd(codes.TOO_LARGE, value=fault.near, what=what) from None
    return value, next(iter(parser.twice), None)


_READERS: Mapping[Sort, Read] = {
    "text": _text,
    "list": _texts,
    "truth": _truth,
    "date": date_in,
    "parts": partial(_json, "[", "a list of groups"),
    "map": partial(_json, "{", "a group of names and values"),
}
