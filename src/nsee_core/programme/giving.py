"""Misuse told early: something else was given where a programme is needed."""

from __future__ import annotations

from os import PathLike

from nsee_core.programme.bag import Programme


def programme_given(given: object) -> Programme:
    """What somebody gave, if it is a programme.

    Raises:
        TypeError: it is something else; the message says what to give instead.

    >>> programme_given("records.jsonl")
    Traceback (most recent call last):
    TypeError: a programme is needed first, not str; read(path).programme is what a file holds
    """
    if isinstance(given, Programme):
        return given
    if isinstance(given, str | PathLike):
        instead = "read(path).programme is what a file holds"
    elif hasattr(given, "programme"):
        instead = "give its .programme"
    else:
        instead = "Programme.of(records) makes one of records"
    msg = f"a programme is needed first, not {type(given).__name__}; {instead}"
    raise TypeError(msg)
