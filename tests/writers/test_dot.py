"""A protocol as a drawing in DOT."""

from __future__ import annotations

import re

from nsee_core import builtin_protocols
from nsee_core.protocol import Protocol
from nsee_core.writers.dot import to_dot
from tests.writers.test_mermaid import TOY

STYLE = 'style="filled", fillcolor="#f4f4f4"'
ROUND = 'style="filled,rounded", fillcolor="#f4f4f4"'
LOOK = "<b>look</b><br/>(in each lesson, may be left out)"


def test_phases_are_frames_steps_are_boxes_and_constraints_are_arrows() -> None:
    drawn = to_dot(TOY).splitlines()
    assert drawn[0] == 'digraph "toy" {'
    assert drawn[5:] == [
        "  subgraph cluster_p0 {",
        '    label=<Before>; labelloc=t; color="#999999"',
        f"    s0 [label=<<b>plan</b><br/>Planning<br/><i>Where are we now?</i>>, {STYLE}]",
        "  }",
        "  subgraph cluster_p1 {",
        '    label=<2>; labelloc=t; color="#999999"',
        f"    s1 [label=<<b>teach</b><br/>(in each lesson)>, {STYLE}, peripheries=2]",
        f"    s2 [label=<{LOOK}>, {ROUND}, peripheries=2]",
        "  }",
        f"  s3 [label=<<b>tell</b><br/>(may be left out)>, {ROUND}]",
        "  s1 -> s2",
        "  s0 -> s1 [ltail=cluster_p0, lhead=cluster_p1, minlen=2]",
        "  s0 -> s3 [style=dotted, penwidth=1.5]",
        "  s1 -> s3 [style=dotted, penwidth=1.5]",
        '  s0 -> s2 [style=dotted, label="not-co-existence"]',
        "}",
    ]


def test_every_protocol_that_ships_has_a_box_for_each_step() -> None:
    for protocol in builtin_protocols().values():
        boxes = re.findall(r"^ +s\d+ \[label", to_dot(protocol), re.MULTILINE)
        assert len(boxes) == len(protocol.steps)


def test_a_phase_without_steps_is_a_frame_around_nothing() -> None:
    toy = Protocol.model_validate(
        {
            "key": "toy",
            "phases": [{"key": "1"}, {"key": "2"}],
            "steps": [{"key": "look", "phase": "1"}],
        }
    )
    assert [line.strip() for line in to_dot(toy).splitlines() if "p1" in line] == [
        "subgraph cluster_p1 {",
        'p1 [label="", shape=none]',
        "s0 -> p1 [ltail=cluster_p0, lhead=cluster_p1, minlen=2]",
    ]


def test_nothing_in_a_label_is_taken_for_markup_and_long_lines_are_folded() -> None:
    question = 'a"> <b>& \u202e\n what comes of all this in the end?'
    protocol = Protocol.model_validate(
        {"key": "toy", "steps": [{"key": "a", "title": " ", "question": question}]}
    )
    label = r"a&quot;&gt; &lt;b&gt;&amp; \\u202e\\n what comes of<br/>all this in the end?"
    assert f"s0 [label=<<b>a</b><br/><i>{label}</i>>" in to_dot(protocol)
