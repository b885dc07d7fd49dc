"""What each field is for: the docstrings beneath the fields, read when somebody asks.

Pydantic would read them at import, and that costs as much as the rest of the import.
"""

from __future__ import annotations

import ast
from functools import cache
from inspect import getsource
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The description of each field of a kind of record, or of a part of one.

    Fields have none whose source is not there to be read.

    >>> from nsee_core.records import Trio
    >>> descriptions(Trio)["name"], descriptions(Trio)["id"]
    ('What it is called.', 'What links call this record by; unique across the programme.')
    """
    found: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if issubclass(owner, BaseModel) and owner is not BaseModel:
            found |= _in_source(owner)
    return {name: found[name] for name in model.model_fields if name in found}


def describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Put the descriptions into the JSON Schema of a model."""
    texts = {"kind": "What kind of record it is."} | descriptions(model)
    for name, field in schema.get("properties", {}).items():
        if name not in texts:
            continue
        form, field["description"] = field.get("description"), texts[name]
        if form is not None and "pattern" in field:
            field["description"] += f" Written as: {form}."


def _in_source(model: type[BaseModel]) -> dict[str, str]:
    """What stands beneath the fields of a class; nothing where it was never in a file."""
    try:
        source = getsource(model)
    except (OSError, TypeError):
        return {}
    [owner] = ast.parse(dedent(source)).body
    body = owner.body if isinstance(owner, ast.ClassDef) else []
    found = {}
    for field, after in pairwise(body):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split())
    return found
