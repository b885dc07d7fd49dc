"""Excel workbooks: a template to be filled in, the export of a programme, and annotation."""

from nsee_core.writers.workbook.annotating import annotate
from nsee_core.writers.workbook.export import to_excel, write_excel
from nsee_core.writers.workbook.template import template, write_template

__all__ = ["annotate", "template", "to_excel", "write_excel", "write_template"]
