"""The page on figures shows what its code draws; that its code runs is proved with the others."""

from __future__ import annotations

import re

import pytest

from nsee_core import plots
from tools.pages import DOCS, FIGURES, PAGE_ON_FIGURES, PAGES

PAGE = (DOCS / PAGE_ON_FIGURES).read_text("utf-8")


def said(svg: str) -> list[str]:
    """What is written in a figure, and the description of it."""
    return sorted(re.findall(r">([^<>]+)</(?:text|dc:title)>", svg))


def test_every_function_that_draws_is_called_and_its_figure_shown() -> None:
    draw = {name for name in plots.__all__ if name.islower()} - {"describe", "positions", "to_svg"}
    drawn = dict(re.findall(r"^(\w+) = plots\.(\w+)\(", PAGE, re.MULTILINE))
    shown = re.findall(r"^!\[.+\]\(plots-(\w+)\.svg\)$", PAGE, re.MULTILINE)
    assert {drawn[name] for name in shown if name in drawn} == draw
    assert set(FIGURES) == {f"how-to/plots-{name}.svg" for name in shown}


def test_the_page_describes_each_figure_as_it_is_drawn_now() -> None:
    assert PAGES[PAGE_ON_FIGURES]() == PAGE, "run make pages"


@pytest.mark.parametrize("path", FIGURES)
def test_a_figure_says_what_is_drawn_now(path: str) -> None:
    assert said((DOCS / path).read_text("utf-8")) == said(FIGURES[path]())


def test_no_figure_makes_the_page_heavy() -> None:
    assert sum((DOCS / path).stat().st_size for path in FIGURES) < 300_000


def test_each_figure_is_said_to_be_for_something_and_not_to_show_something() -> None:
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:6]
    assert all("**Use it**" in part and "**It does not show**" in part for part in parts)
