"""Writes every generated page of the documentation."""

from tools.pages import DOCS, PAGES

for path, page in PAGES.items():
    (DOCS / path).write_text(page(), "utf-8", newline="\n")
