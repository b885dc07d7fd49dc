"""A programme as an event log: a case for each cycle, an event for each entry that counts.

What the formats of event logs share, and what their readers go by to find the records again.
"""

from nsee_core.eventlogs.attributes import (
    COLUMNS_OF_CASE,
    COLUMNS_OF_EVENT,
    ID,
    NAME,
    PLACE,
    PREFIX,
    RESOURCE,
    SUPERSEDED,
    TIME,
    TRANSITION,
    UNSAYABLE,
    attributes_of_case,
    attributes_of_event,
)
from nsee_core.eventlogs.cases import Case, Event, cases
from nsee_core.eventlogs.lifecycle import NOT_TAKEN, TAKEN, TRANSITIONS
from nsee_core.eventlogs.moments import Timestamp, taken_apart, timestamps
from nsee_core.eventlogs.naming import is_id, made_id, untaken
from nsee_core.eventlogs.rows import (
    is_ours,
    place_of,
    row_of_case,
    row_of_event,
    superseded_in,
)

__all__ = [
    "COLUMNS_OF_CASE",
    "COLUMNS_OF_EVENT",
    "ID",
    "NAME",
    "NOT_TAKEN",
    "PLACE",
    "PREFIX",
    "RESOURCE",
    "SUPERSEDED",
    "TAKEN",
    "TIME",
    "TRANSITION",
    "TRANSITIONS",
    "UNSAYABLE",
    "Case",
    "Event",
    "Timestamp",
    "attributes_of_case",
    "attributes_of_event",
    "cases",
    "is_id",
    "is_ours",
    "made_id",
    "place_of",
    "row_of_case",
    "row_of_event",
    "superseded_in",
    "taken_apart",
    "timestamps",
    "untaken",
]
