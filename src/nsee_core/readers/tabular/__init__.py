"""Tables of any origin as records: the one mechanism behind CSV, workbooks, frames and Parquet."""

from nsee_core.readers.tabular.reading import TablesReader, read_tables
from nsee_core.readers.tabular.table import ColumnMap, Row, Table, UnknownColumn

__all__ = ["ColumnMap", "Row", "Table", "TablesReader", "UnknownColumn", "read_tables"]
