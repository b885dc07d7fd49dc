"""Graphs from records, as plain networkx."""

from nsee_core.networks.graphs.collaborating import collaboration
from nsee_core.networks.graphs.projection import NotBipartite, UnknownWeighting, projected
from nsee_core.networks.graphs.taking_part import COUNTING, UnknownSort

__all__ = [
    "COUNTING",
    "NotBipartite",
    "UnknownSort",
    "UnknownWeighting",
    "collaboration",
    "projected",
]
