"""The page of records: every kind, with its fields."""

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from nsee_core.records import KINDS, Base
from nsee_core.records.base import Part, Private, inner
from nsee_core.records.descriptions import descriptions
from nsee_core.records.links import LinkField, link_fields
from nsee_core.tabular.shapes import Shape, shapes
from nsee_core.wording import listed
from tools.pages.markdown import code, kind_link, page, prose, table

_INTRODUCTION = """\
A record is flat and frozen, and points at other records by their ids, which are unique across a
programme. In a file it is a JSON object, with its `kind` first. Only `id` and what makes the record
meaningless without it are required here; what good practice asks for is for [rules](rules.md) to
ask, at the step where it matters.

*Part of* says that the record belongs to what the field names, as an entry belongs to its cycle.
*Private* fields are left out by `safe()`, and so by every writer that is not told otherwise:
because they name or describe a person (sensitive), or because anything may have been typed into
them (free text). `ext` is left out too. A date is any of [these spellings](dates.md).
"""

_SORTS = {
    "truth": "yes or no",
    "integer": "whole number",
    "number": "number",
    "text": "text",
    "date": "[date](dates.md)",
    "map": "keys and values of JSON",
}


def page_of_records() -> str:
    """The whole page."""
    everywhere = [name for name in Base.model_fields if name != "kind"]
    return page(
        "Records",
        _INTRODUCTION.strip(),
        "## Every record",
        _fields(Base, everywhere),
        *(part for kind, model in KINDS.items() for part in _kind(kind, model)),
        "## Values inside records",
        *(part for model in _parts() for part in _part(model)),
    )


def _kind(kind: str, model: type[Base]) -> Iterator[str]:
    yield f"## {kind}"
    yield f"`{model.__name__}`. {prose(model.__doc__)}"
    yield _fields(model, [name for name in model.model_fields if name not in Base.model_fields])


def _parts() -> list[type[Part]]:
    """The models of values that records hold, in the order in which they come up."""
    found = (shape.part for model in KINDS.values() for shape in shapes(model))
    return list(dict.fromkeys(part for part in found if part is not None))


def _part(model: type[Part]) -> Iterator[str]:
    yield f"### {model.__name__}"
    yield prose(model.__doc__)
    yield _fields(model, list(model.model_fields))


def _fields(model: type[BaseModel], names: list[str]) -> str:
    known = {shape.name: shape for shape in shapes(model)}
    pointing = {link.name: link for link in link_fields(model) if link.inside is None}
    says = descriptions(model)
    rows = (
        (
            code(name),
            says.get(name, ""),
            _holds(model, known[name], pointing.get(name)),
            _marks(model, name),
        )
        for name in names
    )
    return table(("Field", "What it says", "Holds", "Marks"), rows)


def _holds(model: type[BaseModel], shape: Shape, link: LinkField | None) -> str:
    """What may stand in a field, in words."""
    layers = inner(model.model_fields[shape.name].annotation)
    literals = (layer for layer in layers if get_origin(layer) is Literal)
    choices = [choice for literal in literals for choice in get_args(literal)]
    if link is not None:
        whole = "part of" if link.part else "ids of" if link.many else "id of"
        return f"{whole} {listed([kind_link(kind) for kind in link.kinds], last='or')}"
    if shape.part is not None:
        said = f"[{shape.part.__name__}](#{shape.part.__name__.lower()})"
    elif choices:
        said = listed([code(choice) for choice in choices], last="or")
    else:
        said = _SORTS[shape.sort]
    return f"several: {said}" if shape.several else said


def _marks(model: type[BaseModel], name: str) -> str:
    info = model.model_fields[name]
    required = ["required"] if info.is_required() else []
    private = [f"private: {mark.why}" for mark in info.metadata if isinstance(mark, Private)]
    return ", ".join(required + private)
