"""RO-Crate metadata: every file described once, and nothing said that nobody said."""

import json
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from nsee_core.writers.about import About, NotAbout, Publisher, parse_about
from nsee_core.writers.crate import CrateFile, CratePart, Standard, to_crate
from nsee_core.writers.crate_page import to_crate_page

DAY = date(2018, 6, 30)
XES = Standard("https://xes-standard.org/", "XES, IEEE 1849")
LOG = CratePart("log.xes", "Cycles as an event log", (CrateFile("log.xes", 12, "0a"),), XES)
TABLES = CratePart(
    "tables/",
    "Tables",
    (CrateFile("tables/trio.csv", 7, "0b"), CrateFile("tables/odd.unknown", 0, "0c")),
)
FULL = """\
title = "Reading together"
description = "What three schools tried"
published = 2018-07-01
licence = "https://creativecommons.org/licenses/by/4.0/"

[publisher]
name = "Our council"
ror = "https://ror.org/00vtgdb53"
url = "https://council.example/"
email = "office@council.example"
"""


def entities(*parts: CratePart, about: About | None = None) -> dict[str, dict[str, Any]]:
    """What a crate describes, by id."""
    crate = to_crate(parts, about or About(), DAY)
    assert json.loads(json.dumps(crate)) == crate
    found = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(found) == len(crate["@graph"])
    return found


def test_the_root_has_what_a_crate_must_have() -> None:
    root = entities(LOG)["./"]
    assert root["@type"] == "Dataset"
    assert root["name"] == "Records of collaborative enquiry"
    assert root["datePublished"] == "2018-06-30"
    assert root["hasPart"] == {"@id": "log.xes"}
    assert "hasPart" not in entities()["./"]
    assert entities(LOG)["ro-crate-metadata.json"]["about"] == {"@id": "./"}


def test_a_file_has_its_type_size_checksum_and_standard() -> None:
    assert entities(LOG)["log.xes"] == {
        "@id": "log.xes",
        "@type": "File",
        "name": "log.xes",
        "description": "Cycles as an event log.",
        "encodingFormat": "application/xml",
        "contentSize": "12",
        "sha256": "0a",
        "conformsTo": {"@id": "https://xes-standard.org/"},
    }
    assert entities(LOG)["https://xes-standard.org/"]["name"] == "XES, IEEE 1849"


def test_a_folder_lists_its_files() -> None:
    found = entities(TABLES)
    assert found["tables/"]["@type"] == "Dataset"
    assert found["tables/"]["hasPart"] == [
        {"@id": "tables/trio.csv"},
        {"@id": "tables/odd.unknown"},
    ]
    assert found["tables/trio.csv"]["description"] == "Tables: trio.csv."
    assert found["tables/odd.unknown"]["encodingFormat"] == "application/octet-stream"


@pytest.mark.parametrize(
    "about", [About(), parse_about(FULL), About(publisher=Publisher(name="Us"))]
)
def test_whatever_is_referred_to_is_described(about: About) -> None:
    found = entities(LOG, TABLES, about=about)
    said = json.dumps([{k: v for k, v in e.items() if k != "@id"} for e in found.values()])
    referred = {part.split('"')[0] for part in said.split('{"@id": "')[1:]}
    assert referred - found.keys() == {"https://w3id.org/ro/crate/1.3"}


def test_without_a_licence_the_crate_says_that_nobody_stated_one() -> None:
    licence = entities()["./"]["license"]["@id"]
    assert licence == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert entities()[licence]["name"] == "Not evaluated"


def test_without_a_publisher_none_is_named() -> None:
    assert "publisher" not in entities()["./"]


def test_what_the_publisher_says_stands_in_the_crate() -> None:
    found = entities(about=parse_about(FULL))
    root = found["./"]
    assert (root["name"], root["description"]) == ("Reading together", "What three schools tried")
    assert root["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert found["https://ror.org/00vtgdb53"] == {
        "@id": "https://ror.org/00vtgdb53",
        "@type": "Organization",
        "name": "Our council",
        "url": "https://council.example/",
        "contactPoint": {"@id": "mailto:office@council.example"},
    }
    assert found["mailto:office@council.example"]["email"] == "office@council.example"


def test_a_publisher_need_have_no_more_than_a_name() -> None:
    publisher = entities(about=About(publisher=Publisher(name="Us")))["#publisher"]
    assert publisher == {"@id": "#publisher", "@type": "Organization", "name": "Us"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("titel = 'x'", 'titel: there is no such field; perhaps "title" was meant'),
        (
            "x = 1",
            (
                "x: there is no such field; the fields are title, description, published, licence "
                "and publisher"
            ),
        ),
        ("[publisher]\nurl = 'https://x.example'", "publisher.name: it is missing"),
        ("published = 'soon'", 'published: "soon" is not a day such as 2018-06-30'),
        ("licence = 'mine'", 'licence: "mine" is not an address that begins with https://'),
        ("title = 7", "title: 7 is not one line of text"),
        ("publisher = 'us'", 'publisher: "us" is not a table with a name'),
        (
            "[publisher]\nname = 'us'\nror = 'x'\nemail = 'y'",
            (
                'publisher.ror: "x" is not an address such as https://ror.org/00vtgdb53; '
                'publisher.email: "y" is not an address such as office@school.example'
            ),
        ),
        ("title =", "it is not TOML"),
        ("a=" + "[" * 5000, "it is not TOML"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_was_meant(text: str, fault: str) -> None:
    with pytest.raises(NotAbout) as raised:
        parse_about(text)
    assert str(raised.value) == fault


class _Page(HTMLParser):
    """The texts and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_tells_people_what_is_there_and_loads_nothing_from_elsewhere() -> None:
    page = to_crate_page([LOG, TABLES], parse_about(FULL), DAY)
    read = _Page(page)
    assert page.startswith("<!DOCTYPE html>")
    assert read.links == ["log.xes", "tables/"]
    told = " ".join("".join(read.texts).split())
    assert "Reading together" in told
    assert (
        "Published 2018-06-30 by Our council. "
        "Licence: https://creativecommons.org/licenses/by/4.0/." in told
    )


def test_what_the_publisher_typed_is_text_on_the_page() -> None:
    page = to_crate_page([], About(title="<script>alert(1)</script>"), DAY)
    assert "<script>" not in page
    assert "No licence is stated." in page
