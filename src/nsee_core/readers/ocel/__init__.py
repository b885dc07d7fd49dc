"""OCEL 2.0: object-centric event logs in JSON or SQLite, of ours and of other programs."""

from nsee_core.readers.ocel.reading import SUFFIXES, read_ocel

__all__ = ["SUFFIXES", "read_ocel"]
