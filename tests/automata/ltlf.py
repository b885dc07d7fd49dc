"""Linear temporal logic on finite traces, and the formulas of DECLARE as textbooks have them.

After C. Di Ciccio and M. Montali, Declarative process specifications (2022),
doi:10.1007/978-3-031-08848-3_4. A trace is of letters: "a", "b", or "-" for anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nsee_core.automata import Template

Formula = Callable[[Sequence[str], int], bool]


def letter(name: str) -> Formula:
    return lambda trace, i: i < len(trace) and trace[i] == name


def neg(f: Formula) -> Formula:
    return lambda trace, i: not f(trace, i)


def both(f: Formula, g: Formula) -> Formula:
    return lambda trace, i: f(trace, i) and g(trace, i)


def either(f: Formula, g: Formula) -> Formula:
    return lambda trace, i: f(trace, i) or g(trace, i)


def implies(f: Formula, g: Formula) -> Formula:
    return either(neg(f), g)


def tomorrow(f: Formula) -> Formula:
    """X: there is a next instant, and there."""
    return lambda trace, i: i + 1 < len(trace) and f(trace, i + 1)


def until(f: Formula, g: Formula) -> Formula:
    return lambda trace, i: any(
        g(trace, j) and all(f(trace, k) for k in range(i, j)) for j in range(i, len(trace))
    )


def eventually(f: Formula) -> Formula:
    return until(lambda _trace, _i: True, f)


def always(f: Formula) -> Formula:
    return neg(eventually(neg(f)))


A, B = letter("a"), letter("b")
LAST = neg(tomorrow(lambda _trace, _i: True))
PRECEDENCE = either(until(neg(B), A), always(neg(B)))
RESPONSE = always(implies(A, eventually(B)))
ALTERNATE_PRECEDENCE = both(PRECEDENCE, always(implies(B, either(LAST, tomorrow(PRECEDENCE)))))
ALTERNATE_RESPONSE = always(implies(A, tomorrow(until(neg(A), B))))
CHAIN_PRECEDENCE = both(neg(B), always(implies(tomorrow(B), A)))
CHAIN_RESPONSE = always(implies(A, tomorrow(B)))


def existence(n: int) -> Formula:
    return eventually(A if n == 1 else both(A, tomorrow(existence(n - 1))))


def absence(n: int) -> Formula:
    return neg(existence(n))


def textbook(template: Template, n: int | None) -> Formula:
    """The formula of a template."""
    count = n or 0
    return {
        Template.AT_LEAST: lambda: existence(count),
        Template.AT_MOST: lambda: absence(count + 1),
        Template.EXACTLY: lambda: both(existence(count), absence(count + 1)),
        Template.INIT: lambda: A,
        Template.END: lambda: eventually(both(A, LAST)),
        Template.RESPONDED_EXISTENCE: lambda: implies(eventually(A), eventually(B)),
        Template.CO_EXISTENCE: lambda: both(
            implies(eventually(A), eventually(B)), implies(eventually(B), eventually(A))
        ),
        Template.NOT_CO_EXISTENCE: lambda: neg(both(eventually(A), eventually(B))),
        Template.PRECEDENCE: lambda: PRECEDENCE,
        Template.RESPONSE: lambda: RESPONSE,
        Template.SUCCESSION: lambda: both(PRECEDENCE, RESPONSE),
        Template.ALTERNATE_PRECEDENCE: lambda: ALTERNATE_PRECEDENCE,
        Template.ALTERNATE_RESPONSE: lambda: ALTERNATE_RESPONSE,
        Template.ALTERNATE_SUCCESSION: lambda: both(ALTERNATE_PRECEDENCE, ALTERNATE_RESPONSE),
        Template.CHAIN_PRECEDENCE: lambda: CHAIN_PRECEDENCE,
        Template.CHAIN_RESPONSE: lambda: CHAIN_RESPONSE,
        Template.CHAIN_SUCCESSION: lambda: both(CHAIN_PRECEDENCE, CHAIN_RESPONSE),
        Template.NOT_SUCCESSION: lambda: always(implies(A, neg(eventually(B)))),
        Template.NOT_CHAIN_SUCCESSION: lambda: always(implies(A, neg(tomorrow(B)))),
    }[template]()
