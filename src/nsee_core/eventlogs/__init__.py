"""A programme as an event log: a case for each cycle, an event for each entry that counts.

What the formats of event logs share, and what their readers go by to find the records again.
"""

from nsee_core.eventlogs.attributes import (
    ID,
    NAME,
    PLACE,
    PREFIX,
    RESOURCE,
    SUPERSEDED,
    TIME,
    TRANSITION,
    TRANSITIONS,
    UNSAYABLE,
    attributes_of_case,
    attributes_of_event,
)
from nsee_core.eventlogs.cases import Case, Event, cases
from nsee_core.eventlogs.moments import Moment, moment, timestamps
from nsee_core.eventlogs.naming import is_id, made_id, untaken
from nsee_core.eventlogs.rows import (
    is_ours,
    place_of,
    row_of_case,
    row_of_event,
    superseded_in,
)

__all__ = [
    "ID",
    "NAME",
    "PLACE",
    "PREFIX",
    "RESOURCE",
    "SUPERSEDED",
    "TIME",
    "TRANSITION",
    "TRANSITIONS",
    "UNSAYABLE",
    "Case",
    "Event",
    "Moment",
    "attributes_of_case",
    "attributes_of_event",
    "cases",
    "is_id",
    "is_ours",
    "made_id",
    "moment",
    "place_of",
    "row_of_case",
    "row_of_event",
    "superseded_in",
    "timestamps",
    "untaken",
]
