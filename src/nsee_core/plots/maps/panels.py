"""One wave of a network as a panel: what became of its ties, and where its nodes are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from nsee_core.plots.asked import label_of
from nsee_core.plots.maps import discs, lines, nodes
from nsee_core.plots.maps.bundles import Bundles
from nsee_core.plots.maps.changes import Changed, Wave
from nsee_core.plots.maps.courses import Courses, Ground
from nsee_core.plots.maps.framing import framed
from nsee_core.plots.maps.plan import Names, Plan, fitted
from nsee_core.plots.maps.single import BUNDLED, left_out
from nsee_core.plots.maps.steps import Pair
from nsee_core.plots.paper import footing
from nsee_core.plots.paper.measuring import headed
from nsee_core.plots.paper.style import INK, nothing
from nsee_core.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

#: How ties look that are new, that were lost, and that are there, in the order of drawing: wide
#: ones are lighter and lie beneath, so that many bury neither the dashed nor the thin ones.
_DASHED = (0, (3.2, 2.0))
_SORTS = (
    lines.Stroke(2.2, "#8c8c8c"),
    lines.Stroke(1.4, INK, _DASHED),
    lines.Stroke(0.8, "#3a3a3a"),
)
#: Of many groups: how wide a line is of 1, 2, 4 and 8 ties, and how far inwards each sort is bent.
_WIDTHS = (0.45, 1.0, 1.8, 2.8)
_BUNDLED = (INK, 0.15), ("#3a3a3a", 0.55), ("#b3b3b3", 0.35)


@attrs.frozen
class Panel:
    """A wave, what became of its ties, and where it is drawn."""

    ax: Axes
    name: str
    wave: Wave
    changed: Changed

    @property
    def heading(self) -> str:
        """Which wave it is, and when that was."""
        return ", ".join(filter(None, (self.name, str(self.wave.graph.graph.get("when") or ""))))

    def prepare(self, plan: Plan, most: int) -> Text | None:
        """Draw circles and ties, and write above and beneath; returns what is written beneath."""
        framed(self.ax, plan.at, plan.discs, plan.beside(most))
        if not self.wave.graph:
            nothing(self.ax, self.heading, "there is nobody in this wave")
            return None
        discs.draw(self.ax, plan.discs)
        if plan.bundled:
            self._draw_bundles(plan)
        headed(self.ax, "\n".join(filter(None, (self.heading, self.wave.answering.words))))
        return footing.noted(self.ax, self._note(plan, Names.before(most)))

    @property
    def _sorts(self) -> tuple[Sequence[Pair], ...]:
        """The ties by what became of them, in the order of drawing."""
        return self.changed.new, self.changed.lost, self.changed.there

    def _draw_bundles(self, plan: Plan) -> None:
        steps = Bundles.of(self.wave.ties, plan.group_of).steps
        sorts = list(zip(self._sorts, _SORTS, _BUNDLED, strict=True))
        for pairs, stroke, (colour, inward) in reversed(sorts):
            if pairs:
                strokes = [_fine(stroke, colour, width) for width in _WIDTHS]
                bundles = Bundles.of(pairs, plan.group_of)
                bundles.draw(self.ax, plan.at, plan.discs, steps, strokes, inward=inward)

    def _draw_ties(self, plan: Plan, size: float) -> None:
        graph = self.wave.graph
        at = {node: spot for node, spot in plan.at.items() if node in graph}
        ground = Ground.of(self.ax, at, size)
        directed, sorts = graph.is_directed(), self._sorts
        courses = Courses.of([pair for pairs in sorts for pair in pairs], ground, directed=directed)
        for pairs, stroke in zip(sorts, _SORTS, strict=True):
            if pairs:
                lines.draw(self.ax, courses.only(pairs), ground, stroke, directed=directed)

    def name_nodes(self, plan: Plan, most: int) -> Names:
        """Write names, once all panels have taken their room."""
        graph = self.wave.graph
        return plan.write(self.ax, graph, most, share=0.5) if graph else Names.before(0)

    def finish(self, plan: Plan, written: Names, note: Text | None) -> None:
        """Draw ties and nodes, once all names are written, which may take room of maps."""
        graph, answering = self.wave.graph, self.wave.answering
        if not graph:
            return
        size = fitted(self.ax, written.size)
        if not plan.bundled:
            self._draw_ties(plan, size)
        here = {name: [n for n in each if n in graph] for name, each in plan.groups.items()}
        nodes.draw(self.ax, graph, here, plan.look, plan.at, silent=answering.silent, size=size)
        footing.noted_anew(self.ax, note, self._note(plan, written))
        people = counted(sum(map(len, here.values())), "node")
        parts = [people, answering.words, self.changed.words()]
        self.ax.set_label(label_of(self.heading, "; ".join(filter(None, parts))))

    def _note(self, plan: Plan, written: Names) -> list[str]:
        unknown = self.changed.perhaps_lost
        return [
            BUNDLED if plan.bundled else "",
            f"{counted(unknown, 'tie')} perhaps lost not drawn" if unknown else "",
            *left_out(plan, self.wave.graph, written),
        ]


def explained(plan: Plan, changes: Sequence[Changed]) -> lines.Explained:
    """What the legend says of ties."""
    perhaps = any(change.perhaps_new or change.perhaps_kept for change in changes)
    new, lost, there = (
        _fine(stroke, colour, _WIDTHS[1]) if plan.bundled else stroke
        for stroke, (colour, _) in zip(_SORTS, _BUNDLED, strict=True)
    )
    words = {
        f"tie kept{' or perhaps kept' if perhaps else ''}, or of the first wave": (
            there,
            len(changes) > 1,
        ),
        "new tie": (new, any(change.new for change in changes)),
        "lost tie": (lost, any(change.lost for change in changes)),
    }
    return [(stroke.mark(), each) for each, (stroke, shown) in words.items() if shown]


def _fine(stroke: lines.Stroke, colour: str, width: float) -> lines.Stroke:
    """The line of a bundle, of a sort of ties that has this stroke."""
    return attrs.evolve(stroke, colour=colour, width=width)
