"""What only those who publish records can say of them: a title, a licence, who they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nsee_core.wording import listed, perhaps, shown

_Line = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^[^\x00-\x1f\x7f]*$")]
_Address = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]{1,1000}$")]
_Ror = Annotated[str, Field(pattern=r"^https://ror\.org/0[a-z0-9]{8}$")]
_Email = Annotated[str, Field(pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+$", max_length=320)]
_DESCRIPTION = (
    "Records of collaborative enquiry between schools, in the formats of several tools: who "
    "enquired into what, on which evidence, and what was learnt and changed."
)


_AN_ADDRESS = "an address that begins with https://"
#: What a field takes, where that is not one line of text.
_WANTED: Mapping[str, str] = MappingProxyType(
    {
        "description": "a text",
        "published": "a day such as 2018-06-30",
        "publisher": "a table with a name",
        "ror": "an address such as https://ror.org/00vtgdb53",
        "licence": _AN_ADDRESS,
        "url": _AN_ADDRESS,
        "email": "an address such as office@school.example",
    }
)


class NotAbout(ValueError):
    """A text that was to say what records are cannot be read; it names every fault."""


class Publisher(BaseModel):
    """Who publishes records.

    RO-Crate recommends that an organisation is called by its address at ror.org, and that
    somebody can be asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: _Line
    """Its name."""
    ror: _Ror | None = None
    """Its address in the Research Organization Registry, if it has one."""
    url: _Address | None = None
    """Its own address."""
    email: _Email | None = None
    """Where to ask."""


class About(BaseModel):
    """What is said of records where they are published.

    >>> About(title="Reading in Argyll", licence="https://creativecommons.org/licenses/by/4.0/")
    About(title='Reading in Argyll', ...)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: _Line = "Records of collaborative enquiry"
    """What they are called."""
    description: Annotated[str, Field(min_length=1, max_length=100_000)] = _DESCRIPTION
    """What they are."""
    published: date | None = None
    """The day on which they are published."""
    licence: _Address | None = None
    """The address of the licence under which others may use them."""
    publisher: Publisher | None = None
    """Who publishes them."""


def described(about: About) -> dict[str, Any]:
    """What is said of records, in the words of a Data Package's descriptor.

    The day of publication stands under a name of ours: the standard has a moment at which a
    package was created, and none for that.

    Source: Data Package 2.0, "Data Package": title, description, licenses, contributors.

    >>> described(About(title="Ours", licence="https://creativecommons.org/licenses/by/4.0/"))
    {'title': 'Ours', 'description': ..., 'licenses': [{'path': 'https://creativecommons...'}]}
    """
    said: dict[str, Any] = {"title": about.title, "description": about.description}
    if about.licence is not None:
        said["licenses"] = [{"path": about.licence}]
    if about.publisher is not None:
        publisher = about.publisher
        known = {
            "title": publisher.name,
            "path": publisher.ror or publisher.url,
            "email": publisher.email,
        }
        given = {name: value for name, value in known.items() if value is not None}
        said["contributors"] = [{**given, "roles": ["publisher"]}]
    if about.published is not None:
        said["x-published"] = about.published.isoformat()
    return said


def parse_about(text: str) -> About:
    r"""Read what is said of records from TOML text.

    Raises:
        NotAbout: the text is not TOML, or says something else; it names every fault.

    >>> parse_about('title="Ours"\npublished=2018-06-30\n[publisher]\nname="Us"').publisher.name
    'Us'
    >>> parse_about('titel="Ours"')
    Traceback (most recent call last):
    ...
    nsee_core.writers.about.NotAbout: titel: there is no such field; perhaps "title" was meant
    """
    import tomllib

    try:
        return About.model_validate(tomllib.loads(text.removeprefix("\ufeff")))
    except ValidationError as error:
        faults = [_fault(fault) for fault in error.errors()]
        raise NotAbout("; ".join(faults)) from None
    except (ValueError, RecursionError):  # the parser's own, and Python's limits
        raise NotAbout("it is not TOML") from None


def _fault(fault: Mapping[str, Any]) -> str:
    """One of pydantic's errors, in words of ours."""
    *above, name = map(str, fault["loc"])
    fields = (Publisher if above else About).model_fields
    place = ".".join((*above, name))
    if fault["type"] == "extra_forbidden":
        near = perhaps(name, fields) or f"; the fields are {listed([*fields])}"
        return f"{place}: there is no such field{near}"
    if fault["type"] == "missing":
        return f"{place}: it is missing"
    return f"{place}: {shown(fault['input'])} is not {_WANTED.get(name, 'one line of text')}"
