"""What every record is: frozen, flat, named by an id, with where it comes from."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args, get_origin

import attrs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from nsee_core.records.frozen import FrozenMap
from nsee_core.records.ids import WORDS, IdForm

#: A record's own name for itself, unique across a programme. No blanks: ids are typed into links.
Id = Annotated[
    str,
    IdForm(),
    Field(description=WORDS),
]

#: One or more lines of text, without control characters.
Text = Annotated[
    str,
    Field(min_length=1, max_length=100_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"),
]


def _no_truth(value: object) -> object:
    """Refuse true and false, which Python counts as 1 and 0."""
    if isinstance(value, bool):
        raise PydanticCustomError("truth", "true and false are no numbers")
    return value


#: For a number: true and false are none.
NoTruth = BeforeValidator(_no_truth)

Count = Annotated[int, Field(ge=0, le=1_000_000_000), NoTruth]

#: How a statement is known: a source prints it, these people agreed it, or it was inferred.
RecordBasis = Literal["printed", "agreed", "inferred"]


@attrs.frozen(init=False)
class To:
    """Marks a field that points at another record by id.

    This one mark drives the link checks, the link tables and the edges of the graph. With
    ``part=True`` the record is a part of what it points at, as an entry is of its cycle.

    >>> To("trio", "team").kinds
    ('trio', 'team')
    """

    kinds: tuple[str, ...]
    part: bool

    def __init__(self, *kinds: str, part: bool = False) -> None:
        self.__attrs_init__(kinds, part)


class Private(NamedTuple):
    """Marks a field that does not leave the house: ``safe()`` blanks it, reports withhold it.

    ``why`` is ``"sensitive"`` where the field names or describes a person, and ``"free text"``
    where anything may have been typed.
    """

    why: Literal["sensitive", "free text"]


FreeText = Annotated[Text | None, Private("free text")]


class _Described(BaseModel):
    """What says in its JSON Schema, wherever that is asked for, what each field is for."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        from nsee_core.records.descriptions import describe

        schema = handler(core)
        describe(handler.resolve_ref_schema(schema), cls)
        return schema


class Base(_Described):
    """What every record has, whatever its kind."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        defer_build=True,
        protected_namespaces=(),
    )

    id: Id
    """What links call this record by; unique across the programme."""
    source: Text | None = None
    """The page or document that the record comes from; it names a document, never a person."""
    basis: RecordBasis | None = None
    """How it is known: printed in the source, agreed by these people, or inferred."""
    note: FreeText = None
    """Anything else worth saying."""
    ext: FrozenMap = FrozenMap()
    """Your own keys and values: kept by every lossless format, read by no rule."""

    kind: str

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Build the validator when it is first needed, and then for good.

        A framework that nests the kind in a model of its own must not defer it once more.
        """
        cls.model_config = {**cls.model_config, "defer_build": False}

    def but(self, **changes: object) -> Self:
        """The same record with some fields changed; the result is checked like any other.

        Raises:
            pydantic.ValidationError: the change would not leave a valid record.
        """
        return type(self).model_validate({**self.held(), **changes})

    def held(self) -> dict[str, Any]:
        """The fields that were given, by name, with their values as they are held."""
        values = self.__dict__
        return {name: values[name] for name in self.model_fields_set}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:  # noqa: ARG002 - pydantic's signature; what is frozen needs no deep copy
        """As ``but()``: pydantic's own copy would let an invalid value in."""
        return self.but(**(update or {})) if update else self

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:  # noqa: ANN401 - pydantic's signature
        """As the constructor: pydantic's own would skip every check."""
        return cls(**values)


class Part(_Described):
    """A value inside a record that nothing links to, such as one question of a cycle."""

    model_config = Base.model_config


def is_private(metadata: tuple[Any, ...] | list[Any]) -> bool:
    """Whether a field's metadata carry a ``Private`` mark."""
    return any(isinstance(mark, Private) for mark in metadata)


def inner(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any type annotation
    """The annotation and every type that it is made of, outermost first."""
    if get_origin(annotation) is Literal:  # made of words
        return (annotation,)
    return (annotation, *(deep for arg in get_args(annotation) for deep in inner(arg)))


def choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type annotation
    """The words that a field takes, where it takes one of a few.

    >>> choices(RecordBasis | None)
    ('printed', 'agreed', 'inferred')
    """
    words = (get_args(layer) for layer in inner(annotation) if get_origin(layer) is Literal)
    return next(words, ())
