"""Protocols as pictures: Chromium draws the Mermaid, Graphviz the DOT."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from html import escape, unescape
from pathlib import Path

import pytest

from nsee_core import builtin_protocols
from nsee_core.protocol import Protocol
from nsee_core.wording import visible
from nsee_core.writers import to_mermaid
from nsee_core.writers.dot import to_dot
from nsee_core.writers.drawing import arrows
from tests.peers.conftest import Run

HOSTILE = "a\"]; <script>'&amp;\\N #quot; `x` %%{init: {}}%% --> \u202e\n end <b>"
ODD = Protocol.model_validate(
    {
        "key": "odd",
        "title": HOSTILE,
        "phases": [{"key": "1", "title": HOSTILE}, {"key": "2", "title": " "}, {"key": "3"}],
        "steps": [
            {"key": "end", "title": HOSTILE, "question": HOSTILE, "phase": "1"},
            {"key": "graph", "title": " ", "question": "\n", "phase": "3", "per": "lesson"},
            {"key": "a--b-.1", "required": False, "title": "Ceangal \U0001f393 " * 20},
            {"key": "subgraph", "required": False, "per": "lesson", "after": ["end", "graph"]},
        ],
        "constraints": [
            {"template": "not-co-existence", "a": ["end", "graph"], "b": ["a--b-.1"]},
            {"template": "response", "a": ["end"], "b": ["subgraph"]},
            {"template": "precedence", "a": ["end"], "b": ["subgraph"]},
        ],
    }
)
PROTOCOLS = {protocol.key: protocol for protocol in (*builtin_protocols().values(), ODD)}
PAGE = """<!doctype html><meta charset="utf-8"><body><script>{script}</script><script type="module">
mermaid.initialize({{startOnLoad: false}});
for (const element of document.querySelectorAll("pre")) {{
  try {{
    const drawn = await mermaid.render("drawn-" + element.id, element.textContent);
    element.outerHTML = `<div id="${{element.id}}">${{drawn.svg}}</div>`;
  }} catch (error) {{
    element.textContent = "refused: " + error;
  }}
}}
</script>{protocols}"""


def empty_phases(protocol: Protocol) -> int:
    return sum(not any(s.phase == phase.key for s in protocol.steps) for phase in protocol.phases)


def draw(dot: Run, protocol: Protocol) -> str:
    """A protocol as Graphviz draws it."""
    with tempfile.NamedTemporaryFile("w", suffix=".dot", encoding="utf-8") as file:
        file.write(to_dot(protocol))
        file.flush()
        return dot("-Tsvg", file.name)


@pytest.fixture(scope="module")
def drawn(chromium: Run, mermaid: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each protocol as Chromium draws it: it starts once for all."""
    texts = "".join(
        f'<pre id="{key}">{escape(to_mermaid(protocol))}</pre>'
        for key, protocol in PROTOCOLS.items()
    )
    page = tmp_path_factory.mktemp("mermaid") / "page.html"
    page.write_text(PAGE.format(script=mermaid.read_text("utf-8"), protocols=texts), "utf-8")
    dom = chromium("--virtual-time-budget=60000", "--dump-dom", page.as_uri())
    body = dom.rpartition("</script>")[2]
    return dict(re.findall(r'<div id="([\w-]+)">(<svg .*?</svg>)</div>', body, re.DOTALL))


@pytest.mark.parametrize("key", PROTOCOLS)
def test_chromium_draws_the_mermaid_with_a_box_a_step_and_every_arrow(
    drawn: dict[str, str], key: str
) -> None:
    protocol = PROTOCOLS[key]
    assert key in drawn
    found = Counter(re.findall(r'class="(?:[^"]* )?(node|cluster|flowchart-link)[ "]', drawn[key]))
    assert found == Counter(
        {
            "node": len(protocol.steps) + empty_phases(protocol),
            "cluster": len(protocol.phases) - empty_phases(protocol),
            "flowchart-link": len(arrows(protocol)),
        }
    )


def folded(text: str) -> str:
    """A text without what may end a line; Mermaid takes a spelt-out end of line for one."""
    return re.sub(r"\s|\\n", "", text)


def test_every_text_is_drawn_as_it_was_typed(drawn: dict[str, str], dot: Run) -> None:
    for drawing in (drawn["odd"], draw(dot, ODD)):
        text = folded(unescape(re.sub(r"<[^>]*>", "", drawing)))
        assert text.count(folded(visible(HOSTILE))) == 4  # a title, a phase, a step, its question


@pytest.mark.parametrize("key", PROTOCOLS)
def test_graphviz_draws_a_box_a_step_a_frame_a_phase_and_every_arrow(dot: Run, key: str) -> None:
    protocol = PROTOCOLS[key]
    found = Counter(re.findall(r'<g id="\w+" class="(\w+)"', draw(dot, protocol)))
    assert found == Counter(
        graph=1,
        node=len(protocol.steps) + empty_phases(protocol),
        cluster=len(protocol.phases),
        edge=len(arrows(protocol)),
    )
