"""Findings together: sorted, counted, filtered, and put into the forms that people and tools read."""

from nsee_core.reports.report import Report

__all__ = ["Report"]
