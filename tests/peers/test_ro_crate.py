"""RO-Crate 1.3: what is exported is a crate without fault, says the validator of that community."""

from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from requests import PreparedRequest, Response
from rocrate.rocrate import ROCrate
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.utils.http import HttpRequester
from urllib3 import HTTPResponse

from nsee_core.exporting import export
from nsee_core.reference import all_published
from nsee_core.writers.about import About, Publisher

ABOUT = About(
    title="Published accounts of collaborative enquiry",
    published=date(2018, 6, 30),
    licence="https://creativecommons.org/licenses/by/4.0/",
    publisher=Publisher(
        name="University of Glasgow",
        ror="https://ror.org/00vtgdb53",
        url="https://www.gla.ac.uk/",
        email="enquiries@school.example",
    ),
)
VERSIONS = ("1.1", "1.2", "1.3")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the validator would fetch, put where it keeps what it fetched: its contexts."""
    folder = tmp_path_factory.mktemp("cache")
    requester = HttpRequester(cache_path=str(folder), offline=True)
    context = files("rocrate").joinpath("data", "ro-crate.jsonld").read_bytes()
    for version in VERSIONS:
        address = f"https://w3id.org/ro/crate/{version}/context"
        requester.session.cache.save_response(_response(address, context))
    return folder


def _response(address: str, body: bytes) -> Response:
    request = PreparedRequest()
    request.prepare(method="GET", url=address, headers={})
    headers = {"Content-Type": "application/ld+json"}
    response = Response()
    response.status_code, response.url, response.request = 200, address, request
    response.headers.update(headers)
    response.raw = HTTPResponse(BytesIO(body), headers, status=200, preload_content=False)
    return response


def issues(crate: Path, cache: Path, severity: Severity) -> list[tuple[str, str]]:
    """What the validator has to say, from this severity."""
    settings = ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier="ro-crate-1.3",
        requirement_severity=severity,
        offline=True,
        cache_path=str(cache),
    )
    found = services.validate(settings).get_issues()
    return sorted({(issue.severity.name, str(issue.message)) for issue in found})


def test_an_export_has_no_issue_at_required_or_recommended(tmp_path: Path, cache: Path) -> None:
    export(all_published(), tmp_path / "out", about=ABOUT)
    assert issues(tmp_path / "out", cache, Severity.RECOMMENDED) == []


def test_where_nobody_says_who_publishes_it_only_that_is_missing(
    tmp_path: Path, cache: Path
) -> None:
    export(all_published(), tmp_path / "out", ["jsonl", "csv"])
    assert issues(tmp_path / "out", cache, Severity.RECOMMENDED) == [
        (
            "RECOMMENDED",
            "The Root Data Entity SHOULD have a `publisher` property (Organization or Person)",
        )
    ]


def test_the_validator_would_notice_what_is_missing(tmp_path: Path, cache: Path) -> None:
    export(all_published(), tmp_path, ["jsonl"], about=ABOUT)
    (tmp_path / "records.jsonl").unlink()
    metadata = tmp_path / "ro-crate-metadata.json"
    metadata.write_text(metadata.read_text("utf-8").replace("datePublished", "dateCreated"))
    assert issues(tmp_path, cache, Severity.REQUIRED) == [
        (
            "REQUIRED",
            "The RO-Crate does not include the Data Entity 'records.jsonl' as part of its payload",
        ),
        (
            "REQUIRED",
            (
                "The Root Data Entity MUST have a `datePublished` property (as specified by "
                "schema.org) with a valid ISO 8601 date"
            ),
        ),
    ]


def test_the_library_of_that_community_finds_every_file(tmp_path: Path) -> None:
    export(all_published(), tmp_path, about=ABOUT)
    found = ROCrate(tmp_path)
    held = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    beside = {"manifest-sha256.txt", "ro-crate-metadata.json", "ro-crate-preview.html"}
    files_found = {entity.id for entity in found.data_entities if entity.type == "File"}
    assert files_found == held - beside
    assert found.name == "Published accounts of collaborative enquiry"
    assert found.license.id == "https://creativecommons.org/licenses/by/4.0/"
