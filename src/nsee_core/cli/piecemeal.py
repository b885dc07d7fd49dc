"""The forms of a report, a piece at a time: each is put together from findings sorted on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import attrs

from nsee_core.cli.output import as_json
from nsee_core.findings import Finding
from nsee_core.reports.brief import Brief
from nsee_core.reports.markdown import page, row_of
from nsee_core.reports.published import document
from nsee_core.reports.sarif import codes_of, log, result
from nsee_core.reports.text import as_text
from nsee_core.reports.words import by_severity, summary
from nsee_core.streaming.sorting import Sorting


@attrs.frozen
class Form:
    """A form of a report, to the letter what it would be of all findings in memory."""

    each: Callable[..., tuple[str, str]]
    """A finding by itself: a heading, under which all that have it stand together, and a text."""
    pieces: Callable[[Iterable[Finding], Sorting, Brief], Iterator[str]]
    """The whole, from the findings as they come and the same as they are sorted."""

    def coded(self, finding: Finding, *, values: bool) -> tuple[str, str]:
        """A finding as it is sorted: its text behind its code, of which some may be left out."""
        heading, text = self.each(finding, values=values)
        return heading, f"{finding.code}\0{text}"


def _shown(texts: Iterable[str], brief: Brief) -> Iterator[tuple[str, str]]:
    """The texts that are not left out, each with its code."""
    for code, _, text in (coded.partition("\0") for coded in texts):
        if brief.shows(code):
            yield code, text


def _all_shown(sorting: Sorting, brief: Brief) -> Iterator[tuple[str, str]]:
    """The same, whatever they stand under."""
    for _, texts in sorting:
        yield from _shown(texts, brief)


def _in_text(finding: Finding, *, values: bool) -> tuple[str, str]:
    heading, *below, _, _ = as_text([finding], colour=True, include_values=values).split("\n")
    return heading, "\n".join(below)


def _text(findings: Iterable[Finding], sorting: Sorting, brief: Brief) -> Iterator[str]:
    counts = summary(sorting.taking(findings))
    for heading, texts in sorting:
        shown = [text for _, text in _shown(texts, brief)]
        if shown:
            yield from (f"{line}\n" for line in (heading, *shown, ""))
    yield from (f"{line}\n" for line in (*brief.told(), counts))


def _in_markdown(finding: Finding, *, values: bool) -> tuple[str, str]:
    return "", row_of(finding, include_values=values)


def _markdown(findings: Iterable[Finding], sorting: Sorting, brief: Brief) -> Iterator[str]:
    counts = summary(sorting.taking(findings))
    rows = (row for _, row in _all_shown(sorting, brief))
    yield from (f"{line}\n" for line in page(counts, rows, brief))


def _in_json(finding: Finding, *, values: bool) -> tuple[str, str]:
    return "", as_json(finding.to_dict(include_values=values))


def _json(findings: Iterable[Finding], sorting: Sorting, brief: Brief) -> Iterator[str]:
    counts = by_severity(sorting.taking(findings))
    texts = (text for _, text in _all_shown(sorting, brief))
    yield from _around(texts, lambda: document(counts, [], brief), "  ")


def _in_sarif(finding: Finding, *, values: bool) -> tuple[str, str]:
    return "", as_json(result(finding, include_values=values))


def _sarif(findings: Iterable[Finding], sorting: Sorting, brief: Brief) -> Iterator[str]:
    codes = codes_of(sorting.taking(findings))
    numbers = {code: f'{{\n  "ruleIndex": {number},' for number, code in enumerate(codes)}
    texts = (numbers[code] + text[1:] for code, text in _all_shown(sorting, brief))
    yield from _around(texts, partial(log, codes.values(), [], brief), "      ")


def _around(
    texts: Iterable[str], report: Callable[[], dict[str, Any]], indent: str
) -> Iterator[str]:
    """A report in JSON with these texts in its last empty list; what follows is asked for then.

    Args:
        texts: what stands in the list, in JSON.
        report: the report without it.
        indent: what stands before the end of the list.
    """
    yield as_json(report()).rsplit("[]", 1)[0] + "["
    comma = ""
    for text in texts:
        inner = text.replace("\n", f"\n{indent}  ")  # a line end in a text is written as \\n
        yield f"{comma}\n{indent}  {inner}"
        comma = ","
    yield f"\n{indent}]" if comma else "]"
    yield as_json(report()).rsplit("[]", 1)[1] + "\n"


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "text": Form(_in_text, _text),
        "markdown": Form(_in_markdown, _markdown),
        "json": Form(_in_json, _json),
        "sarif": Form(_in_sarif, _sarif),
    }
)
