"""How much there is of everything in an object-centric log, by type and by qualifier."""

from collections import Counter
from pathlib import Path
from typing import Any

import r4pm

from nsee_core import Programme
from nsee_core.readers import read_jsonl
from nsee_core.reference import published_accounts
from nsee_core.writers.ocel import to_ocel

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl"
SAMPLES = {**published_accounts(), "golden": read_jsonl(GOLDEN).programme}

Counts = dict[str, Counter[Any]]


def ours(programme: Programme, *, only_touched: bool = False) -> Counts:
    """What we say that there is; if asked for, only of the objects that events have to do with."""
    log = to_ocel(programme, include_sensitive=True)
    seen = {related["objectId"] for event in log["events"] for related in event["relationships"]}
    objects = [each for each in log["objects"] if each["id"] in seen or not only_touched]
    held = {each["id"] for each in objects}
    return {
        "events": Counter(event["type"] for event in log["events"]),
        "objects": Counter(each["type"] for each in objects),
        "event to object": Counter(
            related["qualifier"] for event in log["events"] for related in event["relationships"]
        ),
        "object to object": Counter(
            related["qualifier"]
            for each in objects
            for related in each["relationships"]
            if related["objectId"] in held
        ),
    }


def by_r4pm(path: Path) -> Counts:
    """What r4pm finds in a file."""
    log = r4pm.import_item("OCEL", str(path))
    stats: Any = r4pm.bindings.ocel_type_stats(log)
    frames: Any = r4pm.item_to_df(log)
    return {
        "events": Counter(stats["event_type_counts"]),
        "objects": Counter(stats["object_type_counts"]),
        "event to object": Counter(frames["relations"]["ocel:qualifier"].to_list()),
        "object to object": Counter(frames["o2o"]["ocel:qualifier"].to_list()),
    }
