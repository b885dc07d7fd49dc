"""What a standing says in JSON, and the JSON Schema that is published for it."""

from __future__ import annotations

from typing import Any, Literal, get_args

from nsee_core.automata import Verdict
from nsee_core.engine.demands import DemandType
from nsee_core.engine.permission import Leave
from nsee_core.protocol.model import RequirementBasis
from nsee_core.reports.schemas import many, object_of, perhaps, text, whole

#: What a standing in JSON calls itself.
SCHEMA, VERSION = "urn:nsee-core:standing:1", 1

StepState = Literal["done", "open", "untouched", "undocumented"]
CycleState = Literal[
    "complete", "on track", "blocked", "broken", "discontinued", "ended incomplete"
]


def standing_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a standing in JSON.

    >>> standing_schema()["$id"]
    'urn:nsee-core:standing:1'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "A standing of nsee-core",
        **object_of(
            schema={"const": SCHEMA},
            version={"const": VERSION},
            cycle=text("The id of the cycle."),
            protocol=text("The key of its protocol."),
            account={"enum": ["log", "narrative"]},
            state={"enum": list(get_args(CycleState))},
            ended={"type": "boolean", "description": "Whether the cycle has ended."},
            phase=perhaps(text("The phase of the step completed last.")),
            steps=many(_step(), "Every step of the protocol, in its order."),
            next=many(_KEY, "The steps that may be begun now, those that remain first."),
            remains=many(
                object_of(step=_KEY, lesson=_LESSON), "A shortest lawful course to the end."
            ),
            end_in_reach={"enum": ["found", "impossible", "undecided"]},
            requirements=many(_requirement(), "What each requirement says of the log."),
            demands=many(_demand(), "What the protocol asks besides an order of steps."),
            possibly=many({"type": "string"}, "Entries in doubt at the date asked for, by id."),
        ),
    }


_KEY = text("The key of a step.")
_LESSON = perhaps(text("The lesson, where it is of one."))
_SOURCE = perhaps(text("The page or document that states it."))
_BASIS = {"enum": list(get_args(RequirementBasis)), "description": "On what it rests."}


def _step() -> dict[str, Any]:
    return object_of(
        step=_KEY,
        title=perhaps(text("Its title.")),
        phase=perhaps(text("The phase that it is in.")),
        state={"enum": list(get_args(StepState))},
        times=whole(0),
        stale={"type": "boolean", "description": "Whether an earlier step was done again since."},
        may_begin={"enum": list(get_args(Leave))},
        because=many({"type": "string"}, "Why it should not be begun now, in sentences."),
        to_do=many({"type": "string"}, "What to do first."),
    )


def _requirement() -> dict[str, Any]:
    return object_of(
        says=text("The requirement in a sentence."),
        verdict={"enum": [*(verdict.value for verdict in Verdict), "undocumented"]},
        lesson=_LESSON,
        entry=perhaps(text("The id of the entry that decided it.")),
        basis=_BASIS,
        source=_SOURCE,
    )


def _demand() -> dict[str, Any]:
    return object_of(
        type={"enum": list(get_args(DemandType))},
        what=text("What is asked for."),
        asked=whole(0),
        have=whole(0),
        due={"type": "boolean", "description": "Whether it should be there by now."},
        basis=_BASIS,
        source=_SOURCE,
        step=perhaps(_KEY),
        lesson=_LESSON,
        field=perhaps(text("The field of the cycle that should say it.")),
        missing=many({"type": "string"}, "What exactly is missing, where it can be named."),
        met={"type": "boolean"},
    )
