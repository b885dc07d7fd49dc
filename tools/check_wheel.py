"""Builds the wheel and tests it in an environment that cannot reach ``src/``.

The source archive is built first and the wheel from it, and the wheel is compared with ``src/``, so
both are proved complete. The tests, the documentation and what they read are copied elsewhere;
whatever they import is the installed wheel.

Its code being that of the checkout, byte for byte, what ``make test`` proves of functions alone is
not proved again: what is run here finds files, libraries and commands where they were installed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "build" / "dist"
NEEDED = (
    *("tests", "tools", "docs", "conftest.py"),
    *("README.md", "CHANGELOG.md", "CITATION.cff", "Makefile", "pyproject.toml", ".ci"),
)
#: Tests of functions alone: in folders of their own, or because they are properties, or large.
OF_FUNCTIONS = (
    *("automata", "engine", "eventlogs", "laws", "networks", "ocel", "plots", "records", "tabular"),
)
OTHERS = "not hypothesis and not no_cover"


def main() -> None:
    """Build, install, test; the exit code is that of the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", default="2", help="how many tests run side by side")
    workers = parser.parse_args().workers
    wheel = build()
    compare(wheel)
    with tempfile.TemporaryDirectory(prefix="nsee-wheel-") as folder:
        python = install(wheel, Path(folder) / "environment")
        away = Path(folder) / "away"
        copy_needed(away)
        sys.exit(run_tests(python, away, workers))


def build() -> Path:
    """The wheel, made from the source archive."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "build", "-qq", "--outdir", DIST, ROOT)
    (wheel,) = DIST.glob("*.whl")
    return wheel


def compare(wheel: Path) -> None:
    """See that the wheel has the files of the package as they are, all of them and no others."""
    source = ROOT / "src"
    ours = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with ZipFile(wheel) as archive:
        packed = {
            name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name
        }
    differing = sorted(name for name in ours | packed if ours.get(name) != packed.get(name))
    if differing:
        sys.exit(f"the wheel differs from the checkout: {', '.join(differing)}")


def install(wheel: Path, environment: Path) -> Path:
    """The Python of a new environment that holds the wheel and the test tools, nothing else."""
    run(sys.executable, "-m", "venv", environment)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", f"{wheel}[test]")
    return python


def copy_needed(away: Path) -> None:
    """Copy what the tests read; the sources stay behind."""
    for name in NEEDED:
        source, target = ROOT / name, away / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def run_tests(python: Path, away: Path, workers: str) -> int:
    """Tests of what is installed, every example of the documentation, every doctest."""
    where = "import nsee_core; print(nsee_core.__file__)"
    installed = Path(
        subprocess.check_output([python, "-c", where], cwd=away, env=clean(), text=True).strip()
    )
    if ROOT in installed.parents:
        sys.exit(f"the tests would run against the checkout: {installed}")
    print(f"testing {installed.parent}")
    options = ("-q", "-n", workers, "--dist", "loadfile", "-p", "no:cacheprovider", "-m", OTHERS)
    left_out = (f"--ignore=tests/{folder}" for folder in OF_FUNCTIONS)
    what = ("tests", "docs", "README.md", "--pyargs", "nsee_core")
    tests = subprocess.run(
        [python, "-m", "pytest", *options, *left_out, *what], cwd=away, env=clean(), check=False
    )
    return tests.returncode


def run(*command: str | Path) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, check=True, env=clean())


def clean() -> dict[str, str]:
    """The variables of this process, without those that lead Python back to the checkout."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


if __name__ == "__main__":
    main()
