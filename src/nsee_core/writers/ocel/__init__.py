"""OCEL 2.0, the object-centric event log: as a JSON document, and as an SQLite database."""

from nsee_core.writers.ocel.database import to_ocel_sqlite, write_ocel_sqlite
from nsee_core.writers.ocel.document import to_ocel, write_ocel_json

__all__ = ["to_ocel", "to_ocel_sqlite", "write_ocel_json", "write_ocel_sqlite"]
