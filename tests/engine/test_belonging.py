"""Evidence that names only its lesson is evidence of the lesson's cycle, wherever that matters."""

from nsee_core import (
    Consent,
    Cycle,
    Entry,
    Evidence,
    Lesson,
    Programme,
    When,
    check,
    parse_protocol,
    preview,
    standing,
)

TOY = parse_protocol("""
    key = "toy"
    [[steps]]
    key = "watch"
    [[steps.needs]]
    evidence = ["observation"]
""")
CYCLE = Cycle(id="c", protocol="toy")
NOTES = Evidence(
    id="notes", lesson="l", type="observation", step="watch", when=When("2018-03"), about=("p",)
)
TOLD = Programme.of(
    [
        CYCLE,
        Lesson(id="l", cycle="c"),
        NOTES,
        Entry(id="e", cycle="c", step="watch", when=When("2018-02-01")),
    ]
)


def test_it_belongs_to_the_cycle_of_its_lesson() -> None:
    assert TOLD.cycle_of(NOTES) == CYCLE
    assert TOLD.evidence_of("c") == (NOTES,)


def test_what_names_another_cycle_belongs_to_that_one() -> None:
    other = NOTES.but(cycle="other")
    told = TOLD.put(other, Cycle(id="other"))
    assert told.evidence_of("c") == ()
    assert told.evidence_of("other") == (other,)
    assert told.cycle_of(other) == Cycle(id="other")


def test_what_names_neither_belongs_to_none() -> None:
    assert TOLD.cycle_of(Consent(id="yes")) is None


def _missing(programme: Programme, as_of: str | None = None) -> list[bool]:
    return [need.met for need in standing(programme, "c", as_of=as_of, protocols=[TOY]).demands]


def test_it_counts_for_what_the_protocol_asks() -> None:
    assert _missing(TOLD) == [True]


def test_it_does_not_count_before_it_was_gathered() -> None:
    assert _missing(TOLD, as_of="2018-02-02") == [False]


def test_what_silence_explains_only_informs_in_a_narrative() -> None:
    told = TOLD.put(
        CYCLE.but(account="narrative"), NOTES.but(recording="audio", identifiable=False)
    )
    assert [f.severity.value for f in check(told, protocols=[TOY]) if f.code == "NSEE512"] == [
        "info"
    ]


def test_a_preview_sees_what_a_change_of_the_cycle_means_for_it() -> None:
    told = TOLD.put(NOTES.but(recording="audio", identifiable=False))
    seen = preview(told, put=[CYCLE.but(account="narrative")], protocols=[TOY])
    assert "NSEE512" in {f.code for f in seen.clears}
