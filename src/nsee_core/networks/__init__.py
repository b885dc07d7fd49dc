"""Who works with whom, and how knowledge moves: graphs from records, and what they show."""

from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.arguments.weights import NotAWeight
from nsee_core.networks.files import NoGraph, write_network
from nsee_core.networks.graphs.both_ways import NotDirected, undirected
from nsee_core.networks.graphs.collaborating import collaboration
from nsee_core.networks.graphs.descent import lineage
from nsee_core.networks.graphs.projection import NotBipartite, UnknownWeighting, projected
from nsee_core.networks.graphs.reported import ties, waves
from nsee_core.networks.graphs.taking_part import COUNTING, UnknownSort
from nsee_core.networks.graphs.transferring import transfers
from nsee_core.networks.graphs.wanted import NoSuchSurvey, NoSuchTie
from nsee_core.networks.graphs.window import NotAPeriod
from nsee_core.networks.leadership.concentration import leading_concentration
from nsee_core.networks.leadership.holders import roles
from nsee_core.networks.leadership.leaders import leading, leading_together
from nsee_core.networks.leadership.professional_capital import capital
from nsee_core.networks.leadership.sharing import UnknownShare, leading_distribution
from nsee_core.networks.measures.agreement import NotTheSameNodes, adjusted_rand
from nsee_core.networks.measures.brokers import brokerage
from nsee_core.networks.measures.clique_census import TooManyCliques, cliques
from nsee_core.networks.measures.comparability import NotComparable
from nsee_core.networks.measures.cores import core_periphery
from nsee_core.networks.measures.external_ties import ei_index
from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.like_with_like import assortativity
from nsee_core.networks.measures.mixing_matrix import mixing
from nsee_core.networks.measures.partitions import NoRuns, communities
from nsee_core.networks.measures.permuting import NoPermutations
from nsee_core.networks.measures.shortest_paths import NotASample, UnknownMethod, betweenness
from nsee_core.networks.measures.single_nodes import centrality
from nsee_core.networks.measures.triad_census import triads
from nsee_core.networks.measures.trio_ties import trios
from nsee_core.networks.measures.waves import change
from nsee_core.networks.measures.whole_graphs import cohesion
from nsee_core.networks.movement.adopting import adopters, adoption
from nsee_core.networks.movement.beginnings import practice_reach
from nsee_core.networks.movement.borders import crossings
from nsee_core.networks.movement.contact_rows import UnknownContact, contacts
from nsee_core.networks.movement.contact_table import NotContacts, NotSources
from nsee_core.networks.movement.descendants import generations
from nsee_core.networks.movement.movements import UnknownMovement, flows
from nsee_core.networks.movement.reaching import NotInOrder, reach
from nsee_core.networks.movement.tallies import NotFlows, UnknownGrouping, flow_counts
from nsee_core.networks.movement.who_knows import expertise
from nsee_core.networks.movement.who_met import CONTACT_SORTS
from nsee_core.networks.placing.levels import UnknownLevel
from nsee_core.networks.practices import NoSuchPractice
from nsee_core.networks.sessions import NotASession, session_of
from nsee_core.networks.structure.form import FORMS
from nsee_core.networks.structure.growth import UnknownPeriod, participation
from nsee_core.networks.structure.intake import INTAKE
from nsee_core.networks.structure.members import NoSuchGroup, memberships
from nsee_core.networks.structure.over_time import members_at, members_over_time
from nsee_core.networks.structure.partnerships import forms
from nsee_core.networks.structure.similar_schools import (
    NoSuchSchool,
    NotAFamily,
    UnknownIntake,
    families,
)
from nsee_core.networks.tables import SameIds, adjacency, edge_list, node_table

__all__ = [
    "CONTACT_SORTS",
    "COUNTING",
    "FORMS",
    "INTAKE",
    "NoGraph",
    "NoPermutations",
    "NoRuns",
    "NoSuchGroup",
    "NoSuchPractice",
    "NoSuchSchool",
    "NoSuchSurvey",
    "NoSuchTie",
    "NotAFamily",
    "NotALimit",
    "NotAPeriod",
    "NotASample",
    "NotASession",
    "NotAWeight",
    "NotBipartite",
    "NotComparable",
    "NotContacts",
    "NotDirected",
    "NotFlows",
    "NotInOrder",
    "NotSources",
    "NotTheSameNodes",
    "SameIds",
    "TooManyCliques",
    "UnknownContact",
    "UnknownGroup",
    "UnknownGrouping",
    "UnknownIntake",
    "UnknownLevel",
    "UnknownMethod",
    "UnknownMovement",
    "UnknownPeriod",
    "UnknownShare",
    "UnknownSort",
    "UnknownWeighting",
    "UnusableNumber",
    "adjacency",
    "adjusted_rand",
    "adopters",
    "adoption",
    "assortativity",
    "betweenness",
    "brokerage",
    "capital",
    "centrality",
    "change",
    "cliques",
    "cohesion",
    "collaboration",
    "communities",
    "contacts",
    "core_periphery",
    "crossings",
    "edge_list",
    "ei_index",
    "expertise",
    "families",
    "flow_counts",
    "flows",
    "forms",
    "generations",
    "leading",
    "leading_concentration",
    "leading_distribution",
    "leading_together",
    "lineage",
    "members_at",
    "members_over_time",
    "memberships",
    "mixing",
    "node_table",
    "participation",
    "practice_reach",
    "projected",
    "reach",
    "roles",
    "session_of",
    "ties",
    "transfers",
    "triads",
    "trios",
    "undirected",
    "waves",
    "write_network",
]
