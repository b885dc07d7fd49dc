"""Typed records, protocols and checks for collaborative enquiry between schools."""

from nsee_core.checking import check, preview
from nsee_core.engine.placing import standing, standing_rows, standings
from nsee_core.programme import Programme
from nsee_core.protocol import builtin_protocols, parse_protocol
from nsee_core.records import *  # noqa: F403
from nsee_core.reports import Report
