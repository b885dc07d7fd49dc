"""The published accounts say what their sources print, and no more than that."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from nsee_core import Cycle, Entry, Programme, Severity, UnknownRecord, check
from nsee_core.records import Base
from nsee_core.reference import (
    OUR_READING,
    account,
    all_published,
    collaboratives,
    published_accounts,
    reported_claims,
)
from nsee_core.reference.sources import sources

PRINTED: dict[str, dict[str, Any]] = {
    case["case"]: case
    for case in yaml.safe_load(Path(__file__).with_name("published_cases.yaml").read_text("utf-8"))
}
NO_CYCLES = {"dundee-every-dundee-learner-matters", "eef-lesson-study-trial"}
BEHIND = ("authority",)


def facts(key: str) -> list[tuple[str, str]]:
    """The dated facts of an account; a comma that the file does not quote has cut some of them."""
    return [
        (
            fact["when"],
            ", ".join([fact["fact"], *(rest for rest, said in fact.items() if not said)]),
        )
        for fact in PRINTED[key].get("timeline", ())
    ]


def own(key: str) -> Iterator[Base]:
    """The records of an account, without the authorities that stand behind it."""
    return (record for record in account(key) if record.kind not in BEHIND)


def dated(record: Base) -> tuple[str, str] | None:
    """The date of a record and what it says of it."""
    when = getattr(record, "when", None) or getattr(record, "started", None)
    fields = record.held()
    words = " ".join(str(fields.get(name, "")) for name in ("note", "text"))
    return None if when is None else (str(when), words)


def scalars(value: object) -> Iterator[object]:
    """Every text and number in some plain data."""
    if isinstance(value, dict):
        yield from (inner for item in value.values() for inner in scalars(item))
    elif isinstance(value, list):
        yield from (inner for item in value for inner in scalars(item))
    else:
        yield value


def test_the_accounts_are_the_seven_published_ones_those_with_a_cycle_first() -> None:
    assert published_accounts().keys() == PRINTED.keys()
    assert set(list(published_accounts())[-2:]) == NO_CYCLES


def test_an_unknown_account_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(
        UnknownRecord, match=r'^no account has the key "brigadoon"; the accounts are'
    ):
        account("brigadoon")


@pytest.mark.parametrize("key", PRINTED)
def test_an_account_is_a_cycle_where_its_source_prints_a_focus(key: str) -> None:
    assert bool(account(key).of_kind(Cycle)) is ("focus" in PRINTED[key])


@pytest.mark.parametrize("key", sorted(PRINTED.keys() - NO_CYCLES))
def test_a_cycle_is_a_narrative_that_says_what_is_printed(key: str) -> None:
    (cycle,) = account(key).of_kind(Cycle)
    case = PRINTED[key]
    focus = case["focus"] if isinstance(case["focus"], list) else [case["focus"]]
    assert (cycle.id, cycle.account, cycle.title) == (key, "narrative", case["title"])
    assert list(cycle.focus) == focus
    assert cycle.protocol == case.get("protocol")
    assert [question.text for question in cycle.questions] == case.get("questions", [])
    assert (cycle.started, cycle.ended, cycle.outcome) == (None, None, None)


@pytest.mark.parametrize("key", PRINTED)
def test_every_printed_fact_stands_in_the_account_with_its_date_as_printed(key: str) -> None:
    told = [found for record in own(key) if (found := dated(record))]
    for when, fact in facts(key):
        words = [said for given, said in told if given == when]
        assert all(any(clause in said for said in words) for clause in fact.split("; ")), fact


@pytest.mark.parametrize("key", PRINTED)
def test_an_account_has_no_date_that_is_not_printed(key: str) -> None:
    printed = {when for when, _ in facts(key)}
    assert {found[0] for record in own(key) if (found := dated(record))} <= printed


@pytest.mark.parametrize("key", PRINTED)
def test_an_entry_is_a_printed_fact_and_says_that_its_step_is_our_reading(key: str) -> None:
    printed = {(when, clause) for when, fact in facts(key) for clause in (fact, *fact.split("; "))}
    for entry in account(key).of_kind(Entry):
        assert entry.basis == "inferred"
        assert entry.note
        fact = entry.note.removesuffix(f". {OUR_READING}")
        assert fact != entry.note
        assert (str(entry.when), fact) in printed


@pytest.mark.parametrize("key", PRINTED)
def test_an_account_names_no_organisation_and_holds_no_number_that_is_not_printed(
    key: str,
) -> None:
    printed = list(scalars(PRINTED[key]))
    texts = " ".join(str(item) for item in printed)
    for record in own(key):
        fields = record.held()
        if record.kind in ("school", "partner"):
            assert fields.get("name") is None or fields["name"] in printed
        amount = fields.get("amount")
        number = fields.get("value") if amount is None else amount.value
        assert number is None or number in printed
        size = fields.get("size")
        assert size is None or size in printed or f"{spelt(size)} " in texts


def spelt(number: int) -> str:
    """A small number as a word."""
    return {4: "four"}.get(number, str(number))


@pytest.mark.parametrize("key", PRINTED)
def test_an_account_cites_its_own_sources_and_no_others(key: str) -> None:
    given = {source for record in own(key) for source in keys_of(record)}
    assert given == set(PRINTED[key]["sources"])


def keys_of(record: Base) -> list[str]:
    """The sources of a record, each by itself."""
    source = record.source or ""
    return source.split(", ") if re.match(r"[PS]\d", source) else [source]


def test_every_record_that_ships_has_a_source_and_says_on_what_it_rests() -> None:
    for record in all_published():
        assert record.source, record.id
        assert record.basis in ("printed", "inferred"), record.id


def test_every_source_can_be_looked_up_or_is_spelt_out() -> None:
    spelt_out = set(PRINTED["earlston-cluster-numeracy"]["sources"])
    cited = {source for record in all_published() for source in keys_of(record)}
    assert cited - spelt_out <= sources().keys()


def test_whatever_is_inferred_says_what_is_our_reading() -> None:
    for record in all_published():
        if record.basis == "inferred":
            assert "our reading" in (record.note or "").lower(), record.id


def test_no_person_has_a_name() -> None:
    assert all("name" not in person.held() for person in all_published().of_kind("person"))


def test_nothing_graver_than_information_is_said_of_any_account() -> None:
    for programme in (*published_accounts().values(), all_published()):
        assert {finding.severity for finding in check(programme)} <= {Severity.INFO}


def test_nothing_at_all_is_said_of_a_school() -> None:
    report = check(all_published())
    assert not report.about(*(school.id for school in all_published().of_kind("school")))


def test_everything_together_holds_every_part_once() -> None:
    parts: list[Programme] = [*published_accounts().values(), collaboratives(), reported_claims()]
    ids = {record.id for part in parts for record in part}
    assert {record.id for record in all_published()} == ids
