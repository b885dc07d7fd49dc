"""Whether a step may be begun now, with every reason why not."""

from __future__ import annotations

from typing import Literal

import attrs

from nsee_core.findings import Severity
from nsee_core.protocol.compiling import Requirement

Leave = Literal["ready", "discouraged", "blocked"]


class NoSuchStep(KeyError):
    """The protocol has no step of this key."""

    def __str__(self) -> str:
        return str(self.args[0])


@attrs.frozen
class Reason:
    """Why a step should not be begun now."""

    says: str
    """The requirement in a sentence."""
    severity: Severity
    """How grave it would be."""
    requirement: Requirement | None = None
    """The requirement; None where it is that the end could no longer be reached."""
    to_do: str | None = None
    """What to do first, where that would clear the way."""


@attrs.frozen
class May:
    """Whether a step may be begun now, with every reason why not."""

    leave: Leave
    reasons: tuple[Reason, ...] = ()

    def __bool__(self) -> bool:
        return self.leave != "blocked"


READY = May("ready")
