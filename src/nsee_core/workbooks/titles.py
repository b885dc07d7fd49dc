"""What people call sheets and columns: one list, by which sheets are written and read back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: A column that says a step in words, beside its key; it is there to be read by people only.
EXPLAINED = "step_in_words"

#: Sheets whose own name says little.
SHEETS: Mapping[str, str] = MappingProxyType({"entry": "Log of steps"})

#: Columns whose own name says little, in any sheet or, behind its name, in one. Titles that read
#: alike stand for the same column wherever they are, so that the title alone leads back to it.
_COLUMNS = {
    "n": "How many (n)",
    "by": "By whom",
    "for_whom": "For whom",
    "uri": "Web address (URI)",
    "basis": "How it is known",
    "cycle.protocol": "Protocol followed",
    "cycle.outcome": "How it ended",
    "cycle.outcome_why": "Why it ended so",
    "cycle.follows": "Follows cycle",
    "cycle.scale": "How many learners (scale)",
    "cycle_questions.key": "Key, such as q1",
    "cycle_questions.text": "The whole question",
    "cycle_questions.stem": "How it opens",
    "cycle_questions.change": "What is changed",
    "cycle_questions.outcome": "What is anticipated",
    "cycle_success.measure": "What is looked at",
    "cycle_success.baseline": "Where it stands at the start",
    "cycle_success.intended": "Where it should stand",
    "entry.sequence": "Place in the log",
    "entry.corrects": "Corrects entry",
    "lesson.position": "Place in its round",
    "lesson.stage": "Stage taught",
    "lesson.revises": "Revises lesson",
    "lesson_focus_pupils.typifies": "Stands for which learners",
    "lesson_focus_pupils.predicted": "What was expected",
    "lesson_focus_pupils.observed": "What was seen",
    "evidence.about": "About whom",
    "evidence.question": "Answers question",
    "evidence.identifiable": "Can people be recognised?",
    "evidence.bearing": "Speaks for or against",
    "insight.text": "What was learnt",
    "insight.question": "Answers question",
    "change.text": "What was changed",
    "change.predicted": "What was expected",
    "change.observed": "What was seen",
    "practice.text": "What is done",
    "transfer.giver": "From whom",
    "transfer.receivers": "To whom",
    "barrier.text": "What stands in the way",
    "resource.text": "What it is",
    "resource.amount_value": "Amount",
    "resource.amount_unit": "Unit of the amount",
    "consent.given": "Given on",
    "consent.withdrawn": "Withdrawn on",
    "consent.contact": "Whom to ask",
}
_CAPITALS = frozenset({"id", "gss", "seed", "simd", "n"})


def sheet_title(table: str) -> str:
    """What people call a sheet.

    >>> sheet_title("entry"), sheet_title("cycle_questions")
    ('Log of steps', 'Cycle questions')
    """
    return SHEETS.get(table, label(table))


def column_title(table: str, name: str) -> str:
    """What people call a column of a sheet.

    >>> column_title("entry", "by"), column_title("insight", "text"), column_title("claim", "text")
    ('By whom', 'What was learnt', 'Text')
    """
    return _COLUMNS.get(f"{table}.{name}") or _COLUMNS.get(name) or label(name)


def names_by_title() -> dict[str, str]:
    """The columns that have titles of their own, by those.

    >>> names_by_title()["By whom"]
    'by'
    """
    return {title: name.rpartition(".")[2] for name, title in _COLUMNS.items()}


def label(name: str) -> str:
    """A name in plain letters.

    >>> label("taught_by"), label("gss_code"), label("simd_q1")
    ('Taught by', 'GSS code', 'SIMD q1')
    """
    words = (word.upper() if word in _CAPITALS else word for word in name.split("_"))
    text = " ".join(words)
    return text[0].upper() + text[1:]
