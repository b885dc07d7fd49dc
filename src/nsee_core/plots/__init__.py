"""Figures of networks and of movement: they are handed graphs and frames, and read no records."""

from nsee_core.plots.bars import flow_levels, participation_over_time
from nsee_core.plots.comparing import waves_side_by_side
from nsee_core.plots.describing import describe, to_svg
from nsee_core.plots.layout import positions
from nsee_core.plots.maps import network_map
from nsee_core.plots.style import CannotDraw
from nsee_core.plots.trees import lineage_tree

__all__ = [
    "CannotDraw",
    "describe",
    "flow_levels",
    "lineage_tree",
    "network_map",
    "participation_over_time",
    "positions",
    "to_svg",
    "waves_side_by_side",
]
