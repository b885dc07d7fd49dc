"""Event logs of other programs: those in CSV, and what becomes of the cases and events of any."""

from nsee_core.readers.eventlogs.csv_logs import read_event_csv

__all__ = ["read_event_csv"]
