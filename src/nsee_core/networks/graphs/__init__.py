"""Graphs from records, as plain networkx."""

from nsee_core.networks.graphs.collaboration import collaboration
from nsee_core.networks.graphs.occasions import COUNTING, UnknownSort
from nsee_core.networks.graphs.projection import NotBipartite, UnknownWeighting, projected

__all__ = [
    "COUNTING",
    "NotBipartite",
    "UnknownSort",
    "UnknownWeighting",
    "collaboration",
    "projected",
]
