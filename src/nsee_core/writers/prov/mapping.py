"""What a record and a link are in the words of PROV."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Element = Literal["entity", "activity", "agent"]

#: What a record of a kind is to PROV; of any other kind it is an entity.
ELEMENTS: Mapping[str, Element] = MappingProxyType(
    {
        **dict.fromkeys(("cycle", "entry", "lesson", "transfer"), "activity"),
        **dict.fromkeys(
            ("person", "school", "authority", "partner", "network", "trio", "team"), "agent"
        ),
    }
)
#: PROV's own word for a kind, where it has one.
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "person": "prov:Person",
        **dict.fromkeys(("school", "authority", "partner"), "prov:Organization"),
        **dict.fromkeys(("trio", "team"), "prov:Collection"),
    }
)


class Relation(NamedTuple):
    """A relation of PROV: its name, and what it calls the record and what the record links to."""

    name: str
    record: str
    target: str


DONE_BY = Relation("wasAssociatedWith", "prov:activity", "prov:agent")
_DUE_TO = Relation("wasAttributedTo", "prov:entity", "prov:agent")
_USED = Relation("used", "prov:activity", "prov:entity")
_USED_IN = Relation("used", "prov:entity", "prov:activity")
_MADE = Relation("wasGeneratedBy", "prov:activity", "prov:entity")
_MADE_IN = Relation("wasGeneratedBy", "prov:entity", "prov:activity")
_DERIVED = Relation("wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity")
_BECAME = Relation("wasDerivedFrom", "prov:usedEntity", "prov:generatedEntity")
_FOLLOWS = Relation("wasInformedBy", "prov:informed", "prov:informant")
_SHAPED_BY = Relation("wasInfluencedBy", "prov:influencee", "prov:influencer")
_HAS = Relation("hadMember", "prov:collection", "prov:entity")

#: The links that say what a relation of PROV says; every other link is an attribute.
RELATIONS: Mapping[tuple[str, str], Relation] = MappingProxyType(
    {
        ("cycle", "led_by"): DONE_BY,
        ("cycle", "trio"): DONE_BY,
        ("cycle", "critical_friends"): DONE_BY,
        ("cycle", "organisations"): DONE_BY,
        ("cycle", "follows"): _FOLLOWS,
        ("entry", "by"): DONE_BY,
        ("entry", "evidence"): _USED,
        ("lesson", "taught_by"): DONE_BY,
        ("lesson", "observed_by"): DONE_BY,
        ("lesson", "pupil_observers"): DONE_BY,
        ("lesson", "revises"): _FOLLOWS,
        ("lesson", "after_discussion"): _SHAPED_BY,
        ("evidence", "cycle"): _USED_IN,  # gathered for it, but literature was not made in it
        ("evidence", "lesson"): _MADE_IN,
        ("evidence", "gathered_by"): _DUE_TO,
        ("insight", "cycle"): _MADE_IN,
        ("insight", "evidence"): _DERIVED,
        ("change", "cycle"): _MADE_IN,
        ("change", "insights"): _DERIVED,
        ("change", "practice"): _BECAME,
        ("practice", "cycle"): _MADE_IN,
        ("practice", "adapted_from"): _DERIVED,
        ("transfer", "practice"): _USED,
        ("transfer", "giver"): DONE_BY,
        ("transfer", "receivers"): DONE_BY,
        ("transfer", "adapted_as"): _MADE,
        ("resource", "cycle"): _USED_IN,
        ("resource", "provided_by"): _DUE_TO,
        ("consent", "given_by"): _DUE_TO,
        ("trio", "members"): _HAS,
        ("team", "members"): _HAS,
    }
)
