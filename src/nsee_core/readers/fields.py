"""What a field takes, read off its type, for the words of a finding."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from nsee_core.records import KINDS
from nsee_core.records.base import To, choices, inner


class Taken(NamedTuple):
    """What one field takes."""

    choices: tuple[str, ...] = ()
    """The words to choose from, where it takes one of a few."""
    form: str | None = None
    """The form of its text in words, where it has one."""
    is_id: bool = False
    """Whether it takes an id."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that its id may be of, where it links to one."""
    example: str = ""
    """An id that it could take."""
    names: tuple[str, ...] = ()
    """The names of what it is made of, where it has such."""


@lru_cache(maxsize=1024)  # places in a list are without number
def taken(kind: str, loc: tuple[str | int, ...]) -> Taken:
    """What the field takes that a path leads to.

    >>> taken("trio", ("type",)).choices
    ('teachers', 'schools', 'critical friends')
    >>> taken("cycle", ("questions", 0, "key")).form
    'letters, digits and . _ - only, no blanks, at most 50'
    """
    return _taken(kind, tuple(part for part in loc if isinstance(part, str)))


@cache
def _taken(kind: str, names: tuple[str, ...]) -> Taken:
    model: type[BaseModel] | None = KINDS[kind]
    marks: list[Any] = []
    words: tuple[str, ...] = ()
    for name in names:
        if model is None or name not in model.model_fields:
            return Taken()
        words = choices(model.model_fields[name].annotation)
        marks = list(_marks(model.model_fields[name]))
        model = next((mark for mark in marks if _is_model(mark)), None)
    to = next((mark for mark in marks if isinstance(mark, To)), None)
    forms = (mark.description for mark in marks if isinstance(mark, FieldInfo))
    target = to.kinds[0] if to else kind
    return Taken(
        choices=words,
        form=next(filter(None, forms), None),
        is_id=to is not None or names == ("id",),
        kinds=to.kinds if to else (),
        example="p7" if target == "person" else f"{target}-1",
        names=tuple(model.model_fields) if model else (),
    )


def _is_model(mark: object) -> bool:
    return isinstance(mark, type) and issubclass(mark, BaseModel)


def _marks(info: FieldInfo) -> list[Any]:
    """All that is said about a field: itself, its types, and what is noted beside them."""
    layers = inner(info.annotation)
    noted = [mark for layer in layers for mark in getattr(layer, "__metadata__", ())]
    return [info, *info.metadata, *layers, *noted]
