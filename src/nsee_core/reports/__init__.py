"""Findings together: sorted, counted, filtered, and put into forms that people and tools read."""

from nsee_core.reports.published import report_schema
from nsee_core.reports.report import Report
from nsee_core.reports.row_count import Rows

__all__ = ["Report", "Rows", "report_schema"]
