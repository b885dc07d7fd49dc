"""Findings together, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from nsee_core.findings import Finding, Severity
from nsee_core.reports.markdown import as_markdown
from nsee_core.reports.notebook import as_html
from nsee_core.reports.order import in_order
from nsee_core.reports.published import as_dict
from nsee_core.reports.row_count import NO_ROWS, Rows
from nsee_core.reports.rows import as_frame, as_rows
from nsee_core.reports.sarif import as_sarif
from nsee_core.reports.text import as_text
from nsee_core.reports.words import summary

if TYPE_CHECKING:
    import pandas as pd


@attrs.frozen(repr=False)
class Report:
    r"""Findings together, the gravest first; equal when the findings are.

    Each form withholds the offending values, which may be sensitive, unless told
    ``include_values=True``; only ``to_text()``, which is for a terminal, shows them unless told
    otherwise. With ``rows``, as a ``Reading`` has them, it says how many are in no record.

    >>> from nsee_core import Cycle, Entry, Programme, check, parse_protocol
    >>> toy = parse_protocol("key='toy'\nsteps=[{key='try'}, {key='look', after=['try']}]")
    >>> p = Programme.of([Cycle(id="c", protocol="toy"), Entry(id="1", cycle="c", step="look")])
    >>> print(check(p, protocols=[toy]).to_text())
    c
      error    NSEE301  look was begun before try was completed
               fix: complete try first, or correct the order of the entries
    <BLANKLINE>
    1 error
    """

    findings: tuple[Finding, ...] = attrs.field(default=(), converter=in_order)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __add__(self, other: Report) -> Report:
        return Report((*self.findings, *other.findings))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return self.graded(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are warnings."""
        return self.graded(Severity.WARNING)

    @property
    def infos(self) -> tuple[Finding, ...]:
        """The findings that only inform."""
        return self.graded(Severity.INFO)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity of all, or None where there is nothing to say."""
        return self.findings[0].severity if self.findings else None

    def graded(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def about(self, *subjects: str) -> Report:
        """The findings about these records."""
        return Report(finding for finding in self.findings if finding.subject in subjects)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each code, the commonest first."""
        return dict(Counter(finding.code for finding in self.findings).most_common())

    def to_text(
        self,
        *,
        colour: bool = False,
        include_values: bool = True,
        most: int | None = None,
        rows: Rows = NO_ROWS,
    ) -> str:
        """For a terminal: findings under what each is about, the offending values shown.

        With ``most``, so many of each code, and how many more there are.
        """
        return as_text(
            self.findings, colour=colour, include_values=include_values, most=most, rows=rows
        )

    def to_markdown(
        self, *, include_values: bool = False, most: int | None = None, rows: Rows = NO_ROWS
    ) -> str:
        """The summary and a Markdown table, one row a finding.

        With ``most``, so many of each code, and how many more there are.
        """
        return as_markdown(self.findings, include_values=include_values, most=most, rows=rows)

    def to_html(self, *, include_values: bool = False) -> str:
        """The summary and an HTML table of the first two hundred; a notebook shows it by itself."""
        return as_html(self.findings, include_values=include_values)

    def to_rows(self, *, include_values: bool = False) -> list[dict[str, Any]]:
        """One flat dict a finding, with the columns of ``to_frame()``."""
        return as_rows(self.findings, include_values=include_values)

    def to_frame(self, *, include_values: bool = False) -> pd.DataFrame:
        """One row a finding; a report without findings gives the columns.

        ``severity`` is an ordered category (info, warning, error), ``line`` is ``Int64`` and the
        rest is text: ``code``, ``slug``, ``subject``, ``field``, ``message``, ``fix``, ``basis``,
        ``source``, ``entries`` (ids with blanks between), ``file``, ``sheet``, ``cell``; and
        ``value``, where it is asked for.
        """
        return as_frame(self.findings, include_values=include_values)

    def to_dict(
        self, *, include_values: bool = False, most: int | None = None, rows: Rows = NO_ROWS
    ) -> dict[str, Any]:
        """Plain JSON types, as ``report_schema()`` describes them.

        With ``most``, so many findings of each code; the counts are of all.
        """
        return as_dict(self.findings, include_values=include_values, most=most, rows=rows)

    def to_sarif(
        self, *, include_values: bool = False, most: int | None = None, rows: Rows = NO_ROWS
    ) -> dict[str, Any]:
        """SARIF 2.1.0, as plain JSON types.

        With ``most``, so many findings of each code, and a notification of how many more there are.
        """
        return as_sarif(self.findings, include_values=include_values, most=most, rows=rows)

    def _repr_html_(self) -> str:
        return as_html(self.findings)

    def __str__(self) -> str:
        return summary(self.findings)

    def __repr__(self) -> str:
        return f"<Report: {self}>"
