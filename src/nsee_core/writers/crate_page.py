"""The page in an RO-Crate that tells people what the folder holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from nsee_core.wording import in_html, visible
from nsee_core.writers.about import About
from nsee_core.writers.crate import CratePart

_STYLE = "body{font-family:sans-serif;margin:2em}td,th{padding:.3em 1em;text-align:left}"


def to_crate_page(
    parts: Iterable[CratePart],
    about: About,
    published: date,
    left_out: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """What a crate holds, as a page of HTML 5 that needs nothing from elsewhere.

    Source: RO-Crate Metadata Specification 1.3, "RO-Crate Website".

    Args:
        parts: what is in the folder.
        about: what only the publisher can say.
        published: the day of publication.
        left_out: what could not be written, by the path that it would have, and why.

    >>> to_crate_page([], About(title="Ours"), date(2018, 6, 30)).splitlines()[0]
    '<!DOCTYPE html>'
    """
    return "\n".join(_lines(parts, about, published, left_out)) + "\n"


def _lines(
    parts: Iterable[CratePart], about: About, published: date, left_out: Mapping[str, str]
) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{escape(visible(about.title))}</title>"
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{in_html(about.title)}</h1><p>{in_html(about.description)}</p>"
    yield f"<p>Published {published.isoformat()}{_by(about)}. {_licence(about)}</p>"
    yield "<table><tr><th>File</th><th>What it is for</th><th>Bytes</th></tr>"
    for part in parts:
        size = sum(file.size for file in part.files)
        what = in_html(part.about) + (f" ({in_html(part.standard.name)})" if part.standard else "")
        link = f'<a href="{part.path}">{in_html(part.path)}</a>'
        yield f"<tr><td>{link}</td><td>{what}</td><td>{size:,}</td></tr>"
    yield "</table>"
    for path, why in left_out.items():
        yield f"<p>Left out: {in_html(path)}, for {in_html(why)}.</p>"
    yield "</body></html>"


def _by(about: About) -> str:
    return "" if about.publisher is None else f" by {in_html(about.publisher.name)}"


def _licence(about: About) -> str:
    return f"Licence: {in_html(about.licence)}." if about.licence else "No licence is stated."
