"""Tellings as plain text, for a reader who has never heard of this library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from textwrap import wrap

import attrs

from nsee_core.demo.saying import fact, said
from nsee_core.demo.telling import Mention, Telling
from nsee_core.programme import Programme
from nsee_core.records import Base, Claim, Network
from nsee_core.reference.sources import sources
from nsee_core.wording import listed

#: How wide a page is unless told otherwise; so wide, the longest account takes forty lines.
WIDTH = 100
#: Where the second column begins: of labels, of questions that wrap, of questions that do not.
_LABEL, _MENTION, _WANTED = 9, 37, 54
#: Kinds of record that are named with the others, and get no line of their own.
_BEHIND = ("authority", "partner", "membership")


@attrs.frozen
class Page:
    """How a telling is laid out in columns of text."""

    width: int = WIDTH
    emphasis: Callable[[str], str] = str
    """What makes a heading stand out, where that can be seen."""

    def of(self, telling: Telling) -> Iterator[str]:
        """The lines of a telling: the setting, what is mentioned by phase, and what is not."""
        yield from self._heading(telling.title, telling.source)
        for label, text in telling.setting:
            yield from self._row(label, [text], _LABEL)
        told: set[Mention] = set()
        for chapter in telling.chapters:
            answers = [answer for answer in chapter.answers if answer.mentions]
            yield from ("", self.emphasis(chapter.title)) if answers else ()
            for answer in answers:
                texts = [self._once(mention, told) for mention in answer.mentions]
                yield from self._row(f"  {answer.question}", texts, _MENTION)
        yield from self._open(telling)

    def plain(self, account: Programme) -> Iterator[str]:
        """The lines of an account that tells of no enquiry cycle: it is shown as what it is."""
        own = [record for record in account if record.kind not in _BEHIND]
        networks = [n for n in account.of_kind(Network) if n.within is None]
        claims = account.of_kind(Claim)
        titles = (*(n.name for n in networks), *(c.attributed_to for c in claims), own[0].id)
        what = "a network and its parts" if networks else "the figures that were reported"
        yield from self._heading(next(title for title in titles if title), _sources(own))
        yield from wrap(
            f"Told as what it is, {what}: it names no focus, learners or question of an enquiry, "
            "and so is not read by phase.",
            self.width,
        )
        yield ""
        populations = dict.fromkeys(claim.population for claim in claims if claim.population)
        for line in (*populations, *(_line(record, account) for record in own)):
            yield from self._indented(line)

    def _heading(self, title: str, source: str | None) -> Iterator[str]:
        yield self.emphasis(title)
        yield "-" * min(len(title), self.width)
        for given in _spelt_out(source):
            yield from wrap(given, self.width, subsequent_indent="  ")

    def _open(self, telling: Telling) -> Iterator[str]:
        heading = "What would complete it"
        for title, answers in (
            ("Undocumented", telling.undocumented),
            ("Mentioned in part", telling.in_part),
        ):
            if answers:
                yield from [""] if heading else []
                yield self.emphasis(f"{title:{_WANTED}}{heading}".rstrip())
                heading = ""
            for answer in answers:
                yield from self._row(f"  {answer.question}", [listed(answer.open)], _WANTED)

    def _row(self, left: str, right: Iterable[str], begins: int) -> Iterator[str]:
        """Two columns, each wrapped by itself; the first keeps its indentation."""
        indent = left[: len(left) - len(left.lstrip())]
        lefts = wrap(left, begins - 2, subsequent_indent=indent)
        room = max(self.width - begins, 20)
        rights = [line for text in right for line in wrap(text, room, subsequent_indent="  ")]
        for one, other in zip_longest(lefts, rights, fillvalue=""):
            yield f"{one:{begins}}{other}".rstrip()

    def _indented(self, text: str) -> list[str]:
        return wrap(text, self.width, initial_indent="  ", subsequent_indent="    ")

    def _once(self, mention: Mention, told: set[Mention]) -> str:
        """What is mentioned; what was told already is not told again."""
        if mention in told and mention.when:
            return f"{mention.when}: as above"
        told.add(mention)
        return str(mention)


def _line(record: Base, account: Programme) -> str:
    fields = record.held()
    when = fields.get("when") or fields.get("started")
    words, note = said(record, account), fact(record)
    told = words if note in words else f"{words} ({note})"
    return f"{when}: {told}" if when else told


def _spelt_out(source: str | None) -> Iterator[str]:
    """Each source of an account with its title; one that is no key is its own."""
    known = sources()
    if source is None or any(key not in known for key in source.split(", ")):
        yield from [source] if source else []
        return
    for key in source.split(", "):
        yield f"[{key}] {known[key].title}"


def _sources(records: Iterable[Base]) -> str:
    keys = (key for record in records for key in (record.source or "").split(", "))
    return ", ".join(dict.fromkeys(keys))
