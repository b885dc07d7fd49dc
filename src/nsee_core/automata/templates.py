"""The closed set of constraint templates, with what each says in plain words.

The names are those of declarative process modelling (DECLARE: Pesic, Schonenberg and van der
Aalst 2007, doi:10.1109/EDOC.2007.14). On a log of completions only, each template is its
textbook formula; with beginnings too, *demands count completions and bans count beginnings*.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = ["MOST", "CountError", "Template"]

MOST = 99
"""The greatest count that a template takes."""


class CountError(ValueError):
    """A template was given a count that it does not take."""


class Template(StrEnum):
    """A kind of constraint over one set of steps, or over two disjoint sets.

    Attributes:
        says: one plain sentence with the places `{a}`, `{b}` and `{n}`; a set of several steps is
            read as "any of". `sentence` fills it.
        literature: the name, or the equivalent, in the literature on DECLARE.

    Example:
        >>> Template.ALTERNATE_RESPONSE.sentence("decide", "check")
        'After each completion of decide, check is completed before decide is begun again.'
        >>> Template.AT_MOST.literature
        'absence(n + 1)'
    """

    says: str
    literature: str

    AT_LEAST = "at-least", "{a} is completed at least {n}.", "existence(n)"
    AT_MOST = "at-most", "{a} is begun at most {n}.", "absence(n + 1)"
    EXACTLY = (
        "exactly",
        "{a} is completed at least {n}, and begun at most {n}.",
        "existence(n) and absence(n + 1)",
    )
    INIT = "init", "The first entry begins {a}."
    END = "end", "The last entry completes {a}."
    RESPONDED_EXISTENCE = (
        "responded-existence",
        "If {a} is completed, {b} is completed too, before or after.",
    )
    CO_EXISTENCE = "co-existence", "{a} and {b} are both completed, or neither is."
    NOT_CO_EXISTENCE = "not-co-existence", "{a} and {b} are not both begun."
    PRECEDENCE = "precedence", "{b} is not begun before {a} was completed."
    RESPONSE = "response", "After each completion of {a}, {b} is completed at some later time."
    SUCCESSION = (
        "succession",
        (
            "{b} is not begun before {a} was completed, "
            "and after each completion of {a}, {b} is completed at some later time."
        ),
    )
    ALTERNATE_PRECEDENCE = (
        "alternate-precedence",
        "Each time before {b} is begun, {a} was completed since {b} was last begun.",
    )
    ALTERNATE_RESPONSE = (
        "alternate-response",
        "After each completion of {a}, {b} is completed before {a} is begun again.",
    )
    ALTERNATE_SUCCESSION = (
        "alternate-succession",
        (
            "{a} and {b} take turns: each time before {b} is begun, "
            "{a} was completed since {b} was last begun, "
            "and after each completion of {a}, {b} is completed before {a} is begun again."
        ),
    )
    CHAIN_PRECEDENCE = (
        "chain-precedence",
        "The entry just before {b} is begun completes {a}.",
    )
    CHAIN_RESPONSE = "chain-response", "The entry just after {a} is completed begins {b}."
    CHAIN_SUCCESSION = (
        "chain-succession",
        (
            "The entry just before {b} is begun completes {a}, "
            "and the entry just after {a} is completed begins {b}."
        ),
    )
    NOT_SUCCESSION = "not-succession", "{b} is not begun once {a} was completed."
    NOT_CHAIN_SUCCESSION = (
        "not-chain-succession",
        "The entry just after {a} is completed does not begin {b}.",
    )

    def __new__(cls, name: str, says: str, literature: str = "") -> Self:
        """Make the member that is its name and knows its sentence."""
        template = str.__new__(cls, name)
        template._value_ = name
        template.says = says
        template.literature = literature or name.replace("-", " ")
        return template

    @property
    def binary(self) -> bool:
        """Whether it speaks of two sets of steps."""
        return "{b}" in self.says

    @property
    def takes_n(self) -> bool:
        """Whether it takes a count."""
        return "{n}" in self.says

    @property
    def least_n(self) -> int:
        """The least count that it takes, where it takes one: only a ban may say "never"."""
        return 0 if self is Template.AT_MOST else 1

    def sentence(self, a: str = "a", b: str = "b", n: int | None = None) -> str:
        """Say it of named steps; without a count, of "n times".

        Example:
            >>> Template.AT_LEAST.sentence("teach", n=2)
            'teach is completed at least twice.'
            >>> Template.AT_MOST.sentence("teach", n=0)
            'teach is never begun.'
            >>> print(Template.EXACTLY.sentence())
            a is completed at least n times, and begun at most n times.
        """
        if n == 0:
            return f"{a} is never begun."
        words = {None: "n times", 1: "once", 2: "twice"}
        return self.says.format(a=a, b=b, n=words.get(n, f"{n} times"))

    def counted(self, n: int | None) -> int:
        """Return the count to use: `n` itself, or 0 for a template that takes none.

        Raises:
            CountError: it takes a count and `n` is not one that it takes, or it takes none.

        Example:
            >>> Template.AT_LEAST.counted(0)
            Traceback (most recent call last):
            nsee_core.automata.templates.CountError: at-least takes a count from 1 to 99, not 0
        """
        if not self.takes_n:
            if n is not None:
                raise CountError(f"{self} takes no count, and was given {n}")
            return 0
        if n is None or not self.least_n <= n <= MOST:
            raise CountError(f"{self} takes a count from {self.least_n} to {MOST}, not {n}")
        return n
