"""NSEE50x: consent, asked before and honoured when it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.programme import Programme
from nsee_core.records import (
    Barrier,
    Change,
    Consent,
    Cycle,
    Entry,
    Evidence,
    Insight,
    Person,
)
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before
from nsee_core.rules.naming import few
from nsee_core.rules.recording import taken_from_people
from nsee_core.rules.view import View


def _is_pupil(id_: str, view: View) -> bool:
    person = view.get(id_, Person)
    return person is not None and person.type == "pupil"


def _about_a_pupil(evidence: Evidence, view: View) -> bool:
    return any(_is_pupil(id_, view) for id_ in evidence.about)


@rule(
    "NSEE501",
    "no-consent",
    on=Evidence,
    says="{whom} could be recognised in it, and it rests on no consent",
    fix="name the consents; where none was asked for, ask, or make it unrecognisable and say so",
    basis="ethics",
    source="P34",
    silence=True,
)
def no_consent(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Taking part is voluntary, and consent is informed.

    Whoever can be recognised was asked first, pupils above all. Official statistics of whole
    groups need no consent.
    """
    if evidence.consents or evidence.identifiable is False:
        return
    if _about_a_pupil(evidence, view):
        yield Hit("consents", whom="a pupil")
    elif evidence.identifiable:
        yield Hit("consents", whom="a person")


@rule(
    "NSEE502",
    "consent-came-late",
    on=Evidence,
    where="consents",
    says="it was gathered before any of the consents that it rests on was given",
    fix="correct the dates; or do not use what was gathered before people were asked",
    basis="inferred",
    source="P34",
)
def consent_came_late(evidence: Evidence, view: View) -> Iterator[Hit]:
    """People are asked before they are observed, questioned or recorded, not afterwards.

    For work and records that existed already, consent may come when they are to be used.
    """
    if evidence.when is None or not evidence.consents or not taken_from_people(evidence):
        return
    for id_ in evidence.consents:
        consent = view.get(id_, Consent)
        if consent is None or not certainly_before(evidence.when, consent.given):
            return
    yield Hit("when", value=str(evidence.when))


@rule(
    "NSEE503",
    "consent-not-informed",
    on=Consent,
    says="the reason for the enquiry and what it involves were not explained first",
    fix="ask again, with both explained; until then leave out what rests on it",
    basis="ethics",
    source="P09",
)
def consent_not_informed(consent: Consent, _: View) -> Iterator[Hit]:
    """A yes counts when people knew what they said yes to.

    They are told why the research is done, what it involves, and how the learning will be
    shared.
    """
    if consent.informed is False:
        yield Hit("informed", value=False)


@rule(
    "NSEE504",
    "nobody-to-ask",
    on=Consent,
    says="it names nobody whom the participants could ask",
    fix="name the researcher who could be contacted",
    basis="ethics",
    source="P09",
    severity=Severity.INFO,
)
def nobody_to_ask(consent: Consent, _: View) -> Iterator[Hit]:
    """A named researcher, on the letter, can be contacted before anyone decides.

    That the record does not name one is no proof that the letter did not, so this only informs.
    """
    if consent.given is not None and consent.contact is None:
        yield Hit("contact")


@rule(
    "NSEE505",
    "consent-of-nobody",
    on=Consent,
    says="it was given, and nobody is named who takes part under it",
    fix="name those who take part, one by one or as a group",
    basis="inferred",
    source="P09",
)
def consent_of_nobody(consent: Consent, _: View) -> Iterator[Hit]:
    """Only those who are named can be found again when somebody withdraws."""
    if consent.given is not None and not consent.participants:
        yield Hit("participants")


def _nothing_withdrawn(programme: Programme, _: str) -> bool:
    return not any(programme.column("consent", "withdrawn"))


@rule(
    "NSEE506",
    "withdrawn-yet-used",
    on=Cycle,
    spared=_nothing_withdrawn,
    says="{item} is used by {users}, and a consent that it rests on was withdrawn",
    fix="take {item} out of {users}, and look again at what rested on it",
    basis="ethics",
    source="P09",
)
def withdrawn_yet_used(cycle: Cycle, view: View) -> Iterator[Hit]:
    """People may withdraw after they said yes, and then nothing that they gave is used.

    An entry that only says when it was gathered may stay.
    """
    for item in view.programme.evidence_of(cycle.id):
        for id_ in item.consents:
            consent = view.get(id_, Consent)
            if consent is not None and consent.withdrawn is not None:
                users = _users(item, consent, cycle, view)
                if users:
                    yield Hit(item=item.id, users=few(users))
                    break


@rule(
    "NSEE507",
    "consent-of-some",
    on=Evidence,
    where="consents",
    says="it is about {others} too, whom none of its consents names",
    fix="add the consents of {others}, or make them unrecognisable and say so",
    basis="inferred",
    source="P34",
)
def consent_of_some(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Each person decides for themselves; one pupil's consent does not cover the pupil beside."""
    if len(evidence.about) < 2 or not evidence.consents or evidence.identifiable is False:
        return
    consents = [view.get(id_, Consent) for id_ in evidence.consents]
    named = {id_ for consent in consents if consent for id_ in consent.participants}
    others = [id_ for id_ in evidence.about if id_ not in named and view.get(id_, Person)]
    # Where nobody is named one by one, the consents are of groups, which may hold them all.
    if others and None not in consents and named.intersection(evidence.about):
        yield Hit("consents", others=few(others))


@rule(
    "NSEE508",
    "pupil-alone-consented",
    on=Consent,
    says="it is the consent of a pupil, and nobody gave it on their behalf",
    fix="name the parent or carer who gave it, where your authority asks for that",
    basis="unsourced",
)
def pupil_alone_consented(consent: Consent, view: View) -> Iterator[Hit]:
    """Where a participant is under sixteen, a parent or carer is commonly asked too.

    Universities and authorities have rules of their own for it. The pages that this library
    rests on do not say so, hence this only informs.
    """
    alone = consent.given is not None and consent.given_by in (None, *consent.participants)
    if alone and any(_is_pupil(id_, view) for id_ in consent.participants):
        yield Hit("given_by")


RULES = (
    no_consent,
    consent_came_late,
    consent_not_informed,
    nobody_to_ask,
    consent_of_nobody,
    withdrawn_yet_used,
    consent_of_some,
    pupil_alone_consented,
)


def _users(item: Evidence, consent: Consent, cycle: Cycle, view: View) -> list[str]:
    """What in a cycle uses an item although a consent that it rests on was withdrawn."""
    return [
        part.id
        for part in view.programme.within(cycle.id)
        if isinstance(part, Insight | Change | Barrier | Entry)
        and item.id in part.evidence
        and (not isinstance(part, Entry) or certainly_before(consent.withdrawn, part.when))
    ]
