"""The lifecycle of a step and that of an activity (IEEE 1849-2016, 7.3), both ways."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: The standard transition for what an entry says of its step.
TRANSITIONS: Mapping[str, str] = MappingProxyType(
    {"took place": "complete", "started": "start", "completed": "complete"}
)
#: What a transition says of a step.
TAKEN: Mapping[str, str] = MappingProxyType({"start": "started", "complete": "completed"})
#: The others of that model: what is planned, interrupted or given up is no step that took place.
NOT_TAKEN = frozenset(
    [
        "schedule",
        "assign",
        "reassign",
        "withdraw",
        "suspend",
        "resume",
        "autoskip",
        "manualskip",
        "ate_abort",
        "pi_abort",
        "unknown",
    ]
)
