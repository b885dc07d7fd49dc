"""NSEE53x: names of people, where they would be read by others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from nsee_core.findings import Severity
from nsee_core.records import Evidence, Person
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View

_LETTERS = re.compile("[a-z]+")
_SHORTEST_NAME = 3
_INITIALS = 2
#: Words that stand in a name field where a person is called by their part, not by their name.
_NO_NAME = re.compile(
    "mr|mrs|ms|miss|dr|prof|professor|teacher|head|headteacher|depute|principal|class|pupil|learner"
    "|child|boy|girl|parent|carer|mother|father|officer|researcher|member|colleague|practitioner"
    "|partner|friend|critical|lead|the|and|one|two|three"
)


@rule(
    "NSEE531",
    "name-in-id",
    on=Person,
    says="the id of this person holds a part of their name",
    fix="give them an id that says nothing of who they are, such as p7",
    basis="ethics",
    source="P09",
)
def name_in_id(person: Person, _: View) -> Iterator[Hit]:
    """Reports mention no one by name, and ids stand in every report and every export.

    The name itself has a field of its own, which does not leave.
    """
    if person.name is not None and _holds_name(person.id, _words(person.name)):
        yield Hit("id", value=person.id)


@rule(
    "NSEE532",
    "pupil-named",
    on=Person,
    says="the name of a pupil is held",
    fix="take the name out unless it is needed; the id is enough for every check",
    basis="inferred",
    source="P09",
    severity=Severity.INFO,
)
def pupil_named(person: Person, _: View) -> Iterator[Hit]:
    """What is not held cannot leak. No check and no table needs to know what a pupil is called."""
    if person.type == "pupil" and person.name is not None:
        yield Hit("name", value=person.name)


@rule(
    "NSEE533",
    "name-in-title",
    on=Evidence,
    where="title",
    says="its title names {person}",
    fix="say in the title what it is, and leave out whose",
    basis="ethics",
    source="P09",
)
def name_in_title(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Reports mention no one by name, and a title is what people copy into them."""
    if evidence.title is not None:
        for id_ in (*evidence.about, *evidence.gathered_by):
            person = view.get(id_, Person)
            if person is not None and person.name is not None:
                name = _words(person.name)
                if name and name <= set(_LETTERS.findall(_plain(evidence.title))):
                    yield Hit("title", value=evidence.title, person=id_)


RULES = (
    name_in_id,
    pupil_named,
    name_in_title,
)


def _plain(text: str) -> str:
    """A text in small letters without accents."""
    return normalize("NFKD", text).casefold().encode("ascii", "ignore").decode()


def _words(name: str) -> set[str]:
    """The words of a name that could give it away."""
    words = _LETTERS.findall(_plain(name))
    return {word for word in words if len(word) >= _SHORTEST_NAME and not _NO_NAME.fullmatch(word)}


def _holds_name(id_: str, name: set[str]) -> bool:
    """Whether an id holds a word of a name, by itself, with initials, or run together."""
    pieces = _LETTERS.findall(id_.casefold())
    return any(
        word == piece
        or (len(word) > _SHORTEST_NAME and word in piece and len(piece) - len(word) <= _INITIALS)
        or (len(name) > 1 and all(other in piece for other in name))
        for word in name
        for piece in pieces
    )
