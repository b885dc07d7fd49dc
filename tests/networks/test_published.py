"""Measures held to figures that others print or compute, of networks that others have published.

Where each network comes from is in published/README.md; which functions gave the figures of the R
package sna, in published/sna.toml.
"""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from nsee_core import networks

PUBLISHED = Path(__file__).parent / "published"
DIRECTED = ("tailor_shop_instrumental", "bureaucracies", "camp", "managers")
TAILOR_SHOP = [
    f"tailor_shop_{sort}_{time}" for sort in ("sociational", "instrumental") for time in (1, 2)
]


def said(name: str) -> str:
    return (PUBLISHED / name).read_text(encoding="utf-8").strip()


def published(name: str, *, groups: str = "") -> nx.Graph[Any]:
    """The network of a file, of nodes n1, n2, ..., in the groups that the letters name, if any."""
    rows = said(f"{name}.txt").split()
    graph: nx.Graph[Any] = nx.DiGraph() if name.startswith(DIRECTED) else nx.Graph()
    for number in range(1, len(rows) + 1):
        graph.add_node(f"n{number}", **({"group": groups[number - 1]} if groups else {}))
    graph.add_edges_from(
        (f"n{one}", f"n{other}")
        for one, row in enumerate(rows, start=1)
        for other, tied in enumerate(row, start=1)
        if tied == "1"
    )
    return graph


#: What R's sna says of them: see the file.
SNA = tomllib.loads(said("sna.toml"))
JOBS, SECTORS = said("tailor_shop_jobs.txt"), said("bureaucracies_sectors.txt")
DEPARTMENTS = said("managers_departments.txt")
#: UCINET's attribute Gender of those at the camp.
GENDERS = "1" * 8 + "2" * 10


def with_figure(figure: str) -> list[str]:
    return [name for name, figures in SNA.items() if figure in figures]


#: Whom each member of the karate club supported, by Zachary's numbers, as UCINET's report lists
#: them (all but 1, 2, 32 and 33, which are plain from the counts).
SUPPORTED = {
    "hi": {*range(1, 9), *range(11, 15), 18, 20, 22},
    "officer": {9, 15, 16, 21, *range(23, 35)},
    "neither": {10, 17, 19},
}


def karate() -> nx.Graph[Any]:
    """The karate club as networkx has it, with the ``club`` joined and whom each supported."""
    club: nx.Graph[Any] = nx.karate_club_graph()
    for faction, members in SUPPORTED.items():
        nx.set_node_attributes(club, dict.fromkeys((n - 1 for n in members), faction), "supported")
    return club


# ---------------------------------------------------------------- what a network has


def test_the_tailor_shop_has_as_many_ties_as_igraph_and_muxviz_list() -> None:
    """igraph for R lists it on its page of nexus as 39/109-223: 39 workers, 109 to 223 ties.

    The README of the same data for muxViz counts "1018 connections", friendships both ways.
    """
    frame = networks.cohesion({name: published(name) for name in TAILOR_SHOP}, betweenness=False)
    assert frame["nodes"].tolist() == [39] * 4
    friendly, friendly_later, helping, helping_later = frame["ties"].tolist()
    assert (helping, friendly_later) == (109, 223)
    assert 2 * (friendly + friendly_later) + helping + helping_later == 1018


def test_the_degrees_of_the_tailor_shop_are_those_that_igraph_prints() -> None:
    """degree(G) in graphs.md of the Stanford workshop (GitHub eehh-stanford/SNA-workshop)."""
    # fmt: off
    printed = [
        4, 5, 13, 9, 5, 6, 6, 3, 9, 1, 15, 14, 10, 8, 5, 24, 2, 7, 17, 1,
        8, 1, 7, 11, 4, 2, 5, 9, 9, 10, 10, 14, 10, 14, 8, 10, 6, 9, 5,
    ]
    # fmt: on
    frame = networks.centrality(published("tailor_shop_sociational_1"), betweenness=False)
    assert frame["degree"].tolist() == printed


@pytest.mark.parametrize("name", SNA)
def test_networks_hang_together_as_sna_says(name: str) -> None:
    row, expected = networks.cohesion(published(name)).iloc[0], SNA[name]["cohesion"]
    assert {key: row[key] for key in expected} == pytest.approx(expected)


def test_the_camp_hangs_together_as_xucinet_says() -> None:
    """Its "Whole network measures", three decimals, in xucinet's snapshot xcohesion.md."""
    camp = published("camp")
    row = networks.cohesion(camp).iloc[0]
    assert (row["nodes"], row["ties"], row["mean_degree"]) == (18, 54, 3.0)
    assert row["strong_components"] == 4
    printed = {
        "density": 0.176,
        "reciprocity": 0.704,
        "transitivity": 0.484,
        "centralisation_in": 0.125,
        "centralisation_out": 0.0,
    }
    assert {key: row[key] for key in printed} == pytest.approx(printed, abs=5e-4)
    either_way = networks.cohesion(camp.to_undirected()).iloc[0]
    assert either_way["centralisation_degree"] == pytest.approx(0.074, abs=5e-4)


@pytest.mark.parametrize("name", with_figure("betweenness"))
def test_nodes_are_between_others_as_sna_says(name: str) -> None:
    graph = published(name)
    pairs = math.perm(len(graph) - 1, 2) / (1 if graph.is_directed() else 2)
    not_normalised = (networks.centrality(graph)["betweenness"] * pairs).tolist()
    assert not_normalised == pytest.approx(SNA[name]["betweenness"], abs=1e-6)


# ---------------------------------------------------------------- threes, cliques and cores


@pytest.mark.parametrize("name", SNA)
def test_triads_are_as_many_as_sna_counts(name: str) -> None:
    assert networks.triads(published(name))["count"].tolist() == SNA[name]["triads"]


def sizes(frame: pd.DataFrame) -> dict[int, int]:
    whole = frame[frame["node"].isna()]
    return dict(zip(whole["size"], whole["cliques"], strict=True))


@pytest.mark.parametrize("name", SNA)
def test_cliques_are_as_many_as_sna_counts(name: str) -> None:
    counted = {size: number for size, number in enumerate(SNA[name]["cliques"], 1) if number}
    assert sizes(networks.cliques(published(name), smallest=1)) == counted


def test_the_cliques_of_the_camp_are_the_ten_that_xucinet_finds() -> None:
    """xucinet's snapshot subgroups.md lists them; a tie either way counts, as it has it."""
    # fmt: off
    printed = [
        {1, 9, 12, 14}, {2, 11, 16, 17}, {3, 5, 7}, {3, 4, 7}, {4, 6, 8},
        {4, 7, 8}, {9, 10, 12, 14}, {13, 15, 18}, {15, 16, 18}, {16, 17, 18},
    ]
    # fmt: on
    frame = networks.cliques(published("camp").to_undirected())
    assert sizes(frame) == {3: 7, 4: 3}
    of_node = frame[frame["node"].notna()].groupby("node")["cliques"].sum().to_dict()
    assert of_node == {f"n{one}": sum(one in clique for clique in printed) for one in range(1, 19)}


@pytest.mark.parametrize("name", with_figure("k_core"))
def test_workers_are_in_the_cores_that_sna_finds(name: str) -> None:
    frame = networks.core_periphery(published(name))
    assert "".join(map(str, frame["k_core"])) == SNA[name]["k_core"]


def test_the_innermost_core_of_the_camp_is_of_the_degree_that_xucinet_says() -> None:
    """ "K-core index" 3 in xucinet's snapshot xcohesion.md, of ties in either direction."""
    assert networks.core_periphery(published("camp"))["k_core"].max() == 3


@pytest.mark.parametrize(
    ("name", "core", "fit"),
    [
        ("bureaucracies_information", ["n2", "n5", "n7"], 0.485963467836),
        ("bureaucracies_money", ["n3", "n8"], 0.250042125602),
    ],
)
def test_no_division_is_more_like_a_core_and_periphery(
    name: str, core: list[str], fit: float
) -> None:
    """The best of all 1,022 divisions by R's cor, with Borgatti and Everett's ideal pattern."""
    frame = networks.core_periphery(published(name))
    assert frame.loc[frame["core"], "node"].tolist() == core
    assert frame.attrs["fit"] == pytest.approx(fit)


def test_the_communities_of_the_camp_are_those_that_xucinet_finds() -> None:
    """Three of modularity 0.550, by Louvain and by Girvan and Newman: snapshot subgroups.md."""
    frame = networks.communities(published("camp").to_undirected())
    assert frame.attrs["modularity"] == pytest.approx(0.550, abs=5e-4)
    found = {frozenset(members) for _, members in frame.groupby("community")["node"]}
    printed = [{1, 9, 10, 12, 14}, {3, 4, 5, 6, 7, 8}, {2, 11, 13, 15, 16, 17, 18}]
    assert found == {frozenset(f"n{member}" for member in members) for members in printed}


# ---------------------------------------------------------------- between groups


@pytest.mark.parametrize(
    ("by", "index", "expected"), [("supported", -0.615, 0.187), ("club", -0.718, 0.030)]
)
def test_the_index_of_the_karate_club_and_what_is_expected_are_what_ucinet_reports(
    by: str, index: float, expected: float
) -> None:
    """E-I index, its expected value, and p of being as low 0.000: UCINET, in a student's report.

    The page is liao961120.github.io/notes/sna_hw1/assignment1/q1/q1.html.
    """
    whole = networks.ei_index(karate(), by, permutations=4000).iloc[0]
    assert whole["index"] == pytest.approx(index, abs=5e-4)
    # UCINET draws deals too; exactly, their mean is that of all pairs.
    internal, external = whole["possible_internal"], whole["possible_external"]
    assert (external - internal) / (external + internal) == pytest.approx(expected, abs=5e-4)
    assert whole["expected"] == pytest.approx(expected, abs=0.01)
    assert (whole["direction"], whole["exact"]) == ("more internal", False)
    assert whole["p"] < 0.0005


def test_ucinet_counts_both_ends_of_a_tie_inside_a_group() -> None:
    """For the groups, the same page has 1.000, -0.676 and -0.684: each tie inside counts twice.

    Krackhardt and Stern count ties, and so does this library, whose index is never the lower.
    """
    groups = networks.ei_index(karate(), "supported", permutations=0).iloc[1:].set_index("group")
    external, ends_inside = groups["external"], 2 * groups["internal"]
    of_ends = (external - ends_inside) / (external + ends_inside)
    printed = {"neither": 1.0, "hi": -0.676, "officer": -0.684}
    assert of_ends.to_dict() == pytest.approx(printed, abs=5e-4)
    assert (groups["index"] >= of_ends).all()


def test_the_genders_at_the_camp_mix_as_xucinet_says() -> None:
    """Snapshots xmixing.md (the table) and xhomophily.md (E-I -0.667, assortativity 0.664)."""
    camp = published("camp", groups=GENDERS)
    assert networks.mixing(camp, "group")["ties"].tolist() == [20, 4, 5, 25]
    whole = networks.ei_index(camp, "group", permutations=0).iloc[0]
    assert whole["index"] == pytest.approx(-0.667, abs=5e-4)
    coefficient = networks.assortativity(camp, "group")["coefficient"].iloc[0]
    assert coefficient == pytest.approx(0.664, abs=5e-4)


@pytest.mark.parametrize(
    ("relation", "inside", "across", "index", "p"),
    [
        ("advice", 46, 144, 0.51578947368, 0.515),
        ("friendship", 38, 64, 0.2549019608, 0.0009),
        ("reports", 16, 4, -0.6, 0.0),
    ],
)
def test_krackhardts_managers_keep_to_their_departments_as_xucinet_says(
    relation: str, inside: int, across: int, index: float, p: float
) -> None:
    """The example of the book: xGroupHomophily() of Krackhardt_HighTech, by Department, run in R.

    Its EI, its a and b, and its ExpectEI 0.5523809524; p of 200,000 deals at random in R.
    """
    managers = published(f"managers_{relation}", groups=DEPARTMENTS)
    whole = networks.ei_index(managers, "group", permutations=4000).iloc[0]
    assert (whole["internal"], whole["external"]) == (inside, across)
    assert whole["index"] == pytest.approx(index)
    internal, external = whole["possible_internal"], whole["possible_external"]
    assert (external - internal) / (external + internal) == pytest.approx(0.5523809524)
    assert whole["expected"] == pytest.approx(0.5523809524, abs=0.01)
    assert whole["p"] == pytest.approx(p, abs=0.03)


@pytest.mark.parametrize(
    ("name", "index", "mean", "p", "assortative"),
    [
        ("bureaucracies_information", 0.5102041, 0.4222222, 0.3688889, -0.15625),
        ("bureaucracies_money", 0.2727273, 0.4222222, 0.3212698, 0.04938272),
    ],
)
def test_the_permutation_test_of_the_bureaucracies_is_that_of_all_3150_deals(
    name: str, index: float, mean: float, p: float, assortative: float
) -> None:
    """All ways to deal four, four and two sectors to ten organisations, counted out in R."""
    graph = published(name, groups=SECTORS)
    whole = networks.ei_index(graph, "group", permutations=3150).iloc[0]
    assert whole["exact"]
    assert whole["index"] == pytest.approx(index, abs=1e-7)
    assert whole["expected"] == pytest.approx(mean, abs=1e-7)
    assert whole["p"] == pytest.approx(p, abs=1e-7)
    drawn = networks.ei_index(graph, "group", permutations=3149).iloc[0]
    assert not drawn["exact"]
    assert drawn["expected"] == pytest.approx(mean, abs=0.01)
    assert drawn["p"] == pytest.approx(p, abs=0.03)
    coefficient = networks.assortativity(graph, "group")["coefficient"].iloc[0]
    assert coefficient == pytest.approx(assortative)


def test_workers_of_the_tailor_shop_keep_to_their_own_job_and_less_so_the_second_time() -> None:
    """Ties inside and across as R counts them from the matrices, where friends are in both rows."""
    counted = {
        "tailor_shop_sociational_1": (130 // 2, 186 // 2),
        "tailor_shop_sociational_2": (166 // 2, 280 // 2),
        "tailor_shop_instrumental_1": (51, 58),
        "tailor_shop_instrumental_2": (68, 79),
    }
    rows = [networks.ei_index(published(name, groups=JOBS), "group").iloc[0] for name in counted]
    assert [(row["internal"], row["external"]) for row in rows] == list(counted.values())
    for row in rows:
        assert row["expected"] == pytest.approx(0.6302294, abs=0.02)
        assert (row["direction"], row["p"] < 0.005) == ("more internal", True)
    friendly, friendly_later, helping, helping_later = (row["index"] for row in rows)
    assert friendly < friendly_later
    assert helping < helping_later


#: brokerage()$raw.nli of R sna: w_I, w_O, b_OI, b_IO and b_O, of which its manual calls b_OI the
#: gatekeeper and b_IO the representative.
ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


def roles(frame: pd.DataFrame) -> list[int]:
    return frame.set_index("role")["count"].loc[[*ROLES, "total"]].tolist()


def test_the_bureaucracies_broker_in_the_roles_that_sna_counts() -> None:
    frame = networks.brokerage(published("bureaucracies_information", groups=SECTORS), "group")
    assert [roles(rows) for _, rows in frame.groupby("node", sort=False)] == [
        [0, 0, 2, 0, 0, 2],
        [1, 5, 5, 3, 7, 21],
        [0, 5, 1, 1, 2, 9],
        [0, 1, 0, 1, 0, 2],
        [5, 3, 7, 7, 5, 27],
        [0, 1, 0, 0, 0, 1],
        [0, 1, 4, 0, 1, 6],
        [0, 0, 0, 0, 0, 0],
        [0, 1, 1, 0, 0, 2],
        [0, 1, 0, 0, 0, 1],
    ]


def test_the_cutter_brokers_most_between_jobs_and_the_whole_shop_as_sna_counts() -> None:
    frame = networks.brokerage(published("tailor_shop_instrumental_1", groups=JOBS), "group")
    whole = frame[frame["node"].isna() & frame["group"].isna()]
    assert roles(whole) == [69, 30, 63, 43, 84, 289]
    by_node = {str(node): roles(rows) for node, rows in frame.groupby("node", sort=False)}
    assert by_node["n3"] == [24, 0, 16, 9, 3, 52]
    assert by_node["n16"] == [0, 20, 0, 0, 32, 52]
    assert by_node["n19"] == [0, 3, 0, 0, 16, 19]
    assert by_node["n32"] == [8, 0, 10, 4, 2, 24]


# ---------------------------------------------------------------- between waves


@pytest.mark.parametrize(
    ("sort", "together", "new", "hamming", "correlation"),
    [
        ("sociational", 278, 120, 175, 0.398332222581),
        ("instrumental", 211, 102, 166, 0.295649652315),
    ],
)
def test_what_became_of_the_ties_of_the_tailor_shop(
    sort: str, together: int, new: int, hamming: int, correlation: float
) -> None:
    """The R package networkdata has both waves in one: so many ties, so many first at time 2.

    hdist and gcor are of R sna; none of 2,000 orders of its qaptest came near the correlation.
    """
    waves = {time: published(f"tailor_shop_{sort}_{time}") for time in ("1", "2")}
    row = networks.change(waves, permutations=500).iloc[0]
    assert row["kept"] + row["new"] + row["lost"] == together
    assert (row["new"], row["hamming"]) == (new, hamming)
    assert row["jaccard"] == pytest.approx((together - hamming) / together)
    assert row["qap"] == pytest.approx(correlation)
    assert row["qap_p"] == pytest.approx(1 / 501)


def test_who_gives_money_is_not_whom_information_goes_to() -> None:
    """gcor, hdist and qaptest (0.739 of 2,000 orders as high) of R sna."""
    information, money = (published(f"bureaucracies_{what}") for what in ("information", "money"))
    row = networks.change(information, money, permutations=2000).iloc[0]
    assert row["qap"] == pytest.approx(-0.0507606187143)
    assert row["hamming"] == 49
    assert row["qap_p"] == pytest.approx(0.739, abs=0.04)
