"""NSEE51x: recordings, announced beforehand and with a permission of their own."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.records import Consent, Evidence
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View

_TAKEN_FROM_PEOPLE = {"observation", "pupil voice", "interview", "survey"}
#: What each way of recording needs a consent for: any of these purposes.
_PERMISSION = {
    "audio": ("recording",),
    "video": ("images", "recording"),
    "photographs": ("images",),
}


def taken_from_people(evidence: Evidence) -> bool:
    """Whether it came about by observing, asking or recording people."""
    return evidence.type in _TAKEN_FROM_PEOPLE or evidence.recording in _PERMISSION


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


RULES = (
    recorded_without_notice,
    notice_not_noted,
    permission_not_asked,
)
