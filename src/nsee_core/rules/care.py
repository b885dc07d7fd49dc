"""NSEE5xx: consent, recording, withdrawal, destruction, and names: care for those who take part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

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
from nsee_core.rules.moments import certainly_before, completed
from nsee_core.rules.naming import few
from nsee_core.rules.view import View

_FEW = 5
_TAKEN_FROM_PEOPLE = {"observation", "pupil voice", "interview", "survey"}
#: What each way of recording needs a consent for: any of these purposes.
_PERMISSION = {
    "audio": ("recording",),
    "video": ("images", "recording"),
    "photographs": ("images",),
}
_LETTERS = re.compile("[a-z]+")
_SHORTEST_NAME = 3
_INITIALS = 2
#: Words that stand in a name field where a person is called by their part, not by their name.
_NO_NAME = re.compile(
    "mr|mrs|ms|miss|dr|prof|professor|teacher|head|headteacher|depute|principal|class|pupil|learner"
    "|child|boy|girl|parent|carer|mother|father|officer|researcher|member|colleague|practitioner"
    "|partner|friend|critical|lead|the|and|one|two|three"
)


def _is_pupil(id_: str, view: View) -> bool:
    person = view.get(id_, Person)
    return person is not None and person.type == "pupil"


def _about_a_pupil(evidence: Evidence, view: View) -> bool:
    return any(_is_pupil(id_, view) for id_ in evidence.about)


def _taken_from_people(evidence: Evidence) -> bool:
    """Whether it came about by observing, asking or recording people."""
    return evidence.type in _TAKEN_FROM_PEOPLE or evidence.recording in _PERMISSION


def _users(item: Evidence, consent: Consent, cycle: Cycle, view: View) -> list[str]:
    """What in a cycle uses an item although a consent that it rests on was withdrawn."""
    return [
        part.id
        for part in view.programme.within(cycle.id)
        if isinstance(part, Insight | Change | Barrier | Entry)
        and item.id in part.evidence
        and (not isinstance(part, Entry) or certainly_before(consent.withdrawn, part.when))
    ]


def _plain(text: str) -> str:
    """A text in small letters without accents."""
    return normalize("NFKD", text).casefold().encode("ascii", "ignore").decode()


def _words(name: str) -> set[str]:
    """The words of a name that could give it away."""
    words = _LETTERS.findall(_plain(name))
    return {word for word in words if len(word) >= _SHORTEST_NAME and not _NO_NAME.fullmatch(word)}


def _holds_name(id_: str, name: set[str]) -> bool:
    """Whether an id holds a word of a name, by itself, with initials, or run together."""
    pieces = _LETTERS.findall(id_.casefold())
    return any(
        word == piece
        or (len(word) > _SHORTEST_NAME and word in piece and len(piece) - len(word) <= _INITIALS)
        or (len(name) > 1 and all(other in piece for other in name))
        for word in name
        for piece in pieces
    )


# Consent ------------------------------------------------------------------------------------------


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
    if evidence.when is None or not evidence.consents or not _taken_from_people(evidence):
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


# Recording ----------------------------------------------------------------------------------------


@rule(
    "NSEE511",
    "recorded-without-notice",
    on=Evidence,
    where="recording",
    says="it was recorded ({recording}) without notice",
    fix="leave the recording out, and ask those who were recorded what is to become of it",
    basis="ethics",
    source="P09",
)
def recorded_without_notice(evidence: Evidence, _: View) -> Iterator[Hit]:
    """Conversations may be recorded, and whoever does so says it beforehand."""
    if evidence.notice_given is False and evidence.recording in _PERMISSION:
        yield Hit("notice_given", value=False, recording=evidence.recording)


@rule(
    "NSEE512",
    "notice-not-noted",
    on=Evidence,
    where="recording",
    says="it was recorded ({recording}) and nothing says that people were told beforehand",
    fix="say whether notice was given",
    basis="ethics",
    source="P09",
    silence=True,
)
def notice_not_noted(evidence: Evidence, _: View) -> Iterator[Hit]:
    """A recording is kept together with the word that it was announced.

    Conversations may be recorded, and whoever does so says it beforehand.
    """
    if evidence.notice_given is None and evidence.recording in _PERMISSION:
        yield Hit("notice_given", recording=evidence.recording)


@rule(
    "NSEE513",
    "permission-not-asked",
    on=Evidence,
    where="recording",
    says="it holds {recording}, and none of its consents is for {purpose}",
    fix="add the consent for {purpose}; where there is none, ask for it or do not use them",
    basis="ethics",
    source="P34",
)
def permission_not_asked(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Permission for images is asked apart from taking part.

    A pupil may be glad to talk and not want to be seen. That sound is asked for apart as well
    is how we read it, and only warns.
    """
    purposes = _PERMISSION.get(evidence.recording or "none")
    if purposes is None or not evidence.consents:
        return
    for id_ in evidence.consents:
        consent = view.get(id_, Consent)
        if consent is None or consent.purpose is None or consent.purpose in purposes:
            return
    sound = evidence.recording == "audio"
    yield Hit(
        "consents",
        basis="inferred" if sound else "ethics",
        recording="sound" if sound else evidence.recording,
        purpose=purposes[0],
    )


# Keeping and destroying ---------------------------------------------------------------------------


@rule(
    "NSEE521",
    "kept-after-the-end",
    on=Evidence,
    where="identifiable",
    says="a person could be recognised in it, and the cycle ended as completed",
    fix="destroy the personal data once all is written up, and say when under destroyed",
    basis="inferred",
    source="P09",
    silence=True,
)
def kept_after_the_end(evidence: Evidence, view: View) -> Iterator[Hit]:
    """When the research is completed and written up, all personal information is destroyed.

    The records do not say when it was written up, so this only warns.
    """
    kept = evidence.identifiable and evidence.destroyed is None
    if kept and completed(evidence, view):
        yield Hit("destroyed")


@rule(
    "NSEE522",
    "destroyed-yet-held",
    on=Evidence,
    where="destroyed",
    says="its personal data were destroyed, and its words are still held here",
    fix="take the text out of the record; the checksum and the title may stay",
    basis="ethics",
    source="P09",
)
def destroyed_yet_held(evidence: Evidence, _: View) -> Iterator[Hit]:
    """What is destroyed is gone everywhere, in this record too.

    Where nobody could be recognised in the words that are left, say so, and they may stay.
    """
    if evidence.destroyed is not None and evidence.text and evidence.identifiable is not False:
        yield Hit("text", value=evidence.text)


@rule(
    "NSEE523",
    "few-enough-to-recognise",
    on=Evidence,
    where="n",
    says="only {n} took part, and it does not say whether they could be recognised",
    fix="say whether a person could be recognised in it",
    basis="unsourced",
)
def few_enough_to_recognise(evidence: Evidence, _: View) -> Iterator[Hit]:
    """Where only a few took part, others in the school may know who said what."""
    few = evidence.n is not None and 0 < evidence.n < _FEW
    if few and evidence.identifiable is None and _taken_from_people(evidence):
        yield Hit("identifiable", n=evidence.n)


# Names --------------------------------------------------------------------------------------------


@rule(
    "NSEE531",
    "name-in-id",
    on=Person,
    says="the id of this person holds a part of their name",
    fix="give them an id that says nothing of who they are, such as p7",
    basis="ethics",
    source="P09",
)
def name_in_id(person: Person, _: View) -> Iterator[Hit]:
    """Reports mention no one by name, and ids stand in every report and every export.

    The name itself has a field of its own, which does not leave.
    """
    if person.name is not None and _holds_name(person.id, _words(person.name)):
        yield Hit("id", value=person.id)


@rule(
    "NSEE532",
    "pupil-named",
    on=Person,
    says="the name of a pupil is held",
    fix="take the name out unless it is needed; the id is enough for every check",
    basis="inferred",
    source="P09",
    severity=Severity.INFO,
)
def pupil_named(person: Person, _: View) -> Iterator[Hit]:
    """What is not held cannot leak. No check and no table needs to know what a pupil is called."""
    if person.type == "pupil" and person.name is not None:
        yield Hit("name", value=person.name)


@rule(
    "NSEE533",
    "name-in-title",
    on=Evidence,
    where="title",
    says="its title names {person}",
    fix="say in the title what it is, and leave out whose",
    basis="ethics",
    source="P09",
)
def name_in_title(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Reports mention no one by name, and a title is what people copy into them."""
    if evidence.title is not None:
        for id_ in (*evidence.about, *evidence.gathered_by):
            person = view.get(id_, Person)
            if person is not None and person.name is not None:
                name = _words(person.name)
                if name and name <= set(_LETTERS.findall(_plain(evidence.title))):
                    yield Hit("title", value=evidence.title, person=id_)


RULES = (
    no_consent,
    consent_came_late,
    consent_not_informed,
    nobody_to_ask,
    consent_of_nobody,
    withdrawn_yet_used,
    consent_of_some,
    pupil_alone_consented,
    recorded_without_notice,
    notice_not_noted,
    permission_not_asked,
    kept_after_the_end,
    destroyed_yet_held,
    few_enough_to_recognise,
    name_in_id,
    pupil_named,
    name_in_title,
)
