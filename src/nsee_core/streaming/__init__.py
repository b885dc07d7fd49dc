"""Checking a file that is larger than memory: it is read twice, and never held.

The first time, every line is judged as a record, and where each record stands is noted in a table
on disk. The second time, the rules are asked of each record in turn, and whatever they look at
besides it is fetched from its place in the file.
"""

from nsee_core.streaming.lines import FileChanged
from nsee_core.streaming.passes import check_jsonl
from nsee_core.streaming.stored import LooksTooFar

__all__ = ["FileChanged", "LooksTooFar", "check_jsonl"]
