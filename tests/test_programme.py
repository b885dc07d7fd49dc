"""The programme: an immutable bag, found by id, by kind and by what it belongs to."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nsee_core import Cycle, DuplicateId, Entry, Evidence, NotARecord, Programme, UnknownRecord
from nsee_core.programme.patched import FOLD_AT, Patched
from nsee_core.records import Base
from nsee_core.records.links import links

CYCLES = ["c1", "c2"]
IDS = ["e1", "e2", "e3", "e4"]


def small(id_: str, cycle: str, kind: str) -> Base:
    if kind == "entry":
        return Entry(id=id_, cycle=cycle, step="plan")
    return Evidence(id=id_, cycle=cycle)


RECORDS = st.builds(
    small, st.sampled_from(IDS), st.sampled_from(CYCLES), st.sampled_from(["entry", "evidence"])
)


class AgainstADict(RuleBasedStateMachine):
    """Whatever is put and taken away, it answers as a plain dict of the same records would."""

    @initialize(records=st.lists(RECORDS, max_size=4, unique_by=lambda record: record.id))
    def begin(self, records: list[Base]) -> None:
        self.model = {record.id: record for record in records}
        self.programme = Programme.of(records)

    @rule(record=RECORDS)
    def put(self, record: Base) -> None:
        held = self.model.get(record.id)
        if held is not None and held.kind != record.kind:
            with pytest.raises(DuplicateId):
                self.programme.put(record)
            return
        self.model[record.id] = record
        self.programme = self.programme.put(record)

    @rule(id_=st.sampled_from(IDS))
    def take_away(self, id_: str) -> None:
        if id_ in self.model:
            del self.model[id_]
            self.programme = self.programme.without(id_)
        else:
            with pytest.raises(UnknownRecord):
                self.programme.without(id_)

    @invariant()
    def same_records_in_the_same_order(self) -> None:
        assert [record.id for record in self.programme] == list(self.model)
        assert list(self.programme) == list(self.model.values())
        assert len(self.programme) == len(self.model)

    @invariant()
    def same_by_id_and_kind(self) -> None:
        for id_ in IDS:
            assert self.programme.get(id_) is self.model.get(id_)
            assert (id_ in self.programme) == (id_ in self.model)
        entries = [record for record in self.model.values() if isinstance(record, Entry)]
        assert list(self.programme.of_kind(Entry)) == entries
        assert list(self.programme.of_kind("entry")) == entries

    @invariant()
    def same_parts_and_links(self) -> None:
        for cycle in CYCLES:
            parts = [r for r in self.model.values() if getattr(r, "cycle", None) == cycle]
            assert list(self.programme.within(cycle)) == parts
            linking = [
                r for r in self.model.values() if cycle in {link.target for link in links(r)}
            ]
            assert list(self.programme.linking_to(cycle)) == linking

    @invariant()
    def equal_to_one_made_afresh(self) -> None:
        assert self.programme == Programme.of(self.model.values())
        assert hash(self.programme) == hash(Programme.of(self.model.values()))


# a record put back after it was taken away stands where it stood before, which a dict does not do
class PutBack(AgainstADict):
    @rule(id_=st.sampled_from(IDS))
    def take_away(self, id_: str) -> None:
        """Nothing is taken away."""


TestAgainstADict = PutBack.TestCase
TestAgainstADict.settings = settings(max_examples=50, stateful_step_count=12)


def test_what_was_taken_away_is_gone_until_it_is_put_again() -> None:
    p = Programme.of([Cycle(id="c"), Entry(id="e", cycle="c", step="plan")])
    assert "e" not in p.without("e")
    assert len(p.without("e")) == 1
    assert p.without("e").within("c") == ()
    assert p.without("e").put(p["e"]) == p


def test_deriving_leaves_the_original_as_it_was() -> None:
    p = Programme.of([Cycle(id="c")])
    p.put(Cycle(id="d"))
    p.without("c")
    assert [record.id for record in p] == ["c"]


def test_many_changes_are_folded_into_a_new_index() -> None:
    p = Programme.of([])
    for number in range(100 + 2 * FOLD_AT):
        p = p.put(Cycle(id=f"c{number}"))
    assert len(p) == 100 + 2 * FOLD_AT
    assert isinstance(p._held, Patched)
    assert len(p._held.patch) < 100


def test_the_order_of_entries_is_content_and_the_order_of_the_rest_is_not() -> None:
    one, two = Entry(id="1", cycle="c", step="a"), Entry(id="2", cycle="c", step="b")
    assert Programme.of([one, two]) != Programme.of([two, one])
    assert Programme.of([Cycle(id="c"), one]) == Programme.of([one, Cycle(id="c")])
    assert Programme.of([]) != []


def test_two_records_of_one_id_are_misuse() -> None:
    with pytest.raises(DuplicateId, match=r'^two records have the id "c"; give each its own$'):
        Programme.of([Cycle(id="c"), Cycle(id="c", title="other")])


def test_the_id_of_a_record_of_another_kind_cannot_be_put_over_it() -> None:
    p = Programme.of([Entry(id="e", cycle="c", step="plan")])
    says = r'^the id "e" belongs to an entry; give the cycle an id of its own$'
    for put in ([Cycle(id="e")], [Cycle(id="new"), Cycle(id="e")]):
        with pytest.raises(DuplicateId, match=says):
            p.put(*put)
    with pytest.raises(DuplicateId, match=says):
        Programme.of([]).put(p["e"], Cycle(id="e"))
    assert p.without("e").put(Cycle(id="e"))["e"] == Cycle(id="e")


def test_rows_that_are_records_are_taken() -> None:
    assert Programme.of([{"kind": "cycle", "id": "c"}]) == Programme.of([Cycle(id="c")])


def test_a_row_that_is_no_record_says_where_to_go() -> None:
    says = r"^row 2 is not a record \(1 fault\); read_rows\(rows\) reads what can be read"
    with pytest.raises(NotARecord, match=says):
        Programme.of([Cycle(id="c"), {"kind": "cyle", "id": "d"}])


def test_a_kind_that_there_is_not_is_misuse() -> None:
    with pytest.raises(
        ValueError, match=r'^"cyle" is not a kind of record; the kinds are authority'
    ):
        Programme.of([]).of_kind("cyle")


def test_it_shows_what_it_holds() -> None:
    p = Programme.of([Cycle(id="c"), Entry(id="e", cycle="c", step="plan")])
    assert repr(p) == "<Programme of 2 records: 1 cycle, 1 entry>"
    assert repr(Programme.of([])) == "<Programme of 0 records: empty>"
