"""The tellings of the published accounts: what they mention, what not, and never a judgement."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nsee_core import Cycle, Entry, Programme, Resource, builtin_protocols, parse_protocol
from nsee_core.cli import nsee
from nsee_core.demo import Page, Telling, tell, write_folder
from nsee_core.readers import read_jsonl
from nsee_core.reference import all_published, published_accounts

SIPP = builtin_protocols()["sipp"]
EVERYTHING = all_published()
CYCLES = [key for key, account in published_accounts().items() if account.of_kind(Cycle)]
OTHERS = [key for key in published_accounts() if key not in CYCLES]
LONGEST = 40
UNWANTED = re.compile(r"verdict|constraint|violat|declare|error|warning|NSEE\d", re.IGNORECASE)


def telling(key: str) -> Telling:
    """A published account, told by the nine guiding questions."""
    return tell(EVERYTHING, key, SIPP)


def lines(key: str, width: int = 100) -> list[str]:
    """The page of a published account."""
    page, account = Page(width), published_accounts()[key]
    return list(page.of(telling(key)) if key in CYCLES else page.plain(account))


def mentioned(key: str) -> dict[str, list[str]]:
    """What an account mentions in answer to each question that it answers."""
    answers = [answer for chapter in telling(key).chapters for answer in chapter.answers]
    return {a.question: [str(m) for m in a.mentions] for a in answers if a.mentions}


@pytest.mark.parametrize("key", [*CYCLES, *OTHERS])
def test_a_page_has_at_most_forty_lines_of_at_most_a_hundred_letters(key: str) -> None:
    page = lines(key)
    assert len(page) <= LONGEST
    assert all("\n" not in line and len(line) <= 100 for line in page)


@pytest.mark.parametrize("key", [*CYCLES, *OTHERS])
def test_a_page_uses_no_word_of_the_engine_and_judges_nobody(key: str) -> None:
    assert not UNWANTED.search("\n".join(lines(key)))


@pytest.mark.parametrize("key", CYCLES)
def test_every_guiding_question_is_answered_or_said_to_be_undocumented(key: str) -> None:
    told = telling(key)
    asked = [answer for chapter in told.chapters for answer in chapter.answers]
    assert [answer.question for answer in asked] == [step.question for step in SIPP.steps]
    for answer in asked:
        assert bool(answer.mentions) is (answer not in told.undocumented)
        assert answer.mentions or answer.open


@pytest.mark.parametrize("key", CYCLES)
def test_whatever_is_mentioned_stands_on_the_page(key: str) -> None:
    page = " ".join(" ".join(lines(key, width=400)).split())
    for mentions in mentioned(key).values():
        for mention in mentions:
            assert mention in page or f"{mention.split(': ')[0]}: as above" in page


def test_berryhill_is_told_by_phase_in_the_words_of_the_guiding_questions() -> None:
    assert mentioned("berryhill-numeracy") == {
        "Where are we now?": [
            "before year 1: staff noticed a dip in Primary 4 mathematics",
            "Primary 4 pupils (age 8 to 9) in SIMD 1",
        ],
        "What are our key concerns?": ["focus: numeracy"],
        "How do we exploit internal and external knowledge?": [
            "Network for Social and Educational Equity: research team and support"
        ],
        "What changes do we need to make?": [
            "year 1: a small number of staff tried different methods of teaching numeracy"
        ],
        "How do we lever and embed change?": [
            "year 1: shared with all teachers, learning support teachers and classroom assistants"
        ],
        "How do we know we have made a difference?": [
            "year 1: attainment and teacher confidence reported to increase",
            "year 1: shared with all teachers, learning support teachers and classroom assistants",
        ],
    }


def test_what_berryhill_leaves_undocumented_comes_with_what_would_complete_it() -> None:
    assert {a.question: a.open for a in telling("berryhill-numeracy").undocumented} == {
        "What would success look like?": ("what was measured, from where to where",),
        "What further evidence do we need?": ("the evidence gathered",),
        "What new insights do we have?": ("what was learnt from the evidence",),
    }


def test_reported_changes_are_told_with_what_their_unit_leaves_open() -> None:
    (reported,) = mentioned("west-dunbartonshire-car")["How do we know we have made a difference?"]
    assert reported == (
        "since 2016: reported numeracy P4 +14%, numeracy P7 +11%, writing P4 +9%, writing P7 +13% "
        "(whether % is percent or percentage points is not said)"
    )


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("dundee-every-dundee-learner-matters", "a network and its parts"),
        ("eef-lesson-study-trial", "the figures that were reported"),
    ],
)
def test_what_is_no_enquiry_cycle_is_told_as_what_it_is(key: str, what: str) -> None:
    page = " ".join(lines(key))
    assert f"Told as what it is, {what}: it names no focus" in page
    assert "Undocumented" not in page


def test_a_complete_cycle_leaves_nothing_open() -> None:
    lens = parse_protocol('key="toy"\n[[steps]]\nkey="try"\ntitle="Try it"')
    programme = Programme.of(
        [Cycle(id="c", protocol="toy"), Entry(id="1", cycle="c", step="try", note="we tried")]
    )
    told = tell(programme, "c", lens)
    assert told.undocumented == told.in_part == ()
    assert list(Page().of(told)) == [
        *("c", "-", "Method   toy, as the source names it"),
        *("", "toy", f"  {'Try it':35}we tried"),
    ]


def test_a_step_that_needs_no_record_asks_what_was_done() -> None:
    lens = parse_protocol('key="toy"\n[[steps]]\nkey="try"')
    told = tell(Programme.of([Cycle(id="c")]), "c", lens)
    assert told.undocumented[0].open == ("what was done, by whom and when",)


def test_a_telling_is_plain_json() -> None:
    told = telling("glasgow-lesson-study")
    assert json.loads(json.dumps(told.to_dict()))["chapters"][0]["title"] == "Preparing the ground"


def test_only_a_cycle_can_be_told() -> None:
    programme = Programme.of([Resource(id="r")])
    with pytest.raises(TypeError, match=r'^"r" is a resource, not a cycle$'):
        tell(programme, "r", SIPP)


def test_the_command_prints_every_account() -> None:
    result = CliRunner().invoke(nsee, ["demo"])
    assert result.exit_code == 0
    for key in [*CYCLES, *OTHERS]:
        assert lines(key)[0] in result.output
    assert not UNWANTED.search(result.output)
    assert "\x1b" not in result.output


def test_the_folder_holds_every_record_and_what_the_check_says(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "demo"
    written = write_folder(folder)
    assert {"records.jsonl", "tables/", "report/", "mermaid/", "prov.json"} <= set(written.paths)
    reading = read_jsonl(folder / "records.jsonl")
    assert not len(reading.report)
    assert reading.programme == EVERYTHING
    assert (folder / "tables" / "authority.csv").read_text("utf-8").count("\n") == 33
    report = json.loads((folder / "report" / "report.json").read_text("utf-8"))
    assert (report["counts"]["error"], report["counts"]["warning"]) == (0, 0)


def test_the_command_says_what_it_wrote_and_writes_it_anew(tmp_path: Path) -> None:
    for _ in range(2):
        result = CliRunner().invoke(nsee, ["demo", str(tmp_path)])
        assert f"\nWritten to {tmp_path}: dot/, graph.gexf, " in result.output
        written, *left_out = result.output[result.output.index("Written to") :].splitlines()
        assert written.endswith(" and tables/.")
        assert " ".join(left_out) == (
            "Left out: scxml/lesson-study.scxml, for lesson-study has no statechart: 5, 6, 7 and 8 "
            "are done in each lesson; a statechart cannot follow any number of lessons"
        )


def test_a_folder_that_cannot_be_written_is_misuse_in_one_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    result = CliRunner().invoke(nsee, ["demo", str(taken)])
    assert result.exit_code == 2
    assert result.stderr == f"nsee: {taken} cannot be written: not a directory\n"
