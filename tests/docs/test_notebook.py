"""The notebook gives what it shows, and the page is the notebook."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from nsee_core import check, read_jsonl
from tools import partnership
from tools.notebook import NOTEBOOK, executed, read
from tools.pages.notebook import figures, page_of_the_notebook


def given(notebook: Any) -> list[list[str]]:  # noqa: ANN401 - nbformat has no types
    """What each cell gave, in words; of a figure only that there is one."""
    return [
        [
            output.get("text") or "".join(output["data"]["text/plain"])
            for output in cell.get("outputs", ())
        ]
        for cell in notebook.cells
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of zmq and nbclient, which run it
def test_the_notebook_gives_what_it_shows() -> None:
    assert given(executed()) == given(read())


def test_every_figure_is_described_in_words() -> None:
    described = re.findall(r"^!\[(.+)\]\(.+\.svg\)$", page_of_the_notebook(), re.MULTILINE)
    assert len(described) == len(figures()) == 3
    assert [words.partition(":")[0] for words in described] == [
        "How far practices moved",
        "What was adapted from what",
        "wave-1, September 2016",
    ]


def test_the_notebook_was_run_from_top_to_bottom() -> None:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_its_records_are_those_that_were_planted_and_have_no_fault() -> None:
    reading = read_jsonl(partnership.FILE)
    assert (reading.programme, list(reading.report)) == (partnership.partnership(), [])
    assert list(check(reading.programme)) == []
