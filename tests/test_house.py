"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

import nsee_core
from tools.pages import DOCS, PAGE_ON_FIGURES, PAGES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(nsee_core.__file__).parent
OURS_THOUGH_HIDDEN = {".ci", ".gitignore"}
MADE_BY_TOOLS = {"build", "__pycache__"}
HEAVY = ("pandas", "networkx", "click")

# In pieces, so that this file does not hold what it looks for.
REGISTRY = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "anaconda" + r"\.")))
MACHINE_PATH = re.compile(r"(?<![\w.<])/(" + "home|root|Users|work|private" + r")/\w|[A-Z]:\\Users")
SILENCED = re.compile(
    r"#\s*(?:" + r"noqa: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\])(.*)"
)

UNWANTED = {
    "model_construct": "it makes a record that was never validated",
    "model_copy": "it changes a record without validating the change",
    "now": "the answer must not depend on the day it is asked for",
    "utcnow": "the answer must not depend on the day it is asked for",
    "today": "the answer must not depend on the day it is asked for",
    "time.time": "the answer must not depend on the day it is asked for",
    "eval": "data is never run",
    "exec": "data is never run",
    "pickle": "reading it runs what it says",
    "marshal": "reading it trusts what it says",
    "shelve": "reading it runs what it says",
    "yaml.load": "reading with it runs what the file says",
}


@cache
def repository_texts() -> Sequence[tuple[Path, str]]:
    """Every text file of the repository, by its path from the root."""
    return tuple(_repository_texts())


def _repository_texts() -> Iterator[tuple[Path, str]]:
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            hidden = path.name.startswith(".") and path.name not in OURS_THOUGH_HIDDEN
            if hidden or path.name in MADE_BY_TOOLS:
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path.relative_to(ROOT), path.read_text("utf-8", errors="replace")


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    """Where in the repository a pattern is found."""
    return [
        f"{path}:{number}: {line.strip()}"
        for path, text in repository_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@cache
def modules() -> Mapping[Path, ast.Module]:
    """Every module of the package, by its path in it."""
    return {
        path.relative_to(PACKAGE): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def used_names(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Each name, attribute and imported module that a module uses, dotted and by its last part."""
    for node in ast.walk(module):
        match node:
            case ast.Name(id=name):
                yield node.lineno, name
            case ast.Attribute(value=of, attr=last):
                yield node.lineno, last
                if isinstance(of, ast.Name):
                    yield node.lineno, f"{of.id}.{last}"
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
                if isinstance(node, ast.ImportFrom) and node.module:
                    yield node.lineno, node.module
                    yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in names)


def test_no_file_names_a_package_registry() -> None:
    assert lines_matching(REGISTRY) == []


def test_no_file_holds_an_absolute_path_of_somebodys_machine() -> None:
    assert lines_matching(MACHINE_PATH) == []


def test_whatever_silences_a_tool_gives_its_reason() -> None:
    unexplained = [
        f"{path}:{number}: {line.strip()}"
        for path, text in repository_texts()
        if path.suffix == ".py"
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := SILENCED.search(line)) and not re.search(r"[a-z]{2}", found[1])
    ]
    assert unexplained == []


@cache
def uses() -> Mapping[str, list[str]]:
    """Where the package uses each name that it uses."""
    found = defaultdict(list)
    for path, module in modules().items():
        for line, name in used_names(module):
            found[name].append(f"{path}:{line}")
    return found


@pytest.mark.parametrize("name", UNWANTED)
def test_the_package_never_uses(name: str) -> None:
    assert uses().get(name, []) == [], UNWANTED[name]


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path, module in modules().items() if not ast.get_docstring(module)]
    assert silent == []


def test_import_nsee_core_loads_no_heavy_library() -> None:
    question = f"import sys, nsee_core; print(sorted(sys.modules.keys() & set({HEAVY})))"
    loaded = subprocess.check_output([sys.executable, "-c", question], text=True)
    assert loaded.strip() == "[]"


def test_the_citation_the_changelog_and_the_package_name_the_installed_version() -> None:
    installed = version("nsee-core")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    named = {citation["version"], newest[1], nsee_core.__version__}
    assert named == {installed}


def test_every_make_command_that_a_document_gives_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    given = {
        word
        for path, text in repository_texts()
        if path.suffix == ".md"
        for word in re.findall(r"(?:`|^\s*(?:\$ )?)make (\w+)", text, re.MULTILINE)
    }
    assert given <= targets


def test_the_generated_pages_are_what_the_code_says() -> None:
    """But for that on figures, which is compared where they are drawn: tests/docs/test_plots.py."""
    stale = [
        path
        for path, page in PAGES.items()
        if path != PAGE_ON_FIGURES and (DOCS / path).read_text("utf-8") != page()
    ]
    assert stale == [], "run make pages"
