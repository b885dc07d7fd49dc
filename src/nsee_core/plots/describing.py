"""A figure for those who do not see it, and as a file that is the same each time."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from nsee_core.extras import needs
from nsee_core.plots.asked import typed
from nsee_core.plots.paper.style import CannotDraw

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def describe(drawn: Figure | Axes) -> str:
    """What a figure shows, in words: for the alternative text of a page.

    Raises:
        CannotDraw: what was given is no figure and no axes.

    >>> from nsee_core.plots import network_map
    >>> import networkx as nx
    >>> describe(network_map(nx.Graph(), title="Trios"))
    'Trios: there is nobody in this network.'
    """
    _known(drawn)
    parts: Any = getattr(drawn, "get_axes", lambda: [drawn])()
    title = getattr(drawn, "get_suptitle", str)()
    words = " ".join(str(part.get_label()) for part in parts if part.get_label())
    whole = f"{title}: {words}" if title else words
    return whole.replace(r"\$", "$")  # as it is written, not as matplotlib is told it


def to_svg(drawn: Figure | Axes) -> str:
    """A figure as SVG: the same text each time, with its description, and its words as words.

    The words are set in the sans serif face of whoever looks; a PNG or PDF, which matplotlib's own
    ``savefig`` writes, has letters of its own.

    Raises:
        CannotDraw: what was given is no figure and no axes.

    >>> from nsee_core.plots import network_map
    >>> import networkx as nx
    >>> "there is nobody in this network" in to_svg(network_map(nx.Graph()))
    True
    """
    _known(drawn)
    text = StringIO()
    settings = {"svg.hashsalt": "nsee-core", "svg.fonttype": "none"}
    with needs("matplotlib", "plot").rc_context(settings):
        metadata = {"Title": describe(drawn), "Date": None}
        whole: Any = drawn.get_figure(root=True)  # of a figure itself, that figure
        whole.savefig(text, format="svg", metadata=metadata)
    return text.getvalue()


def _known(drawn: object) -> None:
    if not hasattr(drawn, "get_figure"):
        raise CannotDraw(f"give a figure or the axes of one, and not {typed(drawn)}")
