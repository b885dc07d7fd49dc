"""Writes every generated page of the documentation, and its figures."""

from tools.pages import DOCS, FIGURES, PAGES

for path, page in (PAGES | FIGURES).items():
    (DOCS / path).write_text(page(), "utf-8", newline="\n")
