"""The protocol as data: the model, the files that ship, and what a protocol requires."""

from nsee_core.protocol.loading import (
    ProtocolError,
    Protocols,
    builtin_protocols,
    by_key,
    parse_protocol,
    protocol_given,
    protocols_with,
)
from nsee_core.protocol.model import (
    After,
    Constraint,
    Lessons,
    Need,
    People,
    Phase,
    Protocol,
    Rotation,
    Step,
)

__all__ = [
    "After",
    "Constraint",
    "Lessons",
    "Need",
    "People",
    "Phase",
    "Protocol",
    "ProtocolError",
    "Protocols",
    "Rotation",
    "Step",
    "builtin_protocols",
    "by_key",
    "parse_protocol",
    "protocol_given",
    "protocols_with",
]
