"""The programme: an immutable, indexed bag of records."""

from nsee_core.programme.bag import Outside, Programme
from nsee_core.programme.faults import DuplicateId, NotARecord, UnknownRecord
from nsee_core.programme.giving import programme_given

__all__ = ["DuplicateId", "NotARecord", "Outside", "Programme", "UnknownRecord", "programme_given"]
