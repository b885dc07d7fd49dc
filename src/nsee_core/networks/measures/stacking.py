"""One graph or several: how what is measured of each stands together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs, graph_given, graphs_given
from nsee_core.wording import listed, shown


def of_each(given: Graphs, measure: Callable[[nx.Graph[Any]], pd.DataFrame]) -> pd.DataFrame:
    """What is measured of a graph, or of each of several, such as the waves of a survey.

    This is the one rule for every measure:

    - Of one graph it is the frame of that graph.
    - Of several by label, the frames stand one below the other, in the order of the labels, and a
      first column says of which graph a row is: ``graph`` (``str``), the label. Each graph is
      measured by itself, with the same seed. What a frame has in its ``attrs`` is there by label.
    - What is refused of one graph is refused of several, and the message begins with the label:
      also where one wave lacks what others have, as an attribute to group by. A wave that was left
      out, or whose values were missing, would be taken for one in which nothing was found.
    - Of no graphs there are no rows, and all columns.

    Args:
        given: a graph, or several by label.
        measure: what gives the frame of one graph; of a graph of nobody, one with all columns.

    Raises:
        TypeError: it is no graph, nor graphs by label.

    >>> def counted(graph):
    ...     return pd.DataFrame({"nodes": [len(graph)]})
    >>> of_each({"first": nx.Graph(), "second": nx.path_graph(3)}, counted)
        graph  nodes
    0   first      0
    1  second      3
    """
    if not isinstance(given, Mapping):
        return measure(graph_given(given))
    graphs = graphs_given(given)
    of_nobody = measure(nx.Graph())  # what is wrong with other arguments is no graph's fault
    frames = dict[str, pd.DataFrame]()
    for label, graph in graphs.items():
        with told_of(label):
            frames[label] = measure(graph)
    stacked = pd.concat([of_nobody.head(0), *frames.values()], ignore_index=True)
    labels = [label for label, frame in frames.items() for _ in range(len(frame))]
    frame = pd.concat([typed_frame({"graph": ("str", labels)}), stacked], axis=1)
    frame.attrs = {
        name: {label: each.attrs[name] for label, each in frames.items()}
        for name in of_nobody.attrs
    }
    return frame


@contextmanager
def told_of(*labels: str) -> Iterator[None]:
    """Whatever is refused within says first of which graphs it is, if they have labels.

    >>> with told_of("w1", "w2"):
    ...     raise ValueError("they are not alike")
    Traceback (most recent call last):
    ValueError: "w1" and "w2": they are not alike
    """
    try:
        yield
    except (TypeError, ValueError) as wrong:
        if labels:
            wrong.args = (f"{listed([shown(label) for label in labels])}: {wrong}",)
        raise
