"""What people call things for which the schema has another word: to offer that, not to read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_LONGEST = 60  # characters: what is longer is no word, and not taken apart

#: In the singular and in small letters, by our word.
_OURS: Mapping[str, tuple[str, ...]] = {
    "practitioner": (
        "teacher",
        "head teacher",
        "headteacher",
        "head",
        "depute",
        "deputy",
        "staff",
        "early years practitioner",
    ),
    "pupil": ("child", "children", "learner", "student", "young person", "young people"),
    "parent or carer": ("parent", "carer", "guardian", "mother", "father"),
    "researcher": ("academic", "lecturer", "professor"),
    "early learning": ("nursery", "nursery school", "early years", "elc", "kindergarten"),
    "secondary": ("high school", "secondary school", "academy"),
    "primary": ("primary school",),
    "special": ("special school",),
}
_BY_THEIRS = {theirs: ours for ours, words in _OURS.items() for theirs in words}


def choice_for(said: object, choices: Collection[str]) -> str | None:
    """The one of these choices that people call so, if that is known.

    Of several words the last counts where all of them together are not known.

    >>> choice_for("Class Teachers", ("practitioner", "researcher"))
    'practitioner'
    >>> choice_for("teacher", ("teachers", "schools"))
    """
    if not isinstance(said, str) or len(said) > _LONGEST:
        return None
    words = said.casefold().replace("_", " ").replace("-", " ").replace("/", " ").split()
    phrases = (" ".join(words), *words[-1:])
    found = (_BY_THEIRS.get(each) or _BY_THEIRS.get(each.removesuffix("s")) for each in phrases)
    return next((ours for ours in found if ours in choices), None)
