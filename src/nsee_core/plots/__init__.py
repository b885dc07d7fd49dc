"""Figures of networks and of movement: they are handed graphs and frames, and read no records."""

from nsee_core.plots.bars.flow_bars import flow_levels
from nsee_core.plots.bars.participation_bars import participation_over_time
from nsee_core.plots.describing import describe, to_svg
from nsee_core.plots.maps.comparing import waves_side_by_side
from nsee_core.plots.maps.layout import positions
from nsee_core.plots.maps.single import network_map
from nsee_core.plots.paper.style import CannotDraw
from nsee_core.plots.trees.drawing import lineage_tree

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
