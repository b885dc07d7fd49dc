"""A standing as a notebook shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nsee_core.wording import in_html

_STYLE = (
    "border-collapse:collapse;font-size:0.9em",
    "text-align:left;padding:0.2em 0.8em 0.2em 0;border-bottom:1px solid #8884;vertical-align:top",
)
_SIGNS = {"done": "\u25cf", "open": "\u25d0", "untouched": "\u25cb", "undocumented": "\u00b7"}


def standing_html(standing: Mapping[str, Any]) -> str:
    """A standing, given in plain JSON types, as an HTML table that also prints well in grey."""
    shown = _ENDED if standing["ended"] else _HEADS
    rows = "".join(_row(step, len(shown)) for step in standing["steps"])
    stages = ", ".join(_stage(stage) for stage in standing["remains"])
    remains = stages or NOTHING_REMAINS[standing["end_in_reach"]]
    heads = "".join(f'<th style="{_STYLE[1]}">{head}</th>' for head in shown)
    return (
        f"<p><strong>{in_html(standing['cycle'])}</strong> ({in_html(standing['protocol'])}): "
        f"{in_html(standing['state'])}. What remains: {remains}.</p>"
        f'<table style="{_STYLE[0]}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


#: What is said where no step remains, by whether the end is in reach.
NOTHING_REMAINS = {
    "found": "nothing",
    "impossible": "no way to the end",
    "undecided": "could not be decided",
}
_ENDED = ("", "Step", "", "State")
_HEADS = (*_ENDED, "May be begun", "Because")


def _row(step: Mapping[str, Any], columns: int) -> str:
    times = f" {step['times']} times" if step["times"] > 1 else ""
    stale = ", an earlier step was done again since" if step["stale"] else ""
    cells = (
        _SIGNS[step["state"]],
        in_html(step["step"]),
        in_html(step["title"] or ""),
        in_html(step["state"] + times + stale),
        in_html(step["may_begin"]),
        "<br>".join(in_html(reason) for reason in _reasons(step)),
    )
    shown = (f'<td style="{_STYLE[1]}">{cell}</td>' for cell in cells[:columns])
    return "<tr>" + "".join(shown) + "</tr>"


def _reasons(step: Mapping[str, Any]) -> list[str]:
    """What to do first, where every reason comes to that; else the reasons."""
    to_do: list[str] = step["to_do"]
    because: list[str] = step["because"]
    return to_do if len(to_do) == len(because) else because


def _stage(stage: Mapping[str, Any]) -> str:
    lesson = f" ({in_html(stage['lesson'])})" if stage["lesson"] else ""
    return in_html(stage["step"]) + lesson
