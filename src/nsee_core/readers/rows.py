"""Rows of Python: dicts, rows of a database, and the objects of an ORM."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from math import isnan
from typing import Any, TypeGuard
from uuid import UUID

from attrs import frozen

from nsee_core.readers.judging import judge
from nsee_core.readers.kinds import known_kind
from nsee_core.readers.lost import id_of
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.records import KINDS, Base, When
from nsee_core.records.base import Part
from nsee_core.records.links import link_fields
from nsee_core.rules import reading as codes

_KNOWN = (str, bytes, int, float, Decimal, date, When, Part, Mapping, list, tuple)
_EMPTY_CELLS = {"NaTType", "NAType"}  # of pandas, which is not loaded for this


def read_rows(
    rows: Iterable[object], *, kind: str | None = None, file: str | None = None
) -> Reading:
    """Read records from rows: mappings, rows of a database, objects with attributes, records.

    Whatever the rows are, each becomes a record or a finding that gives its number as the line.
    None, an empty text and not-a-number (an empty cell of a DataFrame) count as nothing.

    Of a mapping every key is read. Of an object, such as a model of Django or SQLAlchemy, the
    attributes are read that are fields of the kind; what can be called is no value.

    A link may be an id, or an object with one. It is looked for under ``<field>_id``, too, as
    frameworks call the column beside it, and that asks no database. Where a field holds several,
    one id counts as a list of one, and a manager of many as all that it leads to.

    Args:
        rows: the rows. What they raise when they are iterated over is raised here, too.
        kind: the kind of the rows; one that says another is a finding.
        file: what to call the rows in findings.

    Raises:
        TypeError: they are no rows, but a single thing such as None.
        UnknownKind: there is no such kind.

    >>> reading = read_rows([
    ...     {"id": "e1", "cycle": "c1", "step": "plan", "when": "2017-06-12"},
    ...     {"id": "e2", "cycle": "c1", "step": "try", "event": "finnished"},
    ... ], kind="entry")
    >>> len(reading.programme), [finding.code for finding in reading.report]
    (1, ['NSEE006'])
    """
    if kind is not None:
        known_kind(kind)
    _must_be_several(rows)
    gathering = Gathering.of(file)
    for number, row in enumerate(rows, start=1):
        try:
            values = row if isinstance(row, Base) else _values(row, kind)
        except Exception as error:  # noqa: BLE001 - a row may raise whatever it likes
            gathering.lose(None, number)
            why = f"it raised {type(error).__name__} when it was asked for its values"
            gathering.say(codes.NOT_A_RECORD, number, value=type(row).__name__, why=why)
        else:
            _keep(gathering, values, number, kind)
    return gathering.done()


def _must_be_several(rows: object) -> None:
    """Raise a TypeError if rows are nothing to go through."""
    if not (hasattr(rows, "__iter__") or hasattr(rows, "__getitem__")):
        msg = f"rows are given one after another, as in a list, not as {type(rows).__name__}"
        raise TypeError(msg)


def _keep(gathering: Gathering, values: object, number: int, kind: str | None) -> None:
    """Keep what a row holds, if it is a record, and of the kind that was asked for."""
    said: Mapping[str, Any] = {}
    if isinstance(values, Base | dict):
        said = values if isinstance(values, dict) else values.__dict__
    own = said.get("kind")
    if kind is not None and own != kind and _is_kind(own):
        gathering.lose(said, number)
        expected = f'"{kind}", the kind of these rows'
        gathering.say(
            codes.WRONG_SORT, number, "kind", subject=id_of(said), value=own, expected=expected
        )
    elif isinstance(values, Base):
        gathering.keep(values, number)
    else:
        judge(gathering, values, number)


def _values(row: object, kind: str | None) -> object:
    """What a row holds, as a dict with its kind; the row itself if it holds nothing."""
    named = hasattr(type(row), "keys")  # a mapping, or one in all but name, as sqlite3.Row
    held = dict(row) if named else _attributes(row, kind)  # type: ignore[call-overload] # see above
    if not held and not named:
        return row
    said = {name: value for name, value in held.items() if _says(value)}
    if kind is not None:
        said = {"kind": kind, **said}
    links = _links(said.get("kind"))
    values: dict[object, object] = {}
    for name, value in said.items():
        field = _field(name, links, said)
        many = links.get(field)
        values[field] = _plain(value) if many is None else _ids(value, many=many)
    return values


def _attributes(row: object, kind: str | None) -> dict[str, Any]:
    """The attributes of an object that are fields of its kind; none if it has none of them."""
    said = getattr(row, "kind", None)
    own = kind or said
    if not _is_kind(own):
        return {"kind": own} if isinstance(own, str) else {}
    links = _links(own)
    names = (name for name in KINDS[own].model_fields if name != "kind")
    held = {name: (_link if name in links else getattr)(row, name, None) for name in names}
    values = {
        name: value
        for name, value in held.items()
        if _says(value) and (_leads_to_many(value) or not callable(value))
    }
    return {"kind": said if _is_kind(said) else own, **values} if values else {}


def _is_kind(word: object) -> TypeGuard[str]:
    return isinstance(word, str) and word in KINDS


def _links(kind: object) -> dict[object, bool]:
    """The fields of a kind that hold ids, each with whether it holds several."""
    if not _is_kind(kind):
        return {}
    return {field.name: field.many for field in link_fields(KINDS[kind]) if field.inside is None}


def _field(name: object, links: Mapping[object, bool], said: Mapping[object, object]) -> object:
    """The field that a name means: of a link also by the name of the column beside it."""
    if isinstance(name, str) and name.endswith("_id"):
        field = name.removesuffix("_id")
        return field if field in links and field not in said else name
    return name


def _link(row: object, name: str, default: object = None) -> object:
    """What a link leads to, by id; the id beside it, if there is one, asks no database."""
    beside = getattr(row, f"{name}_id", _link)
    return getattr(row, name, default) if beside is _link else beside


def _ids(value: Any, *, many: bool) -> object:  # noqa: ANN401 - whatever was given
    """The ids that a link holds, of one record or of many."""
    plain = _plain(list(value.all()) if _leads_to_many(value) else value)
    one = isinstance(plain, str | int | float) and not isinstance(plain, bool)
    return [plain] if many and one else plain


def _leads_to_many(value: Any) -> bool:  # noqa: ANN401 - whatever was given
    """Whether it is a manager of many, as of Django or SQLAlchemy, which may be callable."""
    return callable(getattr(value, "all", None)) and not isinstance(value, Sized)


def _says(value: object) -> bool:
    """Whether a value is one, and not an empty cell."""
    if value is None or type(value).__name__ in _EMPTY_CELLS:
        return False
    if isinstance(value, float):
        return not isnan(value)
    return not (isinstance(value, str) and not value)


def _plain(value: object) -> object:
    """A value as a reader of JSON would find it."""
    if isinstance(value, AbstractSet):
        return sorted(map(_item, value), key=str)
    if isinstance(value, _KNOWN) and not isinstance(value, list | tuple):
        return _item(value)
    if isinstance(value, Iterable) and isinstance(value, Sized):  # which ends
        return [_item(item) for item in value]
    return _item(value)


def _item(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, _KNOWN):
        return value
    return getattr(value, "id", None) or _Other(type(value).__name__)


@frozen
class _Other:
    """Stands in for what is no value, such as a generator, which might never end."""

    sort: str

    def __repr__(self) -> str:
        return f"<{self.sort}>"
