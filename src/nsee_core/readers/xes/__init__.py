"""XES: event logs of process mining tools, and the cycles and entries that were written as such."""

from nsee_core.readers.xes.reading import SUFFIXES, read_xes

__all__ = ["SUFFIXES", "read_xes"]
