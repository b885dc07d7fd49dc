"""The programs that open what we write: `make peers` finds or installs them.

Other people's libraries may warn as they please here; whatever of ours warns fails `make test`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Run = Callable[..., str]
"""A program: given its arguments, it gives what it prints."""

PATIENCE = 300
"""Seconds that a program may take, on a machine that does much else."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("filterwarnings", "ignore")


def program(name: str) -> Path:
    """Where a program is."""
    found = shutil.which(name)
    assert found is not None, f"{name} is not on the PATH: make peers sets it up"
    return Path(found)


def output(command: Sequence[str | Path]) -> str:
    """What a program prints; it must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """LibreOffice, as `soffice("--convert-to", "xlsx", "--outdir", out, *files)`.

    It takes seconds to start, so one call should convert all the files of a test.
    """
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('libreoffice').as_uri()}"
    start = (program("soffice"), profile, "--headless", "--norestore", "--nolockcheck")
    return lambda *arguments: output([*start, *arguments])


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Chromium without a window or a network, as `chromium("--dump-dom", page.as_uri())`."""
    profile = f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"
    flags = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run")
    offline = ("disable-background-networking", "disable-component-update", "disable-sync")
    start = [str(program("chromium")), profile, *(f"--{flag}" for flag in (*flags, *offline))]
    return lambda *arguments: output([*start, *arguments])


@pytest.fixture(scope="session")
def dot() -> Run:
    """Graphviz, as `dot("-Tsvg", file)`."""
    start = program("dot")
    return lambda *arguments: output([start, *arguments])


@pytest.fixture(scope="session")
def mermaid() -> Path:
    """Mermaid's own script."""
    script = Path(sys.prefix) / "mermaid.min.js"
    assert script.exists(), f"{script} is missing: make peers sets it up"
    return script
