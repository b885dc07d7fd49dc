"""Constraints as integer tables, and the joint search over many of them.

The ground floor: it knows nothing of records or protocols. A constraint is a `Template` over one
or two sets of steps; `table` gives its minimal automaton over `Mark`s. A `Net` holds many of them;
`course` finds a shortest way to meet them all and `chart` every way; `contradiction`, `implied` and
`reachable` answer what the author of a protocol wants to know.
"""

from __future__ import annotations

from nsee_core.automata.charts import Chart, chart
from nsee_core.automata.marks import Mark, Side, Verdict
from nsee_core.automata.nets import Net, State, Word
from nsee_core.automata.questions import Contradiction, Implied, contradiction, implied, reachable
from nsee_core.automata.search import BOUND, Course, course
from nsee_core.automata.tables import OF_THE_WHOLE, Table, complement, later, table
from nsee_core.automata.templates import MOST, CountError, Template

__all__ = [
    "BOUND",
    "MOST",
    "OF_THE_WHOLE",
    "Chart",
    "Contradiction",
    "CountError",
    "Course",
    "Implied",
    "Mark",
    "Net",
    "Side",
    "State",
    "Table",
    "Template",
    "Verdict",
    "Word",
    "chart",
    "complement",
    "contradiction",
    "course",
    "implied",
    "later",
    "reachable",
    "table",
]
