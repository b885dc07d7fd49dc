"""A protocol as a Mermaid flowchart."""

import re

from nsee_core import builtin_protocols
from nsee_core.protocol import Protocol
from nsee_core.writers import to_mermaid

TOY = Protocol.model_validate(
    {
        "key": "toy",
        "title": "A toy",
        "phases": [{"key": "1", "title": "Before"}, {"key": "2"}],
        "steps": [
            {"key": "plan", "title": "Planning", "question": "Where are we now?", "phase": "1"},
            {"key": "teach", "per": "lesson", "phase": "2"},
            {"key": "look", "required": False, "per": "lesson", "phase": "2", "after": ["teach"]},
            {"key": "tell", "required": False},
        ],
        "constraints": [
            {"template": "precedence", "a": ["teach"], "b": ["look"]},
            {"template": "response", "a": ["plan", "teach"], "b": ["tell"]},
            {"template": "not-co-existence", "a": ["plan"], "b": ["look"]},
            {"template": "init", "a": ["plan"]},
        ],
    }
)


def test_phases_are_frames_steps_are_boxes_and_constraints_are_arrows() -> None:
    head, _, *drawn = to_mermaid(TOY).splitlines()[1:]
    assert [head, *drawn] == [
        "  accTitle: A toy",
        '  subgraph p0["Before"]',
        '    s0["<b>plan</b><br/>Planning<br/><i>Where are we now?</i>"]',
        "  end",
        '  subgraph p1["2"]',
        '    s1[["<b>teach</b><br/>(in each lesson)"]]',
        '    s2[["<b>look</b><br/>(in each lesson, may be left out)"]]',
        "  end",
        '  s3("<b>tell</b><br/>(may be left out)")',
        "  s1 --> s2",
        "  p0 --> p1",
        "  s0 -.-> s3",
        "  s1 -.-> s3",
        '  s0 -. "not-co-existence" .-> s2',
    ]


def test_every_protocol_that_ships_has_a_box_for_each_step() -> None:
    for protocol in builtin_protocols().values():
        assert len(re.findall(r'^ +s\d+[\[(]+"', to_mermaid(protocol), re.MULTILINE)) == len(
            protocol.steps
        )


def test_nothing_in_a_label_is_taken_for_mermaid_or_html() -> None:
    hostile = 'a"]; <script> #quot; `x` %%{init: {}}%% \u202e\n end'
    protocol = Protocol.model_validate(
        {"key": "toy", "title": hostile, "steps": [{"key": "a", "question": hostile}]}
    )
    label = "a#34;#93;#59; #60;script#62; #35;quot#59; #96;x#96; "
    label += "#37;#37;#123;init: #123;#125;#125;#37;#37; #92;u202e#92;n end"
    assert to_mermaid(protocol).splitlines()[1::2] == [
        f"  accTitle: {label}",
        f'  s0["<b>a</b><br/><i>{label}</i>"]',
    ]
