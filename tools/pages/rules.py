"""The page of rules: every code, with its reason, its words, its source and its examples."""

import re
from collections.abc import Iterator
from itertools import groupby

from nsee_core import RULES, Finding, Rule
from nsee_core.rules.exhibits import Name, exhibits
from tools.pages.citing import bases, spelt_out
from tools.pages.markdown import block, code, kind_link, page, table
from tools.pages.said import said_of

_ARGUMENT = re.compile(r"\{(\w+)\}")

_FAMILIES = {
    "0": ("Reading", "What only a reader can see: what it reads is no record yet."),
    "1": ("Links", "Records point at each other by id."),
    "2": ("People and teams", "Who takes part, in what role, and since when."),
    "3": ("Progression", "The log of a cycle, and the order that its protocol asks for."),
    "4": ("Evidence and insight", "Questions, what was gathered, what was learnt and changed."),
    "5": ("Care", "Consent, privacy, and what an enquiry owes to those who take part."),
    "6": ("Measures and claims", "Numbers, and what can be said with them."),
}

_INTRODUCTION = """\
A finding has a code that never changes its meaning; its words may change. `nsee explain NSEE301`
shows the same in a terminal. [Statements covered](statements.md) goes the other way: from what the
sources say to the codes that check it.

How grave a finding is follows from what its rule rests on, and where a rule speaks for a protocol,
from what that protocol's requirement rests on. Some rules are milder than that. Anyone may grade a
code anew: `check(p, regrade={"NSEE415": "info"})`.
"""


def page_of_rules() -> str:
    """The whole page."""
    families = [(key, list(rules)) for key, rules in groupby(RULES, lambda rule: rule.code[4])]
    rows = (
        (f"[{_FAMILIES[key][0]}](#{_slug(key)})", f"NSEE{key}xx", str(len(rules)))
        for key, rules in families
    )
    return page(
        "Rules",
        _INTRODUCTION.strip(),
        bases(),
        table(("Family", "Codes", "How many"), rows),
        *(part for key, rules in families for part in _family(key, rules)),
    )


def _slug(key: str) -> str:
    return _FAMILIES[key][0].lower().replace(" ", "-")


def _family(key: str, rules: list[Rule]) -> Iterator[str]:
    title, about = _FAMILIES[key]
    yield f"## {title}"
    yield about
    for rule in rules:
        yield f"### {rule.code} {rule.about.slug} {{#{rule.code.lower()}}}"
        yield rule.about.reason
        yield "\n".join(f"- **{label}**: {text}" for label, text in _facts(rule))
        yield "\n\n".join(_examples(rule))


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    about = rule.about
    milder = "; only informs of an account told afterwards" if rule.about.silence else ""
    yield "Severity", f"{about.grade}{milder}"
    if rule.kinds:
        yield "Looks at", ", ".join(kind_link(kind, "records.md") for kind in rule.kinds)
    yield "Says", code(_ARGUMENT.sub(r"<\1>", about.says))
    yield "Fix", _ARGUMENT.sub(lambda name: code(f"<{name[1]}>"), about.fix)
    yield "Basis", f"{about.basis}: {spelt_out(about.source)}" if about.source else about.basis


def _examples(rule: Rule) -> Iterator[str]:
    yield '<details class="quote" markdown="1">\n<summary>Examples</summary>'
    yield from _blocks("This brings it:", rule, "bad")
    for finding in said_of(rule.code, "bad"):
        if finding.code == rule.code:
            yield f"> {_told(finding)}"
    yield from _blocks("This does not:", rule, "good")
    yield from _blocks("The protocol that both follow:", rule, "protocol")
    yield "</details>"


def _blocks(intro: str, rule: Rule, name: Name) -> Iterator[str]:
    """The files of an example that ships, after a few words."""
    shown = exhibits(rule.code, name)
    for number, exhibit in enumerate(shown):
        told = block(exhibit.language, "\n".join(exhibit.lines))
        named = f"{code(exhibit.name)}:" if exhibit.name else ""
        yield "\n\n".join(filter(None, ("" if number else intro, named, told)))


def _told(finding: Finding) -> str:
    message = f"{finding.words(values=True)}; {finding.fix}"
    return re.sub(r"([*_<\[\]])", r"\\\1", message)
