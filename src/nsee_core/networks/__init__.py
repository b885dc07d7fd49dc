"""Who works with whom, and how knowledge moves: graphs from records, and what they show."""

from nsee_core.networks.graphs import (
    COUNTING,
    NotBipartite,
    UnknownSort,
    UnknownWeighting,
    collaboration,
    projected,
)
from nsee_core.networks.levels import UnknownLevel

__all__ = [
    "COUNTING",
    "NotBipartite",
    "UnknownLevel",
    "UnknownSort",
    "UnknownWeighting",
    "collaboration",
    "projected",
]
