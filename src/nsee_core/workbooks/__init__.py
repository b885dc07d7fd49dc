"""An Excel workbook's file: opened with care, what its cells hold, what lies on its sheets.

Whatever writes workbooks, reads them or notes something in them goes by this.
"""
