"""What an id may be, and how it is read."""

from __future__ import annotations

import attrs
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

FORM = r"^[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,199}$"
WORDS = "letters, digits and . _ : @ / + - only, no blanks, at most 200"


@attrs.frozen
class IdForm:
    """Reads an id: text of this form; or a whole number or a UUID, as databases have them.

    No number with a point: 7.0 is a 7 that some table keeps as a float, and what it was before,
    nobody can say.

    >>> from uuid import UUID
    >>> from nsee_core import Trio
    >>> Trio(id=7).id, Trio(id=UUID(int=7)).id
    ('7', '00000000-0000-0000-0000-000000000007')
    """

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        from uuid import UUID

        text = core_schema.str_schema(pattern=FORM)
        written = core_schema.no_info_plain_validator_function(str)
        whole = core_schema.chain_schema([core_schema.int_schema(strict=True), written, text])
        unique = core_schema.chain_schema([core_schema.is_instance_schema(UUID), written])
        return core_schema.json_or_python_schema(_one_of(text, whole), _one_of(text, whole, unique))

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"description": WORDS, "pattern": FORM, "type": "string"}


def _one_of(*choices: core_schema.CoreSchema) -> core_schema.CoreSchema:
    return core_schema.union_schema(
        list(choices),
        mode="left_to_right",
        custom_error_type="id",
        custom_error_message=f"an id is a text or a whole number: {WORDS}",
    )
