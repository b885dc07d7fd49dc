"""Every code ships with a bad example that gives it and a good one that does not."""

import pytest

from nsee_core.rules.exhibits import FOLDER
from tests.rules.examples import CODES, EXAMPLES, MESSAGES, findings, messages


def test_there_are_examples_for_every_code_and_for_no_other() -> None:
    assert sorted(CODES) == EXAMPLES


def test_a_folder_holds_two_examples_and_at_most_a_protocol() -> None:
    odd = {
        folder.name: held
        for folder in FOLDER.iterdir()
        if (held := sorted(file.stem for file in folder.iterdir() if file.stem != "protocol"))
        != ["bad", "good"]
    }
    assert odd == {}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_gives_the_code_and_nothing_else_as_grave(code: str) -> None:
    report = findings(code, "bad")
    others = [str(f.code) for f in report if f.code != code and f.severity.value != "info"]
    assert (code in report.counts(), others) == (True, [])


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_example_gives_neither_the_code_nor_a_warning(code: str) -> None:
    report = findings(code, "good")
    assert (report.errors, report.warnings, code in report.counts()) == ((), (), False)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_words_of_a_message_can_be_filled_in_with_values_shown_or_withheld(code: str) -> None:
    for finding in findings(code, "bad"):
        assert all((finding.words(values=True), finding.words(values=False), finding.fix))


def test_every_message_reads_as_it_did() -> None:
    assert messages() == MESSAGES.read_text("utf-8"), "python -m tests.rules.examples"
