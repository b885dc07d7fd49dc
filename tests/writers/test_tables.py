"""Tables and the graph: law 5, they lose no record and no link."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings

from nsee_core import Programme
from nsee_core.records import KINDS, Base
from nsee_core.records.base import Part
from nsee_core.records.links import link_fields, links
from nsee_core.tabular.shapes import shapes
from nsee_core.writers import to_graph, to_tables
from tests.strategies import programmes

Tables = dict[str, pd.DataFrame]


def _links_in(tables: Tables, kind: str, model: type[Base]) -> Iterator[tuple[str, str, str]]:
    """Each link of the records of one kind, from its one place in the tables."""
    for field in link_fields(model):
        if not field.many:
            rows = tables[kind][["id", field.name]].dropna()
        elif field.inside is None:
            rows = tables[f"{kind}_{field.name}"][[kind, "target"]]
        else:
            rows = tables[f"{kind}_{field.name}"][[kind, field.inside]].dropna()
        yield from ((field.name, source, target) for source, target in rows.to_numpy().tolist())


@pytest.mark.no_cover  # each is some sixty tables: their lines are counted elsewhere
@given(programmes())
def test_tables_lose_no_record_no_link_and_no_value_among_several(programme: Programme) -> None:
    tables = to_tables(programme, include_sensitive=True)
    for kind, model in KINDS.items():
        records = programme.of_kind(kind)
        assert tables[kind]["id"].tolist() == [record.id for record in records]
        assert Counter(_links_in(tables, kind, model)) == Counter(
            (link.field.name, record.id, link.target)
            for record in records
            for link in links(record)
        )
        for shape in shapes(model):
            if shape.several:
                assert tables[f"{kind}_{shape.name}"][[kind, "place"]].to_numpy().tolist() == [
                    [record.id, place]
                    for record in records
                    for place in range(len(record.__dict__[shape.name]))
                ]


@pytest.mark.no_cover  # as above
@settings(max_examples=10)
@given(programmes())
def test_the_columns_and_their_types_do_not_depend_on_what_is_in_them(
    programme: Programme,
) -> None:
    empty, full = to_tables(Programme.of([])), to_tables(programme, include_sensitive=True)
    assert list(empty) == list(full)
    assert [len(table) for table in empty.values()] == [0] * len(empty)
    for name, table in full.items():
        assert table.dtypes.to_dict() == empty[name].dtypes.to_dict()


def test_no_part_holds_several_values_for_which_there_would_be_no_table() -> None:
    parts = {shape.part for model in KINDS.values() for shape in shapes(model) if shape.part}
    assert issubclass(next(iter(parts)), Part)
    assert [shape for part in parts for shape in shapes(part) if shape.several] == []


PROGRAMME = Programme.of(
    [
        {"kind": "school", "id": "s1", "name": "Kilmory Primary"},
        {"kind": "network", "id": "n1", "started": "by September 2017", "size": 3},
        {"kind": "trio", "id": "t1", "members": ["s1", "s2"]},
        {
            "kind": "cycle",
            "id": "c1",
            "focus": ["numeracy"],
            "questions": [{"text": "How?"}],
            "ext": {"ward": 7},
        },
        {"kind": "resource", "id": "r1", "amount": {"value": 2, "unit": "days"}, "pooled": True},
    ]
)


def test_a_date_is_its_text_and_its_first_and_last_day() -> None:
    network = to_tables(PROGRAMME)["network"]
    assert network[["started", "started_earliest", "started_latest"]].astype(object).iloc[
        0
    ].tolist() == ["by September 2017", pd.NaT, pd.Timestamp("2017-09-30")]
    assert str(network["started_latest"].dtype) == "datetime64[s]"


def test_days_may_lie_as_far_apart_as_dates_go() -> None:
    programme = Programme.of(
        [{"kind": "cycle", "id": "c", "started": "0001-01-01", "ended": "9999-12-31"}]
    )
    row = to_tables(programme)["cycle"].iloc[0]
    assert (row["started_earliest"].year, row["ended_latest"].year) == (1, 9999)


def test_a_link_table_says_of_what_kind_the_target_is_if_it_is_here() -> None:
    members = to_tables(PROGRAMME)["trio_members"]
    assert list(members.columns) == ["trio", "place", "target", "target_kind"]
    assert members["target"].tolist() == ["s1", "s2"]
    assert members["target_kind"].fillna("elsewhere").tolist() == ["school", "elsewhere"]


def test_parts_and_plain_values_have_tables_of_their_own() -> None:
    tables = to_tables(PROGRAMME)
    assert tables["cycle_questions"][["cycle", "place", "key", "text"]].to_numpy().tolist() == [
        ["c1", 0, "q1", "How?"]
    ]
    assert tables["cycle_focus"].to_numpy().tolist() == [["c1", 0, "numeracy"]]


def test_a_quantity_is_a_value_and_a_unit() -> None:
    resource = to_tables(PROGRAMME)["resource"]
    assert resource[["amount_value", "amount_unit", "pooled"]].to_numpy().tolist() == [
        [2.0, "days", True]
    ]
    assert [str(resource[name].dtype) for name in ("amount_value", "pooled")] == [
        "Float64",
        "boolean",
    ]


@pytest.mark.parametrize(("told", "expected"), [(True, ['{"ward": 7}']), (False, [])])
def test_ext_is_json_text_and_leaves_only_when_told(*, told: bool, expected: list[str]) -> None:
    cycle = to_tables(PROGRAMME, include_sensitive=told)["cycle"]
    assert cycle["ext"].dropna().tolist() == expected


# The graph ---------------------------------------------------------------------------------------


@given(programmes())
def test_the_graph_loses_no_record_and_no_link(programme: Programme) -> None:
    graph = to_graph(programme, include_sensitive=True)
    kinds = {id_: node["kind"] for id_, node in graph.nodes.items() if node}
    assert kinds == {record.id: record.kind for record in programme}
    assert Counter(graph.edges(data="field")) == Counter(
        (record.id, link.target, link.field.name) for record in programme for link in links(record)
    )


def test_what_is_linked_to_and_not_here_is_a_node_that_says_nothing() -> None:
    graph = to_graph(PROGRAMME)
    assert graph.nodes["s2"] == {}
    assert graph.number_of_edges() == 2


def test_a_graph_goes_into_graphml_and_back(tmp_path: Path) -> None:
    graph = to_graph(PROGRAMME)
    nx.write_graphml(graph, tmp_path / "p.graphml")
    back = nx.read_graphml(tmp_path / "p.graphml", force_multigraph=True)
    assert dict(back.nodes.items()) == dict(graph.nodes.items())
    assert set(back.edges(data="place")) == set(graph.edges(data="place"))
