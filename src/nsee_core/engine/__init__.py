"""The engine: runs a log through a protocol, and says where the cycle stands.

It is total: whatever a log holds, it is judged, and nothing is raised for it.
"""

from nsee_core.engine.moment import NotAMoment
from nsee_core.engine.permission import May, NoSuchStep, Reason
from nsee_core.engine.placing import NoStanding, standing, standing_rows, standings
from nsee_core.engine.published import standing_schema
from nsee_core.engine.whereabouts import Standing, StepStanding

__all__ = [
    "May",
    "NoStanding",
    "NoSuchStep",
    "NotAMoment",
    "Reason",
    "Standing",
    "StepStanding",
    "standing",
    "standing_rows",
    "standing_schema",
    "standings",
]
