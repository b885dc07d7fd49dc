"""What every part of a workbook begins with, and the names of what it is made of."""

from __future__ import annotations

#: How a part of XML begins.
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: SpreadsheetML (ECMA-376 part 1); its relationships; and the container of parts (part 2).
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: What begins the sorts of content that parts may have.
CONTENT = "application/vnd.openxmlformats-officedocument"
#: The drawing of comments (ECMA-376 part 4), with what of it is of Office, and of Excel.
VML = "urn:schemas-microsoft-com:vml"
VML_OFFICE = "urn:schemas-microsoft-com:office:office"
VML_EXCEL = "urn:schemas-microsoft-com:office:excel"
