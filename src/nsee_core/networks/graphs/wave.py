"""The graph of one wave of a survey while it is built: who was asked, and what they reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

import attrs
import networkx as nx

from nsee_core.networks.graphs.wanted import Answer
from nsee_core.networks.placing.levels import Level, Places
from nsee_core.records import Survey
from nsee_core.records.surveys import TieType


@attrs.frozen(slots=False)
class Wave:
    """A graph to which everybody who was asked is added first, and then what they reported."""

    survey: Survey
    level: Level
    places: Places
    graph: nx.DiGraph[str] = attrs.field(init=False, factory=nx.DiGraph)
    named: dict[str, None] = attrs.field(init=False, factory=dict)
    """Who is at an end of a tie."""
    unplaced: dict[str, None] = attrs.field(init=False, factory=dict)

    @property
    def roster(self) -> tuple[str, ...]:
        """Everybody who was asked: whoever answered was."""
        survey = self.survey
        everybody = (*survey.roster, *survey.respondents) if survey.roster else ()
        return tuple(dict.fromkeys(everybody))

    def begin(self) -> None:
        """Add everybody who was asked, or at least who answered."""
        answered = set(self.survey.respondents)
        for id_ in self.roster or self.survey.respondents:
            for node in self._at(id_):
                self._count(node, answered=id_ in answered if answered else None)

    def report(self, answer: Answer, weight: float) -> str | None:
        """Add a tie, or say why it is none."""
        tie = answer.tie
        if tie.sender == tie.receiver:
            return "self_ties"
        if self.survey.roster and not all(map(self._was_asked, (tie.sender, tie.receiver))):
            return "off_roster"
        senders, receivers = self._at(tie.sender), self._at(tie.receiver)
        if not senders or not receivers:
            return None
        self.named.update(dict.fromkeys((tie.sender, tie.receiver)))
        for node in (*senders, *receivers):
            self._name(node)
        for sender in senders:
            for receiver in receivers:
                self._add(sender, receiver, weight, answer.type)
        return None

    def limited(self, senders: Collection[str]) -> tuple[str, ...]:
        """Mark where those stand who named as many as they could, and say where that is."""
        at = {node for id_ in senders for node in self.places.at(id_, self.level)}
        full = tuple(node for node in self.graph if node in at)
        self.graph.add_nodes_from(full, at_limit=True)
        return full

    def said(self) -> dict[str, Any]:
        """What the graph says of the wave, and of who was asked and answered."""
        survey = self.survey
        asked = _most(len(self.roster), survey.asked)
        answered = _most(len(set(survey.respondents)), survey.answered)
        return {
            "wave": survey.wave,
            "when": None if survey.when is None else str(survey.when),
            "roster": self._placed(self.roster),
            "people": self._people(self.roster or survey.respondents),
            "respondents": self._placed(survey.respondents) if survey.respondents else None,
            "asked": asked,
            "answered": answered,
            "response_rate": _share(answered, asked),
            "unlisted": max((asked or 0) - len(self._listed()), 0),
            "unplaced": tuple(self.unplaced),
        }

    def _listed(self) -> set[str]:
        """Who is known to be in the wave: all who are named, where there is no roster."""
        ids = self.roster or (*self.survey.respondents, *self.named)
        return {one for id_ in ids for one in self.places.at(id_, "people") or (id_,)}

    def _was_asked(self, end: str) -> bool:
        """Whether an end of a tie is on the roster, itself or all of its people.

        That is asked of people at every level, so that a tie is on it at all levels or at none.
        """
        people = self.places.at(end, "people")
        return end in self._asked or (bool(people) and self._asked.issuperset(people))

    @cached_property
    def _asked(self) -> frozenset[str]:
        """Whom the roster names, and the people that they stand for."""
        return frozenset((*self.roster, *self._people(self.roster)))

    def _people(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for id_ in ids for one in self.places.at(id_, "people")))

    def _at(self, id_: str) -> tuple[str, ...]:
        at = self.places.at(id_, self.level)
        if not at:
            self.unplaced[id_] = None
        return at

    def _placed(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(node for id_ in ids for node in self._at(id_)))

    def _name(self, node: str) -> None:
        """Add whom a tie names, if they are not there; only the respondents answered."""
        if node not in self.graph:
            self.graph.add_node(node, **self.places.attributes(node))
            if self.survey.respondents:
                self.graph.nodes[node]["respondent"] = False

    def _count(self, node: str, *, answered: bool | None) -> None:
        """Add where somebody stands who was asked, and count them there."""
        if node not in self.graph:
            self.graph.add_node(node, **self.places.attributes(node))
        said: dict[str, Any] = self.graph.nodes[node]
        if answered is not None:
            said["respondent"] = answered or said.get("respondent", False)
        if self.level != "people":
            said["asked"] = said.get("asked", 0) + 1
            if answered is not None:
                said["answered"] = said.get("answered", 0) + answered

    def _add(self, sender: str, receiver: str, weight: float, type_: TieType | None) -> None:
        if sender == receiver:
            if self.level != "people":
                said: dict[str, Any] = self.graph.nodes[sender]
                said["inside"] = said.get("inside", 0) + 1
            return
        edge = self.graph.get_edge_data(sender, receiver, {"weight": 0.0, "ties": 0, "types": ()})
        types = {*edge["types"], *((type_,) if type_ else ())}
        self.graph.add_edge(
            sender,
            receiver,
            weight=edge["weight"] + weight,
            ties=edge["ties"] + 1,
            types=tuple(sorted(types)),
        )


def _share(answered: int | None, asked: int | None) -> float | None:
    """The response rate; None where it is not known, or more answered than were asked."""
    if not asked or answered is None or answered > asked:
        return None
    return answered / asked


def _most(named: int, counted: int | None) -> int | None:
    """How many there are, by name or in the count that was given; None if nothing is said."""
    return max(named, counted or 0) if named or counted is not None else None
