"""Excel workbooks, read as they come, with nothing but Python."""

from nsee_core.readers.workbook.reading import SUFFIXES, read_excel

__all__ = ["SUFFIXES", "read_excel"]
