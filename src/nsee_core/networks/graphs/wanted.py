"""Which ties of which wave are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

import attrs

from nsee_core.engine.moment import Moment
from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.looking_back import in_words
from nsee_core.programme import Programme
from nsee_core.records import Survey, Tie, TieQuestion
from nsee_core.records.surveys import TieType
from nsee_core.wording import listed

_TYPES: tuple[TieType, ...] = get_args(TieType)


class NoSuchSurvey(ValueError):
    """A wave was asked for that there is not, or it was not said which of several."""


class NoSuchTie(ValueError):
    """Ties were asked for by a question that the wave did not ask, or of a type there is not."""


class Answer(NamedTuple):
    """A tie, and what it answers."""

    tie: Tie
    question: str | None
    """The key of the question; None where that is not known."""
    type: TieType | None
    """What the tie consists of, by itself or by its question."""


@attrs.frozen
class Wanted:
    """The ties of one wave that are wanted: those of a question, of a type, or all."""

    survey: Survey | None
    """The wave; None where there is none, for the ties that name none."""
    question: str | None
    type: TieType | None

    @classmethod
    def of(
        cls, programme: Programme, survey: str | None, question: str | None, type_: TieType | None
    ) -> Wanted:
        """What is wanted, if there is such a thing.

        Raises:
            NoSuchSurvey: there is no such survey, or there are several and none was named.
            NoSuchTie: the wave has no such question, or there is no such type.
        """
        wave = _survey(programme, survey)
        return cls(wave, _known_question(wave, question), known_type(type_))

    @property
    def questions(self) -> tuple[TieQuestion, ...]:
        """The questions of the wave to which the wanted ties can be an answer."""
        return tuple(
            asked
            for asked in ([] if self.survey is None else self.survey.questions)
            if self.question in (None, asked.key) and (self.type is None or _fits(asked, self.type))
        )

    def scales(self, programme: Programme) -> set[str | None]:
        """The keys of the questions that the wanted ties may answer, each of a scale of its own."""
        answered = {each.question for each in self.ties(programme)}
        return answered | {asked.key for asked in self.questions}

    def ties(self, programme: Programme) -> Iterator[Answer]:
        """The ties that are wanted, in the order of the records."""
        for answer in self.answers(programme):
            if self.question in (None, answer.question) and self.type in (None, answer.type):
                yield answer

    def answers(self, programme: Programme) -> Iterator[Answer]:
        """All ties of the wave, wanted or not, in the order of the records.

        A tie that names no question answers the only one, where the wave asked one.
        """
        survey = self.survey
        of_wave = programme.of_kind(Tie) if survey is None else programme.within(survey.id, Tie)
        asked = {} if survey is None else {each.key: each for each in survey.questions}
        only = next(iter(asked)) if len(asked) == 1 else None
        for tie in of_wave:
            elsewhere = survey is None and tie.survey is not None
            if not elsewhere and tie.strength != 0:
                key = tie.question or only
                yield Answer(tie, key, tie.type or (asked[key].type if key in asked else None))


def _fits(asked: TieQuestion, type_: TieType) -> bool:
    return asked.type in (None, type_)


def _survey(programme: Programme, id_: str | None) -> Survey | None:
    surveys = {survey.id: survey for survey in programme.of_kind(Survey)}
    if id_ is not None:
        says, instead = 'there is no survey "{}"', "the id of a survey"
        return surveys[chosen(id_, list(surveys), NoSuchSurvey, says, instead=instead)]
    if len(surveys) > 1:
        msg = f"there are several surveys; say which: {listed(list(surveys), 'or')}"
        raise NoSuchSurvey(msg)
    return next(iter(surveys.values()), None)


def check_held(
    programme: Programme, then: Programme, survey: str | None, as_of: Moment | None
) -> None:
    """Refuse a survey that is recorded, and that was not certainly held yet.

    Args:
        programme: all that is recorded.
        then: the programme as it was.
        survey: the survey that is wanted; None for the only one.
        as_of: the date to look back from.

    Raises:
        NoSuchSurvey: it was not certainly held by then, or none was of all that there are.
    """
    held = [each.id for each in then.of_kind(Survey)]
    later = [each.id for each in programme.of_kind(Survey) if each.id not in held]
    if survey in later:
        what = f'the survey "{survey}" was not'
    elif survey is None and later and not held:
        what = "no survey was"
    else:
        return
    msg = f"{what} certainly held by {in_words(as_of)}; give a later date, or none"
    raise NoSuchSurvey(msg)


def check_network(programme: Programme, network: str) -> None:
    """Refuse a network that is not recorded, and that no survey names.

    Raises:
        NoSuchSurvey: there is no such network.
    """
    named = (*programme.column("network", "id"), *programme.column("survey", "network"))
    known = list(filter(None, dict.fromkeys(named)))
    says, instead = 'there is no network "{}"', "the id of a network"
    chosen(network, known, NoSuchSurvey, says, instead=instead)


def _known_question(survey: Survey | None, given: str | None) -> str | None:
    if given is None:
        return None
    if survey is None:
        raise NoSuchTie(f'there is no survey that asks the question "{given}"; leave it out')
    keys = [asked.key for asked in survey.questions]
    says = f'the survey "{survey.id}" has no question "{{}}"'
    if not keys:
        raise NoSuchTie(f"{says.format(given)}; it has none: leave it out")
    return chosen(given, keys, NoSuchTie, says)


def known_type(given: TieType | None) -> TieType | None:
    """The type of ties of this name; None for all.

    Raises:
        NoSuchTie: there is none.
    """
    if given is None:
        return None
    return chosen(given, _TYPES, NoSuchTie, 'there is no type of tie "{}"')
