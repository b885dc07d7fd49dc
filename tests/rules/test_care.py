"""Consent, recording, withdrawal, destruction and names: the odd cases beyond the examples."""

import pytest

from nsee_core import Programme, check
from nsee_core.records import (
    Barrier,
    Change,
    Consent,
    Cycle,
    Entry,
    Evidence,
    Insight,
    Lesson,
    Person,
    When,
)
from tests.rules.judging import said

CYCLE = Cycle(id="c", account="narrative")
PUPIL = Person(id="p1", type="pupil")
OTHER = Person(id="p2", type="pupil")
YES = Consent(id="k", participants=("p1",), purpose="taking part", given=When("2018-10-01"))
TALK = Evidence(id="e", cycle="c", type="interview", about=("p1",))


def test_evidence_about_a_pupil_needs_consent_unless_nobody_can_be_recognised() -> None:
    log = Cycle(id="c", protocol="sipp")
    says = "a pupil could be recognised in it, and it rests on no consent"
    assert said("NSEE501", log, PUPIL, TALK) == [("error", "e", says)]
    assert said("NSEE501", CYCLE, PUPIL, TALK) == [("info", "e", says)]
    assert not said("NSEE501", log, PUPIL, TALK.but(identifiable=False))
    assert not said("NSEE501", log, PUPIL, TALK.but(consents=["elsewhere"]))


def test_whoever_can_be_recognised_counts_not_only_pupils() -> None:
    adult = Person(id="p1", type="practitioner")
    assert not said("NSEE501", adult, TALK)
    assert said("NSEE501", adult, TALK.but(identifiable=True, cycle=None)) == [
        ("error", "e", "a person could be recognised in it, and it rests on no consent")
    ]


@pytest.mark.parametrize(
    ("when", "type_", "late"),
    [
        ("2018-09-30", "interview", True),
        ("2018-10-01", "interview", False),
        ("October 2018", "interview", False),
        ("2018-09-30", "work samples", False),
        ("2018-09-30", None, False),
    ],
)
def test_consent_comes_before_people_are_asked_or_observed(
    when: str, type_: str | None, *, late: bool
) -> None:
    talk = TALK.but(when=when, type=type_, consents=["k"])
    says = "it was gathered before any of the consents that it rests on was given"
    assert said("NSEE502", CYCLE, YES, talk) == ([("warning", "e", says)] if late else [])


def test_one_consent_in_time_is_enough_and_one_without_a_date_decides_nothing() -> None:
    talk = TALK.but(when="2018-11-05", consents=["k", "k2"])
    late, undated = YES.but(id="k", given="2019"), YES.but(id="k2", given=None)
    assert not said("NSEE502", late, YES.but(id="k2"), talk)
    assert not said("NSEE502", late, undated, talk)


def test_work_samples_that_were_photographed_count_as_taken_from_people() -> None:
    taken = TALK.but(type="work samples", recording="photographs", when="2018", consents=["k"])
    assert said("NSEE502", YES.but(given="2019"), taken)


def test_a_consent_that_does_not_say_whether_it_was_informed_is_not_accused() -> None:
    assert not said("NSEE503", YES)
    assert said("NSEE503", YES.but(informed=False)) == [
        (
            "error",
            "k",
            "the reason for the enquiry and what it involves were not explained first",
        )
    ]


def test_a_consent_that_is_being_prepared_is_asked_for_nothing() -> None:
    assert len(check(Programme.of([Consent(id="k")]), select=["NSEE5"])) == 0


def test_everything_that_uses_withdrawn_evidence_is_named() -> None:
    gone = YES.but(withdrawn="2019-01-14")
    talk = TALK.but(consents=["k"])
    users = [
        Insight(id="i", cycle="c", evidence=("e",)),
        Change(id="ch", cycle="c", evidence=("e",)),
        Barrier(id="b", cycle="c", evidence=("e",)),
        Entry(id="before", cycle="c", step="2.2", evidence=("e",), when=When("2018-11-05")),
        Entry(id="undated", cycle="c", step="2.2", evidence=("e",)),
        Entry(id="after", cycle="c", step="2.3", evidence=("e",), when=When("2019-02")),
    ]
    assert said("NSEE506", CYCLE, PUPIL, gone, talk, *users) == [
        (
            "error",
            "c",
            "e is used by i, ch, b and after, and a consent that it rests on was withdrawn",
        )
    ]
    assert not said("NSEE506", CYCLE, PUPIL, gone, talk, *users[3:5])


def test_evidence_of_a_lesson_is_covered_though_it_does_not_name_the_cycle() -> None:
    talk = TALK.but(cycle=None, lesson="l", consents=["k0", "k", "k"])
    gone = YES.but(withdrawn="2019-01-14")
    used = Insight(id="i", cycle="c", evidence=("e",))
    assert len(said("NSEE506", CYCLE, Lesson(id="l", cycle="c"), gone, talk, used)) == 1


def test_a_pupil_whom_no_consent_names_is_named_where_others_are_named_one_by_one() -> None:
    both = TALK.but(about=["p1", "p2"], consents=["k"])
    group = YES.but(participants=["team"])
    assert said("NSEE507", PUPIL, OTHER, YES, both) == [
        ("warning", "e", "it is about p2 too, whom none of its consents names")
    ]
    assert not said("NSEE507", PUPIL, OTHER, group, both)
    assert not said("NSEE507", PUPIL, OTHER, YES, both.but(consents=["k", "elsewhere"]))
    assert not said("NSEE507", PUPIL, OTHER, YES, both.but(identifiable=False))


def test_a_pupil_who_gave_their_own_consent_gave_it_alone() -> None:
    says = "it is the consent of a pupil, and nobody gave it on their behalf"
    assert said("NSEE508", PUPIL, YES.but(given_by="p1")) == [("info", "k", says)]
    assert not said("NSEE508", PUPIL, YES.but(given_by="carer"))
    assert not said("NSEE508", Person(id="p1", type="practitioner"), YES)


def test_no_notice_is_wrong_in_a_narrative_too_and_no_word_of_it_is_not() -> None:
    recorded = TALK.but(recording="video")
    assert said("NSEE511", CYCLE, recorded.but(notice_given=False)) == [
        ("error", "e", "it was recorded (video) without notice")
    ]
    assert said("NSEE512", CYCLE, recorded) == [
        ("info", "e", "it was recorded (video) and nothing says that people were told beforehand")
    ]
    assert not said("NSEE512", CYCLE, TALK.but(recording="none"))


@pytest.mark.parametrize(
    ("recording", "purpose", "message"),
    [
        ("photographs", "images", None),
        (
            "photographs",
            "recording",
            "it holds photographs, and none of its consents is for images",
        ),
        ("video", "recording", None),
        ("video", "quotes", "it holds video, and none of its consents is for images"),
        ("audio", "recording", None),
        ("audio", "images", "it holds sound, and none of its consents is for recording"),
        ("audio", None, None),
        ("none", "quotes", None),
    ],
)
def test_each_way_of_recording_has_its_own_permission(
    recording: str, purpose: str | None, message: str | None
) -> None:
    hits = said("NSEE513", YES.but(purpose=purpose), TALK.but(recording=recording, consents=["k"]))
    grade = "warning" if recording == "audio" else "error"
    assert hits == ([(grade, "e", message)] if message else [])


def test_personal_data_may_be_kept_while_the_cycle_is_under_way() -> None:
    log = Cycle(id="c", protocol="sipp")
    talk = TALK.but(identifiable=True)
    over = log.but(outcome="completed")
    assert not said("NSEE521", log, talk)
    assert not said("NSEE521", over, TALK)
    assert said("NSEE521", over, talk) == [
        ("warning", "e", "a person could be recognised in it, and the cycle ended as completed")
    ]


def test_the_words_that_should_be_gone_stay_out_of_the_message_and_the_dictionary() -> None:
    held = Evidence(id="e", text="my mum says", destroyed=When("2019"))
    (finding,) = check(Programme.of([held]), select=["NSEE522"])
    assert "my mum" not in str(finding.to_dict())
    assert finding.to_dict(include_values=True)["value"] == '"my mum says"'


@pytest.mark.parametrize(("n", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_few_can_be_recognised_without_their_names(n: int, *, few: bool) -> None:
    says = f"only {n} took part, and it does not say whether they could be recognised"
    assert said("NSEE523", Evidence(id="e", type="survey", n=n)) == (
        [("info", "e", says)] if few else []
    )


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("jo.mcallister", "Jo McAllister"),
        ("mcallister-7", "Jo McAllister"),
        ("jmcallister", "Jo McAllister"),
        ("McAllisterJ", "Jo McAllister"),
        ("ann-r", "Ann Reid"),
        ("annreid2", "Ann Reid"),
        ("zoe1", "Zoë Müller"),
        ("person/muller", "Zoë Müller"),
    ],
)
def test_a_name_is_found_in_an_id_however_it_is_written(id_: str, name: str) -> None:
    assert said("NSEE531", Person(id=id_, name=name)) == [
        ("error", id_, "the id of this person holds a part of their name")
    ]


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("p7", "Jo McAllister"),
        ("planner-1", "Ann Reid"),
        ("class-teacher-a", "Class teacher A"),
        ("head", "Headteacher"),
        ("jo", "Jo Li"),
        ("p1", "李明"),
    ],
)
def test_an_id_that_gives_nobody_away_is_left_alone(id_: str, name: str) -> None:
    assert not said("NSEE531", Person(id=id_, name=name))


def test_a_title_names_a_person_only_when_it_holds_the_whole_of_their_name() -> None:
    mark = Person(id="p1", type="practitioner", name="Mark Reid")
    about = Evidence(id="e", title="Mark making in P1", about=("p1",))
    assert not said("NSEE533", mark, about)
    assert (
        said("NSEE533", mark, about.but(title="Talk with Mr Mark REID", gathered_by=["p1"]))
        == [("error", "e", "its title names p1")] * 2
    )


def test_no_message_about_care_holds_a_name_or_a_private_word() -> None:
    named = Person(id="isla-reid", type="pupil", name="Isla Reid")
    talk = Evidence(id="e", title="Isla Reid", text="Isla said so", about=("isla-reid",), n=1)
    report = check(Programme.of([named, talk]), select=["NSEE5"])
    assert {f.code for f in report} == {"NSEE501", "NSEE531", "NSEE532", "NSEE533"}
    assert not any("Isla" in f.message or "Isla" in f.fix for f in report)
