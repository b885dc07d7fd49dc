"""What a heading means: the column that it names, in whatever way people write that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from nsee_core.readers.spelling import Speller
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.specs import Specs, names_by_form
from nsee_core.tabular.tidy import TARGET_KIND
from nsee_core.wording import meant
from nsee_core.workbooks.titles import EXPLAINED

#: Columns that are read elsewhere: the kind of a row, and what follows from the rest.
DERIVED = ("kind", TARGET_KIND, EXPLAINED)

#: What people call a column where only one can be meant.
_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "teacher": "taught_by",
        "observer": "observed_by",
        "person": "member",
        "start": "started",
        "startdate": "started",
        "end": "ended",
        "enddate": "ended",
    }
)
#: What is often written where a column would take it, though it may be something else.
_LIKE: Mapping[str, str] = MappingProxyType({"comment": "note", "remark": "note"})
_DATE = "date"
#: How like a field a heading must be for it to be offered; "Observations" is no "position".
_ALIKE = 0.75


class Heading(NamedTuple):
    """A column of a table as it is headed."""

    at: int
    text: str


class Near(NamedTuple):
    """What was probably meant by a heading that is none."""

    name: str | None = None
    perhaps: str = ""
    """That, as the end of a sentence."""
    misspelt: bool = False
    """Whether it is the same word but for a slip."""


NOTHING_NEAR = Near()


def headings(header: Sequence[object]) -> Iterator[Heading]:
    """The headings of a table, without the blanks around them."""
    for at, text in enumerate(header):
        yield Heading(at, "" if text is None else str(text).strip())


def place_of_heading(header: Sequence[object], name: str) -> int | None:
    """The place of the first column with this heading, capitals and blanks aside."""
    return next((h.at for h in headings(header) if form_of(h.text) == name), None)


def plainly(heading: str, known: Specs) -> str | None:
    """The column that a heading names, capitals, blanks and marks aside."""
    if heading in known or heading in DERIVED:
        return heading
    form = form_of(heading)
    return names_by_form((*known, *DERIVED)).get(form) or _by_letters(tuple(known)).get(
        form.replace(" ", "")
    )


def freely(heading: str, known: Specs) -> str | None:
    """The column that a heading means though it is not its name.

    It may speak of one instead of several, or be a word of people's own.

    >>> from nsee_core.readers.tabular.specs import specs
    >>> [freely(text, specs("lesson", "typed")) for text in ("Notes", "Teacher", "Date", "Mood")]
    ['note', 'taught_by', 'when', None]
    """
    word = _singular(heading)
    named = _by_singular(tuple(known)).get(word)
    called = _CALLED.get(word)
    if named is None and called in known:
        return called
    return _only_date(known) if word == _DATE and named is None else named


def is_renamed(heading: str, name: str) -> bool:
    """Whether a heading is another word than the name of the column that it means.

    >>> is_renamed("Notes", "note"), is_renamed("Date", "when")
    (False, True)
    """
    return _singular(heading) != _singular(name)


def near(heading: str, known: Specs, speller: Speller) -> Near:
    """What was probably meant by a heading that means no column.

    >>> from nsee_core.readers.tabular.specs import specs
    >>> near("Comments", specs("lesson", "typed"), Speller())
    Near(name='note', perhaps='; perhaps "note" was meant', misspelt=False)
    >>> near("obsrved by", specs("lesson", "typed"), Speller()).misspelt
    True
    """
    like = _LIKE.get(_singular(heading))
    if like is not None and like in known:
        return _offered(like, misspelt=False)
    fields = names_by_form(tuple(name for name, spec in known.items() if not spec.date))
    form = speller.nearest(form_of(heading), fields, _ALIKE)
    return _offered(fields[form], misspelt=True) if form else NOTHING_NEAR


def _offered(name: str, *, misspelt: bool) -> Near:
    return Near(name, meant(name), misspelt)


def _singular(words: str) -> str:
    """Words run together and in the singular, roughly: good for comparing, not for showing."""
    word = form_of(words).replace(" ", "")
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


@cache
def _by_letters(names: tuple[str, ...]) -> Mapping[str, str]:
    return {name.replace("_", ""): name for name in names}


@cache
def _by_singular(names: tuple[str, ...]) -> Mapping[str, str]:
    """Names by their singular, where no other has the same."""
    times = Counter(map(_singular, names))
    return {word: name for name in names if times[word := _singular(name)] == 1}


def _only_date(known: Specs) -> str | None:
    """The column of the date: the one that is called "when", or else the only one."""
    dates = {spec.date for spec in known.values() if spec.date is not None}
    return "when" if "when" in dates else dates.pop() if len(dates) == 1 else None
