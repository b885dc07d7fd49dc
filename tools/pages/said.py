"""What is said of the examples that ship: what a reader, and then a check, finds in each."""

from __future__ import annotations

from nsee_core import Report, check, parse_protocol
from nsee_core.readers import read
from nsee_core.rules.exhibits import Name, path_of


def said_of(code: str, name: Name) -> Report:
    """What reading and checking an example says, each finding with its place."""
    path = path_of(code, name)
    if path is None:
        return Report()
    protocol = path_of(code, "protocol")
    own = [parse_protocol(protocol.read_text("utf-8"))] if protocol else []
    reading = read(path)
    return reading.report + reading.located(check(reading.programme, protocols=own))
