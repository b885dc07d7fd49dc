"""On what something rests, and where that is stated."""

from collections.abc import Iterable

from nsee_core.findings import SEVERITY_OF
from nsee_core.reference.citing import MEANS, cited
from nsee_core.reference.sources import sources
from tools.pages.markdown import table


def bases() -> str:
    """What each basis means, and how grave it is to go against it."""
    rows = ((f"*{basis}*", means, SEVERITY_OF[basis].value) for basis, means in MEANS.items())
    return table(("Basis", "Means that", "So a finding is"), rows)


def spelt_out(text: str) -> str:
    """Sources with their titles and addresses; what is no key speaks for itself."""
    return "; ".join(f"{source} [{source.key}]" for source in cited(text)) or text


def list_of_sources(texts: Iterable[str | None]) -> str:
    """The sources of a page, by their keys."""
    used = {source.key for text in texts for source in cited(text)}
    return "\n".join(f"- **{key}**: {source}" for key, source in sources().items() if key in used)
