"""Where a cycle stands."""

import json

import pytest

from nsee_core import Cycle, Entry, Programme, parse_protocol, standing
from nsee_core.engine import NoStanding, NoSuchStep, Standing
from nsee_core.engine.course import Purse, remaining
from nsee_core.programme import UnknownRecord
from nsee_core.protocol import Protocol

TWO = parse_protocol("""
key = "two"
[[phases]]
key = "first"
title = "First"
[[phases]]
key = "then"
[[steps]]
key = "try"
title = "Trying"
phase = "first"
[[steps]]
key = "look"
phase = "then"
after = ["try"]
""")


def where(*steps: str, protocol: Protocol = TWO, **fields: object) -> Standing:
    """The standing of a log; "look>" starts look, ">look" completes it, "teach@l1" is in l1."""
    cycle = Cycle.model_validate({"id": "c", "protocol": protocol.key, **fields})
    entries = []
    for place, text in enumerate(steps):
        event = "started" if text.endswith(">") else "completed"
        step, _, lesson = text.strip(">").partition("@")
        entries.append(
            Entry.model_validate(
                {
                    "id": f"e{place}",
                    "cycle": "c",
                    "step": step,
                    "lesson": lesson or None,
                    "event": event if ">" in text else "took place",
                }
            )
        )
    return standing(Programme.of([cycle, *entries]), "c", protocols=[protocol])


def states(found: Standing) -> dict[str, str]:
    return {step.key: step.state for step in found.steps}


def test_a_step_is_untouched_open_or_done() -> None:
    assert states(where("try", "look>")) == {"try": "done", "look": "open"}
    assert states(where()) == {"try": "untouched", "look": "untouched"}


def test_in_a_narrative_what_is_not_mentioned_is_undocumented() -> None:
    found = where("try", account="narrative")
    assert states(found) == {"try": "done", "look": "undocumented"}
    assert [r["verdict"] for r in found.to_dict()["requirements"]][1] == "undocumented"


def test_a_narrative_told_in_another_order_is_not_broken() -> None:
    assert where("look", account="narrative").state == "on track"
    assert where("look").state == "broken"


def test_a_blocked_step_says_every_reason() -> None:
    may = where().may("look")
    assert not may
    assert may.leave == "blocked"
    assert [reason.says for reason in may.reasons] == [
        "look is not begun before try was completed."
    ]


def test_what_is_only_inferred_discourages() -> None:
    inferred = TWO.model_validate({**TWO.model_dump(), "basis": "inferred"})
    may = where(protocol=inferred).may("look")
    assert may
    assert may.leave == "discouraged"


def test_a_step_that_leaves_no_way_to_the_end_is_blocked() -> None:
    trap = parse_protocol("""
        key = "trap"
        [[steps]]
        key = "a"
        [[steps]]
        key = "b"
        [[steps]]
        key = "c"
        required = false
        [[constraints]]
        template = "response"
        a = ["c"]
        b = ["a"]
        [[constraints]]
        template = "at-most"
        a = ["a"]
        n = 1
    """)
    found = where("a", protocol=trap)
    assert [reason.says for reason in found.may("c").reasons] == [
        "The end could no longer be reached."
    ]
    assert found.may("c").leave == "blocked"
    assert where("a", "c", protocol=trap).state == "blocked"
    assert where(protocol=trap).may("c").leave == "ready"


def test_the_course_completes_what_is_open_first() -> None:
    assert where("look>").remains == (("look", None), ("try", None))
    assert where("try", "look").remains == ()


def test_guidance_survives_a_fault_and_names_what_it_sets_aside() -> None:
    found = where("look")
    assert found.remains == (("try", None),)
    assert [r.origin for r in found.course.set_aside] == ["after"]


def test_complete_when_everything_is_met() -> None:
    assert where("try", "look").state == "complete"
    assert where("try").state == "on track"


def test_how_it_ended_is_its_state_unless_it_is_broken_or_complete() -> None:
    assert where("try", ended="2018").state == "ended incomplete"
    assert where("try", outcome="completed").state == "ended incomplete"
    assert where("try", "look", outcome="completed").state == "complete"
    assert where("try", outcome="discontinued").state == "discontinued"
    assert where("look", outcome="discontinued").state == "broken"
    assert not where("try", "look").ended


def test_a_narrative_that_ended_is_not_called_incomplete_for_what_it_does_not_mention() -> None:
    assert where("try", account="narrative", outcome="completed").state == "on track"


def test_once_it_has_ended_nothing_may_be_begun() -> None:
    found = where("try", outcome="discontinued")
    assert found.next == ()
    assert "May be begun" not in found._repr_html_()
    assert "May be begun" in where("try")._repr_html_()


def test_a_reason_says_what_to_do_first() -> None:
    (reason,) = where().may("look").reasons
    assert reason.to_do == "complete try first"
    assert where().steps[1].to_dict()["to_do"] == ["complete try first"]
    turns = parse_protocol(
        'key="turns"\n[[steps]]\nkey="a"\n[[steps]]\nkey="b"\n'
        '[[constraints]]\ntemplate="not-co-existence"\na=["a"]\nb=["b"]'
    )
    assert [r.to_do for r in where("a", protocol=turns).may("b").reasons] == [None]


def test_where_there_is_no_way_to_the_end_it_is_said() -> None:
    stuck = parse_protocol(
        'key="stuck"\n[[steps]]\nkey="a"\n[[constraints]]\ntemplate="at-most"\nn=0\na=["a"]'
    )
    found = where(protocol=stuck)
    assert (found.state, found.course.outcome, found.remains) == ("blocked", "impossible", ())
    assert "What remains: no way to the end." in found._repr_html_()


def test_a_step_done_before_an_earlier_one_was_done_again_is_stale() -> None:
    found = where("try", "look", "try")
    assert {step.key: step.stale for step in found.steps} == {"try": False, "look": True}
    assert {step.key: step.times for step in found.steps} == {"try": 2, "look": 1}


def test_the_phase_is_that_of_the_step_completed_last() -> None:
    assert where().phase is None
    assert where("try").phase == "First"
    assert where("try", "look").phase == "then"


def test_moving_on_makes_a_new_standing_and_leaves_the_old() -> None:
    before = where()
    after = before.take("try")
    assert (states(before)["try"], states(after)["try"]) == ("untouched", "done")
    assert after.take("look").state == "complete"


NEEDS = parse_protocol("""
key = "needs"
[[steps]]
key = "try"
[[steps]]
key = "look"
after = ["try"]
needs = [{ evidence = ["observation"] }]
""")


def test_moving_on_brings_no_evidence() -> None:
    after = where("try", protocol=NEEDS).take("look")
    assert after.state == "on track"
    assert [(d.what, d.due, d.met) for d in after.demands] == [
        ("evidence (observation)", True, False)
    ]


def test_what_was_moved_on_to_is_ruled_on_as_if_it_were_recorded_but_for_the_entry() -> None:
    moved = where("try").take("try", event="started").take("look")
    recorded = where("try", "try>", "look")
    assert [r.verdict for r in moved.rulings] == [r.verdict for r in recorded.rulings]
    assert [r.entry for r in moved.rulings] == ["e0", None, "e0"]
    assert moved.state == recorded.state


def test_a_step_that_the_protocol_does_not_have_is_misuse() -> None:
    with pytest.raises(NoSuchStep, match=r'^two has no step "lok"; its steps are try, look$'):
        where().may("lok")


def test_a_cycle_that_is_not_there_is_misuse() -> None:
    with pytest.raises(UnknownRecord, match=r'^no record has the id "gone"$'):
        standing(Programme.of([]), "gone")


def test_a_cycle_without_a_known_protocol_has_no_standing() -> None:
    p = Programme.of([Cycle(id="a"), Cycle(id="b", protocol="no-such")])
    with pytest.raises(NoStanding, match=r'^cycle "a" names no protocol; known are apdr, '):
        standing(p, "a")
    with pytest.raises(NoStanding, match=r'^cycle "b" names the protocol "no-such"; known are '):
        standing(p, "b")


def test_what_is_not_a_cycle_has_no_standing() -> None:
    p = Programme.of([Entry(id="e", cycle="c", step="s")])
    with pytest.raises(NoStanding, match=r'^"e" is an entry, not a cycle$'):
        standing(p, "e")


def test_it_is_plain_json() -> None:
    row = where("try", "what", "look>").to_dict()
    assert json.loads(json.dumps(row)) == row
    assert row["next"] == ["look", "try"]


PER_LESSON = parse_protocol("""
key = "lessons"
[lessons]
at_least = 2
[[steps]]
key = "plan"
[[steps]]
key = "teach"
per = "lesson"
after = ["plan"]
[[steps]]
key = "discuss"
per = "lesson"
after = ["teach"]
[[steps]]
key = "share"
after = ["discuss"]
""")


def test_the_course_takes_as_many_lessons_as_the_protocol_asks_for() -> None:
    assert where(protocol=PER_LESSON).remains == (
        ("plan", None),
        ("teach", "lesson 1"),
        ("discuss", "lesson 1"),
        ("teach", "lesson 2"),
        ("discuss", "lesson 2"),
        ("share", None),
    )


def test_sharing_while_a_begun_lesson_is_undiscussed_is_blocked() -> None:
    found = where("plan", "teach@l1", "discuss@l1", "teach@l2", protocol=PER_LESSON)
    assert found.may("share").leave == "blocked"
    assert found.may("discuss", "l2").leave == "ready"
    assert found.remains == (("discuss", "l2"), ("share", None))


def test_a_second_lesson_begun_after_sharing_is_lawful() -> None:
    found = where("plan", "teach@l1", "discuss@l1", "share", protocol=PER_LESSON)
    assert found.may("teach", "l2").leave == "ready"
    assert (
        where(
            "plan", "teach@l1", "discuss@l1", "share", "teach@l2", "discuss@l2", protocol=PER_LESSON
        ).state
        == "complete"
    )


def test_its_notebook_form_is_safe_and_names_every_step() -> None:
    shown = where("try", protocol=TWO)._repr_html_()
    assert all(step in shown for step in ("try", "look", "Trying"))
    hostile = parse_protocol('key="x"\n[[steps]]\nkey="a"\ntitle="<script>alert(1)</script>"')
    assert "<script>" not in where(protocol=hostile)._repr_html_()


def large(steps: int) -> Protocol:
    """A protocol whose search is large: pairs of steps that wait for one another across it."""
    rows = [{"key": f"s{number}"} for number in range(steps)]
    pairs = [
        {"template": template, "a": [f"s{a}"], "b": [f"s{steps - a - 1}"]}
        for a in range(0, steps // 2, 2)
        for template in ("alternate-response", "alternate-precedence")
    ]
    return Protocol.model_validate({"key": "large", "steps": rows, "constraints": pairs})


def test_all_the_steps_together_cost_no_more_than_one_purse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many steps there are, the searches for them share what they may cost."""
    spent: list[int] = []
    spend = Purse.spend

    def counting(purse: Purse, work: int) -> bool:
        spent.append(min(work, purse.left))
        return spend(purse, work)

    monkeypatch.setattr(Purse, "spend", counting)
    found = where(protocol=large(40))
    _ = found.course, found.state
    spent.clear()
    assert len(found.steps) == 40
    assert sum(spent) <= Purse().left


def test_past_its_purse_a_search_is_undecided_whatever_was_asked_before() -> None:
    position = where(protocol=TWO)._position
    assert remaining(position, purse=Purse(0)).outcome == "undecided"
    assert remaining(position).outcome == "found"
    assert remaining(position, purse=Purse(0)).outcome == "undecided"


def test_of_a_dead_end_no_search_is_made_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    never = parse_protocol(
        'key="never"\n[[steps]]\nkey="a"\n[[steps]]\nkey="b"\n[[constraints]]\n'
        'template="response"\na=["a"]\nb=["b"]\n[[constraints]]\n'
        'template="response"\na=["b"]\nb=["a"]'
    )
    found = where(protocol=never)
    assert found.state == "blocked"
    monkeypatch.setattr(Standing, "_dead_end", None)
    says = "The end could no longer be reached."
    assert [step.to_dict()["because"] for step in found.steps] == [[says], [says]]
