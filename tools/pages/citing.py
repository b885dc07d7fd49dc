"""On what something rests, and where that is stated."""

import re
from collections.abc import Iterable

from nsee_core.findings import SEVERITY_OF, Basis
from nsee_core.reference.sources import sources
from tools.pages.markdown import table

_KEY = re.compile(r"\b[PS]\d+b?\b")

_MEANS: dict[Basis, str] = {
    "printed": "a source prints it",
    "agreed": "the people who work so agreed it; it has no source outside",
    "ethics": "it is a matter of research ethics",
    "inferred": "we inferred it from what sources print",
    "unsourced": "we know of no source that prints it",
}


def bases() -> str:
    """What each basis means, and how grave it is to go against it."""
    rows = ((f"*{basis}*", _MEANS[basis], SEVERITY_OF[basis].value) for basis in _MEANS)
    return table(("Basis", "Means that", "So a finding is"), rows)


def keys(source: str | None) -> list[str]:
    """The sources that are cited by their keys."""
    return _KEY.findall(source or "")


def spelt_out(source: str) -> str:
    """Sources with their titles and addresses; what is no key speaks for itself."""
    cited = keys(source)
    return "; ".join(f"{sources()[key]} [{key}]" for key in cited) if cited else source


def list_of_sources(cited: Iterable[str | None]) -> str:
    """The sources of a page, by their keys."""
    known = sources()
    used = {key for source in cited for key in keys(source)}
    return "\n".join(f"- **{key}**: {known[key]}" for key in known if key in used)
