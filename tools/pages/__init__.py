"""The pages of the documentation that follow from the code: ``make pages`` writes them.

The pages are committed; a test compares them with what this would write.
"""

from collections.abc import Callable
from functools import partial

from tools.pages import dates, kept, notebook, plots, protocols, records, rules, templates
from tools.pages.markdown import DOCS

__all__ = ["DOCS", "FIGURES", "PAGES", "PAGE_ON_FIGURES"]

PAGE_ON_FIGURES = f"{plots.NAME}.md"
#: Each generated page, by its path under docs/, and the function that gives its whole text.
PAGES: dict[str, Callable[[], str]] = {
    "explanation/engine.md": templates.page_on_engine,
    "reference/dates.md": dates.page_of_dates,
    "reference/kept.md": kept.page_of_what_is_kept,
    "reference/protocols.md": protocols.page_of_protocols,
    "reference/records.md": records.page_of_records,
    "reference/rules.md": rules.page_of_rules,
    f"{notebook.NAME}.md": notebook.page_of_the_notebook,
    PAGE_ON_FIGURES: plots.page_on_figures,
    **{path: partial(notebook.figure, path) for path in notebook.figures()},
}

#: Each figure that is drawn anew, by its path under docs/. How it is written differs from one
#: version of matplotlib to the next, so that a test compares only what it says.
FIGURES: dict[str, Callable[[], str]] = {
    path: partial(plots.figure, path) for path in plots.figures()
}
