"""What every rule owes its readers: a code for ever, a reason, plain words and a way out."""

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

import nsee_core.rules
from nsee_core.rules import RULES, Rule
from tests.rules.examples import CATALOGUE, CODES

FILES = sorted(Path(nsee_core.rules.__file__).parent.glob("*.py"))
#: How a fix may begin: what a person does, in one word.
VERBS = frozenset(
    (
        "add",
        "ask",
        "begin",
        "check",
        "choose",
        "complete",
        "correct",
        "count",
        "destroy",
        "find",
        "gather",
        "give",
        "install",
        "keep",
        "leave",
        "move",
        "name",
        "note",
        "open",
        "put",
        "read",
        "remove",
        "save",
        "say",
        "set",
        "shorten",
        "state",
        "take",
        "tell",
        "use",
        "write",
    )
)


def test_no_two_rules_have_one_code_or_one_slug() -> None:
    slugs = [rule.about.slug for rule in CATALOGUE]
    assert (len(set(CODES)), len(set(slugs))) == (len(CODES), len(slugs))


def test_the_rules_stand_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)


def test_every_rule_that_a_file_defines_is_in_the_catalogue() -> None:
    modules = [import_module(f"nsee_core.rules.{m.name}") for m in iter_modules([FILES[0].parent])]
    defined = {rule for m in modules for rule in vars(m).values() if isinstance(rule, Rule)}
    assert defined <= set(CATALOGUE)


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_a_code_is_nsee_and_three_digits_and_its_slug_is_words(rule: Rule) -> None:
    assert re.fullmatch(r"NSEE\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.about.slug)


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_a_message_begins_small_and_ends_without_a_full_stop(rule: Rule) -> None:
    for words in (rule.about.says, rule.about.fix):
        assert re.fullmatch(r"[a-z{\"'].*[^. ]", words), words


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_a_fix_begins_with_what_to_do(rule: Rule) -> None:
    assert rule.about.fix.split()[0] in VERBS


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_a_reason_is_given_in_whole_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].{20,}\.", rule.about.reason)


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_what_is_printed_or_a_matter_of_ethics_names_its_source(rule: Rule) -> None:
    assert rule.about.basis not in ("printed", "ethics") or rule.about.source


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_what_we_inferred_is_never_an_error(rule: Rule) -> None:
    assert rule.about.basis not in ("inferred", "unsourced") or rule.about.grade.value != "error"


@pytest.mark.parametrize("rule", CATALOGUE, ids=CODES)
def test_a_template_takes_its_arguments_by_plain_names(rule: Rule) -> None:
    for words in (rule.about.says, rule.about.fix):
        names = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
        assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_of_rules_knows_no_reader_and_no_writer(path: Path) -> None:
    modules = {
        node.module or ""
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    wings = ("nsee_core.readers", "nsee_core.writers", "nsee_core.reference")
    assert [module for module in modules if module.startswith(wings)] == []
