"""Every source that is cited can be looked up."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nsee_core
from nsee_core import builtin_protocols
from nsee_core.reference.sources import sources
from nsee_core.rules import RULES

KEY = re.compile(r"[PS]\d+b?")
IN_TEXT = re.compile(r"\[([PS]\d+b?)\]")


def cited(value: Any) -> Iterator[str]:  # noqa: ANN401 - a protocol as plain data
    """The sources that a protocol names, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "source" and inner is not None:
                yield inner
            else:
                yield from cited(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from cited(inner)


def test_every_key_that_a_rule_cites_is_known() -> None:
    keys = {rule.about.source for rule in RULES if rule.about.source}
    assert {key for key in keys if KEY.fullmatch(key)} <= sources().keys()


def test_every_key_that_a_shipped_protocol_cites_is_known() -> None:
    keys = {key for p in builtin_protocols().values() for key in cited(p.model_dump())}
    assert keys
    assert {key for key in keys if KEY.fullmatch(key)} <= sources().keys()


def test_every_key_that_the_code_or_a_page_cites_is_known() -> None:
    pages = Path(__file__).parents[2] / "docs"
    places = [*Path(nsee_core.__file__).parent.rglob("*.py"), *pages.rglob("*.md")]
    keys = {key for place in places for key in IN_TEXT.findall(place.read_text("utf-8"))}
    assert keys
    assert keys <= sources().keys()


def test_every_source_has_a_key_of_its_own_a_title_and_an_address() -> None:
    for key, source in sources().items():
        assert KEY.fullmatch(key)
        assert source.key == key
        assert source.title.strip()
        assert re.fullmatch(r"\S.*\S", source.address)


def test_a_source_reads_as_its_title_and_where_it_is() -> None:
    assert str(sources()["S1"]) == (
        "Network for Social and Educational Equity, The impact on education "
        "(nsee.org.uk/about-us/the-impact-on-education)"
    )
