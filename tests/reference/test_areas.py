"""Authorities, collaboratives and claims are those that were published, and nothing more."""

import csv
from pathlib import Path
from typing import Any

import pytest

from nsee_core import Claim, Membership, Network, Order, When, check
from nsee_core.findings import Severity
from nsee_core.reference import authorities, collaboratives, reported_claims

HERE = Path(__file__).parent


def printed(name: str) -> list[dict[str, Any]]:
    """The rows of a published table."""
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


def membership(authority: str) -> Membership:
    """The membership of an authority in its collaborative."""
    (found,) = [m for m in collaboratives().of_kind(Membership) if m.member == authority]
    return found


def test_the_authorities_are_the_32_of_the_published_table() -> None:
    rows = [(row["gss_code"], row["name"]) for row in printed("authorities.csv")]
    assert [(a.gss_code, a.name) for a in authorities()] == rows
    assert len(rows) == 32


def test_nine_of_them_were_challenge_authorities() -> None:
    given = {
        row["name"] for row in printed("authorities.csv") if row["challenge_authority"] == "yes"
    }
    assert {a.name for a in authorities() if a.challenge_authority} == given
    assert len(given) == 9


def test_six_collaboratives_have_the_members_of_the_published_table() -> None:
    programme = collaboratives()
    names = {a.id: a.name for a in authorities()}
    members = {
        network.name: {names[m.member] for m in programme.within(network.id, Membership)}
        for network in programme.of_kind(Network)
    }
    assert [len(group) for group in members.values()] == [8, 3, 8, 4, 5, 4]
    for row in printed("authorities.csv"):
        assert row["name"] in members[row["regional_improvement_collaborative"]]


def test_the_northern_alliance_had_seven_councils_in_june_2017_without_argyll_and_bute() -> None:
    june = When("2017-06-30")
    alliance = collaboratives().within("northern-alliance", Membership)
    members = [m.member for m in alliance if m.since and m.since.by(june) is Order.CERTAINLY]
    assert len(members) == 7
    assert "argyll-and-bute" not in members


def test_argyll_and_bute_joined_between_june_and_november_2017_and_that_is_inferred() -> None:
    joined = membership("argyll-and-bute")
    assert (str(joined.since), joined.basis) == ("between June 2017 and November 2017", "inferred")
    assert (joined.source, joined.until) == ("P77, P80", None)


def test_a_name_that_the_list_of_members_gives_otherwise_is_noted() -> None:
    assert "Comhairle nan Eilean Siar" in (membership("na-h-eileanan-siar").note or "")


def test_the_claims_are_those_of_the_published_table_as_printed() -> None:
    claims = {claim.id: claim for claim in reported_claims().of_kind(Claim)}
    rows = printed("claims.csv")
    assert list(claims) == [row["claim"] for row in rows]
    for row in rows:
        claim = claims[row["claim"]]
        assert claim.value == float(row["value"])
        assert claim.unit_printed == row["unit_as_printed"]
        assert (claim.measure, claim.stage or "") == (row["measure"], row["stage"])
        assert str(claim.since or "") == row["since"]
        assert claim.population == row["population"]
        assert (claim.attributed_to, claim.source) == (row["attributed_to"], row["source"])


def test_a_change_in_percent_is_of_no_known_unit() -> None:
    changes = [c for c in reported_claims().of_kind(Claim) if c.since and c.unit_printed == "%"]
    assert len(changes) == 11
    assert {claim.unit for claim in changes} == {None}


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("wdc-numeracy-p4", "west-numeracy-p4"),
        ("wdc-writing-p4", "one-authority-literacy-p4"),
        ("wdc-writing-p7", "one-authority-literacy-p7"),
    ],
)
def test_one_figure_under_two_attributions_contradicts_itself_both_ways(
    claim: str, other: str
) -> None:
    programme = reported_claims()
    one, two = programme[claim], programme[other]
    assert isinstance(one, Claim)
    assert isinstance(two, Claim)
    assert (one.contradicts, two.contradicts) == ((other,), (claim,))
    assert one.value == two.value
    assert one.attributed_to != two.attributed_to


def test_no_other_claims_contradict_each_other() -> None:
    assert sum(bool(c.contradicts) for c in reported_claims().of_kind(Claim)) == 6


def test_nothing_graver_than_information_is_said_of_areas_and_claims() -> None:
    for programme in (collaboratives(), reported_claims()):
        assert {finding.severity for finding in check(programme)} <= {Severity.INFO}
