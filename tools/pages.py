"""Writes the pages of the documentation that follow from the code: ``make pages``.

The pages are committed; a test compares them with what this would write.
"""

from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"

# Each generated page, by its path under docs/, and the function that gives its whole text.
PAGES: dict[str, Callable[[], str]] = {}


def main() -> None:
    """Write every generated page."""
    for path, page in PAGES.items():
        (DOCS / path).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
