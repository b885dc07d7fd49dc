"""What is written on a figure, and whether it can be read there."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text


def figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


def written(drawn: Any) -> list[Text]:  # noqa: ANN401 - axes or a figure
    """What is written of a figure; ticks beyond the limits, or of no visible scale, are not."""
    figure: Figure = drawn if isinstance(drawn, Figure) else figure_of(drawn)
    figure.draw_without_rendering()
    hidden = {id(text) for text in _hidden(figure)}
    found = [each for each in figure.findobj(Text) if each.get_text() and each.get_visible()]
    return [each for each in found if id(each) not in hidden and each.get_window_extent().width]


def faults(drawn: Any) -> list[str]:  # noqa: ANN401 - axes or a figure
    """What cannot be read: texts off the paper, on one another, or in letters below 8 points."""
    texts = written(drawn)
    figure: Figure = drawn if isinstance(drawn, Figure) else figure_of(drawn)
    paper = figure.bbox.padded(0.5)
    boxes = [each.get_window_extent() for each in texts]
    said = [each.get_text() for each in texts]
    cut = [
        f"{words!r} is cut off"
        for words, box in zip(said, boxes, strict=True)
        if not (paper.x0 <= box.x0 and box.x1 <= paper.x1)
        or not (paper.y0 <= box.y0 and box.y1 <= paper.y1)
    ]
    covered = [
        f"{said[one]!r} lies on {said[two]!r}"
        for one, box in enumerate(boxes)
        for two in range(one)
        if box.overlaps(boxes[two])
    ]
    small = [f"{each.get_text()!r} is small" for each in texts if float(each.get_fontsize()) < 8]
    return cut + covered + small


def _hidden(figure: Figure) -> list[Text]:
    axes = figure.findobj(Axes)
    scales = [(ax, scale) for ax in axes for scale in (ax.xaxis, ax.yaxis)]
    shown = {
        id(text)
        for ax, scale in scales
        if ax.axison
        for part in (scale.label, *scale._update_ticks())  # type: ignore[union-attr] # those that are drawn
        for text in part.findobj(Text)
    }
    return [text for _, scale in scales for text in scale.findobj(Text) if id(text) not in shown]
