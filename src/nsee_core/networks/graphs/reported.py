"""Who says that they work with whom, wave by wave."""

from __future__ import annotations

import networkx as nx

from nsee_core.engine.moment import Moment
from nsee_core.networks.arguments.looking_back import in_words, seen
from nsee_core.networks.graphs.room_on_forms import full_forms
from nsee_core.networks.graphs.tie_weights import TieWeighting, TieWeights
from nsee_core.networks.graphs.wanted import Wanted, check_held, check_network, known_type
from nsee_core.networks.graphs.wave import Wave
from nsee_core.networks.placing.levels import Level, Places, known_level
from nsee_core.programme import Programme
from nsee_core.records import Survey
from nsee_core.records.surveys import TieType

_WHY_NOT = ("self_ties", "off_roster", "too_weak", "without_strength")


def ties(
    programme: Programme,
    survey: str | None = None,
    *,
    question: str | None = None,
    type: TieType | None = None,  # noqa: A002 - the field's own name
    level: Level = "people",
    weighting: TieWeighting | None = None,
    at_least: float | None = None,
    as_of: Moment | None = None,
) -> nx.DiGraph[str]:
    """The ties of one wave, from who reports them to whom they name.

    Nodes: everybody on the roster, and whoever answered without being on it, with ``kind`` and
    where known ``school``, ``authority``, ``role``, ``position`` (which post), and of organisations
    ``name``; and ``respondent``, whether they answered, where that is known. Somebody who did not
    answer has ties that are unknown, not none: what is computed from the graph takes that from
    ``respondent``, and of a school from ``asked`` and ``answered``. A wave without a roster has as
    nodes those who answered and those whom its ties name, and nobody who was asked and is alone.

    Edges: ``weight``, the sum of what ties weigh; ``ties``, how many were reported; and ``types``,
    of what sorts. Strength 0 says that there is no tie. A tie that names no question answers the
    only one, where the wave asked one.

    A tie weighs its strength, or 1 where it has none. But where the ties may answer several
    questions, each weighs 1 unless told otherwise: a question has a scale of its own, and what is
    on two scales cannot be added. The direction is who reported it of whom; ``undirected()`` makes
    one tie of both reports.

    Where the form of a question had room for so many names only (``at_most``), ``at_limit`` is True
    of nodes who named so many, or, above people, of whom one did. They may have had more ties than
    they had room for. That does not make their answers unknown: what they named is known, and to
    leave out whoever named the most would make a network look thinner still. So all that is
    computed takes what they did not name for no tie, and is as low as the form kept it; two waves
    of the same form can be compared. To take what they did not name for unknown instead, say
    before computing that it is not known whether they answered; what they named stays known::

        nx.set_node_attributes(graph, dict.fromkeys(graph.graph["at_limit"]), "respondent")

    Above people, the ties of all members add up, and those inside one school or authority are no
    edge: the node counts them as ``inside``. A school answered if one of its people did
    (``respondent``), and ``asked`` and ``answered`` count them: if not all did, it answered in
    part. What it reports is known, and that it has no other ties is not.

    The graph says of itself: ``about``, ``level``, ``as_of``, ``survey``, ``wave``, ``when``,
    ``question``, ``type``, ``weighting``, ``at_least``, ``asked_for`` (the questions as the wave
    put them), ``at_limit`` (which nodes; None where no form set a limit), ``roster`` (empty where
    there is none), ``people`` (those on it, or else those who answered, as people at every level),
    ``respondents`` (None where nobody is said to have answered), ``asked``, ``answered`` and
    ``response_rate`` (of all on the roster, at every level; None where it is not known, or the
    counts are impossible), ``unlisted`` (how many more were asked than are named), and what is not
    in it: ``self_ties`` and ``off_roster``, the ids of ties from somebody to themselves, and with
    an end that is not on the roster; ``too_weak`` and ``without_strength``, the ids of ties that
    are not ``at_least`` so strong, or not known to be; and ``unplaced``, the ids of those on the
    roster, or at the end of another tie, who cannot be placed at the level.

    An end is on the roster if it is named there, or if all its people are. So at every level the
    same ties are off it, also where the school of such an end was asked.

    Args:
        programme: the records.
        survey: the id of the wave; None where there is one, or for the ties that name none where
            there is no survey.
        question: the key of the question whose ties are wanted; None for all questions.
        type: the sort of tie that is wanted, whichever question asked for it; None for all.
        level: whose graph it is.
        weighting: what a tie adds to the weight of an edge: ``"strength"``, or ``"count"`` for 1
            whatever its strength. None for strength, but for count where the ties may answer
            several questions. To ask for strength there says that they have one scale.
        at_least: the least strength that counts as a tie, as 3 for "weekly" on a scale of 5. None
            for any; with a number, a tie without a strength does not count.
        as_of: the date to look back from; None for all that is recorded. A survey or tie of a later
            date is not there, nor one that may have been later; those without a date are.

    Raises:
        NoSuchSurvey: there is no such survey, or it was not certainly held by then; or there are
            several and none was named.
        NoSuchTie: the wave has no such question, or there is no such type.
        UnknownLevel: there is no such level.
        UnknownWeighting: there is no such way to weigh.
        UnusableNumber: ``at_least`` is no number above 0.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Tie
    >>> roster = ("p1", "p2", "p3")
    >>> graph = ties(Programme.of([
    ...     *(Person(id=id_) for id_ in roster),
    ...     Survey(id="w1", roster=roster, respondents=("p1", "p2")),
    ...     Tie(id="1", survey="w1", sender="p1", receiver="p3", strength=2),
    ... ]))
    >>> graph.edges["p1", "p3"], graph.nodes["p3"], graph.graph["answered"]
    ({'weight': 2.0, 'ties': 1, 'types': ()}, {'kind': 'person', 'respondent': False}, 2)
    """
    level, then = known_level(level), seen(programme, as_of)
    check_held(programme, then, survey, as_of)
    wanted = Wanted.of(then, survey, question, type)
    weights = TieWeights.of(then, [wanted], weighting, at_least)
    return _drawn(wanted, weights, level, Places(then), as_of)


def waves(
    programme: Programme,
    *,
    network: str | None = None,
    question: str | None = None,
    type: TieType | None = None,  # noqa: A002 - the field's own name
    level: Level = "people",
    weighting: TieWeighting | None = None,
    at_least: float | None = None,
    as_of: Moment | None = None,
) -> dict[str, nx.DiGraph[str]]:
    """The ties of every wave in order, each as ``ties()`` makes it, by the ids of their surveys.

    The order is that of the waves' numbers, then of their dates, then of the records; what has no
    number comes after what has one, and likewise what has no date.

    Args:
        programme: the records.
        network: the id of the network whose surveys are wanted; None for all.
        question: as for ``ties()``.
        type: as for ``ties()``.
        level: as for ``ties()``.
        weighting: as for ``ties()``. All waves are weighed alike: by default by strength, unless
            ties of one of them may answer several questions.
        at_least: as for ``ties()``.
        as_of: as for ``ties()``; a wave that was not certainly held by then is not among them.

    Raises:
        NoSuchSurvey: there is no such network.
        NoSuchTie: a wave has no such question, or there is no such type.
        UnknownLevel: there is no such level.
        UnknownWeighting: there is no such way to weigh.
        UnusableNumber: ``at_least`` is no number above 0.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> p = Programme.of([Survey(id="second", wave=2), Survey(id="first", wave=1)])
    >>> list(waves(p))
    ['first', 'second']
    """
    level, type_, then = known_level(level), known_type(type), seen(programme, as_of)
    if network is not None:
        check_network(programme, network)
    surveys = [each for each in then.of_kind(Survey) if network in (None, each.network)]
    in_order = [survey.id for survey in sorted(surveys, key=_place_in_order)]
    wanted = {id_: Wanted.of(then, id_, question, type_) for id_ in in_order}
    weights = TieWeights.of(then, wanted.values(), weighting, at_least)
    places = Places(then)
    return {id_: _drawn(each, weights, level, places, as_of) for id_, each in wanted.items()}


def _drawn(
    wanted: Wanted, weights: TieWeights, level: Level, places: Places, as_of: Moment | None
) -> nx.DiGraph[str]:
    """The graph of the ties that are wanted."""
    wave = Wave(wanted.survey or Survey(id="none"), level, places)
    wave.begin()
    left_out: dict[str, list[str]] = {why: [] for why in _WHY_NOT}
    for answer in wanted.ties(places.programme):
        tie = answer.tie
        why = weights.why_not(tie) or wave.report(answer, weights.weight(tie))
        if why is not None:
            left_out[why].append(tie.id)
    full = full_forms(wanted, places.programme)
    wave.graph.graph |= {
        "about": "ties",
        "level": level,
        "as_of": in_words(as_of),
        "survey": None if wanted.survey is None else wanted.survey.id,
        "question": wanted.question,
        "type": wanted.type,
        "weighting": weights.weighting,
        "at_least": weights.at_least,
        "asked_for": wanted.questions,
        "at_limit": None if full is None else wave.limited(full),
        **wave.said(),
        **{why: tuple(ids) for why, ids in left_out.items()},
    }
    return wave.graph


def _place_in_order(survey: Survey) -> tuple[bool, int, bool, str]:
    first = None if survey.when is None else survey.when.earliest
    return survey.wave is None, survey.wave or 0, first is None, str(first)
